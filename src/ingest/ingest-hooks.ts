import type { DatabaseDescription } from '../standard/index.ts';
import type { IngestReport } from './report.ts';

/** How the outside world takes part in an ingestion. */
export interface IngestHooks {
  /** RFC 3339 time to be noted as that of the ingestion. */
  readonly ingestedAt: string;
  /** Aborting leaves nothing behind; `ingest` then throws the reason of the signal. */
  readonly signal?: AbortSignal;
  /** Entries that a source may hold; beyond it, `ingest` throws a `SourceError` of the reason `limit`. */
  readonly entriesMax?: number;
  /** The source is read no further than so many entries; undefined: to its end. */
  readonly entriesWanted?: number;
  readonly onProgress?: (progress: IngestProgress) => void;
}

export interface IngestProgress {
  readonly stage: 'surveying' | 'reading' | 'indexing';
  /** Of this stage, 0 to 1. */
  readonly fraction: number;
  /** Entries stored so far. */
  readonly entries: number;
  /** Files read so far, where the source has several. */
  readonly files?: number;
}

export interface IngestResult {
  readonly report: IngestReport;
  /** Undefined where nothing was published; the report tells why. */
  readonly description: DatabaseDescription | undefined;
}
