import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EntryKey } from '../../../query/index.ts';
import { checkText } from './checksum.ts';
import { DatabaseFileError, explainingReads } from './database-file-error.ts';
import type { ArchiveRecord, SourceFileRecord, StreamRange } from './file-format.ts';
import { archiveRowKey, sourceFileKey } from './file-format.ts';

/** A row of the table `archive`. */
export interface StoredRow {
  readonly key: string;
  readonly entry: EntryKey | undefined;
  readonly file: number;
  readonly line: number;
  readonly document: StreamRange;
  readonly index: StreamRange;
}

export interface SourceFile {
  readonly path: string;
  /** How many rows name it. */
  readonly entries: number;
}

/** Rows of archives and the files that they name, read one by one: few are asked for at a time. */
export class ArchiveRowReader {
  readonly #path: string;
  readonly #selectRow: StatementSync;
  readonly #selectFile: StatementSync;
  /** The rows of a page mostly name the same file. */
  #last: (SourceFile & { readonly number: number }) | undefined;

  constructor(database: DatabaseSync, path: string) {
    this.#path = path;
    this.#selectRow = database.prepare(
      'SELECT checksum, key, file, line, record FROM archive WHERE number = ?',
    );
    this.#selectRow.setReturnArrays(true);
    this.#selectFile = database.prepare('SELECT checksum, record FROM source_file WHERE number = ?');
    this.#selectFile.setReturnArrays(true);
  }

  row(number: number): StoredRow {
    const [checksum, key, file, line, record] = this.#get(this.#selectRow, number) as readonly [
      checksum: unknown,
      key: string,
      file: number,
      line: number,
      record: unknown,
    ];
    const text = checkText(this.#path, archiveRowKey(number, key, file, line), record, checksum);
    const [type, id, start, sizeBytes, indexStart, indexSizeBytes] = JSON.parse(text) as ArchiveRecord;
    return {
      key,
      entry: type === null || id === null ? undefined : { type, id },
      file,
      line,
      document: { start, sizeBytes },
      index: { start: indexStart, sizeBytes: indexSizeBytes },
    };
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
    if (!Array.isArray(found)) {
      throw new DatabaseFileError('damaged', this.#path, 'lacks some of its archives');
    }
    return found;
  }
}
