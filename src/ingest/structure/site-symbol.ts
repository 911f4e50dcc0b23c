/**
 * What sits on a site, read from what files write there: `Fe3+`, `O2-`, `D`, `Fe_pv`, `Ow1`, `CL2`, `Wat`.
 */
import { chemicalElements } from '../../standard/index.ts';
import type { Occupant } from './structure.ts';

/** An occupant without its concentration. */
export type SiteSymbol = Omit<Occupant, 'concentration'>;

/** Names of what is no element: a dummy atom, a ghost. Some begin like an element. */
const namesWithoutElement = new Set(['x', 'xx', 'bq', 'gh', 'du', 'dum', 'dummy', 'lp', 'q']);
const vacancyNames = new Set(['vac', 'vacancy', 'vc', '□']);
/** Unified atomic mass units. */
const isotopes: ReadonlyMap<string, number> = new Map([
  ['D', 2.0141],
  ['2H', 2.0141],
  ['T', 3.016],
  ['3H', 3.016],
]);

/** Behind the name may stand a number or one of the letters that tell sites apart. */
const water = /^(?:water|wat|h2o|hoh|ow)(?![c-wyz])/i;
const hydroxyl = /^o-?h(?=[\dl]*$)/i;
const deuteriumLabel = /^D\d/;
/** Sign before or behind the number; a number without a sign only counts sites. */
const chargeTail =
  /^(?:(?<before>(?:\d+(?:\.\d*)?)?)(?<sign>[+-])|(?<signFirst>[+-])(?<behind>\d+(?:\.\d*)?))$/;
const potentialTail = /^(?:_|\.)[a-z]/i;

/**
 * Reads the symbol, type symbol or label of an atom. `originalName` is set where the text tells more of the
 * kind than the element does: a charge, an isotope, a potential, a molecule; a mere label such as `O12` gives
 * none. Water and hydroxyl by name have their hydrogen as `attached`; a reader whose file gives sites to
 * hydrogen has to drop that.
 *
 * Capitals alone are read as one symbol where they are one: `CL1` is chlorine, and `CA1` calcium.
 *
 * Errors: undefined for what names no element and no known stand-in, `?` and `M1` for example.
 */
export function readSymbol(text: string): SiteSymbol | undefined {
  const name = text.trim();
  if (chemicalElements.has(name)) return { symbol: name };
  const letters = /^[a-z]*/i.exec(name)![0];
  const key = letters.toLowerCase();
  if (vacancyNames.has(key === '' ? name : key)) return { symbol: 'vacancy' };
  if (namesWithoutElement.has(key)) return withName('X', name);
  const molecule = readMolecule(name, water, 2) ?? readMolecule(name, hydroxyl, 1);
  if (molecule !== undefined) return molecule;
  const isotope = readIsotope(name);
  if (isotope !== undefined) return isotope;
  const symbol = elementAtStart(letters);
  return symbol === undefined ? undefined : withTail(symbol, name);
}

function withName(symbol: string, name: string): SiteSymbol {
  return name === symbol ? { symbol } : { symbol, originalName: name };
}

function readMolecule(name: string, pattern: RegExp, hydrogens: number): SiteSymbol | undefined {
  const match = pattern.exec(name);
  if (match === null) return undefined;
  return { symbol: 'O', originalName: match[0], attached: [{ symbol: 'H', count: hydrogens }] };
}

/** `T1` is a tetrahedral site, `D1` deuterium. */
function readIsotope(name: string): SiteSymbol | undefined {
  const [, start = '', tail = ''] = /^(\d?[A-Z])(.*)$/.exec(name) ?? [];
  const mass = isotopes.get(start);
  if (mass === undefined) return undefined;
  if (tail === '') return { symbol: 'H', mass, originalName: start };
  if (deuteriumLabel.test(name) && readCharge(tail) === undefined) {
    return { symbol: 'H', mass, originalName: 'D' };
  }
  const charge = readCharge(tail);
  return charge === undefined ? undefined : { symbol: 'H', mass, charge, originalName: name };
}

/** Two letters where they are a symbol, else one. */
function elementAtStart(letters: string): string | undefined {
  const first = letters.slice(0, 1).toUpperCase();
  const two = first + letters.slice(1, 2).toLowerCase();
  if (chemicalElements.has(two)) return two;
  return chemicalElements.has(first) ? first : undefined;
}

function withTail(symbol: string, name: string): SiteSymbol {
  const tail = name.slice(symbol.length);
  const charge = readCharge(tail);
  if (charge === 0) return { symbol };
  if (charge !== undefined) return { symbol, charge, originalName: name };
  return potentialTail.test(tail) ? { symbol, originalName: name } : { symbol };
}

/** A charge such as `3+`, `+3`, `-` or `2.67+`; undefined where the text is none. */
function readCharge(tail: string): number | undefined {
  const groups = chargeTail.exec(tail)?.groups;
  if (groups === undefined) return undefined;
  const { before, sign, behind, signFirst } = groups;
  const size = Number(before || behind || 1);
  if (!Number.isFinite(size)) return undefined;
  return size === 0 ? 0 : size * ((sign ?? signFirst) === '-' ? -1 : 1);
}
