import type { AttributePath, PageRequest, QueryConstant, SortKey } from '../../query/index.ts';
import type { Entry } from '../../standard/index.ts';
import { compareValues } from '../evaluate/comparable.ts';
import { sortValue } from './sort-entries.ts';

/** Positions of a page among the sorted matches, end exclusive. */
export interface PageRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the page that is asked for. Entries on one side of a value stand together, since they are sorted by
 * it.
 */
export function choosePage(sorted: readonly Entry[], sort: readonly SortKey[], page: PageRequest): PageRange {
  if (page.kind === 'offset') {
    const start = Math.min(page.offset, sorted.length);
    return { start, end: Math.min(start + page.limit, sorted.length) };
  }
  const key = sort[0] ?? { path: idPath, descending: false };
  const side = sideOf(sorted, key, page.kind, page.value);
  return page.kind === 'above'
    ? { start: side.start, end: Math.min(side.start + page.limit, side.end) }
    : { start: Math.max(side.end - page.limit, side.start), end: side.end };
}

const idPath: AttributePath = { kind: 'attribute', property: 'id', keys: [], list: false, type: 'string' };

/**
 * All entries whose key is above or below the value; where there are none, the empty range at which they
 * would be.
 */
function sideOf(
  sorted: readonly Entry[],
  key: SortKey,
  wanted: 'above' | 'below',
  value: QueryConstant,
): PageRange {
  const isWanted = (entry: Entry): boolean => {
    const own = sortValue(entry, key);
    if (own === undefined) return false;
    const order = compareValues(own, value.value);
    return wanted === 'above' ? order > 0 : order < 0;
  };
  const first = sorted.findIndex(isWanted);
  if (first >= 0) return { start: first, end: sorted.findLastIndex(isWanted) + 1 };
  const known = sorted.filter((entry) => sortValue(entry, key) !== undefined).length;
  const place = (wanted === 'above') === key.descending ? 0 : known;
  return { start: place, end: place };
}
