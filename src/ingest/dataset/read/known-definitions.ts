/** What is known of the properties that files of a format state beside the structure: units, descriptions. */
import type { JsonObject } from '../../../base/index.ts';
import { cifProperties } from '../../reader/cif/cif-properties.ts';
import type { FileFormat } from '../../reader/format/file-format.ts';
import type { RawEntry, SourceRecord } from '../../reader/source-record.ts';
import type { EntrySelection } from '../dataset-plan.ts';
import { customName } from './custom-name.ts';

interface KnownProperty {
  readonly name: string;
  readonly type: string;
  /** Undefined for text and plain numbers. */
  readonly unit?: string;
  readonly title: string;
  readonly description: string;
}

const title: KnownProperty = {
  name: 'title',
  type: 'string',
  title: 'title',
  description: 'The line of the file that is free for a comment.',
};

const knownProperties: { readonly [format in FileFormat]?: readonly KnownProperty[] } = {
  cif: cifProperties,
  poscar: [title],
  xyz: [title],
};

/**
 * The definitions of one selection. Each is told with the first entry that has the property, so that only what is
 * there is defined. What a plan declares and what a table has under the same name is left to them.
 */
export class KnownDefinitions {
  readonly #prefix: string;
  readonly #untold = new Map<FileFormat, Map<string, KnownProperty>>();

  constructor({ properties }: EntrySelection, columns: readonly string[], prefix: string) {
    this.#prefix = prefix;
    const others = new Set([...properties.flatMap(({ name, aliases }) => [name, ...aliases]), ...columns]);
    for (const [format, known] of Object.entries(knownProperties)) {
      const own = known.filter(({ name }) => !others.has(name));
      this.#untold.set(
        format as FileFormat,
        new Map(own.map((property) => [customName(property.name, this.#prefix), property])),
      );
    }
  }

  /** Those of an entry that none before it had. */
  take(entry: RawEntry, format: FileFormat): SourceRecord[] {
    const untold = this.#untold.get(format);
    if (untold === undefined) return [];
    const properties: Record<string, JsonObject> = {};
    for (const [name, property] of untold) {
      if (entry.attributes[name] === undefined) continue;
      properties[name] = definitionOf(property);
      for (const others of this.#untold.values()) others.delete(name);
    }
    if (Object.keys(properties).length === 0) return [];
    return [{ kind: 'entry-info', line: undefined, entryType: entry.type, info: { properties } }];
  }
}

function definitionOf({ title, description, type, unit }: KnownProperty): JsonObject {
  const known = unit ?? (type === 'string' ? undefined : 'dimensionless');
  return { title, description, type, ...(known === undefined ? {} : { unit: known }) };
}
