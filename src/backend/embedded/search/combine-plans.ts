/**
 * Combines the plans of many terms as they come. A filter can have a hundred thousand terms, each with a
 * large set of ordinals: what waits to be combined must not fill the memory.
 */
import { limits, OptimadeError } from '../../../base/index.ts';
import type { OrdinalSet } from './ordinal-set.ts';
import { uniteOrdinals } from './ordinal-set.ts';
import type { Plan } from './plan.ts';

/** Numbers that may wait before they are combined; more often would cost more than it saves. */
const waitingMax = 1_000_000;

/** Gathers parts and combines them whenever they weigh more than twice what the last combination left. */
class Gathering<Part> {
  readonly #combine: (parts: readonly Part[]) => Part;
  readonly #weigh: (part: Part) => number;
  #parts: Part[] = [];
  #weight = 0;
  #weightMax = waitingMax;

  constructor(combine: (parts: readonly Part[]) => Part, weigh: (part: Part) => number) {
    this.#combine = combine;
    this.#weigh = weigh;
  }

  /** Errors: query-cost where what cannot be combined further is too large. */
  add(part: Part): void {
    this.#parts.push(part);
    this.#weight += this.#weigh(part);
    if (this.#weight <= this.#weightMax) return;
    const combined = this.#combine(this.#parts);
    this.#parts = [combined];
    this.#weight = this.#weigh(combined);
    this.#weightMax = Math.max(waitingMax, 2 * this.#weight);
    checkPlaces(this.#weight);
  }

  combined(): Part {
    return this.#combine(this.#parts);
  }
}

export type PlanGathering = Gathering<Plan>;

export function gatherPlans(
  combine: (plans: readonly Plan[], rowCount: number) => Plan,
  rowCount: number,
): PlanGathering {
  return new Gathering<Plan>((plans) => combine(plans, rowCount), weightOf);
}

/** Gathers sets of which any will do. */
export function gatherOrdinals(): Gathering<OrdinalSet> {
  return new Gathering<OrdinalSet>(uniteOrdinals, (set) => set.length);
}

/** Errors: query-cost. */
export function checkPlaces(places: number): void {
  if (places <= limits.queryPlacesMax) return;
  throw new OptimadeError('query-cost', { limit: limits.queryPlacesMax, unit: 'places in the index' });
}

/** How many numbers a plan holds. */
function weightOf(plan: Plan): number {
  switch (plan.kind) {
    case 'holders':
    case 'only':
      return plan.ordinals.length;
    case 'and':
    case 'or':
      return plan.parts.reduce((sum, part) => sum + weightOf(part), 0);
    case 'except':
      return weightOf(plan.from) + weightOf(plan.minus);
    case 'tested':
      return weightOf(plan.base);
    default:
      return 0;
  }
}
