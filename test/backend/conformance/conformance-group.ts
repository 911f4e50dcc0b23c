import type { BoundFilter } from '../../../src/query/index.ts';
import type { Entry } from '../../../src/standard/index.ts';
import type { Definitions } from '../build-query.ts';

/** Some entries, and what filters on those of type `structures` find. */
export interface ConformanceGroup {
  readonly title: string;
  readonly definitions: Definitions;
  readonly entries: readonly Entry[];
  /** Filter and the ids that match, in ascending order, with spaces between. */
  readonly cases: readonly (readonly [title: string, filter: BoundFilter, ids: string])[];
}
