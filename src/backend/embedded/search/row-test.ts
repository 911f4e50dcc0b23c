/** Plans as tests of single rows, for sets that are wanted on few rows only. */
import { hasRow } from './bitset.ts';
import type { ListColumn, ScalarColumn } from './column.ts';
import type { OrdinalSet } from './ordinal-set.ts';
import { ordinalTest } from './ordinal-set.ts';
import type { Plan, RowTest } from './plan.ts';

/** A test that reads forward; undefined where working out the set is the only way. */
export function rowTest(plan: Plan): RowTest | undefined {
  switch (plan.kind) {
    case 'holders':
      return plan.column.kind === 'scalar'
        ? scalarTest(plan.column, plan.ordinals)
        : holderTest(plan.column, plan.ordinals);
    case 'only':
      return onlyTest(plan.column, plan.ordinals);
    default:
      return undefined;
  }
}

function scalarTest({ forward, postings }: ScalarColumn, ordinals: OrdinalSet): RowTest {
  const itemAt = forward.cursor();
  const { nullOrdinal } = postings;
  const test = ordinalTest(ordinals);
  return (row) => {
    const item = itemAt(row);
    return test(item === 0 ? nullOrdinal : item - 1);
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
