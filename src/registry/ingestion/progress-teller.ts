import type { IngestionProgress } from './ingestion-queue.ts';

/** As often as somebody who watches can tell apart; each goes to another process. */
const everyMilliseconds = 250;

/** Passes progress on, with what was known before, but not more often than is of use. */
export class ProgressTeller {
  readonly #tell: (progress: IngestionProgress) => void;
  #progress: IngestionProgress = { stage: 'fetching', fraction: undefined, entries: 0, bytes: 0 };
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(tell: (progress: IngestionProgress) => void) {
    this.#tell = tell;
  }

  update(change: Partial<IngestionProgress>): void {
    const begins = change.stage !== undefined && change.stage !== this.#progress.stage;
    this.#progress = { ...this.#progress, ...change };
    const now = performance.now();
    if (!begins && now - this.#toldAt < everyMilliseconds) return;
    this.#toldAt = now;
    this.#tell(this.#progress);
  }
}
