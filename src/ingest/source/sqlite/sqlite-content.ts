import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { limits } from '../../../base/index.ts';
import { SourceError } from '../source-error.ts';
import type { TreeFile } from '../tree/file-tree.ts';
import { storedFileOf } from '../tree/tree-file.ts';

interface SqliteContentOptions {
  /** Larger ones become a temporary file; `sqliteInMemoryBytesMax` unless given. */
  readonly bytesInMemoryMax?: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens an SQLite database that is a file of a tree, for reading: in memory as long as it is small, else as a private
 * temporary file that has no name any more once it is open. Nothing in the database can act on anything: neither its
 * triggers and views nor whoever asks it can write, load extensions or call what is not safe.
 *
 * Errors: `SourceError` where the file cannot be read, is no SQLite database or is a damaged one.
 * Limits: `sqliteInMemoryBytesMax`, `sqliteFileBytesMax`.
 */
export async function openSqliteContent(
  file: TreeFile,
  options: SqliteContentOptions = {},
): Promise<DatabaseSync> {
  const { location } = storedFileOf(file);
  const chunks = withRollbackJournal(file.read(), location)[Symbol.asyncIterator]();
  try {
    const start = await readStart(chunks, options);
    return start.isWhole
      ? openInMemory(Buffer.concat(start.chunks), location)
      : await openOnDisk(start.chunks, { [Symbol.asyncIterator]: () => chunks }, { ...options, location });
  } finally {
    await chunks.return(undefined);
  }
}

interface Start {
  readonly chunks: readonly Uint8Array[];
  readonly isWhole: boolean;
}

/** Early versions of Node 24 open no bytes. */
const opensBytes = 'deserialize' in DatabaseSync.prototype;

/** As much as may be held in memory. */
async function readStart(
  chunks: AsyncGenerator<Uint8Array>,
  { bytesInMemoryMax = limits.sqliteInMemoryBytesMax, signal }: SqliteContentOptions,
): Promise<Start> {
  const taken: Uint8Array[] = [];
  for (let bytes = 0; bytes <= (opensBytes ? bytesInMemoryMax : 0); ) {
    signal?.throwIfAborted();
    const next = await chunks.next();
    if (next.done === true) return { chunks: taken, isWhole: true };
    taken.push(next.value);
    bytes += next.value.length;
  }
  return { chunks: taken, isWhole: false };
}

const signature = 'SQLite format 3\0';
/** Where the header says by which journal the file is written and read: 2 is a log that is a file of its own. */
const journalBytes = [18, 19];
const headerBytes = 100;

/**
 * The same bytes, marked as of a database without a write-ahead log: that of an archived one is not there, and without
 * it SQLite refuses to read.
 */
async function* withRollbackJournal(
  content: AsyncIterable<Uint8Array>,
  location: string,
): AsyncGenerator<Uint8Array> {
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of content) {
    if (head === undefined) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < headerBytes) continue;
    if (head.toString('latin1', 0, signature.length) !== signature) break;
    for (const place of journalBytes) head[place] = 1;
    yield head;
    head = undefined;
  }
  if (head !== undefined) throw new SourceError(location, 'is no SQLite database');
}

function openInMemory(bytes: Buffer, location: string): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  return guarded(database, location, () => database.deserialize(bytes));
}

async function openOnDisk(
  start: readonly Uint8Array[],
  rest: AsyncIterable<Uint8Array>,
  { location, signal }: SqliteContentOptions & { readonly location: string },
): Promise<DatabaseSync> {
  // Nobody else may enter it.
  const folder = await mkdtemp(join(tmpdir(), 'respawn-sqlite-'));
  const path = join(folder, 'content.sqlite');
  try {
    const handle = await open(path, 'wx', 0o600);
    let bytes = 0;
    const take = async (chunk: Uint8Array) => {
      signal?.throwIfAborted();
      bytes += chunk.length;
      if (bytes > limits.sqliteFileBytesMax) {
        const problem = `is an SQLite database of more than ${limits.sqliteFileBytesMax} bytes`;
        throw new SourceError(location, problem, { reason: 'limit' });
      }
      await handle.appendFile(chunk);
    };
    try {
      for (const chunk of start) await take(chunk);
      for await (const chunk of rest) await take(chunk);
    } finally {
      await handle.close();
    }
    return guarded(new DatabaseSync(path, { readOnly: true }), location);
  } catch (error) {
    throw isFull(error)
      ? new SourceError(location, 'finds no room on the temporary disk', { cause: error })
      : error;
  } finally {
    // The connection keeps the bytes; whatever ends this process, they go with it.
    await rm(folder, { recursive: true, force: true });
  }
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOSPC';
}

function guarded(database: DatabaseSync, location: string, load = () => {}): DatabaseSync {
  try {
    load();
    database.enableDefensive(true);
    database.exec('PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cell_size_check = ON;');
    // Nothing is read of the file before.
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return database;
  } catch (error) {
    database.close();
    const story = error instanceof Error ? error.message : String(error);
    throw new SourceError(location, `the SQLite database is damaged (${story})`, { cause: error });
  }
}
