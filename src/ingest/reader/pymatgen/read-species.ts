import type { JsonObject, JsonValue } from '../../../base/index.ts';
import { isJsonObject } from '../../../base/index.ts';
import type { SiteSymbol } from '../../structure/site-symbol.ts';
import type { Occupant } from '../../structure/structure.ts';
import { readAtomName } from '../finding/atom-name.ts';
import { excerpt } from '../finding/excerpt.ts';
import { isFiniteNumber, isList } from '../finding/number-list.ts';

/** Occupations that sum to this much less than one are rounded ones, such as three times 0.333. */
const roundingMax = 2e-3;
/** Occupations that sum to more are an error of the file. */
const occupationMax = 1.01;
/** Symbols of dummy species: an X that begins no xenon. */
const dummyName = /^X(?!e(?![a-z]))/;

/**
 * What sits on a site, from a list of `{element, occu, oxidation_state}` or a dictionary of occupations by name. What is
 * left of one is vacant.
 *
 * Errors: a string, what is wrong, a sentence without its subject.
 */
export function readSpecies(species: JsonValue | undefined): readonly Occupant[] | string {
  const occupants: Occupant[] = [];
  for (const item of itemsOf(species)) {
    const occupant = readItem(item);
    if (typeof occupant === 'string') return occupant;
    if (occupant.concentration > 0) occupants.push(occupant);
  }
  const total = occupants.reduce((sum, { concentration }) => sum + concentration, 0);
  if (total > occupationMax) return `has occupations that sum to ${total}`;
  if (total >= 1 - roundingMax) return occupants;
  return [...occupants, { symbol: 'vacancy', concentration: Number((1 - total).toFixed(8)) }];
}

function itemsOf(species: JsonValue | undefined): readonly JsonValue[] {
  if (isList(species)) return species;
  if (isJsonObject(species)) return Object.entries(species).map(([element, occu]) => ({ element, occu }));
  return [{ element: species }];
}

function readItem(item: JsonValue): Occupant | string {
  const { element, occu = 1, ...rest } = isJsonObject(item) ? item : { element: item };
  const symbol = typeof element === 'string' ? readElement(element, rest) : undefined;
  if (symbol === undefined) return `has ${shown(element ?? item)}, which names no element`;
  if (!isFiniteNumber(occu) || occu < 0) return `has the occupation ${shown(occu)}`;
  return { ...symbol, concentration: Math.min(1, occu) };
}

function shown(value: JsonValue): string {
  return excerpt(typeof value === 'string' ? value : JSON.stringify(value));
}

function readElement(element: string, species: JsonObject): SiteSymbol | undefined {
  const className = species['@class'];
  const isDummy = dummyName.test(element) || (typeof className === 'string' && className.startsWith('Dummy'));
  // `Fe2+,spin=5`
  const name = element.replace(/,.*$/s, '');
  const symbol = isDummy ? dummyOf(name) : readAtomName(name);
  const charge = oxidationState(species);
  return symbol && charge !== undefined && charge !== 0 ? { ...symbol, charge } : symbol;
}

function dummyOf(name: string): SiteSymbol {
  return name === 'X' ? { symbol: 'X' } : { symbol: 'X', originalName: name };
}

function oxidationState({ oxidation_state: state, properties }: JsonObject): number | undefined {
  if (isFiniteNumber(state)) return state;
  // As pymatgen wrote it before 2023.
  return isJsonObject(properties) && isFiniteNumber(properties.oxidation_state)
    ? properties.oxidation_state
    : undefined;
}
