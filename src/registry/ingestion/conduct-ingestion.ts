import { limits } from '../../base/index.ts';
import type { RegistryLog } from '../registry-contract.ts';
import type { IngestionHooks } from './ingestion-context.ts';
import type {
  ClaimedIngestion,
  IngestionOutcome,
  IngestionProgress,
  IngestionQueue,
} from './ingestion-queue.ts';

/** A small part of a lease, so that a late timer or two do no harm. */
const heartbeatMilliseconds = limits.ingestionLeaseSeconds * 100;

export interface IngestionHolder {
  readonly queue: IngestionQueue;
  readonly log: RegistryLog;
  /** Calls the ingestion off. */
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: IngestionProgress) => void;
}

/**
 * Holds the lease of an ingestion while `work` does it, calls it off where the lease is lost, and notes its outcome. The
 * lease is kept whether or not the work says anything.
 *
 * Errors: what `work` throws, after that was noted as an interruption.
 */
export async function conductIngestion<Result extends { readonly outcome: IngestionOutcome }>(
  claim: ClaimedIngestion,
  { queue, log, signal, onProgress }: IngestionHolder,
  work: (hooks: IngestionHooks) => Promise<Result>,
): Promise<Result> {
  const attempt = (what: string, run: () => void): void => {
    try {
      run();
    } catch (error) {
      log.failure(`${what} of ${claim.id}`, error);
    }
  };
  const lost = new AbortController();
  let progress: IngestionProgress = { stage: 'fetching', fraction: undefined, entries: 0, bytes: 0 };
  const keepLease = (): void => {
    if (!queue.report(claim, progress)) lost.abort(new Error('the lease is lost'));
  };
  const heartbeat = setInterval(() => attempt('keeping the lease', keepLease), heartbeatMilliseconds);
  let outcome: IngestionOutcome = { outcome: 'interrupted', blamed: true };
  try {
    const result = await work({
      signal: AbortSignal.any([signal, lost.signal]),
      onProgress: (latest) => {
        const begins = latest.stage !== progress.stage;
        progress = latest;
        if (begins) attempt('noting the progress', keepLease);
        onProgress?.(latest);
      },
      onFault: (what, error) => log.failure(what, error),
    });
    outcome = result.outcome;
    return result;
  } finally {
    clearInterval(heartbeat);
    attempt('noting the end of the ingestion', () => queue.finish(claim, outcome));
  }
}
