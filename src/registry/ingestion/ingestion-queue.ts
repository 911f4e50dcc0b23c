/** The waiting ingestions, as those see them who run them. All processes of a home share one queue. */
import type { AuthorizedLocation, IngestOptions, IngestReport, Provenance } from '../../ingest/index.ts';
import type {
  DatabaseContents,
  DatabaseOrigin,
  IngestionFailure,
  IngestionState,
} from '../database-record.ts';

/** An ingestion that this process has the lease of. */
export interface ClaimedIngestion {
  readonly id: string;
  /** Tells this lease from all others, also later ones of the same process. */
  readonly lease: string;
  readonly location: AuthorizedLocation;
  readonly origin: DatabaseOrigin;
  readonly options: IngestOptions;
  /** Of the file that is there; undefined where there is none, so that all has to be fetched. */
  readonly previous: Provenance | undefined;
  /** The file that is there, or would be. Only `finish` touches it. */
  readonly filePath: string;
  /**
   * Where the finished file is to be put, of this lease alone: `finish` moves it to `filePath` in the breath in which
   * the registry learns of it, so that whoever lost a lease can never put a file in the way of whoever has it.
   */
  readonly stagedPath: string;
  /** Where the report is to be put, as JSON, if there is one; `finish` moves it too. */
  readonly stagedReportPath: string;
  /** For what is fetched: of this database alone, and of no other that has its id later. */
  readonly downloadFolder: string;
}

export interface IngestionProgress extends Pick<IngestionState, 'stage' | 'fraction' | 'entries' | 'bytes'> {
  /** Files read so far, where the source has several; only for whoever runs the ingestion. */
  readonly files?: number;
}

/** How an ingestion ended. */
export type IngestionOutcome =
  | { readonly outcome: 'published'; readonly contents: DatabaseContents; readonly provenance: Provenance }
  /** The file that is there is right still. */
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'failed'; readonly failure: IngestionFailure }
  /** The process that did the work is gone, or was told to stop; the ingestion waits again. */
  | { readonly outcome: 'interrupted'; readonly blamed: boolean };

export interface IngestionQueue {
  /**
   * Takes the ingestion that waited longest, or one whose holder fell silent; undefined where there is none, or as many
   * run as may.
   */
  claim(): ClaimedIngestion | undefined;
  /** Takes the ingestion of one database, however many run; undefined where none waits. */
  claimOne(id: string): ClaimedIngestion | undefined;
  /** Keeps the lease and notes the progress. False where the lease is lost or the database was removed: give up. */
  report(claim: ClaimedIngestion, progress: IngestionProgress): boolean;
  /** Ends the lease. Where it was lost, nothing happens but that the staged file is removed. */
  finish(claim: ClaimedIngestion, outcome: IngestionOutcome): void;
}

/** What a finished ingestion also tells whoever ran it. */
export interface IngestionResult {
  readonly outcome: IngestionOutcome;
  /** Undefined where the source was not read. */
  readonly report: IngestReport | undefined;
}
