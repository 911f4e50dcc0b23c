import type { JsonValue } from '../../base/index.ts';

/** What is known of the symmetry of a structure. */
export interface SymmetryFinding {
  /** Attributes of the standard; what is unknown is absent. */
  readonly attributes: Readonly<Record<string, JsonValue>>;
  /** Sentences on what was left out, and why. */
  readonly remarks: readonly string[];
}
