import { limits } from '../base/index.ts';
import type { RegistryStore } from './store/registry-store.ts';

/** Nobody notices a delay of that length. */
const lookMilliseconds = 50;

/** Requests that wait for ingestions, in whatever process those run: one look at the registry serves all of them. */
export class IngestionWatch {
  readonly #store: Pick<RegistryStore, 'find'>;
  readonly #waiting = new Map<() => void, string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(store: Pick<RegistryStore, 'find'>) {
    this.#store = store;
  }

  /** How many wait. */
  get count(): number {
    return this.#waiting.size;
  }

  /**
   * Resolves when no ingestion of a database waits or runs any more, and tells whether that is so: else the time is over,
   * the signal was given, or too many wait already.
   *
   * Limits: `waitingRequestsMax`.
   */
  async settled(id: string, waitSeconds: number, signal: AbortSignal | undefined): Promise<boolean> {
    const mayWait = waitSeconds > 0 && signal?.aborted !== true && this.count < limits.waitingRequestsMax;
    if (mayWait && this.#isIngesting(id)) await this.#wait(id, waitSeconds, signal);
    return !this.#isIngesting(id);
  }

  /** Lets nobody wait any longer. */
  end(): void {
    for (const wake of [...this.#waiting.keys()]) wake();
  }

  #wait(id: string, waitSeconds: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(deadline);
        signal?.removeEventListener('abort', wake);
        this.#waiting.delete(wake);
        if (this.count === 0) {
          clearInterval(this.#timer);
          this.#timer = undefined;
        }
        resolve();
      };
      const deadline = setTimeout(wake, waitSeconds * 1000);
      signal?.addEventListener('abort', wake);
      this.#waiting.set(wake, id);
      this.#timer ??= setInterval(() => this.#look(), lookMilliseconds);
    });
  }

  #look(): void {
    const settled = new Map<string, boolean>();
    for (const [wake, id] of [...this.#waiting]) {
      if (!settled.has(id)) settled.set(id, this.#isSettled(id));
      if (settled.get(id)) wake();
    }
  }

  #isSettled(id: string): boolean {
    try {
      return !this.#isIngesting(id);
    } catch {
      // Whoever waits looks for itself then, and has somebody to tell.
      return true;
    }
  }

  #isIngesting(id: string): boolean {
    return (this.#store.find(id)?.queuedAt ?? null) !== null;
  }
}
