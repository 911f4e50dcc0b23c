import type { BlockStore } from '../file/block-store.ts';
import { StoredArray } from '../file/block-store.ts';
import type { PostingsRecord } from '../file/file-format.ts';
import { arrayOf } from '../file/file-format.ts';
import type { Bitset } from './bitset.ts';
import { addRows, removeRows, subtract, unite } from './bitset.ts';
import type { OrdinalSet } from './ordinal-set.ts';

type Rows = Uint32Array<ArrayBuffer>;

const gatheredMax = 1024;

/**
 * For each ordinal of a column the ascending rows that hold it; the ordinal behind the last stands for null.
 */
export class Postings {
  readonly rowCount: number;
  readonly nullOrdinal: number;
  readonly #store: BlockStore;
  readonly #record: PostingsRecord;
  readonly #starts: StoredArray<Rows>;
  readonly #rows: StoredArray<Rows>;

  constructor(store: BlockStore, record: PostingsRecord) {
    this.rowCount = record.rowCount;
    this.nullOrdinal = record.ordinalCount;
    this.#store = store;
    this.#record = record;
    this.#starts = new StoredArray(store, record.starts);
    this.#rows = new StoredArray(store, record.rows);
  }

  /** Where the rows of an ordinal begin among all, which are in the order of ordinals. */
  start(ordinal: number): number {
    return this.#starts.at(ordinal);
  }

  /** Number of rows that hold the ordinals `from` to `to`, summed over these. */
  count(from: number, to: number): number {
    return this.#starts.at(to) - this.#starts.at(from);
  }

  /** The same over all ordinals of a set, which may be many. */
  countSet(ordinals: OrdinalSet): number {
    const startAt = this.#starts.cursor();
    let count = 0;
    for (let index = 0; index < ordinals.length; index += 2) {
      count += startAt(ordinals[index + 1]!) - startAt(ordinals[index]!);
    }
    return count;
  }

  /** The rows of each ordinal in turn; not to be changed. */
  rows(from: number, to: number): Rows {
    return this.#rows.slice(this.#starts.at(from), this.#starts.at(to));
  }

  /** The rows that stand at places `start` to `end` of all. */
  rowsAt(start: number, end: number): Rows {
    return this.#rows.slice(start, end);
  }

  /** The rows of one ordinal as bits, where these are stored; not to be changed. */
  bitset(ordinal: number): Bitset | undefined {
    const index = this.#denseFrom(ordinal);
    return this.#record.dense[index] === ordinal ? this.#bitsetAt(index) : undefined;
  }

  /** The rows of all ordinals of a set, in their order; with duplicates where a row holds several. */
  rowsOf(ordinals: OrdinalSet): Rows {
    const rows = new Uint32Array(this.countSet(ordinals));
    let count = 0;
    this.#forEachStretch(ordinals, (stretch) => {
      rows.set(stretch, count);
      count += stretch.length;
    });
    return rows;
  }

  addTo(bits: Bitset, ordinals: OrdinalSet): void {
    const sparse = this.#forEachDense(ordinals, (dense) => unite(bits, dense));
    this.#forEachStretch(sparse, (rows) => addRows(bits, rows));
  }

  removeFrom(bits: Bitset, ordinals: OrdinalSet): void {
    const sparse = this.#forEachDense(ordinals, (dense) => subtract(bits, dense));
    this.#forEachStretch(sparse, (rows) => removeRows(bits, rows));
  }

  /** Hands out the ordinals of which bits are stored; returns the others. */
  #forEachDense(ordinals: OrdinalSet, visit: (bits: Bitset) => void): OrdinalSet {
    const { dense } = this.#record;
    if (dense.length === 0) return ordinals;
    const sparse: number[] = [];
    for (let index = 0; index < ordinals.length; index += 2) {
      let from = ordinals[index]!;
      const to = ordinals[index + 1]!;
      for (let at = this.#denseFrom(from); at < dense.length && dense[at]! < to; at += 1) {
        visit(this.#bitsetAt(at));
        if (from < dense[at]!) sparse.push(from, dense[at]!);
        from = dense[at]! + 1;
      }
      if (from < to) sparse.push(from, to);
    }
    return sparse;
  }

  /** Hands out the rows of ordinals; short stretches are gathered, so that each call is worth its cost. */
  #forEachStretch(ordinals: OrdinalSet, visit: (rows: Uint32Array) => void): void {
    const startAt = this.#starts.cursor();
    const rowAt = this.#rows.cursor();
    const gathered = new Uint32Array(gatheredMax);
    let count = 0;
    const flush = () => {
      if (count > 0) visit(gathered.subarray(0, count));
      count = 0;
    };
    for (let index = 0; index < ordinals.length; index += 2) {
      const start = startAt(ordinals[index]!);
      const end = startAt(ordinals[index + 1]!);
      if (count + end - start > gatheredMax) flush();
      if (end - start > gatheredMax) this.#rows.forEachStretch(start, end, visit);
      else for (let at = start; at < end; at += 1) gathered[count++] = rowAt(at);
    }
    flush();
  }

  #bitsetAt(index: number): Bitset {
    return this.#store.read(this.#record.bitsets, index, (bytes) => arrayOf('uint32', bytes) as Bitset);
  }

  /** Index of the first dense ordinal that is not below. */
  #denseFrom(ordinal: number): number {
    const { dense } = this.#record;
    let low = 0;
    let high = dense.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (dense[middle]! < ordinal) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
