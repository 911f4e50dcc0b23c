import { tableKeysMax } from './index-format.ts';
import type { IndexOutput } from './index-output.ts';

/** Runs have numbers below it: there are no more in the largest archive. */
const runsMax = 2 ** 21;

/** The keys of one open map, which leave as sorted tables. */
export class KeyRows {
  /** Hash and run of each, as one number, so that they are sorted as numbers. */
  #keys = new Float64Array(16);
  #count = 0;
  /** Offset and number of keys of each table that was written. */
  readonly #tables: number[] = [];

  push(hash: number, run: number, output: IndexOutput): void {
    if (this.#count === tableKeysMax) this.#writeTable(output);
    if (this.#count === this.#keys.length) {
      const larger = new Float64Array(this.#keys.length * 4);
      larger.set(this.#keys);
      this.#keys = larger;
    }
    this.#keys[this.#count] = hash * runsMax + run;
    this.#count += 1;
  }

  /** Writes what is left, and gives offset and number of keys of each table, one after the other. */
  finish(output: IndexOutput): readonly number[] {
    this.#writeTable(output);
    return this.#tables;
  }

  get hasTables(): boolean {
    return this.#tables.length > 0;
  }

  clear(): void {
    this.#count = 0;
    if (this.#tables.length > 0) this.#tables.length = 0;
    if (this.#keys.length > 1024) this.#keys = new Float64Array(16);
  }

  #writeTable(output: IndexOutput): void {
    const keys = this.#keys.subarray(0, this.#count).sort();
    this.#tables.push(output.length, keys.length);
    for (const key of keys) {
      output.word(Math.floor(key / runsMax));
      output.word(key % runsMax);
    }
    this.#count = 0;
  }
}
