/**
 * A database writer that stores nothing and tells what was written: counts, fill, ranges. Memory grows with the number
 * of properties, not of entries; duplicates are not looked for, nor which archives belong to which entries.
 */
import { createHash } from 'node:crypto';
import type {
  Attachment,
  DatabaseWriter,
  EntryOrigin,
  StoredArchive,
  StoredAttachment,
  WrittenEntryType,
} from '../backend/index.ts';
import type { JsonValue } from '../base/index.ts';
import type { DatabaseDescription, Entry } from '../standard/index.ts';
import { chemicalElements } from '../standard/index.ts';

/** What the values of one property are like. */
export interface PropertySummary {
  readonly name: string;
  /** Data type and unit by its definition. */
  readonly type: string;
  readonly unit: string;
  /** Entries with a value. */
  readonly known: number;
  /** Of numbers, and of the lengths of lists; undefined where there are neither. */
  readonly range:
    | { readonly of: 'value' | 'length'; readonly minimum: number; readonly maximum: number }
    | undefined;
  /** The first few different values of scalars. */
  readonly examples: readonly (string | number | boolean)[];
}

export interface EntryTypeSummary {
  readonly name: string;
  readonly count: number;
  readonly properties: readonly PropertySummary[];
}

export interface EntrySummary {
  readonly entryTypes: readonly EntryTypeSummary[];
  /** Structures that contain each element, by atomic number. */
  readonly elements: readonly { readonly symbol: string; readonly count: number }[];
  /** Entries with the record that they were made from, and files of archives. */
  readonly archives: { readonly records: number; readonly files: number };
}

interface OpenProperty {
  known: number;
  range: { of: 'value' | 'length'; minimum: number; maximum: number } | undefined;
  readonly examples: Set<string | number | boolean>;
}

interface OpenEntryType {
  count: number;
  readonly properties: Map<string, OpenProperty>;
}

const examplesMax = 3;
const exampleLengthMax = 40;

export class SummaryWriter implements DatabaseWriter {
  readonly #entryTypes = new Map<string, OpenEntryType>();
  readonly #elements = new Map<string, number>();
  #description: DatabaseDescription | undefined;
  #archivedRecords = 0;
  #archiveFiles = 0;

  write({ type, attributes }: Entry, _?: EntryOrigin, source?: Uint8Array): void {
    if (source !== undefined) this.#archivedRecords += 1;
    const entryType = this.#entryTypeOf(type);
    entryType.count += 1;
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null) continue;
      let property = entryType.properties.get(name);
      if (property === undefined) {
        property = { known: 0, range: undefined, examples: new Set() };
        entryType.properties.set(name, property);
      }
      look(property, value);
    }
    if (type === 'structures' && Array.isArray(attributes.elements)) {
      for (const symbol of attributes.elements as readonly string[]) {
        this.#elements.set(symbol, (this.#elements.get(symbol) ?? 0) + 1);
      }
    }
  }

  async attach(_: Attachment, content: AsyncIterable<Uint8Array>): Promise<StoredAttachment> {
    const hash = createHash('sha256');
    let sizeBytes = 0;
    for await (const chunk of content) {
      hash.update(chunk);
      sizeBytes += chunk.length;
    }
    return { sizeBytes, sha256: hash.digest('hex') };
  }

  async archive(
    _name: string,
    _mainFile: string,
    content: AsyncIterable<Uint8Array>,
  ): Promise<StoredArchive> {
    let sizeBytes = 0;
    for await (const chunk of content) sizeBytes += chunk.length;
    this.#archiveFiles += 1;
    return { sizeBytes, notANumbers: 0 };
  }

  async index(): ReturnType<DatabaseWriter['index']> {
    const entryTypes: Record<string, WrittenEntryType> = {};
    for (const [name, { count, properties }] of this.#entryTypes) {
      const knownCounts = Object.fromEntries(
        [...properties].map(([property, { known }]) => [property, known]),
      );
      entryTypes[name] = { count, knownCounts };
    }
    const looseCount = this.#entryTypes.size === 0 ? this.#archiveFiles : 0;
    const archives = { count: this.#archivedRecords + this.#archiveFiles, looseCount };
    return { duplicates: [], entryTypes, archives };
  }

  async publish(description: DatabaseDescription): Promise<void> {
    this.#description = description;
  }

  async abort(): Promise<void> {
    this.#entryTypes.clear();
  }

  /** What was written; after `publish`. */
  summary(): EntrySummary {
    const entryTypes = [...this.#entryTypes].map(([name, { count, properties }]) => ({
      name,
      count,
      properties: [...properties]
        .map(([property, open]) => this.#summarize(name, property, open))
        .sort((left, right) => right.known - left.known || (left.name < right.name ? -1 : 1)),
    }));
    const elements = [...chemicalElements.values()]
      .filter(({ symbol }) => this.#elements.has(symbol))
      .map(({ symbol }) => ({ symbol, count: this.#elements.get(symbol)! }));
    const archives = { records: this.#archivedRecords, files: this.#archiveFiles };
    return { entryTypes, elements, archives };
  }

  #summarize(entryType: string, name: string, { known, range, examples }: OpenProperty): PropertySummary {
    const definition = this.#description?.entryTypes[entryType]?.properties[name];
    return {
      name,
      type: definition?.['x-optimade-type'] ?? 'unknown',
      unit: definition?.['x-optimade-unit'] ?? 'inapplicable',
      known,
      range,
      examples: [...examples],
    };
  }

  #entryTypeOf(name: string): OpenEntryType {
    let entryType = this.#entryTypes.get(name);
    if (entryType === undefined) {
      entryType = { count: 0, properties: new Map() };
      this.#entryTypes.set(name, entryType);
    }
    return entryType;
  }
}

function look(property: OpenProperty, value: JsonValue): void {
  property.known += 1;
  if (typeof value === 'number') widen(property, 'value', value);
  else if (Array.isArray(value)) widen(property, 'length', value.length);
  if (typeof value === 'object' || property.examples.size >= examplesMax) return;
  property.examples.add(
    typeof value === 'string' && value.length > exampleLengthMax
      ? `${value.slice(0, exampleLengthMax)}…`
      : value,
  );
}

function widen(property: OpenProperty, of: 'value' | 'length', value: number): void {
  if (property.range === undefined) property.range = { of, minimum: value, maximum: value };
  else {
    property.range.minimum = Math.min(property.range.minimum, value);
    property.range.maximum = Math.max(property.range.maximum, value);
  }
}
