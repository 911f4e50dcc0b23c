import type { Implementation, Provider } from '../standard/index.ts';

/** A custom property as the configuration of optimade-python-tools declares it (`provider_fields`). */
export interface ProviderField {
  readonly name: string;
  readonly description?: string;
  readonly unit?: string;
  /** Old-style word (`string`, `integer`, …, `unknown`). */
  readonly type?: string;
  readonly sortable?: boolean;
}

/** How entries of a source are read; by entry type. Part of what decides whether a database must be built anew. */
export interface IngestSettings {
  /** The own prefix without underscores; undefined lets the source decide. */
  readonly prefix: string | undefined;
  /** OPTIMADE name → stored name. Several OPTIMADE names may share one stored name. */
  readonly aliases: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** List property → integer property that answers LENGTH. */
  readonly lengthAliases: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly providerFields: Readonly<Record<string, readonly ProviderField[]>>;
  /** Nothing is served where any error was found. */
  readonly strict: boolean;
}

/** How databases present themselves. */
export interface ServiceSettings {
  /** Undefined members are taken from the source, then from defaults. */
  readonly provider: Partial<Provider>;
  readonly implementation: Implementation;
  /** Link to a human-readable licence, or undefined. */
  readonly licenseUrl: string | undefined;
  /** SPDX identifiers; undefined makes no commitment. */
  readonly availableLicenses: readonly string[] | undefined;
  readonly availableLicensesForEntries: readonly string[] | undefined;
  readonly pageLimit: number;
  readonly pageLimitMax: number;
  readonly requestDelaySeconds: number | undefined;
  /** Public URL that stands before the base path of each database; undefined derives it from the request. */
  readonly baseUrl: string | undefined;
  /** Take forwarded headers for the public URL where there is no baseUrl. */
  readonly trustProxy: boolean;
  /** Id of the one database served at `/`, or undefined. */
  readonly rootDatabase: string | undefined;
  /** `/v1` gives info in the older style too: the plain-word `type`. */
  readonly classicInfo: boolean;
  /** URL of an OpenAPI document in place of our own, for `meta.schema`. */
  readonly schemaUrl: string | undefined;
}

export interface Settings {
  readonly sources: readonly string[];
  readonly host: string;
  /** Undefined: 5000, or the next free one. */
  readonly port: number | undefined;
  /** Folder of the database files. */
  readonly home: string;
  /** Id of the database where one source is given. */
  readonly id: string | undefined;
  readonly log: 'pretty' | 'json' | 'none';
  /** Whether the one database is served at `/`. */
  readonly root: boolean;
  readonly ingest: IngestSettings;
  readonly service: ServiceSettings;
}
