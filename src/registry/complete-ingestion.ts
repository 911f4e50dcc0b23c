/**
 * The ingestion that a command waits for: done in this process, or, where another process of the same home is at it
 * already, followed to its end.
 */
import { setTimeout } from 'node:timers/promises';
import { DatabaseFileError, readDatabaseFileProperties } from '../backend/index.ts';
import type { IngestReport } from '../ingest/index.ts';
import type { DatabaseRecord, IngestionFailure } from './database-record.ts';
import { conductIngestion } from './ingestion/conduct-ingestion.ts';
import type { IngestionContext } from './ingestion/ingestion-context.ts';
import type { IngestionProgress } from './ingestion/ingestion-queue.ts';
import type { RegistryParts } from './registry-parts.ts';
import type { SharedQueue } from './store/shared-queue.ts';
import type { StoredDatabase } from './store/stored-database.ts';
import { recordOf } from './store/stored-database.ts';

export interface CompletionHooks {
  /** Aborting leaves the ingestion in the queue. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: IngestionProgress) => void;
}

/** How the ingestion that a command waited for ended. */
export interface Completion {
  /** `refused`: the data hold errors and the options are strict. An older file is served none the less, if there is one. */
  readonly outcome: 'reused' | 'built' | 'refused' | 'failed';
  readonly record: DatabaseRecord;
  /** Where the source was read. */
  readonly report?: IngestReport;
  /** Where the whole report stands as JSON. */
  readonly reportPath?: string;
  /** Why a file that was there was not used, for people. */
  readonly rebuildReason?: string;
  /** Where the outcome is `refused` or `failed`. */
  readonly failure?: IngestionFailure;
}

const lookMilliseconds = 100;

/** Undefined where the database was removed. Errors: the reason of the signal. */
export async function completeIngestion(
  parts: RegistryParts,
  queue: SharedQueue,
  context: IngestionContext,
  id: string,
  { signal, onProgress }: CompletionHooks,
): Promise<Completion | undefined> {
  const { store, files } = parts;
  const before = store.find(id);
  const rebuildReason = before === undefined ? undefined : reasonToRebuild(files.pathOf(id), before);
  for (;;) {
    signal.throwIfAborted();
    const row = store.find(id);
    if (row === undefined || before === undefined) return undefined;
    if (row.queuedAt === null) return await conclude(parts, before, row, rebuildReason);
    const claim = queue.claimOne(id);
    if (claim !== undefined) {
      // Servers read in processes of their own, and need no readers.
      const { runIngestion } = await import('./ingestion/run-ingestion.ts');
      await conductIngestion(claim, { queue, log: parts.log, signal, onProgress }, (ingestionHooks) =>
        runIngestion(claim, context, ingestionHooks),
      );
    } else {
      onProgress(recordOf(row, store.now()).ingestion!);
      // The loop sees the signal.
      await setTimeout(lookMilliseconds, undefined, { signal }).catch(() => {});
    }
  }
}

async function conclude(
  { store, files }: RegistryParts,
  before: StoredDatabase,
  row: StoredDatabase,
  rebuildReason: string | undefined,
): Promise<Completion> {
  const record = recordOf(row, store.now());
  const { failure } = row;
  if (failure === undefined && row.generation === before.generation) return { outcome: 'reused', record };
  const isRefused = failure?.reason === 'refused-by-strict';
  const wasRead = failure === undefined || isRefused;
  const text = wasRead ? await files.readReport(row.id) : undefined;
  return {
    outcome: failure === undefined ? 'built' : isRefused ? 'refused' : 'failed',
    record,
    ...(failure === undefined ? {} : { failure }),
    ...(text === undefined ? {} : { report: JSON.parse(text), reportPath: files.reportPath(row.id) }),
    ...(rebuildReason === undefined ? {} : { rebuildReason }),
  };
}

/** Undefined where there was nothing to use. */
function reasonToRebuild(path: string, row: StoredDatabase): string | undefined {
  if (row.fileBytes === null) return undefined;
  try {
    readDatabaseFileProperties(path);
    return 'the source or its settings changed';
  } catch (error) {
    if (!(error instanceof DatabaseFileError)) throw error;
    return `the database file could not be used (${error.message})`;
  }
}
