/** Tests of two values of one row against each other. */

import { invariant } from '../../../base/index.ts';
import type { ComparisonOperator, FuzzyOperator } from '../../../query/index.ts';
import type { ScalarColumn } from './column.ts';
import type { Compilation } from './compilation.ts';
import type { Dictionary, NumberDictionary } from './dictionary.ts';
import { TextDictionary } from './dictionary.ts';
import { placesIn } from './places.ts';
import type { RowFilter } from './row-filter.ts';
import { filterBy } from './row-filter.ts';

/** Whether the value of one ordinal stands in a relation to that of an ordinal of another dictionary. */
export type OrdinalPairTest = (left: number, right: number) => boolean;

export async function pairComparison(
  left: NumberDictionary | TextDictionary,
  operator: ComparisonOperator,
  right: NumberDictionary | TextDictionary,
  on: Pick<Compilation, 'store' | 'pace'>,
): Promise<OrdinalPairTest> {
  const places = await placesIn(left, right, on.store, on.pace);
  const orderOf: (leftAt: number, rightAt: number) => number = (leftAt, rightAt) =>
    places[leftAt]! - (2 * rightAt + 1);
  switch (operator) {
    case '=':
      return (leftAt, rightAt) => orderOf(leftAt, rightAt) === 0;
    case '!=':
      return (leftAt, rightAt) => orderOf(leftAt, rightAt) !== 0;
    case '<':
      return (leftAt, rightAt) => orderOf(leftAt, rightAt) < 0;
    case '<=':
      return (leftAt, rightAt) => orderOf(leftAt, rightAt) <= 0;
    case '>':
      return (leftAt, rightAt) => orderOf(leftAt, rightAt) > 0;
    case '>=':
      return (leftAt, rightAt) => orderOf(leftAt, rightAt) >= 0;
  }
}

export function pairSearch(left: Dictionary, operator: FuzzyOperator, right: Dictionary): OrdinalPairTest {
  invariant(left instanceof TextDictionary && right instanceof TextDictionary, 'only texts are searched in');
  const textOf = left.cursor();
  const needleOf = right.cursor();
  return (leftAt, rightAt) => {
    const text = textOf(leftAt);
    const needle = needleOf(rightAt);
    if (operator === 'contains') return text.includes(needle);
    const start = operator === 'starts' ? 0 : text.length - needle.length;
    return start >= 0 && text.subarray(start, start + needle.length).equals(needle);
  };
}

/** Filters rows by two of its values, both of which are known. */
export function pairFilter(left: ScalarColumn, test: OrdinalPairTest, right: ScalarColumn): () => RowFilter {
  return () => {
    const leftAt = left.forward.cursor();
    const rightAt = right.forward.cursor();
    return filterBy((row) => test(leftAt(row) - 1, rightAt(row) - 1));
  };
}
