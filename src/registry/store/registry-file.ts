/**
 * The registry's SQLite file, which all processes of a home share: opening it, writing to it, and what its errors
 * mean. Knows nothing of what stands in it.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { StatementSync } from 'node:sqlite';
import { DatabaseSync } from 'node:sqlite';
import { DatabaseFileError, explainFileError } from '../../backend/index.ts';
import { RegistryError } from '../registry-error.ts';
import { registryApplicationId, registrySchema, registryVersion } from './registry-schema.ts';

/** How long a process that begins waits for others. */
const openingMilliseconds = 5_000;
/**
 * How long a writer waits for others, and all that its process does waits with it. Their transactions take milliseconds,
 * unless their process was stopped within one.
 */
const busyMilliseconds = 2_000;
/** The same where the last wait was in vain. */
const heldUpMilliseconds = 5;

/**
 * Whether a power cut may undo a write. What was promised to somebody is `durable`; what is noted again before long
 * need not be.
 */
export type Durability = 'durable' | 'fleeting';

export class RegistryFile {
  readonly #database: DatabaseSync;
  readonly #dataVersion: StatementSync;
  #version = -1;
  /** The last write waited in vain for somebody else's. */
  #isHeldUp = false;

  /** Errors: `DatabaseFileError` where it cannot be used, for people. */
  constructor(path: string) {
    this.#database = openFile(path);
    this.#waitAtMost(busyMilliseconds);
    this.#dataVersion = this.#database.prepare('PRAGMA data_version');
    this.#dataVersion.setReturnArrays(true);
  }

  prepare(sql: string): StatementSync {
    return this.#database.prepare(sql);
  }

  /** Whether another process wrote since the last call. Costs some microseconds. */
  changedByOthers(): boolean {
    const version = (this.#dataVersion.get() as unknown as [number])[0];
    if (version === this.#version) return false;
    this.#version = version;
    return true;
  }

  /**
   * Runs reads and writes as one: wholly or not at all, and with nobody else writing in between.
   *
   * Errors: `RegistryError` `storage-full` where the disk takes nothing more, `busy` where somebody else does not come
   * to the end of a write.
   */
  write<Result>(durability: Durability, run: () => Result): Result {
    try {
      this.#database.exec(`PRAGMA synchronous = ${durability === 'durable' ? 'FULL' : 'NORMAL'}`);
      this.#begin();
      const result = run();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      // SQLite itself has ended the transaction where the disk was full.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw isStorageError(error) ? storageFull(error) : error;
    }
  }

  /** Whoever holds the file beyond all patience is waited for once, and not by each write that follows. */
  #begin(): void {
    try {
      this.#database.exec('BEGIN IMMEDIATE');
    } catch (error) {
      if (primaryCode(error) !== sqliteCodes.busy) throw error;
      if (!this.#isHeldUp) this.#waitAtMost(heldUpMilliseconds);
      this.#isHeldUp = true;
      throw busy(error);
    }
    if (this.#isHeldUp) this.#waitAtMost(busyMilliseconds);
    this.#isHeldUp = false;
  }

  #waitAtMost(milliseconds: number): void {
    this.#database.exec(`PRAGMA busy_timeout = ${milliseconds}`);
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }
}

function openFile(path: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true });
    database = new DatabaseSync(path, { timeout: openingMilliseconds });
    prepareFile(database, path);
    return database;
  } catch (error) {
    if (database?.isOpen) database.close();
    throw explainFileError(error, path);
  }
}

function prepareFile(database: DatabaseSync, path: string): void {
  checkFile(database, path);
  enterWal(database);
  database.exec(`PRAGMA foreign_keys = ON; PRAGMA journal_size_limit = ${16 * 1024 * 1024}`);
  database.exec('BEGIN IMMEDIATE');
  // Another process may have made the tables by now.
  if (readPragma(database, 'user_version') === 0) {
    database.exec(registrySchema);
    database.exec(
      `PRAGMA application_id = ${registryApplicationId}; PRAGMA user_version = ${registryVersion}`,
    );
  }
  database.exec('COMMIT');
  checkFile(database, path);
}

function checkFile(database: DatabaseSync, path: string): void {
  const version = readPragma(database, 'user_version');
  const application = readPragma(database, 'application_id');
  const tables = database.prepare('SELECT count(*) AS count FROM sqlite_schema').get()!.count;
  if (version === 0 && application === 0 && tables === 0) return;
  if (application !== registryApplicationId) {
    throw new DatabaseFileError('foreign', path, 'is not a registry of Respawn');
  }
  if (version !== registryVersion) {
    const detail = `has the format ${version}, but this version of Respawn reads the format ${registryVersion}`;
    throw new DatabaseFileError('version', path, detail);
  }
}

function readPragma(database: DatabaseSync, name: string): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()![name]);
}

/** SQLite does not wait where two processes change the mode of a new file at once, so that we have to. */
function enterWal(database: DatabaseSync): void {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; ; waited += 10) {
    try {
      database.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (primaryCode(error) !== sqliteCodes.busy || waited >= openingMilliseconds) throw error;
      Atomics.wait(pause, 0, 0, 10);
    }
  }
}

const sqliteCodes = { busy: 5, readOnly: 8, inputOutput: 10, full: 13, cannotOpen: 14 };

/** The lowest byte is the primary result code of SQLite; the rest refines it. */
function primaryCode(error: unknown): number | undefined {
  const { errcode } = error as { errcode?: number };
  return errcode === undefined ? undefined : errcode & 0xff;
}

function isStorageError(error: unknown): boolean {
  const code = primaryCode(error);
  const { readOnly, inputOutput, full, cannotOpen } = sqliteCodes;
  return code !== undefined && [readOnly, inputOutput, full, cannotOpen].includes(code);
}

function storageFull(cause: unknown): RegistryError {
  return new RegistryError(
    'storage-full',
    'The disk takes nothing more, so that the registry of databases cannot be written. What is there is still served.',
    { retryAfterSeconds: 60, cause },
  );
}

function busy(cause: unknown): RegistryError {
  return new RegistryError(
    'busy',
    'Another process holds the registry of databases, so that it cannot be written. What is there is still served.',
    { retryAfterSeconds: 2, cause },
  );
}
