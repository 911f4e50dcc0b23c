/**
 * What a filter comes to: sets of rows not yet worked out, of which the size is known, or bounded, without
 * work. Every plan stands for the rows on which a condition is true; what is false or unknown was settled in
 * compiling.
 */
import type { ListColumn, ScalarColumn } from './column.ts';
import type { OrdinalSet } from './ordinal-set.ts';
import { intersectOrdinals, uniteOrdinals } from './ordinal-set.ts';
import type { RowFilter } from './row-filter.ts';

export type Plan = AllPlan | NonePlan | HoldersPlan | OnlyPlan | AndPlan | OrPlan | ExceptPlan | TestedPlan;

interface Sized {
  /** No more rows than this; exactly so many where `exact`. */
  readonly bound: number;
  readonly exact: boolean;
}

interface AllPlan extends Sized {
  readonly kind: 'all';
}

export interface NonePlan extends Sized {
  readonly kind: 'none';
}

/** Rows that hold any of the ordinals. */
export interface HoldersPlan extends Sized {
  readonly kind: 'holders';
  readonly column: ScalarColumn | ListColumn;
  readonly ordinals: OrdinalSet;
}

/** Rows whose list is known and holds nothing but the ordinals. */
export interface OnlyPlan extends Sized {
  readonly kind: 'only';
  readonly column: ListColumn;
  readonly ordinals: OrdinalSet;
}

export interface AndPlan extends Sized {
  readonly kind: 'and';
  readonly parts: readonly Plan[];
}

export interface OrPlan extends Sized {
  readonly kind: 'or';
  readonly parts: readonly Plan[];
}

/** Rows of one plan that are not in another, all of whose rows are in the first. */
export interface ExceptPlan extends Sized {
  readonly kind: 'except';
  readonly from: Plan;
  readonly minus: Plan;
}

/** Rows of a plan that pass a test. */
interface TestedPlan extends Sized {
  readonly kind: 'tested';
  readonly base: Plan;
  readonly makeFilter: () => RowFilter;
}

export const nonePlan: NonePlan = { kind: 'none', bound: 0, exact: true };

export function allPlan(rowCount: number): Plan {
  return rowCount === 0 ? nonePlan : { kind: 'all', bound: rowCount, exact: true };
}

export function holdersPlan(column: ScalarColumn | ListColumn, ordinals: OrdinalSet): Plan {
  const bound = column.postings.countSet(ordinals);
  const { rowCount } = column.postings;
  if (bound === 0) return nonePlan;
  const scalar = column.kind === 'scalar';
  if (scalar && bound === rowCount) return allPlan(rowCount);
  const single = ordinals.length === 2 && ordinals[1]! - ordinals[0]! === 1;
  return { kind: 'holders', column, ordinals, bound: Math.min(bound, rowCount), exact: scalar || single };
}

/** Rows where a column has a value. */
export function knownPlan(column: ScalarColumn): Plan {
  return holdersPlan(column, [0, column.postings.nullOrdinal]);
}

export function onlyPlan(column: ListColumn, ordinals: OrdinalSet): Plan {
  const known = knownPlan(column.length);
  return known.bound === 0 ? nonePlan : { kind: 'only', column, ordinals, bound: known.bound, exact: false };
}

export function exceptPlan(from: Plan, minus: Plan): Plan {
  if (minus.kind === 'none' || from.kind === 'none') return from;
  const exact = from.exact && minus.exact;
  const bound = exact ? from.bound - minus.bound : from.bound;
  return bound === 0 ? nonePlan : { kind: 'except', from, minus, bound, exact };
}

export function testedPlan(base: Plan, makeFilter: () => RowFilter): Plan {
  return base.kind === 'none' ? base : { kind: 'tested', base, makeFilter, bound: base.bound, exact: false };
}

/** Conditions on one scalar column become one, so that a range of two comparisons is one stretch of it. */
export function andPlan(plans: readonly Plan[], rowCount: number): Plan {
  const flat = plans.flatMap((plan) => (plan.kind === 'and' ? plan.parts : [plan]));
  if (flat.some((plan) => plan.kind === 'none')) return nonePlan;
  const merged = mergeHolders(
    flat.filter((plan) => plan.kind !== 'all'),
    (column) => column.kind === 'scalar',
    (sets) => sets.reduce(intersectOrdinals),
  );
  if (merged.some((plan) => plan.kind === 'none')) return nonePlan;
  if (merged.length === 0) return allPlan(rowCount);
  if (merged.length === 1) return merged[0]!;
  const parts = merged.sort((left, right) => left.bound - right.bound);
  return { kind: 'and', parts, bound: parts[0]!.bound, exact: false };
}

/** Values of one column, of which any will do, become one set of ordinals. */
export function orPlan(plans: readonly Plan[], rowCount: number): Plan {
  const flat = plans.flatMap((plan) => (plan.kind === 'or' ? plan.parts : [plan]));
  if (flat.some((plan) => plan.kind === 'all')) return allPlan(rowCount);
  const parts = mergeHolders(
    flat.filter((plan) => plan.kind !== 'none'),
    () => true,
    uniteOrdinals,
  );
  if (parts.length === 0) return nonePlan;
  if (parts.length === 1) return parts[0]!;
  if (parts.some((plan) => plan.kind === 'all')) return allPlan(rowCount);
  const bound = parts.reduce((sum, plan) => sum + plan.bound, 0);
  return { kind: 'or', parts, bound: Math.min(bound, rowCount), exact: false };
}

function mergeHolders(
  plans: readonly Plan[],
  mergeable: (column: HoldersPlan['column']) => boolean,
  merge: (sets: readonly OrdinalSet[]) => OrdinalSet,
): Plan[] {
  const sets = new Map<HoldersPlan['column'], OrdinalSet[]>();
  const others: Plan[] = [];
  for (const plan of plans) {
    if (plan.kind !== 'holders' || !mergeable(plan.column)) others.push(plan);
    else if (sets.has(plan.column)) sets.get(plan.column)!.push(plan.ordinals);
    else sets.set(plan.column, [plan.ordinals]);
  }
  for (const [column, ordinals] of sets) others.push(holdersPlan(column, merge(ordinals)));
  return others;
}
