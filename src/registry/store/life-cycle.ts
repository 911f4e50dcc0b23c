/**
 * How databases that have a file fall asleep, wake up and lose it. Every step is one conditional write, so that any
 * number of processes may take it at once: one of them succeeds.
 */
import { RegistryError } from '../registry-error.ts';
import type { RegistryParts } from '../registry-parts.ts';
import { auditWrite, writeAndSetAside } from '../registry-parts.ts';
import { liveFull } from '../unavailable.ts';
import { enqueue } from './enqueue.ts';
import type { RegistryStore } from './registry-store.ts';
import type { StoredDatabase } from './stored-database.ts';
import { isLive } from './stored-database.ts';

/** Use of a database that the registry is to learn of. Times in milliseconds since 1970. */
export interface Usage {
  readonly serial: number;
  readonly lastRequestAt: number;
  readonly liveUntil: number;
}

const live = 'fileBytes IS NOT NULL AND liveUntil > ?';

/**
 * What may be given up: nobody needs it now, nothing is happening to it, and when its source was looked at last, it
 * could be had.
 */
const evictable = `fileBytes IS NOT NULL AND (liveUntil IS NULL OR liveUntil <= ?) AND queuedAt IS NULL
  AND failures = 0`;

/**
 * Makes a database live, and the one that was not used for longest dormant where too many would be. False where its
 * file is gone by now.
 *
 * Errors: `RegistryError` `live-full` where this process uses all that are live; `storage-full`.
 */
export function revive(parts: RegistryParts, usage: Usage, inUse: ReadonlySet<number>): boolean {
  const { store } = parts;
  return store.write('fleeting', () => {
    const row = store.findBySerial(usage.serial);
    if (row === undefined || row.fileBytes === null) return false;
    if (!isLive(row, store.now())) {
      makeRoomForLive(parts, row, inUse);
      store.run('UPDATE database SET liveUntil = ? WHERE serial = ?', usage.liveUntil, row.serial);
      auditWrite(parts, 'revived', row);
    }
    noteUsages(store, [usage]);
    return true;
  });
}

/** Sends live databases to sleep until one more fits; within a write. */
export function makeRoomForLive(parts: RegistryParts, row: StoredDatabase, inUse: ReadonlySet<number>): void {
  const { store, budgets } = parts;
  const now = store.now();
  const awake = store.all(
    `SELECT serial FROM database WHERE ${live} ORDER BY ifnull(lastRequestAt, createdAt)`,
    now,
  );
  const surplus = awake.length + 1 - budgets.liveDatabasesMax;
  if (surplus <= 0) return;
  const idle = awake.map(({ serial }) => Number(serial)).filter((serial) => !inUse.has(serial));
  if (idle.length < surplus) throw liveFull(row, budgets.liveDatabasesMax, now);
  for (const serial of idle.slice(0, surplus)) {
    const sleeper = store.findBySerial(serial)!;
    store.run('UPDATE database SET liveUntil = NULL WHERE serial = ?', serial);
    auditWrite(parts, 'dormant', sleeper, 'live-max');
  }
}

/** Notes when databases were used last, and prolongs the life of those that are live. */
export function noteUsages(store: RegistryStore, usages: readonly Usage[]): void {
  if (usages.length === 0) return;
  const now = store.now();
  store.write('fleeting', () => {
    for (const { serial, lastRequestAt, liveUntil } of usages) {
      store.run(
        `UPDATE database SET lastRequestAt = max(ifnull(lastRequestAt, 0), ?),
          liveUntil = CASE WHEN ${live} THEN max(liveUntil, ?) ELSE liveUntil END WHERE serial = ?`,
        lastRequestAt,
        now,
        liveUntil,
        serial,
      );
    }
  });
}

/** Marks those as dormant whose time to live is over. */
export function fallAsleep(parts: RegistryParts): void {
  const { store } = parts;
  const now = store.now();
  const overdue = 'SELECT serial FROM database WHERE liveUntil <= ?';
  if (store.get(overdue, now) === undefined) return;
  store.write('fleeting', () => {
    for (const { serial } of store.all(overdue, now)) {
      const row = store.findBySerial(Number(serial))!;
      store.run('UPDATE database SET liveUntil = NULL WHERE serial = ?', row.serial);
      auditWrite(parts, 'dormant', row);
    }
  });
}

/** Gives up the files that were not used for longest until the others keep to the disk budget. */
export function evictSurplus(parts: RegistryParts): void {
  const { store, files, budgets } = parts;
  if (diskBytes(store) <= budgets.diskBytesMax) return;
  writeAndSetAside(parts, (setAside) => {
    const now = store.now();
    let surplus = diskBytes(store) - budgets.diskBytesMax;
    const sql = `SELECT serial FROM database WHERE ${evictable} ORDER BY ifnull(lastRequestAt, createdAt)`;
    for (const { serial } of surplus > 0 ? store.all(sql, now) : []) {
      if (surplus <= 0) break;
      const row = store.findBySerial(Number(serial))!;
      store.run('UPDATE database SET fileBytes = NULL, liveUntil = NULL WHERE serial = ?', row.serial);
      setAside(files.pathOf(row.id));
      surplus -= row.fileBytes!;
      auditWrite(parts, 'evicted', row, 'disk-max');
    }
  });
}

/** Errors: `RegistryError` `storage-full` where all the disk budget is used, and nothing can be given up. */
export function checkDiskBudget({ store, budgets }: RegistryParts): void {
  if (diskBytes(store) < budgets.diskBytesMax) return;
  if (store.get(`SELECT 1 FROM database WHERE ${evictable}`, store.now()) !== undefined) return;
  throw new RegistryError(
    'storage-full',
    `The files of the databases that are in use take ${budgets.diskBytesMax} bytes, and more may not be (disk-max).`,
    { retryAfterSeconds: 60 },
  );
}

/** Gives up a file that turned out to be of no use, and has it made again. False where it is another one by now. */
export function loseFile(parts: RegistryParts, lost: StoredDatabase, why: string): boolean {
  const { store, files } = parts;
  return writeAndSetAside(parts, (setAside) => {
    const row = store.findBySerial(lost.serial);
    if (row === undefined || row.fileBytes === null || row.generation !== lost.generation) return false;
    // A new start: that an earlier look at the source failed says nothing of the next.
    store.run(
      `UPDATE database SET fileBytes = NULL, liveUntil = NULL, failure = NULL, failures = 0, retryAt = NULL
        WHERE serial = ?`,
      row.serial,
    );
    setAside(files.pathOf(row.id));
    auditWrite(parts, 'evicted', row, why);
    return true;
  });
}

/** Has the file of a database made that has none; within a request. Errors: `RegistryError` `queue-full`. */
export function requestFile(parts: RegistryParts, { id }: StoredDatabase): void {
  const { store } = parts;
  store.write('durable', () => {
    const row = store.find(id);
    if (row !== undefined && row.fileBytes === null) enqueue(parts, row, true);
  });
}

function diskBytes(store: RegistryStore): number {
  return Number(
    store.get('SELECT ifnull(sum(fileBytes), 0) AS bytes FROM database WHERE fileBytes IS NOT NULL')!.bytes,
  );
}
