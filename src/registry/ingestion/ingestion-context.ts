import type { LocationPolicy } from '../../ingest/index.ts';
import type { IngestionProgress } from './ingestion-queue.ts';

/** What all ingestions of a home have in common. Plain JSON, since it goes to other processes. */
export interface IngestionContext {
  /** For databases that were spawned; what a command names may lie anywhere. */
  readonly policy: LocationPolicy;
  /** By origin, such as `https://zenodo.org`. */
  readonly tokens: Readonly<Record<string, string>>;
  readonly downloadBytesMax: number;
  readonly entriesMax: number;
  readonly archiveBytesMax: number;
  /** Bytes of one database file: as many as all together may have. */
  readonly fileBytesMax: number;
  readonly userAgent: string;
}

/** How an ingestion stays in touch with whoever holds its lease. */
export interface IngestionHooks {
  /** Aborting leaves nothing behind; the outcome is then `interrupted`. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: IngestionProgress) => void;
  /** Hears of what is our fault, with all that a failure does not tell in public. */
  readonly onFault: (what: string, error: unknown) => void;
}
