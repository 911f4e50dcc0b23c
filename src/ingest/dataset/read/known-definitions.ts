import type { JsonObject, JsonValue } from '../../../base/index.ts';
import { isJsonObject } from '../../../base/index.ts';
import type { FileFormat } from '../../reader/format/file-format.ts';
import type { RawEntry, SourceRecord } from '../../reader/source-record.ts';
import { symmetryMetadata } from '../../symmetry/symmetry-metadata.ts';
import type { EntrySelection } from '../dataset-plan.ts';
import { customName } from './custom-name.ts';
import type { KnownProperty } from './known-properties.ts';
import { knownProperties } from './known-properties.ts';

/**
 * The definitions of one selection. Each is told with the first entry that has the property, so that only what is
 * there is defined. What a plan declares and what a table has under the same name is left to them.
 */
export class KnownDefinitions {
  readonly #prefix: string;
  /** By name as served, what each format means by it. */
  readonly #untold = new Map<string, Map<FileFormat, KnownProperty>>();
  /** Properties of which it was told what metadata they have. */
  readonly #annotated = new Set<string>();

  constructor({ properties }: EntrySelection, columns: readonly string[], prefix: string) {
    this.#prefix = prefix;
    const others = new Set([...properties.flatMap(({ name, aliases }) => [name, ...aliases]), ...columns]);
    for (const [format, known] of Object.entries(knownProperties)) {
      for (const property of known.filter(({ name }) => !others.has(name))) {
        const name = customName(property.name, prefix);
        const byFormat = this.#untold.get(name) ?? new Map();
        this.#untold.set(name, byFormat.set(format as FileFormat, property));
      }
    }
  }

  /** Those of an entry that none before it had. What began with another meaning is not defined later either. */
  take(entry: RawEntry, format: FileFormat): SourceRecord[] {
    const properties: Record<string, JsonObject> = {};
    for (const [name, byFormat] of this.#untold) {
      const value = entry.attributes[name];
      if (value === undefined || value === null) continue;
      const property = byFormat.get(format);
      if (property !== undefined && this.#isAsKnown(property, value, entry)) {
        properties[name] = definitionOf(property);
      }
      this.#untold.delete(name);
    }
    for (const name of metadataOf(entry)) {
      if (this.#annotated.has(name)) continue;
      this.#annotated.add(name);
      properties[name] = { 'x-optimade-metadata-definition': this.#metadataDefinition(name) };
    }
    if (Object.keys(properties).length === 0) return [];
    return [{ kind: 'entry-info', line: undefined, entryType: entry.type, info: { properties } }];
  }

  /** Symmetry is all that readers tell metadata of. */
  #metadataDefinition(name: string): JsonObject {
    const keys = Object.entries(symmetryMetadata);
    return {
      title: `metadata of ${name}`,
      description: `How ${name} of an entry is known.`,
      'x-optimade-type': 'dictionary',
      type: ['object', 'null'],
      properties: Object.fromEntries(
        keys.map(([key, definition]) => [customName(key, this.#prefix), definition]),
      ),
    };
  }

  #isAsKnown({ type, beside }: KnownProperty, value: JsonValue, { attributes }: RawEntry): boolean {
    const isBeside = beside === undefined || attributes[customName(beside, this.#prefix)] !== undefined;
    return isBeside && (type === undefined || typeof value === jsonTypes[type]);
  }
}

/** Names of the properties that have metadata. */
function metadataOf({ meta }: RawEntry): string[] {
  const metadata = isJsonObject(meta) ? meta.property_metadata : undefined;
  return isJsonObject(metadata) ? Object.keys(metadata) : [];
}

const jsonTypes = { string: 'string', integer: 'number', float: 'number', list: 'object' } as const;

function definitionOf({ title, description, type, unit }: KnownProperty): JsonObject {
  const known = unit ?? (type === 'string' ? undefined : 'dimensionless');
  return {
    title,
    description,
    ...(type === undefined ? {} : { type }),
    ...(known === undefined ? {} : { unit: known }),
  };
}
