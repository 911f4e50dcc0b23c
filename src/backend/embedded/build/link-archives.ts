/**
 * Finds whose archives the files are that came as such, when all entries are known: takes the rows of entries and the
 * files in `temp.archive_file`, and leaves every file in a row, that of its entry or one of its own. What is found by key
 * on the way stands in `temp.archive_key`, which in the end names every row.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EntryKey } from '../../../query/index.ts';
import { archiveKey } from '../../archive/archive-key.ts';
import { stemOf, typedEntryOf, typesInOrder } from '../../archive-names.ts';
import type { ArchivePlace } from './archive-bytes.ts';
import type { ArchiveRows } from './archive-rows.ts';

/** A row of `temp.archive_file`, which `ArchiveWriter` fills. */
interface ArchiveFile extends ArchivePlace {
  readonly number: number;
  readonly name: string;
  readonly path: string;
}

export const archiveFileSchema = `
  CREATE TEMP TABLE archive_file (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, path TEXT NOT NULL UNIQUE, start INTEGER NOT NULL,
    sizeBytes INTEGER NOT NULL, indexStart INTEGER NOT NULL, indexSizeBytes INTEGER NOT NULL
  )
`;

const keySchema = `
  CREATE TEMP TABLE archive_key (key TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
  INSERT INTO temp.archive_key SELECT key, number FROM archive ORDER BY key;
`;

const looseSchema = `
  CREATE TEMP TABLE loose_archive (file INTEGER PRIMARY KEY, stem TEXT, made TEXT NOT NULL UNIQUE);
`;

/** The stem, unless it is that of several, an entry has it as its key, or it is made as the key of another. */
const keyOfLoose = `
  CREATE INDEX temp.loose_archive_by_stem ON loose_archive (stem);
  CREATE TEMP TABLE loose_key AS SELECT file, CASE
    WHEN stem IS NULL
      OR (SELECT count(*) FROM loose_archive other WHERE other.stem = loose.stem) > 1
      OR EXISTS (SELECT 1 FROM archive_key taken WHERE taken.key = loose.stem)
      OR EXISTS (SELECT 1 FROM loose_archive other WHERE other.made = loose.stem)
    THEN made ELSE stem END AS key
  FROM loose_archive loose;
`;

/** Returns how many belong to no entry. `rowCount`: the highest number of a row of an entry. */
export function linkArchives(
  database: DatabaseSync,
  rows: ArchiveRows,
  rowCount: number,
  entryTypes: Iterable<string>,
): number {
  database.exec(keySchema);
  const fileCount = Number(database.prepare('SELECT count(*) AS count FROM temp.archive_file').get()!.count);
  if (fileCount === 0) return 0;
  const links = new Links(database, rows, rowCount, fileCount);
  links.add((name) => [typedEntryOf(name)].filter((entry) => entry !== undefined));
  const types = typesInOrder(entryTypes);
  links.add((name) => types.map((type) => ({ type, id: name })));
  return links.finish();
}

/** Memory: a byte for each entry and each file. */
class Links {
  readonly #database: DatabaseSync;
  readonly #rows: ArchiveRows;
  readonly #rowCount: number;
  readonly #files: StatementSync;
  readonly #find: StatementSync;
  readonly #hasFile: Uint8Array;
  readonly #hasEntry: Uint8Array;

  constructor(database: DatabaseSync, rows: ArchiveRows, rowCount: number, fileCount: number) {
    this.#database = database;
    this.#rows = rows;
    this.#rowCount = rowCount;
    this.#files = database.prepare('SELECT * FROM temp.archive_file');
    this.#find = database.prepare('SELECT number FROM temp.archive_key WHERE key = ?');
    this.#hasFile = new Uint8Array(rowCount + 1);
    this.#hasEntry = new Uint8Array(fileCount + 1);
  }

  /** Gives each file to the first of the entries it may be of that has no other. */
  add(entriesOf: (name: string) => readonly EntryKey[]): void {
    for (const file of this.#unlinked()) {
      for (const entry of entriesOf(file.name)) {
        const key = archiveKey(entry.type, entry.id);
        const row = this.#find.get(key)?.number as number | undefined;
        if (row === undefined || this.#hasFile[row] === 1) continue;
        this.#write(row, key, entry, file);
        this.#hasFile[row] = 1;
        this.#hasEntry[file.number] = 1;
        break;
      }
    }
  }

  /** Gives all others rows of their own. */
  finish(): number {
    this.#database.exec(looseSchema);
    const insert = this.#database.prepare(
      'INSERT INTO temp.loose_archive (file, stem, made) VALUES (?, ?, ?)',
    );
    for (const { number, path } of this.#unlinked()) {
      insert.run(number, stemOf(path) ?? null, archiveKey(path));
    }
    this.#database.exec(keyOfLoose);
    const insertKey = this.#database.prepare('INSERT INTO temp.archive_key (key, number) VALUES (?, ?)');
    const loose = this.#database.prepare(
      'SELECT archive_file.*, key FROM temp.loose_key JOIN temp.archive_file ON number = file',
    );
    let count = 0;
    for (const found of loose.iterate()) {
      const file = found as unknown as ArchiveFile & { readonly key: string };
      count += 1;
      this.#write(this.#rowCount + count, file.key, undefined, file);
      insertKey.run(file.key, this.#rowCount + count);
    }
    return count;
  }

  *#unlinked(): Generator<ArchiveFile> {
    for (const found of this.#files.iterate()) {
      const file = found as unknown as ArchiveFile;
      if (this.#hasEntry[file.number] === 0) yield file;
    }
  }

  #write(row: number, key: string, entry: EntryKey | undefined, file: ArchiveFile): void {
    this.#rows.write(row, { key, entry, file: this.#rows.fileOf(file.path), line: 0, place: file });
  }
}
