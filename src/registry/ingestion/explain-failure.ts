import { randomBytes } from 'node:crypto';
import { DatabaseFileError } from '../../backend/index.ts';
import type { IngestReport } from '../../ingest/index.ts';
import { SourceError } from '../../ingest/without-reading.ts';
import type { IngestionFailure } from '../database-record.ts';
import type { ClaimedIngestion } from './ingestion-queue.ts';

/** Where nobody says when to come back: long enough not to be a nuisance, short enough for somebody who waits. */
const retrySeconds = 60;

export interface FailureScene {
  readonly claim: ClaimedIngestion;
  readonly now: Date;
  /** Hears all of an error of which the failure tells nothing but a reference. */
  readonly onFault: (what: string, error: unknown) => void;
}

/** What an error means for those who asked for the database. */
export function explainFailure(error: unknown, scene: FailureScene): IngestionFailure {
  const { claim, now } = scene;
  if (error instanceof SourceError) return explainSourceError(error, scene);
  if (isNoRoom(error)) {
    const message = `${claim.location.shown}: there is no room left on the disk of this server`;
    return { reason: 'no-room', message, at: now.toISOString(), retryAt: later(now, retrySeconds) };
  }
  if (error instanceof DatabaseFileError && error.problem === 'too-large') {
    const message = `${claim.location.shown}: its file would be larger than all files together may be (disk-max)`;
    return { reason: 'limit', message, at: now.toISOString() };
  }
  const reference = randomBytes(4).toString('hex');
  scene.onFault(`ingestion of ${claim.id} (reference ${reference})`, error);
  return {
    reason: 'internal',
    message: `${claim.location.shown}: something went wrong in this server, not in the data (reference ${reference})`,
    at: now.toISOString(),
  };
}

function explainSourceError(error: SourceError, { claim, now }: FailureScene): IngestionFailure {
  const { reason, problem, choices, retryAfterSeconds } = error;
  return {
    reason,
    message: `${claim.location.shown}: ${problem}`,
    ...(choices.length === 0 ? {} : { choices }),
    at: now.toISOString(),
    ...(reason === 'unreachable' ? { retryAt: later(now, retryAfterSeconds ?? retrySeconds) } : {}),
  };
}

/** What became of data that were read, but of which nothing is served. */
export function explainRefusal(report: IngestReport, claim: ClaimedIngestion, now: Date): IngestionFailure {
  const entries = Object.values(report.entryTypes).reduce((sum, counts) => sum + counts.stored, 0);
  const isEmpty = entries + report.looseArchives === 0;
  const { shown } = claim.location;
  const at = now.toISOString();
  const example = firstError(report);
  if (isEmpty) {
    const message = `${shown}: holds no entry that can be served${example}`;
    return { reason: 'unreadable', message, at };
  }
  const errors = report.counts.error === 1 ? '1 error' : `${report.counts.error} errors`;
  const message = `${shown}: holds ${errors} among ${entries} entries, and strict allows none${example}`;
  return { reason: 'refused-by-strict', message, at };
}

/** One of the errors in brackets, for whoever cannot see the report. */
function firstError({ issues }: IngestReport): string {
  const error = issues.find(({ severity, code }) => severity === 'error' && code !== 'nothing-stored');
  const example = error?.examples[0];
  if (example === undefined) return '';
  const { file, line, detail } = example;
  const places = [...(file === undefined ? [] : [file]), ...(line === undefined ? [] : [`line ${line}`])];
  return ` (${places.length === 0 ? '' : `${places.join(', ')}: `}${detail})`;
}

function isNoRoom(error: unknown): boolean {
  if (error instanceof DatabaseFileError) return error.problem === 'full';
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT';
}

function later(now: Date, seconds: number): string {
  return new Date(now.getTime() + seconds * 1000).toISOString();
}
