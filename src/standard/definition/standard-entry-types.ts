import type { EntryTypeDefinition, PropertyDefinition } from '../property-definition.ts';
import { commonProperties } from './common-properties.ts';
import { filesProperties } from './entry-type/files.ts';
import { referencesProperties } from './entry-type/references.ts';
import { structuresProperties } from './entry-type/structures.ts';
import { trajectoriesProperties } from './entry-type/trajectories.ts';

type Properties = Readonly<Record<string, PropertyDefinition>>;

type Row = readonly [name: string, description: string, properties: Properties];

const rows: readonly Row[] = [
  ['structures', 'Arrangements of atoms: crystals, slabs, molecules.', structuresProperties],
  ['calculations', 'Calculations and what they relate to.', {}],
  ['references', 'Literature: bibliographic data in the manner of BibTeX.', referencesProperties],
  ['files', 'Files that can be fetched, with what is known of them.', filesProperties],
  ['trajectories', 'Sequences of structures, frame by frame.', trajectoriesProperties],
];

/**
 * The entry types of the standard, by name.
 *
 * Where the published definitions contradict the text, the text is followed; each such place has a comment.
 *
 * @spec OPTIMADE 1.3.0, "Entry List"
 */
export const standardEntryTypes: ReadonlyMap<string, EntryTypeDefinition> = new Map(
  rows.map(([name, description, properties]) => [
    name,
    { name, title: name, description, properties: { ...commonProperties, ...properties } },
  ]),
);

/** What a source or configuration says of an entry type of its own. */
export interface CustomEntryTypeOptions {
  readonly title?: string;
  readonly description?: string;
  /** Beside the common ones, which cannot be replaced. */
  readonly properties?: Properties;
}

/**
 * An entry type that is not in the standard: it has the common properties and its own.
 *
 * @spec OPTIMADE 1.3.0, "Database-Provider-Specific Entry Types"
 */
export function customEntryType(name: string, options: CustomEntryTypeOptions = {}): EntryTypeDefinition {
  return {
    name,
    title: options.title ?? name,
    description: options.description ?? `Entries of the type ${name}, which this database defines itself.`,
    properties: { ...options.properties, ...commonProperties },
  };
}

/** The standard's definition of a property; for custom entry types, of the common ones. */
export function definitionFor(entryType: string, property: string): PropertyDefinition | undefined {
  const properties = standardEntryTypes.get(entryType)?.properties ?? commonProperties;
  return Object.hasOwn(properties, property) ? properties[property] : undefined;
}
