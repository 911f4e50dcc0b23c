import { OptimadeError } from '../../base/index.ts';

export interface TurnLimits {
  /** Weight of the work that is done at once. */
  readonly workingMax: number;
  /** Those that wait. */
  readonly waitingMax: number;
}

export type Keep = (until: Promise<unknown>) => void;

/** Where the end of the line is; nobody knows better. */
const retryAfterSeconds = 5;

interface Waiting {
  readonly weight: number;
  readonly begin: () => void;
}

/** Lets some work be done at once, while the rest waits in the order in which it came. */
export class Turns {
  readonly #limits: TurnLimits;
  readonly #waiting = new Set<Waiting>();
  #working = 0;

  constructor(limits: TurnLimits) {
    this.#limits = limits;
  }

  /**
   * @param work may keep its turn beyond its end, until something settles
   * @param weight how many turns it takes, from 1 to `workingMax`, which is all of them
   *
   * Errors: graph-requests-full; the reason of the signal where it is aborted first; those of the work.
   */
  async run<Result>(work: (keep: Keep) => Promise<Result>, signal: AbortSignal, weight = 1): Promise<Result> {
    // Whoever is heavy would never have its turn if those that are light passed it by.
    if (this.#waiting.size === 0 && this.#hasRoomFor(weight)) this.#working += weight;
    else await this.#wait(weight, signal);
    let end: Promise<unknown> | undefined;
    const pass = () => this.#pass(weight);
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
  async #wait(weight: number, signal: AbortSignal): Promise<void> {
    if (this.#waiting.size >= this.#limits.waitingMax) {
      throw new OptimadeError('graph-requests-full', { seconds: retryAfterSeconds }, { retryAfterSeconds });
    }
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiting = { weight, begin: resolve };
    const leave = () => {
      this.#waiting.delete(waiting);
      reject(signal.reason);
      // It may have been what the others waited for.
      this.#admit();
    };
    this.#waiting.add(waiting);
    signal.addEventListener('abort', leave, { once: true });
    try {
      await promise;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  #hasRoomFor(weight: number): boolean {
    return this.#working + weight <= this.#limits.workingMax;
  }

  #pass(weight: number): void {
    this.#working -= weight;
    this.#admit();
  }

  /** Those that wait longest, as far as there is room. */
  #admit(): void {
    for (const waiting of this.#waiting) {
      if (!this.#hasRoomFor(waiting.weight)) return;
      this.#working += waiting.weight;
      this.#waiting.delete(waiting);
      waiting.begin();
    }
  }
}
