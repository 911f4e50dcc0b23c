import type { IngestionProgress } from './ingestion-queue.ts';

/** As often as somebody who watches can tell apart; each goes to another process. */
const everyMilliseconds = 250;

/** Passes progress on, with what was known before, but not more often than is of use. The latest is never kept back. */
export class ProgressTeller {
  readonly #tell: (progress: IngestionProgress) => void;
  #progress: IngestionProgress = { stage: 'fetching', fraction: undefined, entries: 0, bytes: 0 };
  #toldAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  constructor(tell: (progress: IngestionProgress) => void) {
    this.#tell = tell;
  }

  update(change: Partial<IngestionProgress>): void {
    const begins = change.stage !== undefined && change.stage !== this.#progress.stage;
    this.#progress = { ...this.#progress, ...change };
    const wait = this.#toldAt + everyMilliseconds - performance.now();
    if (begins || wait <= 0) this.#tellNow();
    else this.#timer ??= setTimeout(() => this.#tellNow(), wait).unref();
  }

  /** Tells nothing more. */
  end(): void {
    clearTimeout(this.#timer);
  }

  #tellNow(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#toldAt = performance.now();
    this.#tell(this.#progress);
  }
}
