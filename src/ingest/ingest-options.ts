import type { DatasetSettings } from './dataset/dataset-plan.ts';

/** A custom property as the configuration declares it. */
export interface ProviderField {
  readonly name: string;
  readonly description?: string;
  readonly unit?: string;
  /** Old-style word (`string`, `integer`, …, `unknown`). */
  readonly type?: string;
  readonly sortable?: boolean;
}

/** How entries of a source are read; by entry type. Two runs with equal options make the same database. */
export interface IngestOptions extends DatasetSettings {
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
