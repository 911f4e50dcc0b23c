import type { JsonObject, JsonValue } from '../../base/index.ts';
import type { Relationship } from '../entry.ts';
import type { DocumentLinks } from './link.ts';

/**
 * Where a value that is too large to be sent is found.
 *
 * @spec OPTIMADE 1.3.0, "Transmission of large property values"
 */
export interface PartialDataLink {
  /** `jsonlines`, or a prefixed name. */
  readonly format: string;
  readonly link: string;
}

/** @spec OPTIMADE 1.3.0, "Entry Listing JSON Response Schema", "Metadata properties" */
export interface ResourceMeta {
  /** By attribute. */
  readonly property_metadata?: Readonly<Record<string, JsonObject>>;
  /** By attribute; the attribute itself is null then. */
  readonly partial_data_links?: Readonly<Record<string, readonly PartialDataLink[]>>;
  readonly [prefixed: `_${string}`]: JsonValue | undefined;
}

/**
 * An entry on the wire.
 *
 * @spec OPTIMADE 1.3.0, "Entry Listing JSON Response Schema"; JSON:API 1.1, "Resource Objects"
 */
export interface ResourceObject<Attributes = JsonObject> {
  readonly id: string;
  readonly type: string;
  readonly attributes?: Attributes;
  /** By the type of entry that they lead to. */
  readonly relationships?: Readonly<Record<string, Relationship>>;
  readonly links?: DocumentLinks;
  readonly meta?: ResourceMeta;
}
