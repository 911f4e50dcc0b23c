import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { limits } from '../../../base/index.ts';
import type { Entry } from '../../../standard/index.ts';
import { ArchiveFault } from '../../archive/archive-error.ts';
import { archiveKey } from '../../archive/archive-key.ts';
import { compileReferencePatterns } from '../../archive/reference-patterns.ts';
import type { StoredArchive } from '../../archives.ts';
import type { EntryOrigin, WrittenArchives } from '../../database-writer.ts';
import type { ArchivesRecord } from '../file/file-format.ts';
import { ArchiveBytes, noPlace } from './archive-bytes.ts';
import { ArchiveRows } from './archive-rows.ts';
import type { BlockWriter } from './block-writer.ts';
import { archiveFileSchema, linkArchives } from './link-archives.ts';
import type { StreamWriter } from './stream-writer.ts';
import { writeArchiveOrders } from './write-archive-orders.ts';

export interface ArchiveTarget {
  readonly database: DatabaseSync;
  readonly content: StreamWriter;
  readonly index: StreamWriter;
  readonly blocks: BlockWriter;
  /** Of one archive. */
  readonly archiveBytesMax: number;
}

/**
 * Stores archives as they come: the documents that entries were made from, numbered as the entries are, and files,
 * whose entries may be yet to come and are found in `finish`.
 */
export class ArchiveWriter {
  readonly #target: ArchiveTarget;
  readonly #patterns: readonly string[];
  readonly #bytes: ArchiveBytes;
  readonly #rows: ArchiveRows;
  readonly #insertFile: StatementSync;
  readonly #findFile: StatementSync;

  constructor(target: ArchiveTarget, patterns: readonly string[]) {
    this.#target = target;
    this.#patterns = patterns;
    const { content, index, archiveBytesMax } = target;
    this.#bytes = new ArchiveBytes(content, index, compileReferencePatterns(patterns), archiveBytesMax);
    this.#rows = new ArchiveRows(target.database);
    target.database.exec(archiveFileSchema);
    this.#insertFile = target.database.prepare(`
      INSERT INTO temp.archive_file (name, path, start, sizeBytes, indexStart, indexSizeBytes)
      VALUES (?, ?, ?, ?, ?, ?)
    `);
    this.#findFile = target.database.prepare('SELECT 1 FROM temp.archive_file WHERE name = ? OR path = ?');
  }

  add(document: number, { type, id }: Entry, { file = '', line }: EntryOrigin, source?: Uint8Array): void {
    const place = source === undefined ? noPlace : this.#bytes.append(source);
    const entry = { type, id };
    this.#rows.write(document, {
      key: archiveKey(type, id),
      entry,
      file: this.#rows.fileOf(file),
      line,
      place,
    });
  }

  /** A sentence without its subject where the file cannot be an archive. */
  async addFile(
    name: string,
    mainFile: string,
    content: AsyncIterable<Uint8Array>,
  ): Promise<StoredArchive | string> {
    const bytes = Math.max(Buffer.byteLength(name), Buffer.byteLength(mainFile));
    if (bytes > limits.attachmentNameBytesMax) return 'has a name that is too long';
    if (this.#findFile.get(name, mainFile) !== undefined) return 'has the same name as another archive';
    try {
      const { place, notANumbers } = await this.#bytes.appendChunks(content);
      const { start, sizeBytes, indexStart, indexSizeBytes } = place;
      this.#insertFile.run(name, mainFile, start, sizeBytes, indexStart, indexSizeBytes);
      return { sizeBytes, notANumbers };
    } catch (error) {
      if (error instanceof ArchiveFault) return error.message;
      throw error;
    }
  }

  /** The path of the file that an entry came from; undefined for a source that is one file. */
  originFile(document: number): string | undefined {
    return this.#rows.pathOf(document) || undefined;
  }

  drop(document: number): void {
    this.#rows.drop(document);
  }

  /** Finds the entries of files, and makes what archives are found by. */
  finish(
    documents: number,
    entryTypes: Iterable<string>,
  ): { readonly record: ArchivesRecord; readonly written: WrittenArchives } {
    const { database, blocks, content, index } = this.#target;
    const looseCount = linkArchives(database, this.#rows, documents, entryTypes);
    const orders = writeArchiveOrders(database, this.#rows, documents, blocks);
    this.#rows.finish();
    content.finish();
    index.finish();
    const record = { ...orders, referencePatterns: this.#patterns };
    return { record, written: { count: this.#rows.storedCount, looseCount } };
  }
}
