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
  /** Of the following, undefined lets the data's own `respawn.yaml` decide, then the defaults of ingestion. */
  readonly idScheme?: 'short' | 'path' | undefined;
  /** Which frames of a trajectory in one file become entries. */
  readonly frames?: 'last' | 'all' | undefined;
  readonly symmetry?: 'declared' | 'computed' | 'none' | undefined;
  /** Å */
  readonly symmetryTolerance?: number | undefined;
  /** A file that cannot be read is left out, or ends the ingestion. */
  readonly onError?: 'skip' | 'fail' | undefined;
  /** Bundles that lie in a bundle are read too. */
  readonly nestedBundles?: boolean | undefined;
  /** What is kept as archives of entries: their records and the files below `archive/`, these files alone, nothing. */
  readonly archives?: 'all' | 'files' | 'none' | undefined;
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
  /** Id of the database that the index meta-database names as the default; undefined: the only one, if there is one. */
  readonly defaultDatabase: string | undefined;
  /** Id of the one database served at `/`, or undefined. */
  readonly rootDatabase: string | undefined;
  /** `/v1` gives info in the older style too: the plain-word `type`. */
  readonly classicInfo: boolean;
  /** URL of an OpenAPI document in place of our own, for `meta.schema`. */
  readonly schemaUrl: string | undefined;
}

/** Who may spawn and remove databases over HTTP, and from where. */
export interface ControlSettings {
  /**
   * `off`: nobody. `local`: whoever can reach this server, which only this machine can. `token`: whoever knows the token.
   * The default follows from the address and the base URL.
   */
  readonly spawn: 'off' | 'local' | 'token';
  /** Only from the environment. */
  readonly token: string | undefined;
  /** Folders below which files may be named over HTTP, absolute. */
  readonly allowedPaths: readonly string[];
  /** Hosts that may be fetched from although their addresses are not public. */
  readonly allowedHosts: readonly string[];
}

/** Bounds on what all databases together may take, and how long they stay awake. */
export interface LifeCycleSettings {
  readonly timeToLiveSeconds: number;
  readonly databasesMax: number;
  readonly liveDatabasesMax: number;
  /** Of index blocks in memory, of all workers together. */
  readonly memoryBytesMax: number;
  readonly diskBytesMax: number;
  readonly ingestionsMax: number;
  readonly queueMax: number;
  readonly downloadBytesMax: number;
  readonly entriesMax: number;
  readonly archiveBytesMax: number;
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
  /** Processes that serve. */
  readonly workers: number;
  /** Begin without databases where no source is named, rather than with the bundled examples. */
  readonly empty: boolean;
  /** Metrics at /-/metrics of the port that serves. */
  readonly metrics: boolean;
  /** Metrics on a port of their own, of the same address. */
  readonly metricsPort: number | undefined;
  /** Tokens of repositories by origin, only from the environment. */
  readonly repositoryTokens: Readonly<Record<string, string>>;
  readonly lifeCycle: LifeCycleSettings;
  readonly control: ControlSettings;
  readonly ingest: IngestSettings;
  readonly service: ServiceSettings;
}
