import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addRows,
  countBelow,
  countRows,
  selectRows,
  wordCount,
} from '../../../../src/backend/embedded/search/bitset.ts';
import type { Ranking } from '../../../../src/backend/embedded/search/order-rows.ts';
import { orderRows } from '../../../../src/backend/embedded/search/order-rows.ts';
import { Pace } from '../../../../src/backend/embedded/search/pace.ts';
import type { Postings } from '../../../../src/backend/embedded/search/postings.ts';
import { bitRows, listedRows, memberTest } from '../../../../src/backend/embedded/search/row-set.ts';

const rowCount = 100;
const rows = fc.subarray(Array.from({ length: rowCount }, (_, row) => row));
const size = 4;
/** Rank of each row, 0 where it has no value. */
const ranks = fc.array(fc.nat(size), { minLength: rowCount, maxLength: rowCount });

/** A column's postings, as far as ordering looks at them. */
function postingsOf(rankOf: readonly number[]): Postings {
  const rowsOf = (ordinal: number): number[] =>
    rankOf.flatMap((rank, row) => ((rank === 0 ? size : rank - 1) === ordinal ? [row] : []));
  const between = (from: number, to: number): Uint32Array<ArrayBuffer> =>
    Uint32Array.from(Array.from({ length: to - from }, (_, index) => rowsOf(from + index)).flat());
  return {
    rowCount,
    nullOrdinal: size,
    rows: between,
    count: (from, to) => between(from, to).length,
  } as Postings;
}

describe('bits', () => {
  it('hold, count and select rows', () => {
    fc.assert(
      fc.property(rows, fc.nat(rowCount), fc.nat(rowCount), (list, from, to) => {
        const bits = new Uint32Array(wordCount(rowCount));
        addRows(bits, Uint32Array.from(list));
        expect(countRows(bits)).toBe(list.length);
        expect(countBelow(bits, to)).toBe(list.filter((row) => row < to).length);
        const end = Math.min(to, list.length);
        expect([...selectRows(bits, Math.min(from, end), end)]).toEqual(list.slice(Math.min(from, end), end));
      }),
    );
  });
});

describe('ordering rows', () => {
  const ranking = fc.record({ rankOf: ranks, descending: fc.boolean(), walked: fc.boolean() });

  it('agrees with plain sorting, walked or sorted, of bits and lists', async () => {
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.array(ranking, { maxLength: 3 }),
        fc.nat(rowCount),
        fc.nat(rowCount),
        async (list, by, from, to) => {
          const rankings = by.map(
            ({ rankOf, descending, walked }): Ranking => ({
              descending,
              size,
              rankOf: () => (row) => rankOf[row]!,
              postings: walked ? postingsOf(rankOf) : undefined,
            }),
          );
          const place = (rank: number, descending: boolean): number =>
            rank === 0 ? size + 1 : descending ? size - rank : rank;
          const sorted = list.toSorted((left, right) => {
            for (const { rankOf, descending } of by) {
              const order = place(rankOf[left]!, descending) - place(rankOf[right]!, descending);
              if (order !== 0) return order;
            }
            return left - right;
          });
          const bits = new Uint32Array(wordCount(rowCount));
          addRows(bits, Uint32Array.from(list));
          const end = Math.min(to, list.length);
          for (const set of [bitRows(bits, true), listedRows(Uint32Array.from(list))]) {
            const found = await orderRows(set, rankings, from, end, new Pace());
            expect([...found]).toEqual(sorted.slice(from, Math.max(from, end)));
            expect(list.filter(memberTest(set))).toEqual(list);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
