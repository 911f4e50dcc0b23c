/** HAS on lists zipped item by item, or with values of the same entry on the right: tested row by row. */
import type { BoundHas, ItemTest, PropertyPath } from '../../../query/index.ts';
import type { ItemsCursor, ListColumn, ScalarColumn } from './column.ts';
import type { Compilation } from './compilation.ts';
import { ordinalsOfTest } from './item-ordinals.ts';
import type { Leaf } from './leaf.ts';
import { unknownLeaf } from './leaf.ts';
import type { OrdinalSet } from './ordinal-set.ts';
import { ordinalTest, uniteOrdinals } from './ordinal-set.ts';
import type { OrdinalPairTest } from './pair-test.ts';
import { pairComparison, pairSearch } from './pair-test.ts';
import { listOfPath, scalarOfPath } from './path-columns.ts';
import type { Plan, RowTest } from './plan.ts';
import { andPlan, holdersPlan, knownPlan, onlyPlan, orPlan, testedPlan } from './plan.ts';

/** The test of one list's items: against a constant, as ordinals, or against a value of the same row. */
type Tester = ConstantTester | PairTester;

interface ConstantTester {
  readonly kind: 'constant';
  readonly ordinals: OrdinalSet;
}

interface PairTester {
  readonly kind: 'pair';
  readonly right: ScalarColumn;
  readonly test: OrdinalPairTest;
}

interface Zip {
  readonly quantifier: BoundHas['quantifier'];
  readonly columns: readonly ListColumn[];
  readonly groups: readonly (readonly Tester[])[];
}

/** Undefined where only the documents tell. */
export async function compileZip(filter: BoundHas, on: Compilation): Promise<Leaf | undefined> {
  const columns = filter.paths.map((path) =>
    path.kind === 'target' && path.path.list ? undefined : listOfPath(path, on),
  );
  if (columns.includes(undefined)) return undefined;
  if (columns.includes('absent')) return unknownLeaf;
  const lists = columns as ListColumn[];
  const groups: Tester[][] = [];
  for (const tests of filter.groups) {
    const group: Tester[] = [];
    for (const [position, test] of tests.entries()) {
      const tester = await makeTester(filter.paths[position]!, lists[position]!, test, on);
      if (tester === undefined) return undefined;
      if (tester === 'absent') return unknownLeaf;
      group.push(tester);
    }
    groups.push(group);
  }
  const { rowCount } = on.index;
  const rights = groups.flat().flatMap((tester) => (tester.kind === 'pair' ? [knownPlan(tester.right)] : []));
  const known = andPlan([...lists.map((column) => knownPlan(column.length)), ...rights], rowCount);
  const zip: Zip = { quantifier: filter.quantifier, columns: lists, groups };
  // A satisfied test makes its list known; HAS ONLY is true of empty lists, so these must be known to be empty.
  const candidates = [narrowing(zip, rowCount), ...(zip.quantifier === 'only' ? [known] : rights)];
  return { truth: testedPlan(andPlan(candidates, rowCount), () => zipTest(zip)), known };
}

async function makeTester(
  path: PropertyPath,
  column: ListColumn,
  test: ItemTest,
  on: Compilation,
): Promise<Tester | 'absent' | undefined> {
  const { operator, right: operand } = test;
  if (operand.kind === 'constant') {
    return { kind: 'constant', ordinals: await ordinalsOfTest(path, column, test, on) };
  }
  const right = scalarOfPath(operand, on);
  // The items of a target path are not the values that are compared.
  if (right === undefined || path.kind === 'target') return undefined;
  if (right === 'absent') return 'absent';
  switch (operator) {
    case 'contains':
    case 'starts':
    case 'ends':
      return { kind: 'pair', right, test: pairSearch(column.dictionary, operator, right.dictionary) };
    default: {
      const compare = await pairComparison(column.dictionary, operator, right.dictionary, on);
      return { kind: 'pair', right, test: compare };
    }
  }
}

/** Rows that alone can pass, by the one list that leaves the fewest for each group. */
function narrowing({ quantifier, columns, groups }: Zip, rowCount: number): Plan {
  const smallest = (plans: readonly (Plan | undefined)[]): Plan | undefined =>
    plans.filter((plan) => plan !== undefined).sort((left, right) => left.bound - right.bound)[0];
  if (quantifier === 'only') {
    const plans = columns.map((column, position) => {
      const testers = groups.map((group) => group[position]!);
      if (testers.some((tester) => tester.kind === 'pair')) return undefined;
      return onlyPlan(column, uniteOrdinals(testers.map((tester) => (tester as ConstantTester).ordinals)));
    });
    return smallest(plans) ?? knownPlan(columns[0]!.length);
  }
  const plans = groups.map((group) => {
    const holders = group.map((tester, position) =>
      tester.kind === 'pair' ? undefined : holdersPlan(columns[position]!, tester.ordinals),
    );
    return smallest(holders) ?? knownPlan(columns[0]!.length);
  });
  return quantifier === 'any' ? orPlan(plans, rowCount) : andPlan(plans, rowCount);
}

/** Whether an item (ordinal + 1, 0 for null) of the row at hand passes. */
type ItemCheck = (item: number, row: number) => boolean;

function zipTest({ quantifier, columns, groups }: Zip): RowTest {
  const cursors = columns.map((column) => column.items.cursor());
  const checks = groups.map((group) => group.map(itemCheck));
  const passes = (group: readonly ItemCheck[], index: number, row: number): boolean => {
    for (let position = 0; position < group.length; position += 1) {
      const { items, start } = cursors[position]!;
      if (!group[position]!(items[start + index]!, row)) return false;
    }
    return true;
  };
  const anyPasses = (group: readonly ItemCheck[], length: number, row: number): boolean => {
    for (let index = 0; index < length; index += 1) if (passes(group, index, row)) return true;
    return false;
  };
  const seek = (row: number): number => {
    let shortest = Number.POSITIVE_INFINITY;
    for (const cursor of cursors) {
      cursor.seek(row);
      shortest = Math.min(shortest, cursor.end - cursor.start);
    }
    return shortest;
  };
  switch (quantifier) {
    case 'any':
      return (row) => {
        const length = seek(row);
        return checks.some((group) => anyPasses(group, length, row));
      };
    case 'all':
      return (row) => {
        const length = seek(row);
        return checks.every((group) => anyPasses(group, length, row));
      };
    case 'only':
      return (row) => {
        const length = seek(row);
        if (cursors.some((cursor) => lengthOf(cursor) !== length)) return false;
        for (let index = 0; index < length; index += 1) {
          if (!checks.some((group) => passes(group, index, row))) return false;
        }
        return true;
      };
  }
}

function lengthOf(cursor: ItemsCursor): number {
  return cursor.end - cursor.start;
}

function itemCheck(tester: Tester): ItemCheck {
  if (tester.kind === 'constant') {
    const test = ordinalTest(tester.ordinals);
    return (item) => item !== 0 && test(item - 1);
  }
  const rightAt = tester.right.forward.cursor();
  return (item, row) => item !== 0 && tester.test(item - 1, rightAt(row) - 1);
}
