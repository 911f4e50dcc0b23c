import type { FormulaPart } from '../formula.ts';
import { parseFormula } from '../formula.ts';
import type { Attributes } from './entry-rule.ts';

export type StrictFormula =
  | 'chemical_formula_reduced'
  | 'chemical_formula_hill'
  | 'chemical_formula_anonymous';

interface ReadFormula {
  text: string;
  parts: readonly FormulaPart[] | undefined;
}

/**
 * The formula of each property that was parsed last. A dozen rules ask for the formulas of an entry one after
 * the other, and neighbors often share an anonymous formula.
 */
const last: Readonly<Record<StrictFormula, ReadFormula>> = {
  chemical_formula_reduced: { text: '', parts: undefined },
  chemical_formula_hill: { text: '', parts: undefined },
  chemical_formula_anonymous: { text: '', parts: undefined },
};

/** The parts of a formula of an entry; undefined where it is unknown or not well-formed. */
export function formulaOf(
  attributes: Attributes,
  property: StrictFormula,
): readonly FormulaPart[] | undefined {
  const text = attributes[property];
  if (typeof text !== 'string') return undefined;
  const read = last[property];
  if (read.text !== text) {
    read.parts = parseFormula(text);
    read.text = text;
  }
  return read.parts;
}
