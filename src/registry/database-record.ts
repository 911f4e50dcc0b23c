/** What the registry knows of a database, whether or not it can be asked right now. */
import type { IngestOptions, Provenance, SourceErrorReason } from '../ingest/index.ts';

/**
 * - `cold`: its file is not there: it was given up for room. The next request has it made again.
 * - `ingesting`: its file is being made for the first time, or again after it was cold.
 * - `live`: it was asked not long ago, and is open.
 * - `dormant`: its file is there, nothing of it in memory. The next request revives it.
 * - `failed`: there is no file, and the last try to make one failed.
 */
export type DatabaseState = 'cold' | 'ingesting' | 'live' | 'dormant' | 'failed';

/** Who asked for a database: what a command names is the operator's will, what came over HTTP is somebody's wish. */
export type DatabaseOrigin = 'command' | 'spawned';

/** @spec OPTIMADE 1.3.0, "Links Endpoint", aggregate */
export type Aggregate = 'ok' | 'test' | 'staging' | 'no';

/** How a database presents itself, where that is not for its source to say. */
export interface Presentation {
  readonly title?: string;
  readonly description?: string;
  readonly homepage?: string;
  readonly aggregate: Aggregate;
  readonly noAggregateReason?: string;
}

/** An ingestion that waits or runs. */
export interface IngestionState {
  readonly stage: 'queued' | 'fetching' | 'surveying' | 'reading' | 'indexing';
  /** Of the stage, 0 to 1; undefined where that cannot be told. */
  readonly fraction: number | undefined;
  /** Entries stored so far. */
  readonly entries: number;
  /** Bytes fetched so far. */
  readonly bytes: number;
  /** RFC 3339, as all times here. */
  readonly queuedAt: string;
  readonly startedAt?: string;
  /** Tries that ended with the end of their process. */
  readonly interruptions: number;
}

/** Why the last ingestion gave nothing to serve. */
export interface IngestionFailure {
  readonly reason: SourceErrorReason | 'refused-by-strict' | 'no-room' | 'interrupted' | 'internal';
  /** A sentence for people; names no path of this machine. */
  readonly message: string;
  readonly choices?: readonly { readonly name: string; readonly sizeBytes: number | undefined }[];
  readonly at: string;
  /** When a request may have it tried again; undefined where only a refresh does. */
  readonly retryAt?: string;
}

/** What is in the file of a database; stays known when the file is given up. */
export interface DatabaseContents {
  readonly name: string;
  readonly description: string;
  readonly homepage: string | null;
  /** The prefix of its provider. */
  readonly prefix: string;
  readonly entryCounts: Readonly<Record<string, number>>;
  /** Entries with an archive, and archives that belong to no entry. */
  readonly archives: number;
  /** Those that belong to no entry; only such are looked for by the names of their files. */
  readonly looseArchives: number;
  readonly dataVersion: string;
  readonly ingestedAt: string;
  readonly fileBytes: number;
  /** Issues by severity. */
  readonly issueCounts: Readonly<Record<'error' | 'warning' | 'note', number>>;
  readonly format: string;
}

export interface DatabaseRecord {
  readonly id: string;
  readonly origin: DatabaseOrigin;
  /** The location as it may be shown. */
  readonly location: string;
  readonly presentation: Presentation;
  readonly options: IngestOptions;
  readonly state: DatabaseState;
  /** Counts the files that were published; 0 where there was none yet. */
  readonly generation: number;
  /** Present also while an older file is served. */
  readonly ingestion?: IngestionState;
  /** Of the last ingestion; an older file may be served none the less. */
  readonly failure?: IngestionFailure;
  readonly contents?: DatabaseContents;
  readonly provenance?: Provenance;
  readonly timeToLiveSeconds: number;
  readonly createdAt: string;
  readonly lastRequestAt?: string;
  /** When it goes dormant unless it is asked again. */
  readonly liveUntil?: string;
}
