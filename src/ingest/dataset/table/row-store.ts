import type { JsonValue } from '../../../base/index.ts';
import { openScratchDatabase } from '../../source/scratch/scratch-database.ts';

/** A row as it is kept. */
export interface StoredRow {
  readonly file: string;
  readonly line: number;
  readonly isTyped: boolean;
  /** By number of the property; those without a value are left out. */
  readonly cells: readonly (readonly [property: number, cell: JsonValue])[];
  /** Whether it was asked for before. */
  readonly isUsed: boolean;
}

/** Rows of tables by key, in a file that nobody else sees and that is gone with the process. */
export class RowStore {
  readonly #database = openScratchDatabase();
  readonly #files: string[] = [];
  /** One byte a row, by its number. */
  #used = new Uint8Array(1024);
  #count = 0;
  readonly #insert;
  readonly #select;

  constructor() {
    this.#database.exec(`
      CREATE TABLE row (
        number INTEGER PRIMARY KEY, key TEXT NOT NULL, file INTEGER NOT NULL, line INTEGER NOT NULL,
        isTyped INTEGER NOT NULL, cells TEXT NOT NULL, UNIQUE (key, file)
      );
      BEGIN`);
    this.#insert = this.#database.prepare(
      'INSERT INTO row VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (key, file) DO NOTHING',
    );
    this.#select = this.#database.prepare('SELECT * FROM row WHERE key = ? ORDER BY file DESC');
  }

  /** Begins a table, to which the next rows belong. */
  begin(file: string): void {
    this.#files.push(file);
  }

  /** The row of the same table that has this key already, if there is one; then this one is not kept. */
  add(
    key: string,
    { line, isTyped, cells }: Pick<StoredRow, 'line' | 'isTyped' | 'cells'>,
  ): { readonly line: number; readonly isEqual: boolean } | undefined {
    const file = this.#files.length - 1;
    const text = JSON.stringify(cells);
    const { changes } = this.#insert.run(this.#count, key, file, line, isTyped ? 1 : 0, text);
    if (changes === 1) {
      this.#count += 1;
      return undefined;
    }
    const other = this.#select.all(key).find((row) => row.file === file) as unknown as KeptRow;
    return { line: other.line, isEqual: other.cells === text };
  }

  /** The rows of a key, of later tables first, which count as used from now on. */
  use(key: string): StoredRow[] {
    return (this.#select.all(key) as unknown as KeptRow[]).map(({ number, file, line, isTyped, cells }) => {
      const isUsed = this.#used[number] === 1;
      this.#markUsed(number);
      const parsed = JSON.parse(cells) as StoredRow['cells'];
      return { file: this.#files[file]!, line, isTyped: isTyped === 1, cells: parsed, isUsed };
    });
  }

  /** Keys of rows that nobody asked for, in the order of the tables. */
  unused(keysMax: number): { readonly keys: string[]; readonly count: number } {
    const byNumber = this.#database.prepare('SELECT key FROM row WHERE number = ?');
    const keys: string[] = [];
    let count = 0;
    for (let number = 0; number < this.#count; number += 1) {
      if (this.#used[number] === 1) continue;
      count += 1;
      if (keys.length < keysMax) keys.push(byNumber.get(number)!.key as string);
    }
    return { keys, count };
  }

  close(): void {
    this.#database.close();
  }

  #markUsed(number: number): void {
    if (number >= this.#used.length) {
      const larger = new Uint8Array(Math.max(this.#count, 2 * this.#used.length));
      larger.set(this.#used);
      this.#used = larger;
    }
    this.#used[number] = 1;
  }
}

interface KeptRow {
  readonly number: number;
  readonly file: number;
  readonly line: number;
  readonly isTyped: number;
  readonly cells: string;
}
