/** How databases come into the registry and leave it. A location has one database, an id has one location. */
import { isDeepStrictEqual } from 'node:util';
import { limits } from '../../base/index.ts';
import { checkDatabaseId, deriveDatabaseId } from '../database-id.ts';
import type { SpawnRequest, SpawnTicket } from '../registry-contract.ts';
import { RegistryError } from '../registry-error.ts';
import type { RegistryParts } from '../registry-parts.ts';
import { auditWrite, writeAndSetAside } from '../registry-parts.ts';
import { enqueue, restartIngestion } from './enqueue.ts';
import { checkDiskBudget } from './life-cycle.ts';
import type { RegistryStore } from './registry-store.ts';
import type { StoredDatabase } from './stored-database.ts';
import { recordOf, stateOf } from './stored-database.ts';

/** A request with all that it left open. */
export type CompleteRequest = SpawnRequest & { readonly timeToLiveSeconds: number };

/** See `DatabaseControl.spawn`. */
export function registerDatabase(parts: RegistryParts, request: CompleteRequest): SpawnTicket {
  if (request.id !== undefined) checkDatabaseId(request.id);
  return request.origin === 'command' ? obey(parts, request) : grant(parts, request);
}

/** A wish: it changes nothing of what is there, except that what failed or was given up is tried again. */
function grant(parts: RegistryParts, request: CompleteRequest): SpawnTicket {
  const { store } = parts;
  // Most of those who ask for what is there need not wait for others to write.
  const served = store.findByKey(request.location.key);
  if (served !== undefined && isAsWished(store, served, request))
    return ticketFor(parts, served.id, 'existed');
  return store.write('durable', () => {
    const known = existing(store, request);
    if (known !== undefined) {
      addAliases(store, known.serial, request);
      if (needsIngestion(store, known)) enqueue(parts, known, true);
      return ticketFor(parts, known.id, 'existed');
    }
    checkDiskBudget(parts);
    const isTaken = (id: string): boolean => store.findSimilarId(id) !== undefined;
    const id = request.id ?? deriveDatabaseId(request.location.name, request.location.key, isTaken);
    insert(parts, id, request);
    return ticketFor(parts, id, 'registered');
  });
}

/** Whether a database is all that is wished for already, so that there is nothing to write. */
function isAsWished(store: RegistryStore, row: StoredDatabase, request: CompleteRequest): boolean {
  return (
    (request.id === undefined || request.id === row.id) &&
    isDeepStrictEqual(row.options, asStored(request.options)) &&
    !needsIngestion(store, row) &&
    aliasesOf(request).every((path) => store.findAlias(path) === row.id)
  );
}

/**
 * The database of the location that is wished for. Errors: `RegistryError` where the wish and what is there differ.
 * Only to be asked while nobody else writes: between two looks another process could register the very wish.
 */
function existing(
  store: RegistryStore,
  { id, location, options }: CompleteRequest,
): StoredDatabase | undefined {
  const known = store.findByKey(location.key);
  if (id !== undefined && id !== known?.id && store.findSimilarId(id) !== undefined) {
    throw new RegistryError('id-taken', `The id ${id} belongs to another location.`);
  }
  if (known !== undefined && !isDeepStrictEqual(known.options, asStored(options))) {
    throw new RegistryError(
      'options-differ',
      `This location is served as ${known.id} already, and its data are read under other options.`,
      { record: recordOf(known, store.now()) },
    );
  }
  return known;
}

function needsIngestion(store: RegistryStore, row: StoredDatabase): boolean {
  const state = stateOf(row, store.now());
  return state === 'cold' || state === 'failed';
}

/** The operator's will: what stands in its way gives way, and the source is looked at in any case. */
function obey(parts: RegistryParts, request: CompleteRequest): SpawnTicket {
  const { store, files } = parts;
  const { location, presentation, options, timeToLiveSeconds } = request;
  return writeAndSetAside(parts, (setAside) => {
    const known = store.findByKey(location.key);
    const isTaken = (id: string): boolean => store.findSimilarId(id) !== undefined;
    const id = request.id ?? known?.id ?? deriveDatabaseId(location.name, location.key, isTaken);
    const other = store.findSimilarId(id);
    if (other !== undefined && other !== known?.id) erase(parts, store.find(other)!, setAside);
    if (known === undefined) {
      insert(parts, id, request);
      return ticketFor(parts, id, 'registered');
    }
    if (id !== known.id) {
      // Under its new name it is made anew.
      store.run(
        'UPDATE database SET id = ?, fileBytes = NULL, liveUntil = NULL WHERE serial = ?',
        id,
        known.serial,
      );
      setAside(files.pathOf(known.id), files.reportPath(known.id), files.downloadFolder(known));
    }
    store.run(
      `UPDATE database SET origin = 'command', location = ?, presentation = ?, options = ?, timeToLiveSeconds = ?
        WHERE serial = ?`,
      JSON.stringify(location),
      JSON.stringify(presentation),
      JSON.stringify(options),
      timeToLiveSeconds,
      known.serial,
    );
    const same = id === known.id && isDeepStrictEqual(known.options, asStored(options));
    if (!same) restartIngestion(parts, known);
    enqueue(parts, known, false);
    return ticketFor(parts, id, 'existed');
  });
}

function insert(parts: RegistryParts, id: string, request: CompleteRequest): void {
  const { store, budgets } = parts;
  const { location, origin, presentation, options, timeToLiveSeconds } = request;
  if (Number(store.get('SELECT count(*) AS count FROM database')!.count) >= budgets.databasesMax) {
    throw new RegistryError(
      'databases-full',
      `${budgets.databasesMax} databases are known already, and more may not be (databases-max): remove one.`,
      { retryAfterSeconds: 600 },
    );
  }
  store.run(
    `INSERT INTO database (id, locationKey, location, origin, presentation, options, timeToLiveSeconds, createdAt)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    location.key,
    JSON.stringify(location),
    origin,
    JSON.stringify(presentation),
    JSON.stringify(options),
    timeToLiveSeconds,
    store.now(),
  );
  const row = store.find(id)!;
  addAliases(store, row.serial, request);
  enqueue(parts, row, origin === 'spawned');
  auditWrite(parts, 'registered', row, origin);
}

function addAliases(store: RegistryStore, serial: number, request: CompleteRequest): void {
  const known = Number(store.get('SELECT count(*) AS count FROM alias WHERE serial = ?', serial)!.count);
  const room = Math.max(0, limits.aliasesMax - known);
  for (const path of aliasesOf(request).slice(0, room))
    store.run('INSERT OR IGNORE INTO alias (path, serial) VALUES (?, ?)', path, serial);
}

/** What a command names is a path of this machine, which nobody is to find by trying. */
function aliasesOf({ origin, location }: CompleteRequest): readonly string[] {
  return origin === 'spawned' ? [...new Set(location.aliases)] : [];
}

function ticketFor({ store }: RegistryParts, id: string, outcome: SpawnTicket['outcome']): SpawnTicket {
  return { outcome, record: recordOf(store.find(id)!, store.now()) };
}

/** As it comes back from the registry: without members that are undefined. */
function asStored<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

/** See `DatabaseControl.refresh`. */
export function requestRefresh(parts: RegistryParts, id: string): StoredDatabase | undefined {
  const { store } = parts;
  return store.write('durable', () => {
    const row = store.find(id);
    if (row === undefined) return undefined;
    enqueue(parts, row, true);
    auditWrite(parts, 'refresh', row);
    return store.find(id);
  });
}

/** See `DatabaseControl.remove`. */
export function removeDatabase(parts: RegistryParts, id: string): boolean {
  return writeAndSetAside(parts, (setAside) => {
    const row = parts.store.find(id);
    if (row !== undefined) erase(parts, row, setAside);
    return row !== undefined;
  });
}

function erase(parts: RegistryParts, row: StoredDatabase, setAside: (...paths: string[]) => void): void {
  const { store, files } = parts;
  store.run('DELETE FROM database WHERE serial = ?', row.serial);
  setAside(files.pathOf(row.id), files.reportPath(row.id), files.downloadFolder(row));
  auditWrite(parts, 'removed', row);
}
