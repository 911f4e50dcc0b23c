/**
 * The meaning of the filter language: bound filter and entry → true, false or unknown (null). Written to be
 * read, since every storage engine is held to what this says. Knows no storage; related entries come in
 * through a function.
 */
import { unreachable } from '../../base/index.ts';
import type {
  BoundComparison,
  BoundFilter,
  BoundFuzzy,
  BoundHas,
  BoundLength,
  EntryKey,
  ItemTest,
  Operand,
} from '../../query/index.ts';
import type { Entry } from '../../standard/index.ts';
import type { Comparable } from './comparable.ts';
import { comparableOf, satisfies } from './comparable.ts';
import { valuesOf } from './values-of.ts';

/** Finds an entry of the same database, where there is one. */
export type EntryLookup = (key: EntryKey) => Entry | undefined;

/** True, false, or null for unknown. */
export type Truth = boolean | null;

/**
 * Whether an entry satisfies a filter.
 *
 * @spec OPTIMADE 1.3.0, "Filtering on properties with an unknown value"
 */
export function evaluateFilter(filter: BoundFilter, entry: Entry, lookup: EntryLookup): Truth {
  switch (filter.kind) {
    case 'and':
      return allOf(filter.operands, (operand) => evaluateFilter(operand, entry, lookup));
    case 'or':
      return not(allOf(filter.operands, (operand) => not(evaluateFilter(operand, entry, lookup))));
    case 'not':
      return not(evaluateFilter(filter.operand, entry, lookup));
    case 'truth':
      return filter.truth;
    case 'known':
      return (valuesOf(filter.path, entry, lookup) !== undefined) === filter.known;
    case 'comparison':
    case 'fuzzy':
      return evaluateComparison(filter, entry, lookup);
    case 'has':
      return evaluateHas(filter, entry, lookup);
    case 'length':
      return evaluateLength(filter, entry, lookup);
    default:
      return unreachable(filter);
  }
}

function not(truth: Truth): Truth {
  return truth === null ? null : !truth;
}

/** Kleene's AND: false if any is false, else unknown if any is unknown, else true. */
function allOf<Item>(items: readonly Item[], truthOf: (item: Item) => Truth): Truth {
  let result: Truth = true;
  for (const item of items) {
    const truth = truthOf(item);
    if (truth === false) return false;
    if (truth === null) result = null;
  }
  return result;
}

function evaluateComparison(filter: BoundComparison | BoundFuzzy, entry: Entry, lookup: EntryLookup): Truth {
  const left = scalarOf(filter.left, entry, lookup);
  const right = scalarOf(filter.right, entry, lookup);
  if (left === undefined || right === undefined) return null;
  return satisfies(left, filter.operator, right);
}

function evaluateLength(filter: BoundLength, entry: Entry, lookup: EntryLookup): Truth {
  const list = valuesOf(filter.path, entry, lookup);
  const right = scalarOf(filter.right, entry, lookup);
  if (!Array.isArray(list) || right === undefined) return null;
  return satisfies(list.length, filter.operator, right);
}

function scalarOf(operand: Operand, entry: Entry, lookup: EntryLookup): Comparable | undefined {
  if (operand.kind === 'constant') return operand.value;
  return comparableOf(valuesOf(operand, entry, lookup), operand.type);
}

type BoundTest = readonly [operator: ItemTest['operator'], right: Comparable];

function evaluateHas(filter: BoundHas, entry: Entry, lookup: EntryLookup): Truth {
  const lists = allKnown(filter.paths.map((path) => listOf(path, entry, lookup)));
  const groups = allKnown(filter.groups.map((tests) => boundTests(tests, entry, lookup)));
  if (lists === undefined || groups === undefined) return null;

  const satisfiedAt = (group: readonly BoundTest[], index: number): boolean =>
    group.every(([operator, right], position) => {
      const item = lists[position]![index];
      return item !== undefined && satisfies(item, operator, right);
    });
  const lengths = lists.map((list) => list.length);
  const shortest = indexesBelow(Math.min(...lengths));
  switch (filter.quantifier) {
    case 'any':
      return groups.some((group) => shortest.some((index) => satisfiedAt(group, index)));
    case 'all':
      return groups.every((group) => shortest.some((index) => satisfiedAt(group, index)));
    case 'only':
      return indexesBelow(Math.max(...lengths)).every((index) =>
        groups.some((group) => satisfiedAt(group, index)),
      );
  }
}

/**
 * The items of a list as they are compared, with undefined for null items; undefined where the list is
 * unknown.
 */
function listOf(
  path: BoundHas['paths'][number],
  entry: Entry,
  lookup: EntryLookup,
): readonly (Comparable | undefined)[] | undefined {
  const list = valuesOf(path, entry, lookup);
  return Array.isArray(list) ? list.map((item) => comparableOf(item, path.type)) : undefined;
}

/** The tests of a group with their right sides looked up; undefined where one of these is unknown. */
function boundTests(
  tests: readonly ItemTest[],
  entry: Entry,
  lookup: EntryLookup,
): readonly BoundTest[] | undefined {
  const bound: BoundTest[] = [];
  for (const { operator, right } of tests) {
    const value = scalarOf(right, entry, lookup);
    if (value === undefined) return undefined;
    bound.push([operator, value]);
  }
  return bound;
}

function allKnown<Item>(items: readonly (Item | undefined)[]): readonly Item[] | undefined {
  const known = items.filter((item) => item !== undefined);
  return known.length === items.length ? known : undefined;
}

function indexesBelow(end: number): readonly number[] {
  return Array.from({ length: end }, (_, index) => index);
}
