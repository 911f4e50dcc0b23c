/**
 * Compares the atoms that have sites with the formula that a file states. The sites are what counts; the formula tells
 * what they lack, such as hydrogen that was not located.
 */

import { chemicalElements } from '../../../standard/index.ts';

/** Amounts by symbol of an element. */
export type FormulaAmounts = ReadonlyMap<string, number>;

const lengthMax = 1_000;
const term = /([A-Z][a-z]?)(\d+\.?\d*|\.\d+)?/g;
const capitals = /(?<![A-Za-z])[A-Z]{2}(?![a-z])/g;
const formulaLetters = /^[A-Za-z0-9.\s,'"()[\]~^_-]*$/;

/**
 * Reads formulas such as `C2 Ca O6.375 H6`, `(Cu.5 Fe.5) Pt` or `NA4 O7.51`; deuterium counts as hydrogen.
 *
 * Errors: undefined for what is no formula, and for brackets with a number behind.
 */
export function readFormula(text: string): FormulaAmounts | undefined {
  if (text.length > lengthMax || !formulaLetters.test(text) || /[)\]]\s*[\d.]/.test(text)) return undefined;
  const amounts = new Map<string, number>();
  for (const [, name, count = '1'] of inLowerCase(text).matchAll(term)) {
    const symbol = name === 'D' || name === 'T' ? 'H' : name!;
    if (!chemicalElements.has(symbol)) return undefined;
    amounts.set(symbol, (amounts.get(symbol) ?? 0) + Number(count));
  }
  for (const [symbol, amount] of amounts) if (amount === 0) amounts.delete(symbol);
  return amounts.size === 0 ? undefined : amounts;
}

/** Two capitals are one element where the formula has words of no other kind: `NA4`, but `CO2`. */
function inLowerCase(text: string): string {
  if (!/\s/.test(text.trim())) return text;
  return text.replace(capitals, (pair) => {
    const symbol = pair[0] + pair.slice(1).toLowerCase();
    return chemicalElements.has(symbol) ? symbol : pair;
  });
}

export interface FormulaComparison {
  /** Formula units in the cell, by the elements that are neither hydrogen nor lacking. */
  readonly units: number;
  /** Whether each element is there as often as the formula says. */
  readonly isEqual: boolean;
  /**
   * Elements of which sites are lacking while all others are as the formula says, so that atoms without sites explain
   * the difference. Empty where they do not.
   */
  readonly lacking: readonly string[];
}

/** Amounts of formulas and occupancies are rounded. */
const tolerance = 0.02;

export function compareFormula(sites: FormulaAmounts, formula: FormulaAmounts): FormulaComparison {
  const units = findUnits(sites, formula);
  const differing = new Set([...sites.keys(), ...formula.keys()]);
  for (const symbol of differing) {
    const expected = formula.get(symbol) ?? 0;
    const found = (sites.get(symbol) ?? 0) / units;
    if (Math.abs(found - expected) <= tolerance * Math.max(1, expected)) differing.delete(symbol);
  }
  const areLacking = [...differing].every((symbol) => isLacking(symbol, sites, formula, units));
  return { units, isEqual: differing.size === 0, lacking: areLacking ? [...differing].sort() : [] };
}

/** Of hydrogen some may be located and some not; of other elements all atoms are or none. */
function isLacking(symbol: string, sites: FormulaAmounts, formula: FormulaAmounts, units: number): boolean {
  const found = sites.get(symbol) ?? 0;
  return symbol === 'H' ? found < (formula.get(symbol) ?? 0) * units : found === 0;
}

/** The ratio that most elements agree on: the middle one, without hydrogen where there is anything else. */
function findUnits(sites: FormulaAmounts, formula: FormulaAmounts): number {
  const common = [...sites].filter(([symbol]) => formula.has(symbol));
  const heavy = common.filter(([symbol]) => symbol !== 'H');
  const ratios = (heavy.length > 0 ? heavy : common)
    .map(([symbol, amount]) => amount / formula.get(symbol)!)
    .sort((left, right) => left - right);
  return ratios[ratios.length >> 1] ?? 1;
}
