import { chemicalElements } from '../../../standard/index.ts';
import type { SiteSymbol } from '../../structure/site-symbol.ts';
import { readSymbol } from '../../structure/site-symbol.ts';

const symbols = ['X', ...chemicalElements.keys()];

/** Basis functions without an atom, as programs mark them: `@H`, `H:`, `H-Bq`, `Bq-H`, `BqH1`, `GhO`, `H(Bq)`, `H_gh`. */
const ghost =
  /^(?:@[a-z]+\d*|[a-z]+\d*:|(?:bq|gh|ghost)-?_?[a-z]{0,2}\d*|[a-z]{1,2}\d*[-_(]?(?:bq|gh|ghost)\)?\d*)$/i;
/** One or two letters at the start; a longer word names a bead, a residue or nothing at all. */
const shortName = /^(?:2H|3H|[a-z]{1,2})(?![a-z])/i;

/** The symbol of an atomic number; `X` for 0, by which programs mean no element. */
export function symbolOfNumber(atomicNumber: number): string | undefined {
  return symbols[atomicNumber];
}

/** Names of atoms are shorter; a longer text is not looked at. */
const nameLengthMax = 40;

/**
 * Reads the name of an atom in a file that has sites for all of its atoms: an element, one with charge (`Fe3+`), number
 * (`H12`) or potential (`Fe_pv`), an isotope, a dummy or ghost atom.
 *
 * Errors: undefined for everything else, so that no element is made out of a word.
 */
export function readAtomName(name: string): SiteSymbol | undefined {
  if (name.length > nameLengthMax) return undefined;
  if (ghost.test(name)) return { symbol: 'X', originalName: name };
  const found = readSymbol(name);
  if (found === undefined) return undefined;
  if (!shortName.test(name) && found.symbol !== 'X' && found.symbol !== 'vacancy') return undefined;
  const { attached: _bound, ...occupant } = found;
  return occupant;
}
