import { descriptiveFormula } from './descriptive-formula.ts';
import { readStatedFormula } from './stated-formula.ts';
import type { Structure } from './structure.ts';
import { compositionOf } from './structure-composition.ts';

/** How far the share of an element may be off: occupations and formulas are rounded each for itself. */
const shareTolerance = 2e-3;
const relativeTolerance = 1e-2;

/**
 * How the formula that the file states differs in its proportions from what sits on the sites: a sentence
 * with both; undefined where they agree, or one is unknown. Where some atoms have no sites, hydrogen is left
 * out of the comparison: that is what is missing nearly always.
 */
export function formulaDifference(structure: Structure): string | undefined {
  const { statedFormula, implicitAtoms } = structure;
  const stated = statedFormula === undefined ? undefined : readStatedFormula(statedFormula);
  if (stated === undefined) return undefined;
  const { amounts, hasNameless } = compositionOf(structure);
  if (hasNameless || amounts.size === 0) return undefined;
  const ignored = implicitAtoms ? 'H' : undefined;
  if (areProportional(sharesOf(amounts, ignored), sharesOf(stated, ignored))) return undefined;
  const unit = perFormulaUnit(amounts, stated);
  return `The sites give ${descriptiveFormula(unit)}, the stated formula is ${statedFormula!.trim()}.`;
}

function sharesOf(
  amounts: ReadonlyMap<string, number>,
  ignored: string | undefined,
): ReadonlyMap<string, number> {
  const heeded = [...amounts].filter(([symbol]) => symbol !== ignored);
  const total = heeded.reduce((sum, [, amount]) => sum + amount, 0);
  return new Map(heeded.map(([symbol, amount]) => [symbol, amount / total]));
}

function areProportional(left: ReadonlyMap<string, number>, right: ReadonlyMap<string, number>): boolean {
  return [...new Set([...left.keys(), ...right.keys()])].every((symbol) => {
    const share = left.get(symbol) ?? 0;
    const other = right.get(symbol) ?? 0;
    return Math.abs(share - other) <= shareTolerance + relativeTolerance * Math.max(share, other);
  });
}

/**
 * The amounts divided by how often the formula seems to be in the cell, so that the two can be compared by
 * eye.
 */
function perFormulaUnit(
  amounts: ReadonlyMap<string, number>,
  stated: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const quotients = [...stated].flatMap(([symbol, count]) => {
    const amount = amounts.get(symbol);
    return amount === undefined ? [] : [amount / count];
  });
  // The median: what is wrong is mostly one element.
  const middle = quotients.sort((left, right) => left - right)[Math.floor(quotients.length / 2)] ?? 1;
  const units = Math.max(1, Math.round(middle));
  return new Map([...amounts].map(([symbol, amount]) => [symbol, amount / units]));
}
