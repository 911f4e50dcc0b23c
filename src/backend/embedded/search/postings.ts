import type { BlockStore } from '../file/block-store.ts';
import { StoredArray } from '../file/block-store.ts';
import type { PostingsRecord } from '../file/file-format.ts';
import { arrayOf } from '../file/file-format.ts';
import type { Bitset } from './bitset.ts';
import { addRows, removeRows, subtract, unite } from './bitset.ts';

type Rows = Uint32Array<ArrayBuffer>;

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

  addTo(bits: Bitset, from: number, to: number): void {
    this.#forEachPart(
      from,
      to,
      (dense) => unite(bits, dense),
      (rows) => addRows(bits, rows),
    );
  }

  removeFrom(bits: Bitset, from: number, to: number): void {
    this.#forEachPart(
      from,
      to,
      (dense) => subtract(bits, dense),
      (rows) => removeRows(bits, rows),
    );
  }

  /** Hands out dense ordinals as bits and the stretches of rows between them. */
  #forEachPart(
    from: number,
    to: number,
    visitDense: (bits: Bitset) => void,
    visitRows: (rows: Uint32Array) => void,
  ): void {
    const { dense } = this.#record;
    let sparseFrom = from;
    for (let index = this.#denseFrom(from); index < dense.length && dense[index]! < to; index += 1) {
      this.#rows.forEachStretch(this.#starts.at(sparseFrom), this.#starts.at(dense[index]!), visitRows);
      visitDense(this.#bitsetAt(index));
      sparseFrom = dense[index]! + 1;
    }
    this.#rows.forEachStretch(this.#starts.at(sparseFrom), this.#starts.at(to), visitRows);
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
