import type { JsonObject } from '../base/index.ts';
import type { EntryTypeDefinition } from './property-definition.ts';

/** @spec OPTIMADE 1.3.0, "JSON Response Schema: Common Fields", provider */
export interface Provider {
  readonly name: string;
  readonly description: string;
  /** Without underscores around it. */
  readonly prefix: string;
  readonly homepage?: string | null;
}

/** @spec OPTIMADE 1.3.0, "JSON Response Schema: Common Fields", implementation */
export interface Implementation {
  readonly name?: string;
  readonly version?: string;
  readonly homepage?: string | null;
  readonly source_url?: string | null;
  readonly issue_tracker?: string | null;
  readonly maintainer?: { readonly email: string };
}

/** What a database says of one entry type in `/info/<type>`, with what its entries hold. */
export interface EntryTypeDescription extends EntryTypeDefinition {
  /** Number of entries. */
  readonly count: number;
  /** For each property that some entry has: how many entries have a value. */
  readonly knownCounts: Readonly<Record<string, number>>;
  /** Custom properties that the source or configuration defines; listed in `/info/<type>` even where no entry has a value. */
  readonly declaredProperties: readonly string[];
  /** List property → the integer property that answers LENGTH for it. */
  readonly lengthAliases: Readonly<Record<string, string>>;
}

/**
 * What a database says of itself: the answer to `/info`, and the schema that queries are bound against. Written into
 * the database file when it is built; never changes after.
 */
export interface DatabaseDescription {
  /** By name. Standard types without entries are present too where they are known, with count 0. */
  readonly entryTypes: Readonly<Record<string, EntryTypeDescription>>;
  readonly provider: Provider;
  /** Identifies the content: changes whenever the data do. Part of ETags and cursors. */
  readonly dataVersion: string;
  /** RFC 3339 time of the ingestion. */
  readonly ingestedAt: string;
  /**
   * Patterns of the places in archives that hold references to other places, such as `*_ref`.
   */
  readonly archiveReferences: readonly string[];
  /** Members of `meta.database` beyond the id, as far as the source tells them. */
  readonly database: JsonObject;
}
