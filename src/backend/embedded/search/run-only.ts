/**
 * HAS ONLY: a known list holds nothing but allowed items where it holds as many distinct allowed items as it
 * has distinct items. The allowed items of each row are counted from their postings.
 */
import type { Bitset } from './bitset.ts';
import { addRows } from './bitset.ts';
import type { ListColumn } from './column.ts';
import type { OrdinalSet } from './ordinal-set.ts';
import { complementOrdinals, countOrdinals } from './ordinal-set.ts';
import type { OnlyPlan } from './plan.ts';
import type { Postings } from './postings.ts';
import type { RowSet } from './row-set.ts';
import { bitRows, ownBits } from './row-set.ts';
import type { Workbench } from './workbench.ts';

/** With so many allowed values, counters of four bits do. */
const slicedMax = 15;

export function runOnly({ column, ordinals }: OnlyPlan, bench: Workbench): RowSet {
  const { postings } = column;
  const forbidden = complementOrdinals(ordinals, postings.nullOrdinal + 1);
  const allowedPairs = postings.countSet(ordinals);
  if (postings.countSet(forbidden) < allowedPairs / 2) return withoutForbidden(column, forbidden, bench);
  const sliced = countOrdinals(ordinals) <= slicedMax;
  return sliced ? countInSlices(column, ordinals, bench) : countInBytes(column, ordinals, bench);
}

function knownBits(column: ListColumn, { rowCount, pool }: Workbench): Bitset {
  const bits = ownBits({ kind: 'all', count: rowCount }, rowCount, pool);
  const { postings } = column.length;
  postings.removeFrom(bits, [postings.nullOrdinal, postings.nullOrdinal + 1]);
  return bits;
}

function withoutForbidden(column: ListColumn, forbidden: OrdinalSet, bench: Workbench): RowSet {
  const bits = knownBits(column, bench);
  column.postings.removeFrom(bits, forbidden);
  return bitRows(bits, true);
}

/**
 * Counts 32 rows at a time in bit-sliced counters: bit r of `ones`, `twos`, `fours` and `eights` is the count
 * of row r. Rows with n distinct items pass where n was counted.
 */
function countInSlices(column: ListColumn, ordinals: OrdinalSet, bench: Workbench): RowSet {
  const allowed: Bitset[] = [];
  for (let index = 0; index < ordinals.length; index += 2) {
    for (let ordinal = ordinals[index]!; ordinal < ordinals[index + 1]!; ordinal += 1) {
      allowed.push(postingBits(column.postings, ordinal, bench));
    }
  }
  const { dictionary, postings } = column.distinct;
  const wanted: Bitset[] = [];
  const wantedCounts: number[] = [];
  for (let ordinal = 0; ordinal < dictionary.size; ordinal += 1) {
    const count = dictionary.number(ordinal);
    if (count > allowed.length) break;
    wanted.push(postingBits(postings, ordinal, bench));
    wantedCounts.push(count);
  }
  const bits = bench.pool.take();
  for (let word = 0; word < bits.length; word += 1) {
    let [ones, twos, fours, eights] = [0, 0, 0, 0];
    for (let index = 0; index < allowed.length; index += 1) {
      const addend = allowed[index]![word]!;
      const two = ones & addend;
      const four = twos & two;
      ones ^= addend;
      twos ^= two;
      eights ^= fours & four;
      fours ^= four;
    }
    let passed = 0;
    for (let index = 0; index < wanted.length; index += 1) {
      const count = wantedCounts[index]!;
      // Minus one flips a slice where its bit of the count is 0, so that ones stand for agreement.
      passed |=
        wanted[index]![word]! &
        (ones ^ ((count & 1) - 1)) &
        (twos ^ (((count >> 1) & 1) - 1)) &
        (fours ^ (((count >> 2) & 1) - 1)) &
        (eights ^ (((count >> 3) & 1) - 1));
    }
    bits[word] = passed;
  }
  return bitRows(bits, true);
}

function postingBits(postings: Postings, ordinal: number, { pool }: Workbench): Bitset {
  const stored = postings.bitset(ordinal);
  if (stored !== undefined) return stored;
  const bits = pool.take().fill(0);
  addRows(bits, postings.rows(ordinal, ordinal + 1));
  return bits;
}

function countInBytes(column: ListColumn, ordinals: OrdinalSet, bench: Workbench): RowSet {
  const counts = new Uint32Array(bench.rowCount);
  for (let index = 0; index < ordinals.length; index += 2) {
    const rows = column.postings.rows(ordinals[index]!, ordinals[index + 1]!);
    for (let at = 0; at < rows.length; at += 1) counts[rows[at]!]! += 1;
  }
  const { dictionary, forward } = column.distinct;
  const wanted = Float64Array.from({ length: dictionary.size }, (_, ordinal) => dictionary.number(ordinal));
  const distinctAt = forward.cursor();
  const bits = bench.pool.take().fill(0);
  for (let row = 0; row < bench.rowCount; row += 1) {
    const item = distinctAt(row);
    if (item !== 0 && wanted[item - 1] === counts[row]) bits[row >>> 5]! |= 1 << (row & 31);
  }
  return bitRows(bits, true);
}
