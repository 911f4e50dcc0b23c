import type { SortKey } from '../../query/index.ts';
import type { Entry } from '../../standard/index.ts';
import type { Comparable } from '../evaluate/comparable.ts';
import { comparableOf, compareValues } from '../evaluate/comparable.ts';
import { compareText } from '../evaluate/compare-text.ts';
import { valuesAtPath } from '../evaluate/values-at-path.ts';

/** What an entry is sorted by; undefined where it has no value. */
export function sortValue(entry: Entry, { path }: Pick<SortKey, 'path'>): Comparable | undefined {
  return comparableOf(valuesAtPath(entry, path), path.type);
}

/** The entries in the order of the keys: without a value last in both directions, ties by ascending id. */
export function sortEntries(entries: readonly Entry[], keys: readonly SortKey[]): readonly Entry[] {
  return [...entries].sort((left, right) => {
    for (const key of keys) {
      const order = compareByKey(left, right, key);
      if (order !== 0) return order;
    }
    return compareText(left.id, right.id);
  });
}

function compareByKey(left: Entry, right: Entry, key: SortKey): number {
  const leftValue = sortValue(left, key);
  const rightValue = sortValue(right, key);
  if (leftValue === undefined || rightValue === undefined) {
    return Number(leftValue === undefined) - Number(rightValue === undefined);
  }
  return compareValues(leftValue, rightValue) * (key.descending ? -1 : 1);
}
