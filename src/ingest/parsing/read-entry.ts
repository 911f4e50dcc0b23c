import type { JsonObject, JsonValue } from '../../base/index.ts';
import type { FindingRemark, FoundReference } from '../reader/format/format-reader.ts';

/** A finding whose structure became attributes: what a thread of the parser hands back. Plain data. */
export interface ReadEntry {
  readonly line: number;
  /** Index of the piece that it is from. */
  readonly piece: number;
  readonly part: string | undefined;
  readonly id: string | undefined;
  readonly entryType: 'structures' | 'references';
  readonly attributes: Readonly<Record<string, JsonValue>>;
  /** `property_metadata` of computed symmetry, or undefined. */
  readonly meta: JsonObject | undefined;
  readonly properties: Readonly<Record<string, JsonValue>>;
  readonly references: readonly FoundReference[];
  /** As of `Finding`. */
  readonly source: Uint8Array | undefined;
  readonly remarks: readonly (
    | FindingRemark
    | { readonly code: 'symmetry-unknown'; readonly message: string }
  )[];
}
