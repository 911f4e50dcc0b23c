import { OptimadeError } from '../../base/index.ts';

export interface TurnLimits {
  /** Pieces of work that are done at once. */
  readonly workingMax: number;
  /** Those that wait. */
  readonly waitingMax: number;
}

export type Keep = (until: Promise<unknown>) => void;

/** Where the end of the line is; nobody knows better. */
const retryAfterSeconds = 5;

/** Lets some work be done at once, while the rest waits in the order in which it came. */
export class Turns {
  readonly #limits: TurnLimits;
  readonly #waiting = new Set<() => void>();
  #working = 0;

  constructor(limits: TurnLimits) {
    this.#limits = limits;
  }

  /**
   * @param work may keep its turn beyond its end, until something settles
   *
   * Errors: graph-requests-full; the reason of the signal where it is aborted first; those of the work.
   */
  async run<Result>(work: (keep: Keep) => Promise<Result>, signal: AbortSignal): Promise<Result> {
    if (this.#working < this.#limits.workingMax) this.#working += 1;
    else await this.#wait(signal);
    let end: Promise<unknown> | undefined;
    const pass = () => this.#pass();
    try {
      return await work((until) => {
        end = until;
      });
    } finally {
      if (end === undefined) pass();
      else end.then(pass, pass);
    }
  }

  /** Resolves when the turn of another one was passed on. */
  async #wait(signal: AbortSignal): Promise<void> {
    if (this.#waiting.size >= this.#limits.waitingMax) {
      throw new OptimadeError('graph-requests-full', { seconds: retryAfterSeconds }, { retryAfterSeconds });
    }
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const leave = () => {
      this.#waiting.delete(resolve);
      reject(signal.reason);
    };
    this.#waiting.add(resolve);
    signal.addEventListener('abort', leave, { once: true });
    try {
      await promise;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  /** To the one that waits longest, if any does. */
  #pass(): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#working -= 1;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}
