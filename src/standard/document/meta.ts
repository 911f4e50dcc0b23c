import type { JsonValue } from '../../base/index.ts';
import type { Link } from './link.ts';
import type { Warning } from './problem-object.ts';

/** Who serves. @spec OPTIMADE 1.3.0, "JSON Response Schema: Common Fields", provider */
export interface MetaProvider {
  readonly name: string;
  readonly description: string;
  /** Without underscores around it. */
  readonly prefix: string;
  readonly homepage?: Link;
}

/** The program that serves. @spec OPTIMADE 1.3.0, "JSON Response Schema: Common Fields", implementation */
export interface MetaImplementation {
  readonly name?: string;
  readonly version?: string;
  readonly homepage?: Link;
  readonly source_url?: Link;
  readonly issue_tracker?: Link;
  readonly maintainer?: { readonly email: string };
}

/**
 * What a document says of the database it comes from.
 *
 * @spec "JSON Response Schema: Common Fields", database
 */
export interface MetaDatabase {
  readonly id?: string;
  readonly name?: string;
  readonly version?: string;
  readonly description?: string;
  readonly homepage?: Link;
  readonly maintainer?: { readonly email: string };
}

/** What a document says of itself. @spec OPTIMADE 1.3.0, "JSON Response Schema: Common Fields", meta */
export interface Meta {
  readonly query: {
    /** What follows the versioned base URL: `/structures?filter=…`. */
    readonly representation: string;
  };
  /** All three numbers, without a `v`. */
  readonly api_version: string;
  readonly more_data_available: boolean;
  readonly schema?: Link;
  /** What `schema` is, where it is no OpenAPI document. */
  readonly schema_type?: string;
  /** RFC 3339 date-time of the answer. */
  readonly time_stamp?: string;
  /** How many entries match, on all pages. */
  readonly data_returned?: number;
  readonly provider?: MetaProvider;
  /** How many entries the endpoint has. */
  readonly data_available?: number;
  readonly last_id?: string;
  readonly response_message?: string;
  readonly implementation?: MetaImplementation;
  readonly warnings?: readonly Warning[];
  readonly database?: MetaDatabase;
  /** Units: seconds to wait before the next request. */
  readonly request_delay?: number;
  /** Members of providers, with their prefix. */
  readonly [prefixed: `_${string}`]: JsonValue | undefined;
}
