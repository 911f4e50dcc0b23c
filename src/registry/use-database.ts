/**
 * A request on a database, whatever state that is in: wait or have its file made where there is none, wake it up, open
 * it, work with it.
 */
import { DatabaseFileError } from '../backend/index.ts';
import { limits } from '../base/index.ts';
import type { Caretaker } from './caretaker.ts';
import type { ServedDatabase, UseOptions } from './database-directory.ts';
import type { IngestionWatch } from './ingestion-watch.ts';
import type { OpenDatabase, OpenDatabases } from './open-databases.ts';
import { isUnwritable } from './registry-error.ts';
import type { RegistryParts } from './registry-parts.ts';
import { loseFile, requestFile, revive } from './store/life-cycle.ts';
import type { StoredDatabase } from './store/stored-database.ts';
import { isLive, stateOf } from './store/stored-database.ts';
import { liveFull, unavailable } from './unavailable.ts';

export interface UseParts extends RegistryParts {
  readonly open: OpenDatabases;
  readonly caretaker: Caretaker;
  readonly watch: IngestionWatch;
  /** Tells those who ingest that something waits. */
  readonly wakeIngestion: () => void;
}

/** See `DatabaseDirectory.use`. */
export async function useDatabase<Result>(
  parts: UseParts,
  id: string,
  run: (database: ServedDatabase) => Promise<Result>,
  options: UseOptions,
): Promise<Result | undefined> {
  const deadline = performance.now() + (options.waitSeconds ?? 0) * 1000;
  for (;;) {
    options.signal?.throwIfAborted();
    const row = parts.store.find(id);
    if (row === undefined) return undefined;
    if (row.fileBytes === null) {
      await awaitFile(parts, row, deadline, options.signal);
      continue;
    }
    const open = openFile(parts, row, options);
    // Its file was replaced or lost just now.
    if (open === undefined) continue;
    try {
      return await parts.open.use(open, run);
    } catch (error) {
      // Whoever works with several databases may tell of the file of another one.
      if (!isDamage(error) || error.path !== parts.files.pathOf(id)) throw error;
      loseFile(parts, row, error.message);
      requestFile(parts, row);
      parts.wakeIngestion();
      throw unavailable(parts.store.find(id) ?? row, 'cold', parts.store.now());
    }
  }
}

/** Awake, open, and its use noted. Undefined where the row is not true any more. */
function openFile(parts: UseParts, row: StoredDatabase, options: UseOptions): OpenDatabase | undefined {
  const now = parts.store.now();
  const seconds = Math.max(
    row.timeToLiveSeconds,
    Math.min(options.keepAliveSeconds ?? 0, limits.keepAliveSecondsMax),
  );
  const liveUntil = now + seconds * 1000;
  if (!isLive(row, now) && !wake(parts, row, liveUntil)) return undefined;
  const open = parts.open.find(row) ?? openAnew(parts, row);
  if (open === undefined) return undefined;
  open.lastRequestAt = now;
  open.liveUntil = Math.max(open.liveUntil, liveUntil);
  return open;
}

/** False where the database has no file by now. Where that cannot be noted, it is woken for this process alone. */
function wake(parts: UseParts, { serial }: StoredDatabase, liveUntil: number): boolean {
  const { store, open, caretaker, log } = parts;
  try {
    // Who was used least recently is to be known exactly.
    caretaker.noteRequests(true);
    return revive(parts, { serial, lastRequestAt: store.now(), liveUntil }, open.inUse());
  } catch (error) {
    if (!isUnwritable(error)) throw error;
    log.failure('noting that a database is used again', error);
    return true;
  }
}

function openAnew(parts: UseParts, row: StoredDatabase): OpenDatabase | undefined {
  const { open, budgets, caretaker } = parts;
  if (open.count >= budgets.liveDatabasesMax) {
    caretaker.closeUnneeded();
    if (open.count >= budgets.liveDatabasesMax) {
      throw liveFull(row, budgets.liveDatabasesMax, parts.store.now());
    }
  }
  try {
    return open.open(row);
  } catch (error) {
    if (!isDamage(error)) throw error;
    loseFile(parts, row, error.message);
    return undefined;
  }
}

/** Has a file made, and waits for it as long as the request may. Errors: `RegistryError` where there is none by then. */
async function awaitFile(
  { store, watch, wakeIngestion, ...parts }: UseParts,
  row: StoredDatabase,
  deadline: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const now = store.now();
  const state = stateOf(row, now);
  if (state === 'failed' && (row.retryAt === null || row.retryAt > now))
    throw unavailable(row, 'failed', now);
  if (state !== 'ingesting') {
    requestFile({ store, ...parts }, row);
    wakeIngestion();
  }
  const waitSeconds = (deadline - performance.now()) / 1000;
  if (await watch.settled(row.id, waitSeconds, signal)) return;
  signal?.throwIfAborted();
  throw unavailable(store.find(row.id) ?? row, state === 'ingesting' ? 'ingesting' : 'cold', store.now());
}

function isDamage(error: unknown): error is DatabaseFileError {
  return (
    error instanceof DatabaseFileError && ['missing', 'foreign', 'version', 'damaged'].includes(error.problem)
  );
}
