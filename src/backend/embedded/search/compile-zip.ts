/** HAS on lists zipped item by item, or with values of the same entry on the right: tested row by row. */
import type { BoundHas, ItemTest, PropertyPath } from '../../../query/index.ts';
import type { ItemsCursor, ListColumn, ScalarColumn } from './column.ts';
import { checkPlaces } from './combine-plans.ts';
import type { Compilation } from './compilation.ts';
import { ordinalsOfTest } from './item-ordinals.ts';
import type { Leaf } from './leaf.ts';
import { unknownLeaf } from './leaf.ts';
import type { OrdinalSet } from './ordinal-set.ts';
import { ordinalTest, uniteOrdinals } from './ordinal-set.ts';
import type { OrdinalPairTest } from './pair-test.ts';
import { pairComparison, pairSearch } from './pair-test.ts';
import { listOfPath, scalarOfPath } from './path-columns.ts';
import type { Plan } from './plan.ts';
import { andPlan, holdersPlan, knownPlan, onlyPlan, orPlan, testedPlan } from './plan.ts';
import type { RowFilter } from './row-filter.ts';
import { filterBy, quickPortion, slowPortion } from './row-filter.ts';

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
  let places = 0;
  for (const tests of filter.groups) {
    const group: Tester[] = [];
    for (const [position, test] of tests.entries()) {
      const tester = await makeTester(filter.paths[position]!, lists[position]!, test, on);
      if (tester === undefined) return undefined;
      if (tester === 'absent') return unknownLeaf;
      group.push(tester);
      if (tester.kind === 'constant') places += tester.ordinals.length;
    }
    groups.push(group);
    checkPlaces(places);
    if (on.pace.isOver()) await on.pace.pause();
  }
  const { rowCount } = on.index;
  const rights = groups.flat().flatMap((tester) => (tester.kind === 'pair' ? [knownPlan(tester.right)] : []));
  const known = andPlan([...lists.map((column) => knownPlan(column.length)), ...rights], rowCount);
  const zip: Zip = { quantifier: filter.quantifier, columns: lists, groups };
  // A satisfied test makes its list known; HAS ONLY is true of empty lists, so these must be known to be
  // empty.
  const candidates = [narrowing(zip, rowCount), ...(zip.quantifier === 'only' ? [known] : rights)];
  return { truth: testedPlan(andPlan(candidates, rowCount), () => zipFilter(zip)), known };
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

/**
 * What the item of one list must be: an ordinal + 1 above `low` and up to `high`, which rules out null and
 * most others without a call, and what passes `test`, where there is one.
 */
interface ItemCheck {
  readonly position: number;
  readonly low: number;
  readonly high: number;
  readonly test: ((ordinal: number, row: number) => boolean) | undefined;
}

/** The checks of a group, those that the fewest rows pass first. */
function groupChecks(group: readonly Tester[], columns: readonly ListColumn[]): readonly ItemCheck[] {
  const bounds = group.map((tester, position) =>
    tester.kind === 'pair'
      ? Number.POSITIVE_INFINITY
      : holdersPlan(columns[position]!, tester.ordinals).bound,
  );
  return group
    .map((tester, position) => itemCheck(tester, position))
    .sort((left, right) => bounds[left.position]! - bounds[right.position]!);
}

function itemCheck(tester: Tester, position: number): ItemCheck {
  if (tester.kind === 'constant') {
    const { ordinals } = tester;
    if (ordinals.length === 0) return { position, low: 0, high: 0, test: undefined };
    const test = ordinals.length === 2 ? undefined : ordinalTest(ordinals);
    return { position, low: ordinals[0]!, high: ordinals.at(-1)!, test };
  }
  const rightAt = tester.right.forward.cursor();
  const high = Number.POSITIVE_INFINITY;
  return { position, low: 0, high, test: (ordinal, row) => tester.test(ordinal, rightAt(row) - 1) };
}

/** With so many groups the test of a row takes as long as parsing a document. */
const slowGroupsMin = 100;

function zipFilter({ quantifier, columns, groups }: Zip): RowFilter {
  const cursors = columns.map((column) => column.items.cursor());
  const checks = groups.map((group) => groupChecks(group, columns));
  if (quantifier !== 'only' && checks.length === 1) return oneGroupFilter(cursors, checks[0]!);
  const portion = checks.length < slowGroupsMin ? quickPortion : slowPortion;
  switch (quantifier) {
    case 'any':
      return filterBy((row) => checks.some((group) => someItemPasses(cursors, group, row)), portion);
    case 'all':
      return filterBy((row) => checks.every((group) => someItemPasses(cursors, group, row)), portion);
    case 'only':
      return filterBy((row) => {
        for (const cursor of cursors) cursor.seek(row);
        const length = cursors[0]!.end - cursors[0]!.start;
        if (cursors.some((cursor) => cursor.end - cursor.start !== length)) return false;
        for (let index = 0; index < length; index += 1) {
          if (!checks.some((group) => group.every((check) => passes(cursors, check, index, row))))
            return false;
        }
        return true;
      }, portion);
  }
}

/** What is asked most, so without calls in between. */
function oneGroupFilter(cursors: readonly ItemsCursor[], group: readonly ItemCheck[]): RowFilter {
  return {
    portion: quickPortion,
    keep: (rows, count) => {
      let kept = 0;
      for (let index = 0; index < count; index += 1) {
        const row = rows[index]!;
        if (someItemPasses(cursors, group, row)) rows[kept++] = row;
      }
      return kept;
    },
  };
}

/** Looks for items that pass the first check, and only at these at the other lists. */
function someItemPasses(cursors: readonly ItemsCursor[], group: readonly ItemCheck[], row: number): boolean {
  const { position, low, high, test } = group[0]!;
  const cursor = cursors[position]!;
  cursor.seek(row);
  const { items, start, end } = cursor;
  for (let at = start; at < end; at += 1) {
    const item = items[at]!;
    if (item <= low || item > high || (test !== undefined && !test(item - 1, row))) continue;
    let passed = 1;
    while (passed < group.length && passesInRow(cursors, group[passed]!, at - start, row)) passed += 1;
    if (passed === group.length) return true;
  }
  return false;
}

function passesInRow(cursors: readonly ItemsCursor[], check: ItemCheck, index: number, row: number): boolean {
  cursors[check.position]!.seek(row);
  return passes(cursors, check, index, row);
}

function passes(
  cursors: readonly ItemsCursor[],
  { position, low, high, test }: ItemCheck,
  index: number,
  row: number,
): boolean {
  const { items, start, end } = cursors[position]!;
  if (start + index >= end) return false;
  const item = items[start + index]!;
  return item > low && item <= high && (test === undefined || test(item - 1, row));
}
