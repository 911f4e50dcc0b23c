import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EntryKey } from '../../../query/index.ts';
import { checksumOf } from '../file/checksum.ts';
import type { ArchiveRecord } from '../file/file-format.ts';
import { archiveRowKey } from '../file/file-format.ts';
import type { ArchivePlace } from './archive-bytes.ts';

export interface ArchiveRow {
  readonly key: string;
  readonly entry: EntryKey | undefined;
  readonly file: number;
  readonly line: number;
  readonly place: ArchivePlace;
}

/**
 * Rows of the table `archive` of a file that is being built, and the paths of the files that they came from. What they are
 * found by is made at the end, as that is many times faster than keeping it in order.
 */
export class ArchiveRows {
  readonly #insert: StatementSync;
  readonly #delete: StatementSync;
  readonly #insertPath: StatementSync;
  readonly #findPath: StatementSync;
  readonly #findFile: StatementSync;
  #lastPath: string | undefined;
  #lastFile = 0;

  constructor(database: DatabaseSync) {
    // On disk where it grows, apart from the file that is built.
    database.exec('CREATE TEMP TABLE source_path (number INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE)');
    this.#insert = database.prepare(
      'INSERT OR REPLACE INTO archive (number, checksum, key, file, line, record) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#delete = database.prepare('DELETE FROM archive WHERE number = ?');
    this.#insertPath = database.prepare('INSERT OR IGNORE INTO temp.source_path (path) VALUES (?)');
    this.#findPath = database.prepare('SELECT number FROM temp.source_path WHERE path = ?');
    this.#findFile = database.prepare(
      'SELECT path FROM temp.source_path WHERE number = (SELECT file FROM archive WHERE archive.number = ?)',
    );
  }

  /** Writes a row, or writes it anew. */
  write(number: number, { key, entry, file, line, place }: ArchiveRow): void {
    const { start, sizeBytes, indexStart, indexSizeBytes } = place;
    const { type, id } = entry ?? { type: null, id: null };
    const record: ArchiveRecord = [type, id, start, sizeBytes, indexStart, indexSizeBytes];
    const text = JSON.stringify(record);
    const checksum = checksumOf(archiveRowKey(number, key, file, line), text);
    this.#insert.run(number, checksum, key, file, line, text);
  }

  drop(number: number): void {
    this.#delete.run(number);
  }

  /** The number of a path. Rows of one file mostly come one after the other. */
  fileOf(path: string): number {
    if (path !== this.#lastPath) {
      this.#insertPath.run(path);
      this.#lastFile = Number(this.#findPath.get(path)!.number);
      this.#lastPath = path;
    }
    return this.#lastFile;
  }

  /** The path that a row names. */
  pathOf(number: number): string {
    return this.#findFile.get(number)!.path as string;
  }
}
