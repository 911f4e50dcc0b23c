/**
 * Finds whose archives the files are that came as such, when all entries are known: takes the archives of entries and the
 * files in `temp.archive_file`, and makes every file an archive, that of its entry or one of its own, these numbered by
 * ascending key.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EntryKey } from '../../../query/index.ts';
import { archiveKey } from '../../archive/archive-key.ts';
import { stemOf, typedEntryOf, typesInOrder } from '../../archive-names.ts';
import { archiveKeyPrefix } from '../file/file-format.ts';
import { lowerBound } from '../file/lower-bound.ts';
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

const looseSchema = `
  CREATE TEMP TABLE loose_archive (file INTEGER PRIMARY KEY, stem TEXT, made TEXT NOT NULL UNIQUE);
`;

/** The stem, unless there is none that may be a key, it is that of several, or it is made as the key of another. */
const keyOfLoose = `
  CREATE INDEX temp.loose_archive_by_stem ON loose_archive (stem);
  CREATE TEMP TABLE loose_key AS SELECT file, CASE
    WHEN stem IS NULL
      OR (SELECT count(*) FROM loose_archive other WHERE other.stem = loose.stem) > 1
      OR EXISTS (SELECT 1 FROM loose_archive other WHERE other.made = loose.stem)
    THEN made ELSE stem END AS key
  FROM loose_archive loose;
`;

/** Returns how many belong to no entry. `entryCount`: the highest number of an entry. */
export function linkArchives(
  database: DatabaseSync,
  rows: ArchiveRows,
  entryCount: number,
  entryTypes: Iterable<string>,
): number {
  const fileCount = Number(database.prepare('SELECT count(*) AS count FROM temp.archive_file').get()!.count);
  if (fileCount === 0) return 0;
  const links = new Links(database, rows, entryCount, fileCount);
  links.add((name) => [typedEntryOf(name)].filter((entry) => entry !== undefined));
  const types = typesInOrder(entryTypes);
  links.add((name) => types.map((type) => ({ type, id: name })));
  return links.finish();
}

/** Memory: 5 bytes for each entry, and one for each file. */
class Links {
  readonly #database: DatabaseSync;
  readonly #rows: ArchiveRows;
  readonly #entryCount: number;
  readonly #files: StatementSync;
  /** Numbers of the entries. */
  readonly #byKey: Uint32Array;
  readonly #hasFile: Uint8Array;
  readonly #hasEntry: Uint8Array;

  constructor(database: DatabaseSync, rows: ArchiveRows, entryCount: number, fileCount: number) {
    this.#database = database;
    this.#rows = rows;
    this.#entryCount = entryCount;
    this.#files = database.prepare('SELECT * FROM temp.archive_file');
    this.#byKey = rows.numbers().sort((left, right) => rows.compareKeys(left, right));
    this.#hasFile = new Uint8Array(entryCount + 1);
    this.#hasEntry = new Uint8Array(fileCount + 1);
  }

  /** Gives each file to the first of the entries it may be of that has no other. */
  add(entriesOf: (name: string) => readonly EntryKey[]): void {
    for (const file of this.#unlinked()) {
      for (const entry of entriesOf(file.name)) {
        const key = archiveKey(entry.type, entry.id);
        const number = this.#find(key);
        if (number === undefined || this.#hasFile[number] === 1) continue;
        this.#write(number, key, entry, file);
        this.#hasFile[number] = 1;
        this.#hasEntry[file.number] = 1;
        break;
      }
    }
  }

  /** Makes all others archives of their own. */
  finish(): number {
    this.#database.exec(looseSchema);
    const insert = this.#database.prepare(
      'INSERT INTO temp.loose_archive (file, stem, made) VALUES (?, ?, ?)',
    );
    for (const { number, path } of this.#unlinked()) {
      const stem = stemOf(path);
      const isTaken = stem === undefined || this.#find(stem) !== undefined;
      insert.run(number, isTaken ? null : stem, archiveKey(path));
    }
    this.#database.exec(keyOfLoose);
    const loose = this.#database.prepare(
      'SELECT archive_file.*, key FROM temp.loose_key JOIN temp.archive_file ON number = file ORDER BY key',
    );
    let count = 0;
    for (const found of loose.iterate()) {
      const file = found as unknown as ArchiveFile & { readonly key: string };
      count += 1;
      this.#write(this.#entryCount + count, file.key, undefined, file);
    }
    return count;
  }

  *#unlinked(): Generator<ArchiveFile> {
    for (const found of this.#files.iterate()) {
      const file = found as unknown as ArchiveFile;
      if (this.#hasEntry[file.number] === 0) yield file;
    }
  }

  /** The number of the entry that has a key. */
  #find(key: string): number | undefined {
    const prefix = archiveKeyPrefix(key);
    let at = lowerBound(0, this.#byKey.length, (place) => this.#rows.prefixAt(this.#byKey[place]!) - prefix);
    for (; at < this.#byKey.length && this.#rows.prefixAt(this.#byKey[at]!) === prefix; at += 1) {
      if (this.#rows.keyAt(this.#byKey[at]!) === key) return this.#byKey[at];
    }
    return undefined;
  }

  #write(number: number, key: string, entry: EntryKey | undefined, file: ArchiveFile): void {
    this.#rows.write(number, { key, entry, file: this.#rows.fileOf(file.path), line: 0, place: file });
  }
}
