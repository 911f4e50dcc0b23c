/**
 * The queue of ingestions in the registry file. Whoever claims one has a lease, which it keeps by reporting; whoever
 * falls silent loses it, and what it was at waits again.
 */
import { randomBytes } from 'node:crypto';
import { limits } from '../../base/index.ts';
import type { DatabaseContents, IngestionFailure } from '../database-record.ts';
import type {
  ClaimedIngestion,
  IngestionOutcome,
  IngestionProgress,
  IngestionQueue,
} from '../ingestion/ingestion-queue.ts';
import { isUnwritable } from '../registry-error.ts';
import type { RegistryParts } from '../registry-parts.ts';
import { auditWrite, writeAndSetAside } from '../registry-parts.ts';
import { makeRoomForLive } from './life-cycle.ts';
import type { StoredDatabase } from './stored-database.ts';
import { timeText } from './stored-database.ts';

const noIngestion = `queuedAt = NULL, lease = NULL, leaseUntil = NULL, startedAt = NULL, stage = 'queued',
  fraction = NULL, entries = 0, bytes = 0, interruptions = 0`;

const waiting = 'SELECT id FROM database WHERE queuedAt IS NOT NULL AND lease IS NULL';
/** Nobody has a lease for long: one that ends in a distant future is of a time when the clock was wrong. */
const expired = `SELECT id FROM database WHERE lease IS NOT NULL
  AND (leaseUntil <= ?1 OR leaseUntil > ?1 + ${10 * limits.ingestionLeaseSeconds * 1000})`;

/** Failures that may pass by themselves, so that a request tries again. */
const passing: ReadonlySet<IngestionFailure['reason']> = new Set([
  'unreachable',
  'no-room',
  'interrupted',
  'internal',
]);

type Ending = (row: StoredDatabase) => void;

export class SharedQueue implements IngestionQueue {
  readonly #parts: RegistryParts;
  /** Ends that could not be noted, to be tried again. */
  readonly #unwritten = new Map<ClaimedIngestion, IngestionOutcome>();
  /** Leases whose file is in its place, whether or not that could be noted. */
  readonly #placed = new Set<string>();

  constructor(parts: RegistryParts) {
    this.#parts = parts;
  }

  claim(): ClaimedIngestion | undefined {
    return this.#claim('', [], this.#parts.budgets.ingestionsMax);
  }

  claimOne(id: string): ClaimedIngestion | undefined {
    return this.#claim('AND id = ?', [id], Number.POSITIVE_INFINITY);
  }

  /** Whether anything waits that could be claimed. */
  get hasWaiting(): boolean {
    const { store } = this.#parts;
    return store.get(`${waiting} LIMIT 1`) !== undefined || store.get(expired, store.now()) !== undefined;
  }

  report(claim: ClaimedIngestion, { stage, fraction, entries, bytes }: IngestionProgress): boolean {
    const { store, log } = this.#parts;
    const sql = `UPDATE database SET leaseUntil = ?, stage = ?, fraction = ?, entries = ?, bytes = ?
      WHERE id = ? AND lease = ?`;
    const values = [leaseEnd(store.now()), stage, fraction ?? null, entries, bytes, claim.id, claim.lease];
    try {
      return store.write('fleeting', () => store.run(sql, ...values)) > 0;
    } catch (error) {
      if (!isUnwritable(error)) throw error;
      log.failure('noting the progress of an ingestion', error);
      // As far as can be known.
      return (
        store.get('SELECT 1 FROM database WHERE id = ? AND lease = ?', claim.id, claim.lease) !== undefined
      );
    }
  }

  finish(claim: ClaimedIngestion, outcome: IngestionOutcome): void {
    try {
      this.#finish(claim, outcome);
      this.#unwritten.delete(claim);
      this.#placed.delete(claim.lease);
    } catch (error) {
      if (!isUnwritable(error)) throw error;
      this.#unwritten.set(claim, outcome);
      this.#parts.log.failure('noting the end of an ingestion', error);
    }
  }

  /** Notes what could not be noted before. */
  finishUnwritten(): void {
    for (const [claim, outcome] of this.#unwritten) this.finish(claim, outcome);
  }

  /** Lets ingestions whose holder fell silent wait again; blames those to which that happened too often. */
  returnExpired(): void {
    const { store } = this.#parts;
    if (store.get(expired, store.now()) === undefined) return;
    store.write('durable', () => {
      for (const { id } of store.all(expired, store.now())) this.#interrupt(store.find(id as string)!, true);
    });
  }

  #claim(condition: string, values: string[], runningMax: number): ClaimedIngestion | undefined {
    const { store, files } = this.#parts;
    if (!this.hasWaiting) return undefined;
    return store.write('fleeting', () => {
      this.returnExpired();
      const { running } = store.get('SELECT count(*) AS running FROM database WHERE lease IS NOT NULL')!;
      if (Number(running) >= runningMax) return undefined;
      const sql = `${waiting} ${condition} ORDER BY queuedAt, serial LIMIT 1`;
      const id = store.get(sql, ...values)?.id as string | undefined;
      if (id === undefined) return undefined;
      const row = store.find(id)!;
      const lease = randomBytes(16).toString('hex');
      store.run(
        `UPDATE database SET lease = ?, leaseUntil = ?, startedAt = ?, stage = 'fetching' WHERE serial = ?`,
        lease,
        leaseEnd(store.now()),
        store.now(),
        row.serial,
      );
      auditWrite(this.#parts, 'ingesting', row);
      return {
        id,
        lease,
        location: row.location,
        origin: row.origin,
        options: row.options,
        previous: row.fileBytes === null ? undefined : row.provenance,
        filePath: files.pathOf(id),
        stagedPath: files.stagedPath(id, lease),
        stagedReportPath: files.stagedReportPath(id, lease),
        downloadFolder: files.downloadFolder(row),
      };
    });
  }

  #finish(claim: ClaimedIngestion, outcome: IngestionOutcome): void {
    const { store, files } = this.#parts;
    writeAndSetAside(this.#parts, (setAside) => {
      const row = store.find(claim.id);
      if (row !== undefined && row.lease === claim.lease) {
        files.publishReport(claim.id, claim.lease);
        this.#ending(claim, outcome)(row);
      }
      // Moved into their places by now, unless they are of no use.
      setAside(files.stagedPath(claim.id, claim.lease), files.stagedReportPath(claim.id, claim.lease));
    });
  }

  #ending(claim: ClaimedIngestion, outcome: IngestionOutcome): Ending {
    switch (outcome.outcome) {
      case 'published':
        return (row) => this.#publish(row, claim, outcome);
      case 'unchanged':
        return (row) => this.#keep(row);
      case 'failed':
        return (row) => this.#fail(row, outcome.failure);
      case 'interrupted':
        return (row) => this.#interrupt(row, outcome.blamed);
    }
  }

  #publish(
    row: StoredDatabase,
    claim: ClaimedIngestion,
    { contents, provenance }: Extract<IngestionOutcome, { readonly outcome: 'published' }>,
  ): void {
    const { store, files, budgets } = this.#parts;
    if (contents.fileBytes > budgets.diskBytesMax) {
      this.#fail(row, tooLarge(contents, budgets.diskBytesMax, store.now()));
      return;
    }
    if (!this.#placed.has(claim.lease)) files.publish(claim.id, claim.lease);
    this.#placed.add(claim.lease);
    const isNew = row.fileBytes === null;
    // Whoever asked for it is likely to use it.
    if (isNew) makeRoomForLive(this.#parts, row, new Set());
    const liveUntil = isNew ? store.now() + row.timeToLiveSeconds * 1000 : row.liveUntil;
    store.run(
      `UPDATE database SET generation = generation + 1, fileBytes = ?, contents = ?, provenance = ?, failure = NULL,
        failures = 0, retryAt = NULL, liveUntil = ?, ${noIngestion} WHERE serial = ?`,
      contents.fileBytes,
      JSON.stringify(contents),
      JSON.stringify(provenance),
      liveUntil,
      row.serial,
    );
    const archives = contents.looseArchives === 0 ? '' : `, ${contents.looseArchives} archives of none`;
    auditWrite(this.#parts, 'published', row, `${sum(contents.entryCounts)} entries${archives}`);
  }

  /** What is there is right. Where there is nothing, that was a mistake, which must not go round in circles. */
  #keep(row: StoredDatabase): void {
    if (row.fileBytes === null) {
      this.#interrupt(row, true);
      return;
    }
    const { store } = this.#parts;
    store.run(
      `UPDATE database SET failure = NULL, failures = 0, retryAt = NULL, ${noIngestion} WHERE serial = ?`,
      row.serial,
    );
    auditWrite(this.#parts, 'unchanged', row);
  }

  #fail(row: StoredDatabase, failure: IngestionFailure): void {
    const { store } = this.#parts;
    const retryAt = retryTime(failure, row.failures, store.now());
    const noted = retryAt === undefined ? withoutRetry(failure) : { ...failure, retryAt: timeText(retryAt) };
    store.run(
      `UPDATE database SET failure = ?, failures = failures + 1, retryAt = ?, ${noIngestion} WHERE serial = ?`,
      JSON.stringify(noted),
      retryAt ?? null,
      row.serial,
    );
    auditWrite(this.#parts, 'failed', row, `${failure.reason}: ${failure.message}`);
  }

  #interrupt(row: StoredDatabase, blamed: boolean): void {
    const { store } = this.#parts;
    const interruptions = row.interruptions + (blamed ? 1 : 0);
    if (interruptions >= limits.ingestionInterruptionsMax) {
      const message = `The process that read it ended ${interruptions} times before it was done.`;
      this.#fail(row, { reason: 'interrupted', message, at: timeText(store.now()) });
      return;
    }
    store.run(
      `UPDATE database SET lease = NULL, leaseUntil = NULL, startedAt = NULL, stage = 'queued', fraction = NULL,
        entries = 0, bytes = 0, interruptions = ? WHERE serial = ?`,
      interruptions,
      row.serial,
    );
  }
}

function leaseEnd(now: number): number {
  return now + limits.ingestionLeaseSeconds * 1000;
}

/** Milliseconds since 1970; not sooner than whoever failed asks for. */
function retryTime(failure: IngestionFailure, failuresBefore: number, now: number): number | undefined {
  if (!passing.has(failure.reason)) return undefined;
  const { ingestionRetrySecondsMin, ingestionRetrySecondsMax } = limits;
  const seconds = Math.min(ingestionRetrySecondsMax, ingestionRetrySecondsMin * 2 ** failuresBefore);
  return Math.max(now + seconds * 1000, failure.retryAt === undefined ? 0 : Date.parse(failure.retryAt));
}

function withoutRetry({ retryAt: _, ...failure }: IngestionFailure): IngestionFailure {
  return failure;
}

function tooLarge({ fileBytes }: DatabaseContents, bytesMax: number, now: number): IngestionFailure {
  const message = `Its file of ${fileBytes} bytes is larger than all files together may be: ${bytesMax} bytes (disk-max).`;
  return { reason: 'limit', message, at: timeText(now) };
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
