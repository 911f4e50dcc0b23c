import type { Attachment, DuplicateEntry, EntryOrigin } from '../../backend/index.ts';
import { explainFileError } from '../../backend/index.ts';
import type { Entry } from '../../standard/index.ts';
import { openScratchDatabase } from '../source/scratch/scratch-database.ts';

const schema = `
  CREATE TABLE entry (
    number INTEGER PRIMARY KEY,
    type TEXT NOT NULL,
    id TEXT NOT NULL,
    line INTEGER NOT NULL,
    file TEXT,
    -- Last, so that what is looked at for duplicates does not lie behind it.
    document BLOB NOT NULL
  ) STRICT;
  CREATE TABLE attachment (collection TEXT, name TEXT, PRIMARY KEY (collection, name)) STRICT, WITHOUT ROWID;
`;

/** All but the first of each type and id. The sort that it takes is done on disk where it does not fit into memory. */
const laterOfSameKey = `
  WITH keyed AS (
    SELECT number, first_value(number) OVER (PARTITION BY type, id ORDER BY number) AS firstNumber FROM entry
  )
  SELECT later.number, later.type, later.id, later.line, later.file, first.line AS firstLine, first.file AS firstFile
  FROM keyed
  JOIN entry AS later ON later.number = keyed.number
  JOIN entry AS first ON first.number = keyed.firstNumber
  WHERE keyed.number > keyed.firstNumber
  ORDER BY later.number
`;

type Database = ReturnType<typeof openScratchDatabase>;
type Statement = ReturnType<Database['prepare']>;

/** Entries as documents, in a temporary file, in the order in which they came. Memory does not grow with their number. */
export class EntrySpool {
  readonly #database: Database;
  readonly #insert: Statement;
  readonly #insertAttachment: Statement;

  constructor() {
    this.#database = openScratchDatabase();
    this.#database.exec(schema);
    this.#database.exec('BEGIN');
    this.#insert = this.#database.prepare(
      'INSERT INTO entry (type, id, line, file, document) VALUES (?, ?, ?, ?, ?)',
    );
    this.#insertAttachment = this.#database.prepare('INSERT OR IGNORE INTO attachment VALUES (?, ?)');
  }

  /** Errors: `DatabaseFileError` here and from all methods where the disk is full. */
  add({ type, id }: Entry, { line, file }: EntryOrigin, document: Uint8Array): void {
    explained(() => this.#insert.run(type, id, line, file ?? null, document));
  }

  /** False where there is one of that name already. */
  addAttachment({ collection, name }: Attachment): boolean {
    return explained(() => this.#insertAttachment.run(collection, name).changes === 1);
  }

  /** Drops every entry that has the type and id of an earlier one. */
  dropDuplicates(onDropped: (document: Uint8Array) => void): DuplicateEntry[] {
    return explained(() => {
      const find = this.#database.prepare('SELECT document FROM entry WHERE number = ?');
      const drop = this.#database.prepare('DELETE FROM entry WHERE number = ?');
      const rows = this.#database.prepare(laterOfSameKey).all() as unknown as LaterRow[];
      return rows.map(({ number, type, id, line, file, firstLine, firstFile }) => {
        onDropped(find.get(number)!.document as Uint8Array);
        drop.run(number);
        return { type, id, origin: originOf(line, file), firstOrigin: originOf(firstLine, firstFile) };
      });
    });
  }

  *documents(): Generator<Uint8Array> {
    const rows = this.#database.prepare('SELECT document FROM entry ORDER BY number').iterate();
    for (const { document } of rows) yield document as Uint8Array;
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }
}

interface LaterRow {
  readonly number: number;
  readonly type: string;
  readonly id: string;
  readonly line: number;
  readonly file: string | null;
  readonly firstLine: number;
  readonly firstFile: string | null;
}

function originOf(line: number, file: string | null): EntryOrigin {
  return file === null ? { line } : { line, file };
}

function explained<Result>(run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw explainFileError(error, 'the folder for temporary files');
  }
}
