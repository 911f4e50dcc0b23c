import { setImmediate } from 'node:timers/promises';
import { limits, OptimadeError } from '../../../base/index.ts';

/**
 * Longest time that a query holds the event loop, in milliseconds: other requests wait no longer for their
 * turn.
 */
const sliceMilliseconds = 15;

/** Looking at the clock costs some 40 ns, so long loops do it every so many turns. */
const turnsPerLook = 64;

/** Tells a long query when to let others have a turn, and a far too long one that its time is over. */
export class Pace {
  readonly #millisecondsMax: number;
  #turns = 0;
  #sliceStart = performance.now();
  #milliseconds = 0;

  constructor(millisecondsMax: number = limits.queryMillisecondsMax) {
    this.#millisecondsMax = millisecondsMax;
  }

  /** Called once a turn of a loop, where a turn takes some microseconds at most. */
  isDue(): boolean {
    this.#turns += 1;
    return this.#turns % turnsPerLook === 0 && this.isOver();
  }

  /** The same for turns that take longer: looks at the clock each time. */
  isOver(): boolean {
    return performance.now() > this.#sliceStart + sliceMilliseconds;
  }

  /** Errors: query-cost where the query had all the time that one may have. */
  async pause(): Promise<void> {
    this.#milliseconds += performance.now() - this.#sliceStart;
    if (this.#milliseconds > this.#millisecondsMax) {
      throw new OptimadeError('query-cost', {
        limit: this.#millisecondsMax / 1000,
        unit: 'seconds of computing',
      });
    }
    await setImmediate();
    this.#sliceStart = performance.now();
  }
}
