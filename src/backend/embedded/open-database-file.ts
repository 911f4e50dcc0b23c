import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { limits } from '../../base/index.ts';
import type { Backend } from '../../query/index.ts';
import type { DatabaseDescription } from '../../standard/index.ts';
import type { Archives } from '../archives.ts';
import type { Attachments } from '../attachments.ts';
import { EmbeddedBackend } from './embedded-backend.ts';
import { ArchiveRowReader } from './file/archive-rows.ts';
import type { ArchiveParts } from './file/archive-store.ts';
import { ArchiveStore } from './file/archive-store.ts';
import { AttachmentStore } from './file/attachment-store.ts';
import type { BlockCache } from './file/block-cache.ts';
import { createBlockCache } from './file/block-cache.ts';
import { BlockStore } from './file/block-store.ts';
import { checkText } from './file/checksum.ts';
import { DatabaseFileError, explainFileError } from './file/database-file-error.ts';
import { DocumentStore } from './file/document-store.ts';
import type { IndexRecord, StreamName } from './file/file-format.ts';
import { applicationId, formatVersion } from './file/file-format.ts';
import { StreamStore } from './file/stream-store.ts';
import type { OpenFile } from './search/entry-index.ts';
import { EntryIndex } from './search/entry-index.ts';

export interface OpenOptions {
  /** Where blocks of the index are kept in memory; one of its own where none is given. */
  readonly cache?: BlockCache;
  /** The same for blocks of archives. A cache of their own: one walk looks at gigabytes of them, once each. */
  readonly archiveCache?: BlockCache;
}

export interface DatabaseFile {
  readonly description: DatabaseDescription;
  /** What the writer was given to keep. */
  readonly properties: Readonly<Record<string, string>>;
  readonly backend: Backend;
  readonly attachments: Attachments;
  readonly archives: Archives;
}

const cacheBytesDefault = 256 * 1024 * 1024;
/**
 * For what SQLite itself reads: the upper pages of its trees, and the documents of a page that is asked for again. More
 * makes no query faster, since the system keeps the pages too, and each file that is open would take it.
 */
const pageCacheKibibytes = 1024;

/**
 * Opens a database file for reading.
 *
 * Errors: DatabaseFileError, where the file is missing, not ours, of another version or damaged.
 */
export function openDatabaseFile(path: string, options: OpenOptions = {}): DatabaseFile {
  return withDatabase(path, (database) => {
    const description = JSON.parse(readMeta(database, path, 'description')) as DatabaseDescription;
    const properties = readProperties(database, path);
    const cache = options.cache ?? createBlockCache(cacheBytesDefault);
    const archiveCache = options.archiveCache ?? createBlockCache(limits.archiveCacheBytesMax);
    const index = JSON.parse(readMeta(database, path, 'index')) as IndexRecord;
    const { file, rows, content, indexes } = openParts(database, path, index, cache, archiveCache);
    const entryIndexes = new Map(
      index.entryTypes.map(([name, record]) => [name, new EntryIndex(file, name, record)]),
    );
    return {
      description,
      properties,
      backend: new EmbeddedBackend(file, entryIndexes),
      attachments: new AttachmentStore(database, path, content),
      archives: new ArchiveStore({ blocks: file.store, rows, content, indexes }, index.archives),
    };
  });
}

/** What the parts of a file read from. */
function openParts(
  database: DatabaseSync,
  path: string,
  index: IndexRecord,
  cache: BlockCache,
  archiveCache: BlockCache,
): { readonly file: OpenFile } & Omit<ArchiveParts, 'blocks'> {
  const store = new BlockStore(database, path, cache.attach());
  const documents = new DocumentStore(database, path, index.documents);
  const streamBlocks = archiveCache.attach();
  const stream = (name: StreamName) =>
    new StreamStore({ database, path }, name, index.streams[name], streamBlocks);
  const archiveRows = cache.attach();
  const close = (): void => {
    store.close();
    archiveRows.release();
    streamBlocks.release();
    database.close();
  };
  const file = { path, database, store, documents, close };
  const rows = new ArchiveRowReader(database, path, archiveRows);
  return { file, rows, content: stream('content'), indexes: stream('archive_index') };
}

/**
 * What the writer of a file was given to keep, without opening the rest.
 *
 * Errors: as openDatabaseFile.
 */
export function readDatabaseFileProperties(path: string): Readonly<Record<string, string>> {
  return withDatabase(path, (database) => {
    const properties = readProperties(database, path);
    database.close();
    return properties;
  });
}

/** Opens the file, checks that it is whole and ours, and closes it again where anything is wrong with it. */
function withDatabase<Result>(path: string, use: (database: DatabaseSync) => Result): Result {
  if (!existsSync(path)) throw new DatabaseFileError('missing', path, 'does not exist');
  let database: DatabaseSync | undefined;
  try {
    // It never changes, so SQLite need not lock it, nor look for what other processes do to it.
    const url = pathToFileURL(path);
    url.searchParams.set('immutable', '1');
    database = new DatabaseSync(url, { readOnly: true });
    checkFile(database, path);
    database.exec(`PRAGMA cache_size = -${pageCacheKibibytes}`);
    return use(database);
  } catch (error) {
    database?.close();
    if (error instanceof SyntaxError) {
      throw new DatabaseFileError('damaged', path, 'holds a description that cannot be read', error);
    }
    // Another process may take it away at any moment.
    const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT' || !existsSync(path);
    throw isGone ? new DatabaseFileError('missing', path, 'is gone', error) : explainFileError(error, path);
  }
}

function checkFile(database: DatabaseSync, path: string): void {
  const pragma = (name: string): number => Number(database.prepare(`PRAGMA ${name}`).get()![name]);
  if (pragma('application_id') !== applicationId) {
    throw new DatabaseFileError('foreign', path, 'is not a database file of Respawn');
  }
  const version = pragma('user_version');
  if (version !== formatVersion) {
    const detail = `has the format ${version}, but this version of Respawn reads the format ${formatVersion}`;
    throw new DatabaseFileError('version', path, detail);
  }
  const bytes = pragma('page_count') * pragma('page_size');
  if (statSync(path).size !== bytes) {
    throw new DatabaseFileError('damaged', path, `is not ${bytes} bytes long as it says, and so not whole`);
  }
}

function readProperties(database: DatabaseSync, path: string): Readonly<Record<string, string>> {
  return JSON.parse(readMeta(database, path, 'properties')) as Record<string, string>;
}

function readMeta(database: DatabaseSync, path: string, key: string): string {
  const found = database.prepare('SELECT checksum, value FROM meta WHERE key = ?').get(key);
  if (found === undefined) throw new DatabaseFileError('damaged', path, `lacks its ${key}`);
  return checkText(path, key, found.value, found.checksum);
}
