import type { JsonValue } from '../../../base/index.ts';
import { openScratchDatabase } from '../../source/scratch/scratch-database.ts';

/** A row as it is kept. */
export interface StoredRow {
  readonly file: string;
  readonly line: number;
  readonly isTyped: boolean;
  /** By number of the property; those without a value are left out. */
  readonly cells: readonly (readonly [property: number, cell: JsonValue])[];
  /** How often it was asked for before. */
  readonly uses: number;
}

/** Rows of tables by key, in a file that nobody else sees and that is gone with the process. */
export class RowStore {
  readonly #database = openScratchDatabase();
  readonly #files: string[] = [];
  readonly #insert;
  readonly #use;

  constructor() {
    this.#database.exec(`
      CREATE TABLE row (
        number INTEGER PRIMARY KEY, key TEXT NOT NULL, file INTEGER NOT NULL, line INTEGER NOT NULL,
        isTyped INTEGER NOT NULL, cells TEXT NOT NULL, uses INTEGER NOT NULL DEFAULT 0,
        UNIQUE (key, file)
      );
      BEGIN`);
    this.#insert = this.#database.prepare(
      'INSERT INTO row (key, file, line, isTyped, cells) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    );
    this.#use = this.#database.prepare(
      'UPDATE row SET uses = uses + 1 WHERE key = ? RETURNING file, line, isTyped, cells, uses - 1 AS uses',
    );
  }

  /** Begins a table, to which the next rows belong. */
  begin(file: string): void {
    this.#files.push(file);
  }

  /** The row of the same table that has this key already, if there is one; then this one is not kept. */
  add(
    key: string,
    row: Pick<StoredRow, 'line' | 'isTyped' | 'cells'>,
  ): { line: number; isEqual: boolean } | undefined {
    const file = this.#files.length - 1;
    const cells = JSON.stringify(row.cells);
    const { changes } = this.#insert.run(key, file, row.line, row.isTyped ? 1 : 0, cells);
    if (changes === 1) return undefined;
    const other = this.#database
      .prepare('SELECT line, cells FROM row WHERE key = ? AND file = ?')
      .get(key, file) as { line: number; cells: string };
    return { line: other.line, isEqual: other.cells === cells };
  }

  /** The rows of a key, of later tables first, which count as used from now on. */
  use(key: string): StoredRow[] {
    const rows = this.#use.all(key) as unknown as RowOfTable[];
    return rows
      .sort((left, right) => right.file - left.file)
      .map(({ file, isTyped, cells, ...rest }) => ({
        ...rest,
        file: this.#files[file]!,
        isTyped: isTyped === 1,
        cells: JSON.parse(cells) as StoredRow['cells'],
      }));
  }

  /** Keys of rows that nobody asked for, in the order of the tables. */
  unused(keysMax: number): { readonly keys: string[]; readonly count: number } {
    const count = this.#database.prepare('SELECT count(*) AS count FROM row WHERE uses = 0').get();
    const keys = this.#database
      .prepare('SELECT key FROM row WHERE uses = 0 ORDER BY number LIMIT ?')
      .all(keysMax);
    return { keys: keys.map(({ key }) => key as string), count: count!.count as number };
  }

  close(): void {
    this.#database.close();
  }
}

interface RowOfTable {
  readonly file: number;
  readonly line: number;
  readonly isTyped: number;
  readonly cells: string;
  readonly uses: number;
}
