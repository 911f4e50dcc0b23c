import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { invariant } from '../../../base/index.ts';
import type { EntryKey } from '../../../query/index.ts';
import { compareText } from '../../evaluate/compare-text.ts';
import { checksumOf } from '../file/checksum.ts';
import type { ArchiveRecord, ArchiveRowRecord } from '../file/file-format.ts';
import { archiveKeyPrefix, archiveRowKey, archivesInRow, keyOfArchive } from '../file/file-format.ts';
import type { ArchivePlace } from './archive-bytes.ts';
import { GrowingArray } from './growing-array.ts';

export interface NewArchive {
  readonly key: string;
  readonly entry: EntryKey | undefined;
  readonly file: number;
  readonly line: number;
  readonly place: ArchivePlace;
}

/**
 * The table `archive` of a file that is being built, and the paths of the files that archives came from. Archives are
 * numbered from 1 up. The row that is worked on is held; it is written when another one's turn comes, which is seldom, as
 * archives mostly come one after the other. Memory: 12 bytes for each, by which they are sorted.
 */
export class ArchiveRows {
  readonly #insert: StatementSync;
  readonly #find: StatementSync;
  readonly #insertPath: StatementSync;
  readonly #findNumber: StatementSync;
  readonly #findPath: StatementSync;
  #block = 0;
  #records: (ArchiveRecord | null)[] = [];
  #isWritten = true;
  /** Of each number the file, 0 where there is no archive of that number, the line, and the beginning of the key. */
  readonly #files = new GrowingArray();
  readonly #lines = new GrowingArray();
  readonly #prefixes = new GrowingArray();
  #storedCount = 0;
  #lastPath: string | undefined;
  #lastFile = 0;

  constructor(database: DatabaseSync) {
    // On disk where it grows, apart from the file that is built.
    database.exec('CREATE TEMP TABLE source_path (number INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE)');
    this.#insert = database.prepare(
      'INSERT OR REPLACE INTO archive (block, checksum, records) VALUES (?, ?, ?)',
    );
    this.#find = database.prepare('SELECT records FROM archive WHERE block = ?');
    this.#insertPath = database.prepare('INSERT OR IGNORE INTO temp.source_path (path) VALUES (?)');
    this.#findNumber = database.prepare('SELECT number FROM temp.source_path WHERE path = ?');
    this.#findPath = database.prepare('SELECT path FROM temp.source_path WHERE number = ?');
    // Nothing has the number 0.
    for (const array of [this.#files, this.#lines, this.#prefixes]) array.push(0);
  }

  /** How many have a document. */
  get storedCount(): number {
    return this.#storedCount;
  }

  /** Writes an archive behind all others, or anew. */
  write(number: number, { key, entry, file, line, place }: NewArchive): void {
    invariant(number <= this.#files.length, 'archives are numbered as they come');
    const { start, sizeBytes, indexStart, indexSizeBytes } = place;
    const [type, idOrKey] = entry === undefined ? [null, key] : [entry.type, entry.id];
    this.#put(number, [type, idOrKey, file, line, start, sizeBytes, indexStart, indexSizeBytes]);
    if (number === this.#files.length) {
      this.#files.push(file);
      this.#lines.push(line);
      this.#prefixes.push(archiveKeyPrefix(key));
    } else {
      this.#files.set(number, file);
      this.#lines.set(number, line);
    }
  }

  drop(number: number): void {
    this.#put(number, null);
    this.#files.set(number, 0);
  }

  /** Those that were not dropped, ascending. */
  numbers(): Uint32Array<ArrayBuffer> {
    return Uint32Array.from(this.#files.view().keys()).filter((number) => this.#files.at(number) !== 0);
  }

  fileAt(number: number): number {
    return this.#files.at(number);
  }

  lineAt(number: number): number {
    return this.#lines.at(number);
  }

  /** The `archiveKeyPrefix`. */
  prefixAt(number: number): number {
    return this.#prefixes.at(number);
  }

  keyAt(number: number): string {
    this.#turnTo(number);
    return keyOfArchive(this.#records[number % archivesInRow]!);
  }

  compareKeys(left: number, right: number): number {
    // Beginnings are mostly different.
    return this.prefixAt(left) - this.prefixAt(right) || compareText(this.keyAt(left), this.keyAt(right));
  }

  /** The number of a path. Archives of one file mostly come one after the other. */
  fileOf(path: string): number {
    if (path !== this.#lastPath) {
      this.#insertPath.run(path);
      this.#lastFile = Number(this.#findNumber.get(path)!.number);
      this.#lastPath = path;
    }
    return this.#lastFile;
  }

  /** The path of the file that an archive came from. */
  pathOf(number: number): string {
    return this.#findPath.get(this.fileAt(number))!.path as string;
  }

  /** Writes what is held. */
  finish(): void {
    if (this.#isWritten) return;
    const text = JSON.stringify(this.#records satisfies ArchiveRowRecord);
    this.#insert.run(this.#block, checksumOf(archiveRowKey(this.#block), text), text);
    this.#isWritten = true;
  }

  #put(number: number, record: ArchiveRecord | null): void {
    this.#turnTo(number);
    const at = number % archivesInRow;
    const sizeBefore = this.#records[at]?.[5] ?? 0;
    this.#storedCount += Number((record?.[5] ?? 0) > 0) - Number(sizeBefore > 0);
    while (this.#records.length < at) this.#records.push(null);
    this.#records[at] = record;
    this.#isWritten = false;
  }

  #turnTo(number: number): void {
    const block = Math.floor(number / archivesInRow);
    if (block === this.#block) return;
    this.finish();
    this.#block = block;
    const isNew = block * archivesInRow >= this.#files.length;
    this.#records = isNew ? [] : this.#read(block);
  }

  #read(block: number): (ArchiveRecord | null)[] {
    return JSON.parse(this.#find.get(block)!.records as string) as (ArchiveRecord | null)[];
  }
}
