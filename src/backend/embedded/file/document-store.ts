import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { checkBytes } from './checksum.ts';
import { DatabaseFileError, explainingReads } from './database-file-error.ts';

/** Documents of the file, by number. */
export class DocumentStore {
  readonly #database: DatabaseSync;
  readonly #path: string;
  /** One statement for each number of documents. */
  readonly #selects = new Map<number, StatementSync>();
  /**
   * One bit a document whose checksum was found right since the file was opened: to look at it each time would make a
   * page of small filters a third slower.
   */
  readonly #checked: Uint8Array;

  constructor(database: DatabaseSync, path: string, count: number) {
    this.#database = database;
    this.#path = path;
    this.#checked = new Uint8Array((count >>> 3) + 1);
  }

  /** Each of these once. Errors: DatabaseFileError where one is missing or not what was written. */
  read(ids: readonly number[]): ReadonlyMap<number, Uint8Array> {
    const found = explainingReads(this.#path, () => this.#select(ids.length).all(...ids));
    const documents = new Map<number, Uint8Array>();
    for (const [id, data, checksum] of found as unknown as [number, Uint8Array, number][]) {
      const bit = 1 << (id & 7);
      if ((this.#checked[id >>> 3]! & bit) === 0) {
        checkBytes(this.#path, id, data, checksum);
        this.#checked[id >>> 3]! |= bit;
      }
      documents.set(id, data);
    }
    if (documents.size < ids.length) {
      throw new DatabaseFileError('damaged', this.#path, 'lacks some of its entries');
    }
    return documents;
  }

  #select(count: number): StatementSync {
    const known = this.#selects.get(count);
    if (known !== undefined) return known;
    const marks = Array.from({ length: count }, () => '?').join(',');
    const select = this.#database.prepare(`SELECT id, data, checksum FROM document WHERE id IN (${marks})`);
    select.setReturnArrays(true);
    this.#selects.set(count, select);
    return select;
  }
}
