import type { JsonObject, JsonValue } from '../base/index.ts';

/** One related entry. @spec OPTIMADE 1.3.0, "Relationships" */
export interface ResourceIdentifier {
  readonly type: string;
  readonly id: string;
  readonly meta?: JsonObject;
}

/** A JSON:API relationship object of an entry; keyed by the entry type it leads to. */
export interface Relationship {
  readonly data?: readonly ResourceIdentifier[];
  readonly links?: JsonObject;
  readonly meta?: JsonObject;
}

/**
 * One entry as the program holds it between normalization and storage: a resource object whose attributes are known,
 * valid and under their served names. Null and absent attributes both mean unknown.
 */
export interface Entry {
  readonly type: string;
  readonly id: string;
  readonly attributes: Readonly<Record<string, JsonValue>>;
  readonly relationships?: Readonly<Record<string, Relationship>>;
  readonly links?: JsonObject;
  /** `property_metadata`, `partial_data_links` and prefixed keys only. */
  readonly meta?: JsonObject;
}
