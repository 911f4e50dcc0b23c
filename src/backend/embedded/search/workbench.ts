import type { Pace } from './pace.ts';
import type { BitsetPool } from './row-set.ts';

/** What a query works with. */
export interface Workbench {
  readonly rowCount: number;
  readonly pool: BitsetPool;
  readonly pace: Pace;
}
