import type { Plan } from './plan.ts';
import { nonePlan } from './plan.ts';

/** A leaf as the index tells it. */
export interface Leaf {
  /** Rows on which it is true. */
  readonly truth: Plan;
  /** Rows on which it is true or false. */
  readonly known: Plan;
  /** Rows on which it is false, where that is told without subtracting. */
  readonly falsity?: Plan;
}

/** A leaf that names what no entry has. */
export const unknownLeaf: Leaf = { truth: nonePlan, known: nonePlan };
