/** Matches, order and page request → the rows of the page and the place of the first. */
import type { PageRequest, QueryConstant, SortKey } from '../../../query/index.ts';
import type { Comparable } from '../../evaluate/comparable.ts';
import { comparableOf, compareValues } from '../../evaluate/comparable.ts';
import { valuesAtPath } from '../../evaluate/values-at-path.ts';
import { countBelow } from './bitset.ts';
import type { ScalarColumn } from './column.ts';
import type { Compilation } from './compilation.ts';
import { findOrdinals } from './dictionary.ts';
import type { Ranking } from './order-rows.ts';
import { orderRows } from './order-rows.ts';
import { scalarOfPath } from './path-columns.ts';
import type { RowSet } from './row-set.ts';
import { rowList } from './row-set.ts';

export interface PageRows {
  readonly offset: number;
  readonly rows: Uint32Array;
}

export async function findPage(
  matches: RowSet,
  sort: readonly SortKey[],
  page: PageRequest,
  on: Compilation,
): Promise<PageRows> {
  const keys = page.kind !== 'offset' && sort.length === 0 ? [idKey] : sort;
  const rankings: SortRanking[] = [];
  for (const key of keys) rankings.push(await rankingOf(key, matches, on));
  const { start, end } = await choosePlaces(matches, rankings[0], page);
  // Rows are numbered by id, so that order needs no ranking.
  const by = sort.length === 0 ? [] : rankings;
  return { offset: start, rows: await orderRows(matches, by, start, end, on.pace) };
}

const idKey: SortKey = {
  path: { kind: 'attribute', property: 'id', keys: [], list: false, type: 'string' },
  descending: false,
};

/** A ranking that also knows where a value would stand. */
interface SortRanking extends Ranking {
  /** Whether it ranks ids, so that ordinals are rows. */
  readonly isOfRows: boolean;
  /** How many ordinals are below a value, or below and equal to it. */
  ordinalsBelow(value: QueryConstant, orEqual: boolean): Promise<number>;
}

async function rankingOf(
  { path, descending }: SortKey,
  matches: RowSet,
  on: Compilation,
): Promise<SortRanking> {
  const column = scalarOfPath(path, on);
  if (column === 'absent') return { ...unranked, descending };
  return column === undefined
    ? rankByDocuments({ path, descending }, matches, on)
    : rankByColumn(column, descending, on);
}

const unranked = {
  isOfRows: false,
  rankOf: () => () => 0,
  size: 0,
  postings: undefined,
  ordinalsBelow: async () => 0,
};

function rankByColumn(column: ScalarColumn, descending: boolean, on: Compilation): SortRanking {
  return {
    descending,
    rankOf: () => column.forward.cursor(),
    size: column.postings.nullOrdinal,
    postings: column.postings,
    isOfRows: column === on.index.ids,
    ordinalsBelow: async (value, orEqual) => {
      const below = await findOrdinals(column.dictionary, orEqual ? '<=' : '<', value.value, on.pace);
      return below.length === 0 ? 0 : below[1]!;
    },
  };
}

/**
 * For values without an index: those of the matches are read from their documents. Memory grows with the
 * matches.
 */
async function rankByDocuments(
  { path, descending }: SortKey,
  matches: RowSet,
  on: Compilation,
): Promise<SortRanking> {
  const values = new Map<number, Comparable>();
  for (const row of rowList(matches)) {
    if (on.pace.isDue()) await on.pace.pause();
    const value = comparableOf(valuesAtPath(on.entryAt(row), path), path.type);
    if (value !== undefined) values.set(row, value);
  }
  const distinct = [...new Set(values.values())].sort(compareValues);
  const ranks = new Map(distinct.map((value, index) => [value, index + 1]));
  return {
    descending,
    rankOf: () => (row) => {
      const value = values.get(row);
      return value === undefined ? 0 : ranks.get(value)!;
    },
    size: distinct.length,
    postings: undefined,
    isOfRows: false,
    ordinalsBelow: async (wanted, orEqual) =>
      distinct.filter((value) => compareValues(value, wanted.value) < (orEqual ? 1 : 0)).length,
  };
}

interface Places {
  readonly start: number;
  readonly end: number;
}

async function choosePlaces(
  matches: RowSet,
  ranking: SortRanking | undefined,
  page: PageRequest,
): Promise<Places> {
  if (page.kind === 'offset') {
    const start = Math.min(page.offset, matches.count);
    return { start, end: Math.min(start + page.limit, matches.count) };
  }
  const { descending, size, ordinalsBelow } = ranking!;
  const edge = await ordinalsBelow(page.value, page.kind === 'above');
  const below = countRanks(matches, ranking!, 0, edge);
  const known = below + countRanks(matches, ranking!, edge, size);
  // Matches below the edge come first, or last where the order descends; those without a value come behind
  // all.
  const isFirst = (page.kind === 'below') !== descending;
  const side = page.kind === 'below' ? below : known - below;
  const first = isFirst ? 0 : known - side;
  return page.kind === 'above'
    ? { start: first, end: first + Math.min(page.limit, side) }
    : { start: first + Math.max(0, side - page.limit), end: first + side };
}

/** How many rows of a set have ordinals `from` to `to`. */
function countRanks(
  set: RowSet,
  { rankOf, postings, isOfRows }: SortRanking,
  from: number,
  to: number,
): number {
  if (set.kind === 'all' && postings !== undefined) return postings.count(from, to);
  if (set.kind === 'bits' && isOfRows) return countBelow(set.bits, to) - countBelow(set.bits, from);
  const rankAt = rankOf();
  let count = 0;
  for (const row of rowList(set)) {
    const rank = rankAt(row);
    if (rank > from && rank <= to) count += 1;
  }
  return count;
}
