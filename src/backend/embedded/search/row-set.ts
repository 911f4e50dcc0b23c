/** Rows that were worked out: all of a type, an ascending list where they are few, or bits. */
import type { Bitset } from './bitset.ts';
import { addRows, countRows, fillRows, hasRow, selectRows, wordCount } from './bitset.ts';

export type RowSet = AllRows | ListedRows | BitRows;

interface AllRows {
  readonly kind: 'all';
  readonly count: number;
}

export interface ListedRows {
  readonly kind: 'list';
  readonly count: number;
  /** Ascending; not to be changed. */
  readonly rows: Uint32Array<ArrayBuffer>;
}

export interface BitRows {
  readonly kind: 'bits';
  readonly count: number;
  readonly bits: Bitset;
  /**
   * Whether the bits were made for this set, so that they may be changed; else they belong to the file's
   * cache.
   */
  readonly own: boolean;
}

export function listedRows(rows: Uint32Array<ArrayBuffer>): ListedRows {
  return { kind: 'list', count: rows.length, rows };
}

export const noRows: ListedRows = listedRows(new Uint32Array(0));

export function bitRows(bits: Bitset, own: boolean, count = countRows(bits)): BitRows {
  return { kind: 'bits', count, bits, own };
}

/** Bits that hold these rows and may be changed. */
export function ownBits(set: RowSet, rowCount: number, pool: BitsetPool): Bitset {
  if (set.kind === 'bits' && set.own) return set.bits;
  const bits = pool.take();
  if (set.kind === 'bits') bits.set(set.bits);
  else if (set.kind === 'list') addRows(bits.fill(0), set.rows);
  else fillRows(bits, rowCount);
  return bits;
}

/** The rows from one up to another, which is left out. */
export function countUp(from: number, to: number): Uint32Array<ArrayBuffer> {
  const rows = new Uint32Array(to - from);
  for (let index = 0; index < rows.length; index += 1) rows[index] = from + index;
  return rows;
}

/** All rows as an ascending list. */
export function rowList(set: RowSet): Uint32Array<ArrayBuffer> {
  if (set.kind === 'list') return set.rows;
  if (set.kind === 'bits') return selectRows(set.bits, 0, set.count);
  return countUp(0, set.count);
}

/** Tests whether rows are in a set. */
export function memberTest(set: RowSet): (row: number) => boolean {
  if (set.kind === 'all') return () => true;
  if (set.kind === 'bits') return (row) => hasRow(set.bits, row);
  const { rows } = set;
  const last = rows.at(-1) ?? -1;
  if (rows.length * 64 < last) {
    const members = new Set(rows);
    return (row) => members.has(row);
  }
  const bits = new Uint32Array(wordCount(last + 1));
  addRows(bits, rows);
  return (row) => row <= last && hasRow(bits, row);
}

/**
 * Bitsets that one query works with and gives back at its end, so that queries leave little garbage behind.
 */
export class BitsetPool {
  readonly #free: Bitset[];
  readonly #taken: Bitset[] = [];
  readonly #words: number;

  constructor(rowCount: number, free: Bitset[]) {
    this.#words = wordCount(rowCount);
    this.#free = free;
  }

  /** A bitset with anything in it. */
  take(): Bitset {
    const bits = this.#free.pop() ?? new Uint32Array(this.#words);
    this.#taken.push(bits);
    return bits;
  }

  /** Nothing that was made from the bitsets may be used after this. */
  release(): void {
    for (const bits of this.#taken) if (this.#free.length < pooledMax) this.#free.push(bits);
    this.#taken.length = 0;
  }
}

/** Bitsets that stay for the next query of a type: enough for most, and little where many files are open. */
const pooledMax = 4;
