import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { limits } from '../../../base/index.ts';
import type { AttributePath } from '../../../query/index.ts';
import type { BlockStore } from '../file/block-store.ts';
import { StoredArray } from '../file/block-store.ts';
import { checkText } from '../file/checksum.ts';
import { attributeColumn, relationshipColumn } from '../file/column-name.ts';
import { DatabaseFileError, explainingReads } from '../file/database-file-error.ts';
import type { DocumentStore } from '../file/document-store.ts';
import type { ColumnRecord, TypeRecord } from '../file/file-format.ts';
import { columnKey } from '../file/file-format.ts';
import type { Column } from './column.ts';
import { ListColumn, OpaqueColumn, ScalarColumn } from './column.ts';
import type { TextDictionary } from './dictionary.ts';

/** What is opened once and shared by the entry types of a file. */
export interface OpenFile {
  readonly path: string;
  readonly database: DatabaseSync;
  readonly store: BlockStore;
  readonly documents: DocumentStore;
  /** Closes it, and gives up what is kept of it. */
  close(): void;
}

/** No entry has a value at the path. */
export type Absent = undefined;

/** The index of one entry type. Columns are opened when they are first asked for. */
export class EntryIndex {
  readonly rowCount: number;
  readonly #file: OpenFile;
  readonly #entryType: string;
  readonly #record: TypeRecord;
  readonly #promised: ReadonlySet<string>;
  readonly #documents: StoredArray;
  readonly #selectColumn: StatementSync;
  readonly #columns = new Map<string, Column | Absent>();

  constructor(file: OpenFile, entryType: string, record: TypeRecord) {
    this.rowCount = record.count;
    this.#file = file;
    this.#entryType = entryType;
    this.#record = record;
    this.#promised = new Set(record.columns);
    this.#documents = new StoredArray(file.store, record.documents);
    this.#selectColumn = file.database.prepare(
      'SELECT checksum, record FROM entry_column WHERE entry_type = ? AND path = ?',
    );
  }

  /** The document of a row. */
  document(row: number): number {
    return this.#documents.at(row);
  }

  /** The row of an id; undefined where there is none. */
  rowOf(id: string): number | undefined {
    const { dictionary } = this.ids;
    const row = dictionary.lowerBound(id);
    return row < dictionary.size && dictionary.is(row, id) ? row : undefined;
  }

  /** The column of ids, whose ordinals are the rows. */
  get ids(): ScalarColumn & { readonly dictionary: TextDictionary } {
    return this.#column('id') as ScalarColumn & { readonly dictionary: TextDictionary };
  }

  attribute(path: AttributePath): Column | Absent {
    const name = attributeColumn(path);
    if (name === undefined || path.keys.length > limits.indexedDepthMax) return { kind: 'unindexed' };
    return this.#column(name) ?? this.#absent();
  }

  relationship(entryType: string, member: string): Column | Absent {
    return this.#column(relationshipColumn(entryType, member)) ?? this.#absent();
  }

  #absent(): Column | Absent {
    return this.#record.complete ? undefined : { kind: 'unindexed' };
  }

  #column(name: string): Column | Absent {
    if (!this.#columns.has(name)) this.#columns.set(name, this.#open(name));
    return this.#columns.get(name);
  }

  #open(name: string): Column | Absent {
    if (!this.#promised.has(name)) return undefined;
    const { path, store } = this.#file;
    const found = explainingReads(path, () => this.#selectColumn.get(this.#entryType, name));
    if (found === undefined) throw new DatabaseFileError('damaged', path, 'lacks a part of its index');
    const text = checkText(path, columnKey(this.#entryType, name), found.record, found.checksum);
    const record = JSON.parse(text) as ColumnRecord;
    switch (record.kind) {
      case 'scalar':
        return new ScalarColumn(store, record);
      case 'list':
        return new ListColumn(store, record);
      case 'opaque':
        return new OpaqueColumn(store, record);
      case 'unindexed':
        return record;
    }
  }
}
