/**
 * The rows of a set that stand at some places of its order. Two ways lead there: walking through the column's
 * rows in the order of its values and testing the set, which suits large sets, and sorting the set by its
 * ordinals.
 */
import { invariant } from '../../../base/index.ts';
import { selectRows } from './bitset.ts';
import type { Pace } from './pace.ts';
import type { Postings } from './postings.ts';
import type { RowSet } from './row-set.ts';
import { countUp, listedRows, memberTest, rowList } from './row-set.ts';

/** What rows are ordered by. */
export interface Ranking {
  readonly descending: boolean;
  /** Ordinal + 1 of a row, 0 where it has no value. */
  rankOf(): (row: number) => number;
  /** Number of ordinals. */
  readonly size: number;
  /** The rows of each ordinal; undefined where the ranking was made for this set alone. */
  readonly postings: Postings | undefined;
}

type Rows = Uint32Array<ArrayBuffer>;

/**
 * Rows at places `from` to `to` of the order; ties fall to the next ranking, at last to the number of the
 * row.
 */
export async function orderRows(
  set: RowSet,
  rankings: readonly Ranking[],
  from: number,
  to: number,
  pace: Pace,
): Promise<Rows> {
  if (from >= to) return new Uint32Array(0);
  const [ranking, ...rest] = rankings;
  if (ranking === undefined) return plainRows(set, from, to);
  const { postings } = ranking;
  const walk = postings !== undefined && isWalkCheaper(set, ranking, postings, from, to);
  const groups = walk ? walkGroups(set, ranking, postings, from) : sortGroups(set, ranking, from);
  const rows = new Uint32Array(to - from);
  let filled = 0;
  for (const group of groups) {
    if (pace.isDue()) await pace.pause();
    const start = Math.max(0, from + filled - group.start);
    const end = Math.min(group.rows.length, to - group.start);
    if (start >= end) continue;
    rows.set(await orderRows(listedRows(group.rows), rest, start, end, pace), filled);
    filled += end - start;
    if (filled === rows.length) break;
  }
  return rows;
}

function plainRows(set: RowSet, from: number, to: number): Rows {
  if (set.kind === 'all') return countUp(from, to);
  return set.kind === 'list' ? set.rows.subarray(from, to) : selectRows(set.bits, from, to);
}

/** Rows of equal value in the set, ascending, and the place of the first. */
interface Group {
  readonly start: number;
  readonly rows: Rows;
}

const stretchOrdinals = 1024;

/**
 * Which way is shorter, in nanoseconds: on the walk, a test of each row before `from` and a look at each
 * ordinal from there until the page is full; else the rank of each row of the set, and sorting.
 */
function isWalkCheaper(
  set: RowSet,
  { size }: Ranking,
  { rowCount }: Postings,
  from: number,
  to: number,
): boolean {
  const spread = rowCount / Math.max(1, set.count);
  const ordinals = Math.min(size, ((to - from) * spread * size) / rowCount + stretchOrdinals);
  const skipping = set.kind === 'all' ? 0 : from * spread * 4;
  const preparing = set.kind === 'list' ? set.count * 3 : 0;
  const sorting = set.count * (5 + 6 * Math.log2(set.count + 1));
  return skipping + ordinals * 600 + (to - from) * spread * 4 + preparing < sorting;
}

/**
 * The groups in order, from the one that holds place `from`. Before it, whole stretches of ordinals are
 * counted.
 */
function* walkGroups(
  set: RowSet,
  { descending, size }: Ranking,
  postings: Postings,
  from: number,
): Generator<Group> {
  const members = membersOf(set, postings);
  let start = 0;
  for (let done = 0; done < size; done += stretchOrdinals) {
    const length = Math.min(stretchOrdinals, size - done);
    const low = descending ? size - done - length : done;
    if (start < from) {
      const count = members.count(low, low + length);
      if (start + count <= from) {
        start += count;
        continue;
      }
    }
    for (let index = 0; index < length; index += 1) {
      const rows = members.rows(descending ? low + length - 1 - index : low + index);
      if (rows.length > 0) yield { start, rows };
      start += rows.length;
    }
  }
  yield { start, rows: members.rows(postings.nullOrdinal) };
}

/** The rows of a set among those of some ordinals. */
interface Members {
  count(low: number, high: number): number;
  rows(ordinal: number): Rows;
}

function membersOf(set: RowSet, postings: Postings): Members {
  if (set.kind === 'all') {
    return {
      count: (low, high) => postings.count(low, high),
      rows: (ordinal) => postings.rows(ordinal, ordinal + 1),
    };
  }
  const isMember = memberTest(set);
  return {
    count: (low, high) => {
      let count = 0;
      for (const row of postings.rows(low, high)) if (isMember(row)) count += 1;
      return count;
    },
    rows: (ordinal) => postings.rows(ordinal, ordinal + 1).filter(isMember),
  };
}

/**
 * Puts rank and row into one number each, which sorts faster than pairs; that holds to some 90 million rows.
 */
function* sortGroups(set: RowSet, { descending, size, rankOf }: Ranking, from: number): Generator<Group> {
  const rows = rowList(set);
  const scale = (rows.at(-1) ?? 0) + 1;
  invariant((size + 1) * scale <= Number.MAX_SAFE_INTEGER, 'ranks and rows fit into one number');
  const rankAt = rankOf();
  const keys = new Float64Array(rows.length);
  for (let index = 0; index < keys.length; index += 1) {
    const rank = rankAt(rows[index]!);
    keys[index] = (rank === 0 ? size : descending ? size - rank : rank - 1) * scale + rows[index]!;
  }
  keys.sort();
  const rankOfKey = (index: number): number => Math.floor(keys[index]! / scale);
  let start = from;
  while (start > 0 && start < keys.length && rankOfKey(start - 1) === rankOfKey(start)) start -= 1;
  while (start < keys.length) {
    let end = start + 1;
    while (end < keys.length && rankOfKey(end) === rankOfKey(start)) end += 1;
    yield { start, rows: Uint32Array.from(keys.subarray(start, end), (key) => key % scale) };
    start = end;
  }
}
