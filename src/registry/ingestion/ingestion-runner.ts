/**
 * Takes ingestions from the queue and has them done in processes of their own, as many at once as it may. Knows neither
 * what an ingestion does nor how the queue is kept.
 */
import { limits } from '../../base/index.ts';
import type { RegistryLog } from '../registry-contract.ts';
import { ChildPool } from './child-pool.ts';
import { conductIngestion } from './conduct-ingestion.ts';
import type { IngestionContext } from './ingestion-context.ts';
import type { ClaimedIngestion, IngestionQueue } from './ingestion-queue.ts';

/** Where the disk is full or the system starts no process, the next look is not likely to find better. */
const restMilliseconds = 5_000;

export interface IngestionRunnerOptions {
  readonly queue: IngestionQueue;
  readonly context: IngestionContext;
  /** Ingestions at once, of this process. */
  readonly concurrency: number;
  readonly log: RegistryLog;
  /** `ingestionSilenceSecondsMax` unless given. */
  readonly silenceSecondsMax?: number;
}

export class IngestionRunner {
  readonly #options: IngestionRunnerOptions;
  readonly #children: ChildPool;
  readonly #running = new Set<Promise<void>>();
  readonly #stopping = new AbortController();
  #started = false;
  #restUntil = 0;

  constructor(options: IngestionRunnerOptions) {
    this.#options = options;
    const { log, silenceSecondsMax = limits.ingestionSilenceSecondsMax } = options;
    this.#children = new ChildPool(log, silenceSecondsMax);
  }

  /** Ingestions that run here. */
  get busy(): number {
    return this.#running.size;
  }

  start(): void {
    this.#started = true;
    this.wake();
  }

  /**
   * Looks whether anything waits. To be called when something was queued, and now and then, since other processes queue
   * too. Never throws.
   */
  wake(): void {
    const { queue, concurrency, log } = this.#options;
    if (!this.#started || this.#stopping.signal.aborted || performance.now() < this.#restUntil) return;
    try {
      while (this.#running.size < concurrency) {
        const claim = queue.claim();
        if (claim === undefined) return;
        this.#run(claim);
      }
    } catch (error) {
      this.#restUntil = performance.now() + restMilliseconds;
      log.failure('beginning an ingestion', error);
    }
  }

  /** Calls off what runs, gives it back to the queue and ends the processes. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('the server stops'));
    await Promise.all(this.#running);
    await this.#children.end();
  }

  /** Errors: where there is no process for it; it is back in the queue then. */
  #run(claim: ClaimedIngestion): void {
    const { queue, log, context } = this.#options;
    let child: ReturnType<ChildPool['take']>;
    try {
      child = this.#children.take();
    } catch (error) {
      queue.finish(claim, { outcome: 'interrupted', blamed: false });
      throw error;
    }
    const holder = { queue, log, signal: this.#stopping.signal };
    const running = conductIngestion(claim, holder, async (hooks) => ({
      outcome: await child.run(claim, context, hooks),
    })).then(() => {
      this.#children.giveBack(child);
      this.#running.delete(running);
      this.wake();
    });
    this.#running.add(running);
  }
}
