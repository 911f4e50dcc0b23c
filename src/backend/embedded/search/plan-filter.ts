/** Plans as filters of rows, for sets that are wanted on few rows only. */
import { hasRow } from './bitset.ts';
import type { ListColumn, ScalarColumn } from './column.ts';
import type { OrdinalSet } from './ordinal-set.ts';
import { ordinalTest } from './ordinal-set.ts';
import type { Plan } from './plan.ts';
import type { RowFilter, RowTest } from './row-filter.ts';
import { filterBy, quickPortion } from './row-filter.ts';

/** A filter that reads forward; undefined where working out the set is the only way. */
export function planFilter(plan: Plan): RowFilter | undefined {
  switch (plan.kind) {
    case 'holders':
      return plan.column.kind === 'scalar'
        ? scalarFilter(plan.column, plan.ordinals)
        : filterBy(holderTest(plan.column, plan.ordinals));
    case 'only':
      return filterBy(onlyTest(plan.column, plan.ordinals));
    default:
      return undefined;
  }
}

function scalarFilter({ forward, postings }: ScalarColumn, ordinals: OrdinalSet): RowFilter {
  const { nullOrdinal } = postings;
  const itemAt = forward.cursor();
  const test = ordinalTest(ordinals);
  if (ordinals.length !== 2 || ordinals[1]! > nullOrdinal) {
    return filterBy((row) => {
      const item = itemAt(row);
      return test(item === 0 ? nullOrdinal : item - 1);
    });
  }
  // One range of values: items hold ordinal + 1, and 0 for null is below all.
  const [low, high] = [ordinals[0]!, ordinals[1]!];
  return {
    portion: quickPortion,
    keep: (rows, count) => {
      let kept = 0;
      for (let index = 0; index < count; index += 1) {
        const item = itemAt(rows[index]!);
        if (item > low && item <= high) rows[kept++] = rows[index]!;
      }
      return kept;
    },
  };
}

function holderTest({ items, postings }: ListColumn, ordinals: OrdinalSet): RowTest {
  const single = ordinals.length === 2 && ordinals[1]! - ordinals[0]! === 1;
  const bits = single ? postings.bitset(ordinals[0]!) : undefined;
  if (bits !== undefined) return (row) => hasRow(bits, row);
  const cursor = items.cursor();
  const test = ordinalTest(ordinals);
  return (row) => {
    cursor.seek(row);
    for (let at = cursor.start; at < cursor.end; at += 1) {
      const item = cursor.items[at]!;
      if (item !== 0 && test(item - 1)) return true;
    }
    return false;
  };
}

function onlyTest({ items, length }: ListColumn, ordinals: OrdinalSet): RowTest {
  const lengthAt = length.forward.cursor();
  const cursor = items.cursor();
  const test = ordinalTest(ordinals);
  return (row) => {
    if (lengthAt(row) === 0) return false;
    cursor.seek(row);
    for (let at = cursor.start; at < cursor.end; at += 1) {
      const item = cursor.items[at]!;
      if (item === 0 || !test(item - 1)) return false;
    }
    return true;
  };
}
