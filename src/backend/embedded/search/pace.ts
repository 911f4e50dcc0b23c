import { setImmediate } from 'node:timers/promises';

/**
 * Longest time that a query holds the event loop, in milliseconds: other requests wait no longer for their
 * turn.
 */
const sliceMilliseconds = 15;

/** Looking at the clock costs some 40 ns, so long loops do it every so many turns. */
const turnsPerLook = 64;

/** Tells a long query when to let others have a turn. */
export class Pace {
  #turns = 0;
  #deadline = performance.now() + sliceMilliseconds;

  /** Called once a turn of a loop, where a turn takes some microseconds at most. */
  isDue(): boolean {
    this.#turns += 1;
    return this.#turns % turnsPerLook === 0 && performance.now() > this.#deadline;
  }

  /** The same for turns that take longer: looks at the clock each time. */
  isOver(): boolean {
    return performance.now() > this.#deadline;
  }

  async pause(): Promise<void> {
    await setImmediate();
    this.#deadline = performance.now() + sliceMilliseconds;
  }
}
