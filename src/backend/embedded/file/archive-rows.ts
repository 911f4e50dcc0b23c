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

  constructor(database: DatabaseSync, path: string) {
    this.#path = path;
    this.#selectRow = database.prepare(
      'SELECT checksum, key, file, line, record FROM archive WHERE number = ?',
    );
    this.#selectFile = database.prepare('SELECT checksum, record FROM source_file WHERE number = ?');
  }

  row(number: number): StoredRow {
    const found = explainingReads(this.#path, () => this.#selectRow.get(number)) ?? this.#lack();
    const { checksum, record } = found;
    const [key, file, line] = [String(found.key), Number(found.file), Number(found.line)];
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
    const found = explainingReads(this.#path, () => this.#selectFile.get(number)) ?? this.#lack();
    const text = checkText(this.#path, sourceFileKey(number), found.record, found.checksum);
    const [path, entries] = JSON.parse(text) as SourceFileRecord;
    return { path, entries };
  }

  #lack(): never {
    throw new DatabaseFileError('damaged', this.#path, 'lacks some of its archives');
  }
}
