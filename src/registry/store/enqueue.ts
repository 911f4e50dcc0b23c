import { RegistryError } from '../registry-error.ts';
import type { RegistryParts } from '../registry-parts.ts';
import type { StoredDatabase } from './stored-database.ts';
import { recordOf } from './stored-database.ts';

/** What an ingestion that begins anew knows of itself. */
const freshIngestion = `lease = NULL, leaseUntil = NULL, startedAt = NULL, stage = 'queued', fraction = NULL,
  entries = 0, bytes = 0, interruptions = 0`;

/**
 * Puts a database into the queue where it is not there yet; within a write. Of what an operator names the queue has no
 * bound.
 *
 * Errors: `RegistryError` `queue-full`.
 */
export function enqueue({ store, budgets }: RegistryParts, row: StoredDatabase, bounded: boolean): void {
  const sql = 'SELECT count(*) AS count FROM database WHERE queuedAt IS NOT NULL AND lease IS NULL';
  if (bounded && row.queuedAt === null && Number(store.get(sql)!.count) >= budgets.queueMax) {
    throw new RegistryError(
      'queue-full',
      `${budgets.queueMax} databases wait to be read already, and more may not (queue-max).`,
      { record: recordOf(row, store.now()), retryAfterSeconds: 30 },
    );
  }
  store.run(
    `UPDATE database SET queuedAt = ?, ${freshIngestion} WHERE serial = ? AND queuedAt IS NULL`,
    store.now(),
    row.serial,
  );
}

/** Takes an ingestion from whoever runs it, and lets it wait from the start; within a write. */
export function restartIngestion({ store }: RegistryParts, { serial }: StoredDatabase): void {
  store.run(`UPDATE database SET ${freshIngestion} WHERE serial = ? AND queuedAt IS NOT NULL`, serial);
}
