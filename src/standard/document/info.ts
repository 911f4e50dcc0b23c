import type { PropertyDefinition } from '../property-definition.ts';
import type { Link } from './link.ts';

export interface AvailableApiVersion {
  /** A versioned base URL, ending in `/v1`, `/v1.3` or `/v1.3.0`. */
  readonly url: string;
  /** All three numbers. */
  readonly version: string;
}

/** @spec OPTIMADE 1.3.0, "Base Info Endpoint" */
export interface BaseInfoAttributes {
  readonly api_version: string;
  readonly available_api_versions: readonly AvailableApiVersion[];
  readonly formats: readonly string[];
  readonly available_endpoints: readonly string[];
  /** The entry types that each format is offered for. */
  readonly entry_types_by_format: Readonly<Record<string, readonly string[]>>;
  /** A page for people to read. */
  readonly license: Link;
  /** SPDX identifiers under which all data can be used; null makes no commitment. */
  readonly available_licenses?: readonly string[] | null;
  /** The same for single entries and small parts. */
  readonly available_licenses_for_entries?: readonly string[] | null;
  readonly is_index?: boolean;
}

/** `data` of `/info`. @spec OPTIMADE 1.3.0, "Base Info Endpoint" */
export interface BaseInfo {
  readonly type: 'info';
  readonly id: '/';
  readonly attributes: BaseInfoAttributes;
}

/** `data` of `/info` of an index meta-database. @spec OPTIMADE 1.3.0, "Index Meta-Database" */
export interface IndexInfo extends BaseInfo {
  readonly attributes: BaseInfoAttributes & { readonly is_index: true };
  readonly relationships: {
    /** The database that clients should use if they use one only. */
    readonly default?: { readonly data: { readonly type: 'links'; readonly id: string } | null };
  };
}

/** `data` of `/info/<type>`. @spec OPTIMADE 1.3.0, "Entry Listing Info Endpoints" */
export interface EntryInfo {
  readonly type: 'info';
  /** The name of the entry type. */
  readonly id: string;
  readonly description: string;
  readonly properties: Readonly<Record<string, PropertyDefinition>>;
  readonly formats: readonly string[];
  /** The properties that each format can show. */
  readonly output_fields_by_format: Readonly<Record<string, readonly string[]>>;
}
