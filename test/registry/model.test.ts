/** Random operations of two processes on one registry, against what a plain map says should come of them. */
import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DatabaseRecord } from '../../src/registry/database-record.ts';
import type { ClaimedIngestion } from '../../src/registry/ingestion/ingestion-queue.ts';
import { requestFile, revive } from '../../src/registry/store/life-cycle.ts';
import { registerDatabase, removeDatabase, requestRefresh } from '../../src/registry/store/register.ts';
import { recordOf } from '../../src/registry/store/stored-database.ts';
import { locationOf, publish, TestHome, wish } from './home.ts';

const budgets = { databasesMax: 4, liveDatabasesMax: 2, queueMax: 2, ingestionsMax: 2, diskBytesMax: 250 };
const fileBytes = 100;
const lifeSeconds = 600;
const leaseSeconds = 10;

interface Known {
  generation: number;
  hasFile: boolean;
  /** If its life was not cut short by the budget. */
  liveUntil: number;
  queued: boolean;
  lease: { readonly claim: ClaimedIngestion; until: number } | undefined;
  interruptions: number;
  failures: number;
}

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const step = fc.oneof(
  fc.tuple(fc.constantFrom('spawn', 'use', 'publish', 'publish', 'report', 'refresh', 'fail', 'remove'), id),
  fc.tuple(fc.constantFrom('claim', 'claim', 'tick'), fc.constant('')),
  fc.tuple(fc.constantFrom('wait a second', 'wait for a lease', 'wait for sleep'), fc.constant('')),
);

class Scene {
  readonly home = new TestHome();
  readonly processes = [this.home.openParts(budgets), this.home.openParts(budgets)] as const;
  readonly known = new Map<string, Known>();
  /** Claims whose lease ended, held by those who do not know. */
  readonly stale: ClaimedIngestion[] = [];

  run(action: string, name: string, process: 0 | 1): void {
    const parts = this.processes[process];
    const database = this.known.get(name);
    switch (action) {
      case 'spawn':
        this.#spawn(parts, name);
        return;
      case 'remove':
        expect(removeDatabase(parts, name)).toBe(database !== undefined);
        if (database?.lease !== undefined) this.stale.push(database.lease.claim);
        this.known.delete(name);
        return;
      case 'refresh':
        this.#bounded(
          database?.queued === false,
          () => {
            expect(requestRefresh(parts, name) !== undefined).toBe(database !== undefined);
          },
          name,
        );
        return;
      case 'use':
        this.#use(parts, name);
        return;
      case 'claim':
        this.#claim(parts);
        return;
      case 'report':
        this.#report(parts, database);
        return;
      case 'publish':
      case 'fail':
        this.#finish(parts, name, action);
        return;
      case 'tick':
        this.#tick(parts);
        return;
      default:
        this.home.passSeconds({ 'wait a second': 1, 'wait for a lease': 11, 'wait for sleep': 400 }[action]!);
    }
  }

  /** Both processes see the same, and what they see is what should be. */
  check(): void {
    const [records, others] = this.processes.map(({ store }) =>
      store.list().map((row) => recordOf(row, this.home.time)),
    ) as [DatabaseRecord[], DatabaseRecord[]];
    expect(others).toEqual(records);
    expect(records.map((record) => record.id)).toEqual([...this.known.keys()].sort());
    for (const record of records) this.#checkOne(record, this.known.get(record.id)!);
    expect(records.filter(({ state }) => state === 'live').length).toBeLessThanOrEqual(
      budgets.liveDatabasesMax,
    );
    expect(this.home.failures).toEqual([]);
  }

  #checkOne(record: DatabaseRecord, known: Known): void {
    const { hasFile, liveUntil, queued, failures, generation, interruptions } = known;
    const possible = hasFile
      ? liveUntil > this.home.time
        ? ['live', 'dormant']
        : ['dormant']
      : [queued ? 'ingesting' : failures > 0 ? 'failed' : 'cold'];
    expect(possible).toContain(record.state);
    expect(record.generation).toBe(generation);
    expect(record.ingestion?.interruptions).toBe(queued ? interruptions : undefined);
    expect(existsSync(this.processes[0].files.pathOf(record.id))).toBe(hasFile);
  }

  #spawn(parts: Scene['processes'][0], name: string): void {
    const database = this.known.get(name);
    const isNew = database === undefined;
    const begins = isNew || (!database.hasFile && !database.queued);
    const attempt = (): void => {
      const request = { ...wish(locationOf(name)), timeToLiveSeconds: lifeSeconds };
      expect(registerDatabase(parts, request).outcome).toBe(isNew ? 'registered' : 'existed');
      if (isNew) this.known.set(name, newDatabase());
    };
    const isFull = this.known.size >= budgets.databasesMax;
    const hasDisk = this.#diskBytes() < budgets.diskBytesMax || this.#anyEvictable(parts);
    if (isNew && !hasDisk) expect(attempt).toThrow(expect.objectContaining({ reason: 'storage-full' }));
    else if (isNew && isFull) expect(attempt).toThrow(expect.objectContaining({ reason: 'databases-full' }));
    else this.#bounded(begins, attempt, name);
  }

  /** What puts a database into the queue does so unless that is full. */
  #bounded(begins: boolean, attempt: () => void, name?: string): void {
    const waiting = [...this.known.values()].filter(
      ({ queued, lease }) => queued && lease === undefined,
    ).length;
    if (begins && waiting >= budgets.queueMax) {
      expect(attempt).toThrow(expect.objectContaining({ reason: 'queue-full' }));
      return;
    }
    attempt();
    const database = name === undefined ? undefined : this.known.get(name);
    if (begins && database !== undefined) database.queued = true;
  }

  #use(parts: Scene['processes'][0], name: string): void {
    const database = this.known.get(name);
    const row = parts.store.find(name);
    if (database === undefined || row === undefined) return;
    if (!database.hasFile) {
      const begins = !database.queued && database.failures === 0;
      if (begins) this.#bounded(true, () => requestFile(parts, row), name);
      return;
    }
    const liveUntil = this.home.time + lifeSeconds * 1000;
    expect(revive(parts, { serial: row.serial, lastRequestAt: this.home.time, liveUntil }, new Set())).toBe(
      true,
    );
    database.liveUntil = liveUntil;
    expect(recordOf(parts.store.find(name)!, this.home.time).state).toBe('live');
  }

  #claim({ queue }: Scene['processes'][0]): void {
    this.#expireLeases();
    const all = [...this.known.values()];
    const running = all.filter(({ lease }) => lease !== undefined).length;
    const waits = all.some(({ queued, lease }) => queued && lease === undefined);
    const claim = queue.claim();
    expect(claim !== undefined).toBe(waits && running < budgets.ingestionsMax);
    if (claim === undefined) return;
    const database = this.known.get(claim.id)!;
    expect(database).toMatchObject({ queued: true, lease: undefined });
    expect(claim.previous !== undefined).toBe(database.hasFile);
    database.lease = { claim, until: this.home.time + leaseSeconds * 1000 };
  }

  #report({ queue }: Scene['processes'][0], database: Known | undefined): void {
    const progress = { stage: 'reading', fraction: undefined, entries: 1, bytes: 1 } as const;
    for (const claim of this.stale) expect(queue.report(claim, progress)).toBe(false);
    if (database?.lease === undefined) return;
    expect(queue.report(database.lease.claim, progress)).toBe(true);
    database.lease.until = this.home.time + leaseSeconds * 1000;
  }

  #finish({ queue }: Scene['processes'][0], name: string, how: 'publish' | 'fail'): void {
    const database = this.known.get(name);
    const claim = database?.lease?.claim ?? this.stale.find((each) => each.id === name);
    if (claim === undefined) return;
    const failure = { reason: 'gone', message: 'It is gone.', at: '2026-11-22T00:00:00Z' } as const;
    if (how === 'publish') publish(queue, claim, fileBytes);
    else queue.finish(claim, { outcome: 'failed', failure });
    if (database?.lease?.claim !== claim) return;
    endIngestion(database);
    database.failures = how === 'fail' ? database.failures + 1 : 0;
    if (how === 'fail') return;
    if (!database.hasFile) database.liveUntil = this.home.time + lifeSeconds * 1000;
    database.generation += 1;
    database.hasFile = true;
  }

  #tick(parts: Scene['processes'][0]): void {
    this.#expireLeases();
    const before = new Map(parts.store.list().map((row) => [row.id, recordOf(row, this.home.time).state]));
    parts.caretaker.tick();
    for (const row of parts.store.list()) {
      const database = this.known.get(row.id)!;
      if (row.fileBytes !== null || !database.hasFile) continue;
      expect(this.#diskBytes()).toBeGreaterThan(budgets.diskBytesMax);
      expect(before.get(row.id)).toBe('dormant');
      expect(database).toMatchObject({ queued: false, failures: 0 });
      database.hasFile = false;
    }
    const isKept = this.#diskBytes() <= budgets.diskBytesMax || !this.#anyEvictable(parts);
    expect(isKept).toBe(true);
  }

  #expireLeases(): void {
    for (const database of this.known.values()) {
      if (database.lease === undefined || database.lease.until > this.home.time) continue;
      this.stale.push(database.lease.claim);
      database.lease = undefined;
      database.interruptions += 1;
      if (database.interruptions < 3) continue;
      endIngestion(database);
      database.failures += 1;
    }
  }

  #diskBytes(): number {
    return [...this.known.values()].filter(({ hasFile }) => hasFile).length * fileBytes;
  }

  #anyEvictable({ store }: Scene['processes'][0]): boolean {
    return store.list().some((row) => {
      const { hasFile, queued, failures } = this.known.get(row.id)!;
      return hasFile && !queued && failures === 0 && recordOf(row, this.home.time).state === 'dormant';
    });
  }
}

function newDatabase(): Known {
  return {
    generation: 0,
    hasFile: false,
    liveUntil: 0,
    queued: false,
    lease: undefined,
    interruptions: 0,
    failures: 0,
  };
}

function endIngestion(database: Known): void {
  database.queued = false;
  database.lease = undefined;
  database.interruptions = 0;
}

it('does what a plain map does', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(step, fc.constantFrom<0 | 1>(0, 1)), { maxLength: 80, size: 'max' }),
      async (steps) => {
        const scene = new Scene();
        try {
          for (const [[action, name], process] of steps) {
            scene.run(action, name, process);
            scene.check();
          }
        } finally {
          await scene.home.remove();
        }
      },
    ),
    { numRuns: 60 },
  );
});
