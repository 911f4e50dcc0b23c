import type { FormulaAmounts } from './stated-formula.ts';

/** What sites and formula have in common. */
export interface FormulaUnits {
  /** How often the formula is in the cell, by the elements that most agree on. */
  readonly count: number;
  /**
   * Elements of which sites are lacking while all others are as often there as the formula says, so that
   * atoms without sites explain the difference. Empty where they do not.
   */
  readonly lacking: readonly string[];
}

/** Amounts of formulas and occupancies are rounded. */
const tolerance = 0.02;

export function findLacking(sites: FormulaAmounts, formula: FormulaAmounts): FormulaUnits {
  const count = countUnits(sites, formula);
  const differing = [...new Set([...sites.keys(), ...formula.keys()])].filter((symbol) => {
    const expected = formula.get(symbol) ?? 0;
    const found = (sites.get(symbol) ?? 0) / count;
    return Math.abs(found - expected) > tolerance * Math.max(1, expected);
  });
  const areLacking = differing.every((symbol) => isLacking(symbol, sites, formula, count));
  return { count, lacking: areLacking ? differing.sort() : [] };
}

/** Of hydrogen some may be located and some not; of other elements all atoms are or none. */
function isLacking(symbol: string, sites: FormulaAmounts, formula: FormulaAmounts, count: number): boolean {
  const found = sites.get(symbol) ?? 0;
  return symbol === 'H' ? found < (formula.get(symbol) ?? 0) * count : found === 0;
}

/** The middle one of the ratios, without that of hydrogen where there are others. */
function countUnits(sites: FormulaAmounts, formula: FormulaAmounts): number {
  const common = [...sites].filter(([symbol]) => formula.has(symbol));
  const heavy = common.filter(([symbol]) => symbol !== 'H');
  const ratios = (heavy.length > 0 ? heavy : common)
    .map(([symbol, amount]) => amount / formula.get(symbol)!)
    .sort((left, right) => left - right);
  return ratios[Math.floor(ratios.length / 2)] ?? 1;
}
