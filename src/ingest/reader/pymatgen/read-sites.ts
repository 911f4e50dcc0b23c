import type { JsonObject, JsonValue } from '../../../base/index.ts';
import { isJsonObject } from '../../../base/index.ts';
import type { Occupant, Site } from '../../structure/structure.ts';
import type { Lattice } from '../../structure/unit-cell.ts';
import { toCartesian } from '../../structure/unit-cell.ts';
import { excerpt } from '../finding/excerpt.ts';
import { asVector, isFiniteNumber, isList } from '../finding/number-list.ts';
import { readSpecies } from './read-species.ts';

/** Sites, and what the file knows of each, by name: one value a site, null where a site has none. */
export interface ReadSites {
  readonly sites: readonly Site[];
  readonly properties: ReadonlyMap<string, readonly JsonValue[]>;
}

/**
 * Reads the sites of a structure, or of a molecule where there is no lattice. Cartesian coordinates are made anew from
 * fractional ones: these are what structures are built from.
 *
 * Errors: a string, what is wrong, a sentence without its subject.
 */
export function readSites(list: readonly JsonValue[], lattice: Lattice | undefined): ReadSites | string {
  const sites: Site[] = [];
  const properties = new Map<string, JsonValue[]>();
  for (const [index, item] of list.entries()) {
    const object = isJsonObject(item) ? item : {};
    const site = readSite(object, lattice);
    if (typeof site === 'string') return `site ${index + 1} ${site}`;
    sites.push(site);
    for (const [name, value] of propertiesOf(object)) {
      const values = properties.get(name) ?? Array<JsonValue>(list.length).fill(null);
      values[index] = value;
      properties.set(name, values);
    }
  }
  return { sites, properties };
}

function readSite(site: JsonObject, lattice: Lattice | undefined): Site | string {
  const occupants = readSpecies(site.species);
  if (typeof occupants === 'string') return occupants;
  const fractional = lattice && asVector(site.abc);
  const position = lattice && fractional ? toCartesian(lattice, fractional) : asVector(site.xyz);
  if (position === undefined || !position.every(Number.isFinite)) {
    const shown = JSON.stringify((lattice && site.abc) ?? site.xyz ?? null);
    return `has ${excerpt(shown)} instead of coordinates`;
  }
  const label = ownLabel(site.label, occupants);
  return {
    position,
    occupants,
    ...(fractional && { fractional }),
    ...(label !== undefined && { label }),
  };
}

/** A label that tells more than the species does; without a name for its sites, pymatgen writes the species there. */
function ownLabel(label: JsonValue | undefined, occupants: readonly Occupant[]): string | undefined {
  if (typeof label !== 'string' || label === '' || label.includes(':')) return undefined;
  const [species = ''] = label.split(',');
  return occupants.some(({ symbol, originalName }) => isNameOf(species, originalName ?? symbol))
    ? undefined
    : label;
}

function isNameOf(species: string, element: string): boolean {
  return species.startsWith(element) && /^(?:\d*(?:\.\d*)?[+-])?$/.test(species.slice(element.length));
}

function propertiesOf({ properties, species }: JsonObject): readonly (readonly [string, JsonValue])[] {
  const entries = isJsonObject(properties) ? Object.entries(properties) : [];
  const found = entries.flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [[name, value] as const],
  );
  const spin = isList(species) && species.length === 1 ? spinOf(species[0]!) : undefined;
  return spin === undefined ? found : [['spin', spin], ...found];
}

function spinOf(species: JsonValue): number | undefined {
  if (!isJsonObject(species)) return undefined;
  const { spin, properties } = species;
  const found = spin ?? (isJsonObject(properties) ? properties.spin : undefined);
  return isFiniteNumber(found) ? found : undefined;
}
