/**
 * What has to happen although nobody asks for it. All processes of a home do it, none waits for another, and each step
 * can be broken off anywhere:
 *
 * | where a process was killed                 | what it leaves                       | what repairs it                     |
 * | ------------------------------------------ | ------------------------------------ | ----------------------------------- |
 * | within a write to the registry             | nothing: SQLite undoes it            | the next open                       |
 * | while it fetched                           | a lease, half a download             | the lease expires; the next try     |
 * | while it built                             | a lease, a building folder           | the lease expires; `sweep`          |
 * | after it built, before `finish`            | a lease, a staged file               | the lease expires; `sweep`          |
 * | in `finish`, between rename and commit     | the new file under the old row       | the lease expires; it is built anew |
 * | in eviction or removal, before the commit  | a row whose file is set aside        | the next use has it made again      |
 * | after that commit                          | a file that is set aside             | `sweep`                             |
 * | with requests that were not noted          | a `lastRequestAt` of seconds ago     | nothing: it does no harm            |
 */
import type { IngestionRunner } from './ingestion/ingestion-runner.ts';
import type { OpenDatabase, OpenDatabases } from './open-databases.ts';
import type { RegistryParts } from './registry-parts.ts';
import { evictSurplus, fallAsleep, noteUsages } from './store/life-cycle.ts';
import type { SharedQueue } from './store/shared-queue.ts';
import { isLive } from './store/stored-database.ts';
import { sweepFiles } from './sweep-files.ts';

const tickMilliseconds = 500;
/** Busy databases are noted this often, not with each request. */
const noticeableMilliseconds = 5_000;
/** Looking through folders costs more than asking the registry, and what it finds does no harm until then. */
const ticksBetweenSweeps = 60;

export class Caretaker {
  readonly #parts: RegistryParts;
  readonly #open: OpenDatabases;
  readonly #queue: SharedQueue;
  readonly #runner: IngestionRunner | undefined;
  #timer: NodeJS.Timeout | undefined;
  #ticks = 0;
  #sweep: Promise<void> | undefined;

  constructor(
    parts: RegistryParts,
    open: OpenDatabases,
    queue: SharedQueue,
    runner: IngestionRunner | undefined,
  ) {
    this.#parts = parts;
    this.#open = open;
    this.#queue = queue;
    this.#runner = runner;
  }

  start(): void {
    if (this.#timer !== undefined) return;
    this.#timer = setInterval(() => this.tick(), tickMilliseconds).unref();
    this.tick();
  }

  /** Notes what was not noted yet, and does nothing more. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#attempt('noting requests', () => this.noteRequests(true));
    await this.#sweep;
  }

  tick(): void {
    const parts = this.#parts;
    this.#attempt('noting requests', () => this.noteRequests());
    this.#attempt('sending databases to sleep', () => fallAsleep(parts));
    this.#attempt('closing database files', () => this.closeUnneeded());
    this.#attempt('giving up files for room', () => evictSurplus(parts));
    this.#attempt('tending the queue of ingestions', () => {
      this.#queue.finishUnwritten();
      this.#queue.returnExpired();
      if (this.#queue.hasWaiting) this.#runner?.wake();
    });
    if (this.#ticks % ticksBetweenSweeps === 0 && this.#sweep === undefined) {
      this.#sweep = sweepFiles(parts)
        .catch((error) => parts.log.failure('looking for files that nothing needs', error))
        .finally(() => {
          this.#sweep = undefined;
        });
    }
    this.#ticks += 1;
  }

  /** Tells the registry of requests: of those that prolong a life noticeably, or of all. */
  noteRequests(all = false): void {
    const { store } = this.#parts;
    const open = this.#open.unnoted().filter((each) => all || isNoticeable(each));
    noteUsages(store, open);
    for (const each of open) this.#open.markNoted(each);
  }

  /** Closes here what the registry calls live no more, or has a newer file of. */
  closeUnneeded(): void {
    const { store } = this.#parts;
    const now = store.now();
    this.#open.retireUnless((id, { serial, generation }) => {
      const row = store.find(id);
      return row !== undefined && row.serial === serial && row.generation === generation && isLive(row, now);
    });
  }

  /** No part of the work keeps another from being done. */
  #attempt(what: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#parts.log.failure(what, error);
    }
  }
}

/** What is lost where it is not noted: a tenth of the time to live at most. */
function isNoticeable({ lastRequestAt, liveUntil, notedLiveUntil }: OpenDatabase): boolean {
  return liveUntil - notedLiveUntil > Math.min(noticeableMilliseconds, (liveUntil - lastRequestAt) / 10);
}
