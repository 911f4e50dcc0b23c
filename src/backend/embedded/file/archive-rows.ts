import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EntryKey } from '../../../query/index.ts';
import type { FileBlocks } from './block-cache.ts';
import { checkText } from './checksum.ts';
import { DatabaseFileError, explainingReads } from './database-file-error.ts';
import type { ArchiveRowRecord, SourceFileRecord, StreamRange } from './file-format.ts';
import { archiveRowKey, archivesInRow, keyOfArchive, sourceFileKey } from './file-format.ts';

/** An archive as it stands in the table `archive`. */
export interface StoredArchive {
  readonly key: string;
  readonly entry: EntryKey | undefined;
  readonly file: number;
  readonly line: number;
  readonly document: StreamRange;
  readonly index: StreamRange;
}

export interface SourceFile {
  readonly path: string;
  /** How many archives name it. */
  readonly entries: number;
}

/** A row of the table `archive`. */
interface ParsedRow {
  readonly records: ArchiveRowRecord;
  readonly byteLength: number;
}

/** What a parsed row takes for each byte of its text. */
const bytesPerByte = 3;

/** Reads archives and the files that they name. Rows are kept while there is room: those of equal beginnings are searched. */
export class ArchiveRowReader {
  readonly #path: string;
  readonly #kept: FileBlocks;
  readonly #selectRow: StatementSync;
  readonly #selectFile: StatementSync;
  /** Archives that are asked for together mostly name the same file. */
  #last: (SourceFile & { readonly number: number }) | undefined;

  constructor(database: DatabaseSync, path: string, kept: FileBlocks) {
    this.#path = path;
    this.#kept = kept;
    this.#selectRow = database.prepare('SELECT checksum, records FROM archive WHERE block = ?');
    this.#selectRow.setReturnArrays(true);
    this.#selectFile = database.prepare('SELECT checksum, record FROM source_file WHERE number = ?');
    this.#selectFile.setReturnArrays(true);
  }

  archive(number: number): StoredArchive {
    const record = this.#row(Math.floor(number / archivesInRow)).records[number % archivesInRow];
    if (record === null || record === undefined) throw this.#lacking();
    const [type, idOrKey, file, line, start, sizeBytes, indexStart, indexSizeBytes] = record;
    return {
      key: keyOfArchive(record),
      entry: type === null ? undefined : { type, id: idOrKey },
      file,
      line,
      document: { start, sizeBytes },
      index: { start: indexStart, sizeBytes: indexSizeBytes },
    };
  }

  #row(block: number): ParsedRow {
    const kept = this.#kept.get(block);
    if (kept !== undefined) return kept as ParsedRow;
    const [checksum, records] = this.#get(this.#selectRow, block);
    const text = checkText(this.#path, archiveRowKey(block), records, checksum);
    const row = { records: JSON.parse(text) as ArchiveRowRecord, byteLength: text.length * bytesPerByte };
    this.#kept.set(block, row);
    return row;
  }

  sourceFile(number: number): SourceFile {
    if (this.#last?.number === number) return this.#last;
    const [checksum, record] = this.#get(this.#selectFile, number);
    const text = checkText(this.#path, sourceFileKey(number), record, checksum);
    const [path, entries] = JSON.parse(text) as SourceFileRecord;
    this.#last = { number, path, entries };
    return this.#last;
  }

  #get(select: StatementSync, number: number): readonly unknown[] {
    const found: unknown = explainingReads(this.#path, () => select.get(number));
    if (!Array.isArray(found)) throw this.#lacking();
    return found;
  }

  #lacking(): DatabaseFileError {
    return new DatabaseFileError('damaged', this.#path, 'lacks some of its archives');
  }
}
