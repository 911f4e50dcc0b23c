/** One entry type of a database that is being built: takes its entries, then makes its rows and columns. */

import { limits } from '../../../base/index.ts';
import type { Entry, EntryTypeDefinition } from '../../../standard/index.ts';
import { comparableTypeOf, resolveNestedPath } from '../../../standard/index.ts';
import type { DuplicateEntry, EntryOrigin } from '../../database-writer.ts';
import { isNameable } from '../file/column-name.ts';
import type { ColumnRecord, ScalarRecord, TypeRecord } from '../file/file-format.ts';
import { narrowestArray } from '../file/file-format.ts';
import type { ColumnContext, ColumnSource } from './build-column.ts';
import { buildColumn, droppedRow, forEachDistinct } from './build-column.ts';
import { ValueCollector } from './collect-values.ts';
import { TextDictionaryWriter } from './dictionary-writer.ts';
import { GrowingArray } from './growing-array.ts';
import { SpoolCursor } from './spool-cursor.ts';
import type { SpoolFile } from './spool-file.ts';
import { ValueSorter } from './value-sorter.ts';
import type { SharedBudget } from './value-spool.ts';
import { ValueSpool } from './value-spool.ts';
import type { ColumnTarget } from './write-column.ts';
import { writePostings } from './write-column.ts';

export interface TypeTarget extends ColumnTarget {
  readonly file: SpoolFile;
}

/** Memory: 8 bytes for each entry. */
export class TypeBuilder {
  readonly name: string;
  readonly #target: TypeTarget;
  readonly #ids: ValueSpool;
  readonly #values: ValueCollector;
  readonly #lines = new GrowingArray();
  readonly #documents = new GrowingArray();
  /** Paths without values that got a column. */
  readonly #emptyPaths = new Set<string>();
  readonly #knownCounts = new Map<string, number>();
  #rowCount = 0;

  constructor(name: string, target: TypeTarget, budget: SharedBudget) {
    this.name = name;
    this.#target = target;
    // Ids differ, so there is nothing to share; and unshared values are numbered as they come.
    this.#ids = new ValueSpool(target.file, target.tuning, { left: 0 });
    this.#values = new ValueCollector(() => new ValueSpool(target.file, target.tuning, budget));
  }

  add(entry: Entry, line: number, document: number): void {
    const number = this.#lines.length;
    this.#lines.push(line);
    this.#documents.push(document);
    this.#ids.scalar(number, entry.id);
    this.#values.add(number, entry);
    this.count(entry.attributes, 1);
  }

  /** Adds to the number of entries that have a value, for each property of an entry. */
  count(attributes: Entry['attributes'], change: number): void {
    for (const name of Object.keys(attributes)) {
      const value = attributes[name];
      if (value === null || value === undefined) continue;
      this.#knownCounts.set(name, (this.#knownCounts.get(name) ?? 0) + change);
    }
  }

  /**
   * Sorts the ids, which numbers the rows, and reports entries whose id came before, in their order. `drop` is told the
   * document of each of these, once `fileOf` was asked for the file that it came from.
   */
  makeRows(
    fileOf: (document: number) => string | undefined,
    drop: (document: number) => void,
  ): {
    readonly rows: Uint32Array;
    readonly record: Omit<TypeRecord, 'columns'>;
    readonly idColumn: ColumnRecord;
    readonly duplicates: readonly DuplicateEntry[];
  } {
    const { file, tuning, writer } = this.#target;
    const sorter = new ValueSorter(file, tuning.sortRunBytes);
    const cursor = new SpoolCursor(this.#ids);
    while (cursor.next()) {
      cursor.item();
      sorter.add(cursor.bytes, cursor.start, cursor.end);
    }
    const rows = new Uint32Array(this.#lines.length);
    const documents = new GrowingArray();
    const found: (readonly [number: number, duplicate: DuplicateEntry])[] = [];
    const dictionary = new TextDictionaryWriter(writer, tuning);
    let first = 0;
    forEachDistinct(sorter, (bytes, start, end, number, isNew) => {
      if (isNew) {
        first = number;
        rows[number] = dictionary.size;
        dictionary.add(bytes, start, end);
        documents.push(this.#documents.at(number));
      } else {
        rows[number] = droppedRow;
        const id = Buffer.from(bytes.subarray(start, end)).toString();
        const origins = {
          origin: this.#originOf(number, fileOf),
          firstOrigin: this.#originOf(first, fileOf),
        };
        drop(this.#documents.at(number));
        found.push([number, { type: this.name, id, ...origins }]);
      }
    });
    this.#rowCount = dictionary.size;
    const forward = narrowestArray(this.#rowCount, this.#rowCount);
    for (let row = 0; row < this.#rowCount; row += 1) forward[row] = row + 1;
    const idColumn: ScalarRecord = {
      kind: 'scalar',
      dictionary: dictionary.finish(),
      postings: writePostings(forward, undefined, this.#rowCount, this.#target),
      forward: writer.writeArray(forward),
    };
    const record = {
      count: this.#rowCount,
      documents: writer.writeArray(documents.view()),
      complete: this.#values.complete,
    };
    const duplicates = found.sort(([left], [right]) => left - right).map(([, duplicate]) => duplicate);
    return { rows, record, idColumn, duplicates };
  }

  #originOf(number: number, fileOf: (document: number) => string | undefined): EntryOrigin {
    const file = fileOf(this.#documents.at(number));
    return { line: this.#lines.at(number), ...(file === undefined ? {} : { file }) };
  }

  /** Number of columns that `columns` makes at most, the id aside. */
  get columnCount(): number {
    return this.#values.spools.size;
  }

  /**
   * Makes one column after the other; undefined for paths that no definition knows, which no query can name.
   */
  *columns(
    rows: Uint32Array,
    definition: EntryTypeDefinition | undefined,
  ): Generator<readonly [path: string, column: ColumnRecord | undefined]> {
    const context: ColumnContext = { ...this.#target, rows, rowCount: this.#rowCount };
    for (const [path, spool] of this.#values.spools) {
      const source = this.#sourceOf(path, spool, definition);
      yield [path, source === undefined ? undefined : buildColumn(source, context)];
      if (source === undefined || !spool.hollow) continue;
      // Paths behind empty lists are known, empty lists, even if no entry has more there.
      for (const deeper of this.#pathsWithoutValues(path, definition!)) {
        const nothing = new ValueSpool(this.#target.file, this.#target.tuning, { left: 0 });
        yield [deeper, buildColumn(this.#sourceOf(deeper, nothing, definition)!, context)];
      }
    }
  }

  /** Defined paths one key or more below a path, of which no entry has a value. */
  #pathsWithoutValues(path: string, definition: EntryTypeDefinition): string[] {
    const [property, ...keys] = path.split('.');
    let dictionary = resolveNestedPath(definition.properties[property!]!, keys)!.definition;
    while (dictionary.items !== undefined) dictionary = dictionary.items;
    if (keys.length === limits.indexedDepthMax) return [];
    const paths: string[] = [];
    for (const key of Object.keys(dictionary.properties ?? {}).filter(isNameable)) {
      const deeper = `${path}.${key}`;
      if (!this.#values.spools.has(deeper) && !this.#emptyPaths.has(deeper)) {
        this.#emptyPaths.add(deeper);
        paths.push(deeper);
      }
      paths.push(...this.#pathsWithoutValues(deeper, definition));
    }
    return paths;
  }

  get knownCounts(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = Object.create(null);
    for (const [name, count] of this.#knownCounts) if (count > 0) counts[name] = count;
    return counts;
  }

  #sourceOf(
    path: string,
    spool: ValueSpool,
    definition: EntryTypeDefinition | undefined,
  ): ColumnSource | undefined {
    if (path.includes('/')) return { spool, type: 'string', list: true, prefixes: [] };
    if (path === 'type') return { spool, type: 'string', list: false, prefixes: [] };
    const [property, ...keys] = path.split('.');
    const properties = definition?.properties;
    if (properties === undefined || !Object.hasOwn(properties, property!)) return undefined;
    const resolved = resolveNestedPath(properties[property!]!, keys);
    if (resolved === undefined) return undefined;
    const prefixes = keys.map((_, index) =>
      this.#values.spools.get([property, ...keys.slice(0, index)].join('.')),
    );
    return {
      spool,
      type: comparableTypeOf(resolved.definition) ?? 'opaque',
      list: resolved.list,
      prefixes: resolved.list ? prefixes.filter((prefix) => prefix !== undefined) : [],
    };
  }
}
