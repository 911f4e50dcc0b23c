/** The species of a structure, one for each kind of site, and what they are called. */
import type { JsonObject } from '../../base/index.ts';
import { limits } from '../../base/index.ts';
import { chemicalElements } from '../../standard/index.ts';
import type { SiteKind } from './site-kinds.ts';
import type { Occupant } from './structure.ts';

/** @spec OPTIMADE 1.3.0, "species" */
export function speciesOf(kinds: readonly SiteKind[]): readonly JsonObject[] {
  const names = namesOf(kinds);
  return kinds.map((kind, index) => speciesOfKind(kind, names[index]!));
}

/**
 * A species that is one element is named after it, unless several are: then after charge, isotope or what the
 * file calls them. Mixes are named after their parts, `Ti0.9Zr0.1`. Names that meet are numbered.
 */
function namesOf(kinds: readonly SiteKind[]): readonly string[] {
  const ofSymbol = new Map<string, number>();
  const symbols = kinds.map(({ occupants }) => pureSymbol(occupants));
  for (const symbol of symbols) {
    if (symbol !== undefined) ofSymbol.set(symbol, (ofSymbol.get(symbol) ?? 0) + 1);
  }
  const plain = symbols.map((symbol) => (ofSymbol.get(symbol ?? '') === 1 ? symbol : undefined));
  const taken = new Map(plain.flatMap((name) => (name === undefined ? [] : [[name, 1] as const])));
  return kinds.map(({ occupants }, index) => plain[index] ?? uniqueName(describeKind(occupants), taken));
}

/** The element that a kind wholly consists of. */
function pureSymbol([only, ...others]: readonly Occupant[]): string | undefined {
  if (only === undefined || others.length > 0 || only.concentration !== 1) return undefined;
  return only.attached === undefined && chemicalElements.has(only.symbol) ? only.symbol : undefined;
}

function describeKind(occupants: readonly Occupant[]): string {
  const [only] = occupants;
  if (occupants.length === 1 && only!.concentration === 1) return describeWhole(only!);
  const parts = occupants.filter(({ symbol }) => symbol !== 'vacancy').map(describePart);
  return shortEnough(parts.join('')) ?? `mix of ${parts.length}`;
}

function describeWhole(occupant: Occupant): string {
  const { symbol, charge, originalName = '', attached } = occupant;
  if (attached !== undefined) return describeBound(occupant);
  return shortEnough(originalName) ?? (charge === undefined ? symbol : `${symbol}${describeCharge(charge)}`);
}

function describePart(occupant: Occupant): string {
  const { symbol, concentration, attached, mass, originalName = symbol } = occupant;
  const bound = attached === undefined ? undefined : `(${describeBound(occupant)})`;
  const isotope = mass === undefined ? symbol : (shortEnough(originalName) ?? symbol);
  return `${bound ?? isotope}${Number(concentration.toFixed(4))}`;
}

function describeBound({ symbol, attached = [] }: Occupant): string {
  return symbol + attached.map((part) => part.symbol + (part.count === 1 ? '' : part.count)).join('');
}

function describeCharge(charge: number): string {
  const size = Math.abs(charge);
  return `${size === 1 ? '' : size}${charge < 0 ? '-' : '+'}`;
}

/** The name of a species stands at each of its sites: a long one would be written thousands of times. */
function shortEnough(name: string): string | undefined {
  return name !== '' && name.length <= limits.speciesNameLengthMax ? name : undefined;
}

function uniqueName(wanted: string, taken: Map<string, number>): string {
  let name = wanted;
  for (let number = taken.get(wanted) ?? 1; taken.has(name); ) {
    number += 1;
    name = `${wanted}_${number}`;
    taken.set(wanted, number);
  }
  taken.set(name, taken.get(name) ?? 1);
  return name;
}

function speciesOfKind({ occupants }: SiteKind, name: string): JsonObject {
  const masses = massesOf(occupants);
  const attached = attachedOf(occupants);
  const original = originalNameOf(occupants);
  return {
    name,
    chemical_symbols: occupants.map(({ symbol }) => symbol),
    concentration: occupants.map(({ concentration }) => concentration),
    ...(masses === undefined ? {} : { mass: masses }),
    ...(original === undefined || original === name ? {} : { original_name: original }),
    ...(attached.size === 0 ? {} : { attached: [...attached.keys()], nattached: [...attached.values()] }),
  };
}

/** Masses are told where one is not the natural one; undefined also where one cannot be known. */
function massesOf(occupants: readonly Occupant[]): readonly number[] | undefined {
  if (occupants.every(({ mass }) => mass === undefined)) return undefined;
  const masses = occupants.map(({ symbol, mass }) =>
    symbol === 'vacancy' ? 0 : (mass ?? chemicalElements.get(symbol)?.weight),
  );
  return masses.some((mass) => mass === undefined) ? undefined : (masses as number[]);
}

/** Atoms bound to any of the occupants; a species has one list of them. */
function attachedOf(occupants: readonly Occupant[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { attached = [] } of occupants) {
    for (const { symbol, count } of attached) counts.set(symbol, Math.max(count, counts.get(symbol) ?? 0));
  }
  return counts;
}

function originalNameOf(occupants: readonly Occupant[]): string | undefined {
  const present = occupants.filter(({ symbol }) => symbol !== 'vacancy');
  if (present.every(({ originalName }) => originalName === undefined)) return undefined;
  return present.map(({ originalName, symbol }) => originalName ?? symbol).join('/');
}
