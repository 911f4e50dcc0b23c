/**
 * Entries → database file. `write` stores documents as they come and spools their values; `index` sorts the
 * ids and builds one column after the other; `publish` makes the file durable and renames it into its place.
 * Until then all of it stands in a folder of its own, so that the file of before is whole whatever happens.
 */
import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { invariant } from '../../../base/index.ts';
import type { DatabaseDescription, Entry, EntryTypeDefinition } from '../../../standard/index.ts';
import { defaultReferencePatterns } from '../../archive/reference-patterns.ts';
import type { StoredArchive } from '../../archives.ts';
import type { Attachment, StoredAttachment } from '../../attachments.ts';
import type { DatabaseWriter, DuplicateEntry, EntryOrigin, WrittenEntryType } from '../../database-writer.ts';
import { encodeDocument } from '../../stored-document/encode-document.ts';
import { requiredProperties } from '../../stored-document/required-properties.ts';
import { BuildingFolder } from '../file/building-folder.ts';
import { checksumOf } from '../file/checksum.ts';
import { DatabaseFileError, explainFileError } from '../file/database-file-error.ts';
import { entryOfDocument } from '../file/entry-of-document.ts';
import type { ArchivesRecord, ColumnRecord, IndexRecord, TypeRecord } from '../file/file-format.ts';
import { applicationId, columnKey, formatVersion, pageBytes, schema } from '../file/file-format.ts';
import { ArchiveWriter } from './archive-writer.ts';
import { AttachmentWriter } from './attachment-writer.ts';
import { BlockWriter } from './block-writer.ts';
import type { BuildTuning } from './build-tuning.ts';
import { defaultTuning } from './build-tuning.ts';
import { SpoolFile } from './spool-file.ts';
import { StreamWriter } from './stream-writer.ts';
import { TypeBuilder } from './type-builder.ts';
import type { SharedBudget } from './value-spool.ts';

export interface EmbeddedWriterOptions {
  /** Kept with the file for `readDatabaseFileProperties`: the checksum of the source, say. */
  readonly properties?: Readonly<Record<string, string>>;
  readonly tuning?: Partial<BuildTuning>;
  /** Which strings in archives are references; `defaultReferencePatterns` where not given. */
  readonly referencePatterns?: readonly string[];
}

/**
 * Starts to build a database file.
 *
 * Errors: a DatabaseFileError here and from every method where the folder cannot be written to or the disk is
 * full.
 */
export function createEmbeddedWriter(
  targetPath: string,
  options: EmbeddedWriterOptions = {},
): DatabaseWriter {
  return new EmbeddedWriter(targetPath, options);
}

/** How far a file may grow beyond its bound before that is noticed. */
const unmeasuredBytesMax = 1024 * 1024;

type IndexResult = Awaited<ReturnType<DatabaseWriter['index']>>;

class EmbeddedWriter implements DatabaseWriter {
  readonly #targetPath: string;
  readonly #folder: BuildingFolder;
  readonly #file: string;
  readonly #properties: Readonly<Record<string, string>>;
  readonly #tuning: BuildTuning;
  readonly #database: DatabaseSync;
  readonly #spool: SpoolFile;
  readonly #blocks: BlockWriter;
  readonly #attachments: AttachmentWriter;
  readonly #content: StreamWriter;
  readonly #archiveIndex: StreamWriter;
  readonly #archives: ArchiveWriter;
  readonly #insertDocument: (id: number, data: Uint8Array) => void;
  readonly #types = new Map<string, TypeBuilder>();
  readonly #budget: SharedBudget;
  readonly #typeRecords: [entryType: string, record: TypeRecord][] = [];
  #archivesRecord: ArchivesRecord | undefined;
  #documents = 0;
  /** Of documents, attachments and archives, since the size of the file was looked at. */
  #unmeasuredBytes = 0;
  #state: 'writing' | 'storing' | 'indexed' | 'closed' = 'writing';

  constructor(targetPath: string, options: EmbeddedWriterOptions) {
    this.#targetPath = targetPath;
    this.#properties = options.properties ?? {};
    this.#tuning = { ...defaultTuning, ...options.tuning };
    this.#budget = { left: this.#tuning.sharedValuesTotalMax };
    this.#folder = BuildingFolder.make(targetPath);
    this.#file = join(this.#folder.path, 'database');
    try {
      this.#spool = new SpoolFile(join(this.#folder.path, 'spool'));
      this.#database = createDatabase(this.#file);
    } catch (error) {
      this.#folder.remove();
      throw explainFileError(error, targetPath);
    }
    this.#blocks = new BlockWriter(this.#database, this.#tuning.blockShift);
    const measure = (bytes: number) => this.#measure(bytes);
    this.#content = new StreamWriter(this.#database, 'content', measure);
    this.#archiveIndex = new StreamWriter(this.#database, 'archive_index', measure);
    this.#attachments = new AttachmentWriter(this.#database, this.#content);
    this.#archives = new ArchiveWriter(
      {
        database: this.#database,
        content: this.#content,
        index: this.#archiveIndex,
        blocks: this.#blocks,
        archiveBytesMax: this.#tuning.archiveBytesMax,
      },
      options.referencePatterns ?? defaultReferencePatterns,
    );
    const insert = this.#database.prepare('INSERT INTO document (id, checksum, data) VALUES (?, ?, ?)');
    this.#insertDocument = (id, data) => insert.run(id, checksumOf(id, data), data);
  }

  write(entry: Entry, origin: EntryOrigin, source?: Uint8Array): void {
    invariant(this.#state === 'writing', 'entries are written before the index, one thing at a time');
    this.#explained(() => {
      let type = this.#types.get(entry.type);
      if (type === undefined) {
        const target = { file: this.#spool, writer: this.#blocks, tuning: this.#tuning };
        type = new TypeBuilder(entry.type, target, this.#budget);
        this.#types.set(entry.type, type);
      }
      this.#documents += 1;
      const document = encodeDocument(entry, requiredProperties(entry.type));
      this.#insertDocument(this.#documents, document);
      this.#measure(document.length);
      this.#archives.add(this.#documents, entry, origin, source);
      type.add(entry, origin.line, this.#documents);
    });
  }

  async attach(
    attachment: Attachment,
    content: AsyncIterable<Uint8Array>,
  ): Promise<StoredAttachment | undefined> {
    return this.#storing(() => this.#attachments.write(attachment, content));
  }

  async archive(
    name: string,
    mainFile: string,
    content: AsyncIterable<Uint8Array>,
  ): Promise<StoredArchive | string> {
    return this.#storing(() => this.#archives.addFile(name, mainFile, content));
  }

  /** Runs what appends to a stream while others have their turn: nothing else may be written in between. */
  async #storing<Stored>(store: () => Promise<Stored>): Promise<Stored> {
    invariant(this.#state === 'writing', 'files are written before the index, one at a time');
    this.#state = 'storing';
    try {
      return await store();
    } catch (error) {
      throw explainFileError(error, this.#targetPath);
    } finally {
      // An abort may have come in between.
      if (this.#state === 'storing') this.#state = 'writing';
    }
  }

  async index(
    definitions: Readonly<Record<string, EntryTypeDefinition>>,
    progress: (fraction: number) => void = () => {},
  ): Promise<IndexResult> {
    invariant(this.#state === 'writing', 'the index is built once');
    try {
      return await this.#index(definitions, progress);
    } catch (error) {
      throw explainFileError(error, this.#targetPath);
    }
  }

  async #index(
    definitions: Readonly<Record<string, EntryTypeDefinition>>,
    progress: (fraction: number) => void,
  ): Promise<IndexResult> {
    const steps = [...this.#types.values()].reduce((sum, type) => sum + type.columnCount + 1, 1);
    let done = 0;
    const step = async (): Promise<void> => {
      done += 1;
      progress(done / steps);
      this.#checkSize();
      await setImmediate();
      // An abort may have come in between.
      if (this.#state === 'closed') throw new Error('the build was aborted');
    };
    const duplicates: DuplicateEntry[] = [];
    const entryTypes: Record<string, WrittenEntryType> = Object.create(null);
    for (const type of this.#types.values()) {
      const made = type.makeRows(
        (document) => this.#archives.originFile(document),
        (document) => this.#dropDocument(type, document),
      );
      for (const duplicate of made.duplicates) duplicates.push(duplicate);
      const columns = new Map<string, ColumnRecord>([['id', made.idColumn]]);
      await step();
      const definition = Object.hasOwn(definitions, type.name) ? definitions[type.name] : undefined;
      for (const [path, column] of type.columns(made.rows, definition)) {
        if (column !== undefined) columns.set(path, column);
        await step();
      }
      this.#insertColumns(type.name, columns);
      this.#typeRecords.push([type.name, { ...made.record, columns: [...columns.keys()] }]);
      entryTypes[type.name] = { count: made.record.count, knownCounts: type.knownCounts };
    }
    const archives = this.#archives.finish(this.#documents, this.#types.keys());
    this.#archivesRecord = archives.record;
    await step();
    this.#state = 'indexed';
    return { duplicates, entryTypes, archives: archives.written };
  }

  /** Counts what was written, and looks at the size of the file now and then. */
  #measure(bytes: number): void {
    this.#unmeasuredBytes += bytes;
    if (this.#unmeasuredBytes > unmeasuredBytesMax) this.#checkSize();
  }

  /** By itself SQLite would say the same as of a full disk, which is another matter for whoever tries again. */
  #checkSize(): void {
    this.#unmeasuredBytes = 0;
    const { fileBytesMax } = this.#tuning;
    const { page_count: pages } = this.#database.prepare('PRAGMA page_count').get()!;
    if (Number(pages) * pageBytes <= fileBytesMax) return;
    const detail = `grows larger than the ${fileBytesMax} bytes that it may have`;
    throw new DatabaseFileError('too-large', this.#targetPath, detail);
  }

  #insertColumns(entryType: string, columns: ReadonlyMap<string, ColumnRecord>): void {
    const insert = this.#database.prepare(
      'INSERT INTO entry_column (entry_type, path, checksum, record) VALUES (?, ?, ?, ?)',
    );
    for (const [path, column] of columns) {
      const record = JSON.stringify(column);
      insert.run(entryType, path, checksumOf(columnKey(entryType, path), record), record);
    }
  }

  #dropDocument(type: TypeBuilder, document: number): void {
    const found = this.#database.prepare('SELECT data FROM document WHERE id = ?').get(document)!;
    type.count(entryOfDocument(found.data as Uint8Array).attributes, -1);
    this.#database.prepare('DELETE FROM document WHERE id = ?').run(document);
    this.#archives.drop(document);
  }

  async publish(description: DatabaseDescription): Promise<void> {
    invariant(this.#state === 'indexed', 'the index is built before the file is published');
    this.#explained(() => {
      const insert = this.#database.prepare('INSERT INTO meta (key, checksum, value) VALUES (?, ?, ?)');
      const index: IndexRecord = {
        documents: this.#documents,
        entryTypes: this.#typeRecords,
        archives: this.#archivesRecord!,
        streams: { content: this.#content.length, archive_index: this.#archiveIndex.length },
      };
      const parts = { description, properties: this.#properties, index };
      for (const [key, part] of Object.entries(parts)) {
        const value = JSON.stringify(part);
        insert.run(key, checksumOf(key, value), value);
      }
      this.#database.exec('COMMIT');
      this.#close();
      flush(this.#file);
      renameSync(this.#file, this.#targetPath);
      flush(dirname(this.#targetPath));
    });
    this.#folder.remove();
  }

  async abort(): Promise<void> {
    if (this.#state !== 'closed') this.#close();
    this.#folder.remove();
  }

  #close(): void {
    this.#state = 'closed';
    this.#database.close();
    this.#spool.close();
  }

  #explained(run: () => void): void {
    try {
      run();
    } catch (error) {
      throw explainFileError(error, this.#targetPath);
    }
  }
}

function createDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  // Nobody sees the file before it is whole, so nothing need be safe on the way. One transaction spans the
  // build.
  database.exec(`
    PRAGMA page_size = ${pageBytes};
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA cache_size = -16384;
    PRAGMA application_id = ${applicationId};
    PRAGMA user_version = ${formatVersion};
    BEGIN;
  `);
  database.exec(schema);
  return database;
}

function flush(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
