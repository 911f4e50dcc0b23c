/**
 * Bound filter → plan. Truth is three-valued, so for each node it is asked on which rows it is true, or on
 * which it is false; NOT swaps the two questions and the laws of De Morgan carry them inwards. A leaf is
 * false where all that it names is known and it is not true. What the index cannot tell is asked of the
 * documents, on the rows that are left.
 */
import type {
  AttributePath,
  BoundComparison,
  BoundFilter,
  BoundFuzzy,
  BoundKnown,
  BoundLength,
  ComparisonOperator,
  FuzzyOperator,
  QueryConstant,
} from '../../../query/index.ts';
import { evaluateFilter } from '../../evaluate/evaluate-filter.ts';
import type { ScalarColumn } from './column.ts';
import { gatherPlans } from './combine-plans.ts';
import type { Compilation } from './compilation.ts';
import { compileHas } from './compile-has.ts';
import { findOrdinals } from './dictionary.ts';
import type { Leaf } from './leaf.ts';
import { unknownLeaf } from './leaf.ts';
import { complementOrdinals } from './ordinal-set.ts';
import { pairComparison, pairFilter, pairSearch } from './pair-test.ts';
import { knownOfPath, lengthOfPath, scalarOfPath } from './path-columns.ts';
import type { Plan } from './plan.ts';
import {
  allPlan,
  andPlan,
  exceptPlan,
  holdersPlan,
  knownPlan,
  nonePlan,
  orPlan,
  testedPlan,
} from './plan.ts';
import { filterBy, slowPortion } from './row-filter.ts';

/** The rows on which a filter is true, or where `wanted` is false, on which it is false. */
export async function compileFilter(filter: BoundFilter, wanted: boolean, on: Compilation): Promise<Plan> {
  if (on.pace.isOver()) await on.pace.pause();
  const { rowCount } = on.index;
  switch (filter.kind) {
    case 'not':
      return compileFilter(filter.operand, !wanted, on);
    case 'and':
    case 'or': {
      const plans = gatherPlans((filter.kind === 'and') === wanted ? andPlan : orPlan, rowCount);
      for (const operand of filter.operands) plans.add(await compileFilter(operand, wanted, on));
      return plans.combined();
    }
    case 'truth':
      return filter.truth === wanted ? allPlan(rowCount) : nonePlan;
    default: {
      const leaf = await compileLeaf(filter, on);
      if (leaf === undefined) return askDocuments(filter, wanted, on);
      return wanted ? leaf.truth : (leaf.falsity ?? exceptPlan(leaf.known, leaf.truth));
    }
  }
}

type LeafFilter = Exclude<BoundFilter, { readonly kind: 'and' | 'or' | 'not' | 'truth' }>;

/** Undefined where the index cannot tell. */
function compileLeaf(filter: LeafFilter, on: Compilation): Promise<Leaf | undefined> {
  switch (filter.kind) {
    case 'known':
      return compileKnown(filter, on);
    case 'comparison':
    case 'fuzzy':
      return compileComparison(filter, on);
    case 'length':
      return compileLength(filter, on);
    case 'has':
      return compileHas(filter, on);
  }
}

function askDocuments(filter: BoundFilter, wanted: boolean, on: Compilation): Plan {
  const test = (row: number): boolean => evaluateFilter(filter, on.entryAt(row), on.lookup) === wanted;
  return testedPlan(allPlan(on.index.rowCount), () => filterBy(test, slowPortion));
}

async function compileKnown({ path, known }: BoundKnown, on: Compilation): Promise<Leaf | undefined> {
  const plan = await knownOfPath(path, on);
  if (plan === undefined) return undefined;
  const all = allPlan(on.index.rowCount);
  const unknown = exceptPlan(all, plan);
  return { truth: known ? plan : unknown, known: all, falsity: known ? unknown : plan };
}

async function compileComparison(
  { left, operator, right }: BoundComparison | BoundFuzzy,
  on: Compilation,
): Promise<Leaf | undefined> {
  if (left.kind === 'attribute' && right.kind === 'constant') {
    return compareWithConstant(scalarOfPath(left, on), operator, right, on);
  }
  if (left.kind === 'constant' && right.kind === 'attribute') {
    // The operators of texts have no mirror image; the documents tell.
    const mirrored = mirror(operator);
    return mirrored === undefined
      ? undefined
      : compareWithConstant(scalarOfPath(right, on), mirrored, left, on);
  }
  if (left.kind !== 'attribute' || right.kind !== 'attribute') return undefined;
  return comparePaths(scalarOfPath(left, on), operator, right, on);
}

async function compareWithConstant(
  column: ScalarColumn | 'absent' | undefined,
  operator: ComparisonOperator | FuzzyOperator,
  constant: QueryConstant,
  on: Compilation,
): Promise<Leaf | undefined> {
  if (column === undefined) return undefined;
  if (column === 'absent') return unknownLeaf;
  const ordinals = await findOrdinals(column.dictionary, operator, constant.value, on.pace);
  return {
    truth: holdersPlan(column, ordinals),
    known: knownPlan(column),
    falsity: holdersPlan(column, complementOrdinals(ordinals, column.postings.nullOrdinal)),
  };
}

async function comparePaths(
  left: ScalarColumn | 'absent' | undefined,
  operator: ComparisonOperator | FuzzyOperator,
  rightPath: AttributePath,
  on: Compilation,
): Promise<Leaf | undefined> {
  const right = scalarOfPath(rightPath, on);
  if (left === undefined || right === undefined) return undefined;
  if (left === 'absent' || right === 'absent') return unknownLeaf;
  const known = andPlan([knownPlan(left), knownPlan(right)], on.index.rowCount);
  const test =
    operator === 'contains' || operator === 'starts' || operator === 'ends'
      ? pairSearch(left.dictionary, operator, right.dictionary)
      : await pairComparison(left.dictionary, operator, right.dictionary, on);
  return { truth: testedPlan(known, pairFilter(left, test, right)), known };
}

async function compileLength(filter: BoundLength, on: Compilation): Promise<Leaf | undefined> {
  const length = lengthOfPath(filter.path, on);
  if (length === undefined) return undefined;
  if (length === 'absent') return unknownLeaf;
  const { operator, right } = filter;
  if (right.kind === 'constant') return compareWithConstant(length, operator, right, on);
  return right.kind === 'attribute' ? comparePaths(length, operator, right, on) : undefined;
}

function mirror(operator: ComparisonOperator | FuzzyOperator): ComparisonOperator | undefined {
  switch (operator) {
    case '=':
    case '!=':
      return operator;
    case '<':
      return '>';
    case '<=':
      return '>=';
    case '>':
      return '<';
    case '>=':
      return '<=';
    default:
      return undefined;
  }
}
