import { RegistryError } from './registry-error.ts';
import type { StoredDatabase } from './store/stored-database.ts';
import { recordOf } from './store/stored-database.ts';

/** Bounds on what we tell a client to wait. */
const waitSecondsMin = 1;
const waitSecondsMax = 30;

/** A database that cannot be asked now, since its file is being made or cannot be made. `now` in milliseconds. */
export function unavailable(
  row: StoredDatabase,
  reason: 'cold' | 'ingesting' | 'failed',
  now: number,
): RegistryError {
  const record = recordOf(row, now);
  if (reason === 'failed') {
    const message = `The database ${row.id} could not be made: ${row.failure?.message ?? 'its source failed'}`;
    const wait = row.retryAt === null ? {} : { retryAfterSeconds: Math.ceil((row.retryAt - now) / 1000) };
    return new RegistryError('failed', message, { record, ...wait });
  }
  // Asked again after as long as it took so far, a client neither asks often nor waits twice as long as it must.
  const soFar = (now - (row.queuedAt ?? now)) / 1000;
  const retryAfterSeconds = Math.ceil(Math.min(waitSecondsMax, Math.max(waitSecondsMin, soFar)));
  const message =
    reason === 'cold'
      ? `The file of the database ${row.id} was given up for room; it is being made again from its source.`
      : `The database ${row.id} is being made.`;
  return new RegistryError(reason, message, { record, retryAfterSeconds });
}

export function liveFull(row: StoredDatabase, liveDatabasesMax: number, now: number): RegistryError {
  return new RegistryError(
    'live-full',
    `${liveDatabasesMax} databases answer requests right now, and more may not at once (live-max).`,
    { record: recordOf(row, now), retryAfterSeconds: 1 },
  );
}
