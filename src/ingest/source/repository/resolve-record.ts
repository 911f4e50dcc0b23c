import { limits } from '../../../base/index.ts';
import type { RecordLocation } from '../location/location.ts';
import { materialsCloud } from '../location/parse-record-location.ts';
import { SourceError } from '../source-error.ts';
import { readFiles, readRecord } from './read-record.ts';
import type { RecordFile, RepositoryRecord } from './repository-record.ts';
import type { RepositorySession } from './repository-session.ts';

/**
 * Asks a repository for a record. The id of all versions leads to the newest one; the record that is given always has
 * the id of its own version.
 *
 * Errors: `SourceError`, with the reason `gone` where there is no such record, or no longer.
 * Limits: `recordBytesMax`, `recordFilesMax`.
 */
export async function resolveRecord(
  location: RecordLocation,
  session: RepositorySession,
): Promise<RepositoryRecord> {
  const path = `/api/records/${encodeURIComponent(await recordId(location, session))}`;
  const value = await session.json(location.latest ? `${path}/versions/latest` : path);
  const record = readRecord(value, session.origin);
  if (record === undefined) {
    throw new SourceError(session.shown, `${session.host} answers with something that is no record`);
  }
  const files = record.files.length > 0 ? record.files : await filesApart(record, session);
  if (files.length > limits.recordFilesMax) {
    const problem = `the record has more than ${limits.recordFilesMax} files`;
    throw new SourceError(session.shown, problem, { reason: 'limit' });
  }
  return { ...record, files };
}

/** Old names and DOIs of the Materials Cloud Archive are known by where their pages lead to. */
async function recordId({ record }: RecordLocation, session: RepositorySession): Promise<string> {
  const isOld = 'doi' in record || (session.origin === materialsCloud && !record.id.includes('-'));
  if (!isOld) return record.id;
  const page = 'doi' in record ? `/doi/${record.doi}` : `/record/${record.id}`;
  const destination = new URL(await session.destination(page));
  const id = /^\/records\/([0-9a-z]{5}-[0-9a-z]{5})(?:\/|$)/.exec(destination.pathname)?.[1];
  if (destination.origin !== session.origin || id === undefined) {
    const problem = `${session.host} leads from there to no record of its own`;
    throw new SourceError(session.shown, problem, { reason: 'gone' });
  }
  return id;
}

/** Some repositories do not list the files in the record itself. */
async function filesApart(record: RepositoryRecord, session: RepositorySession): Promise<RecordFile[]> {
  if (record.access.state === 'metadata-only') return [];
  const path = `/api/records/${encodeURIComponent(record.id)}/files`;
  try {
    return readFiles(await session.json(path), session.origin, record.id);
  } catch (error) {
    // The record itself says more of why they are not to be had.
    if (record.access.state !== 'open' && error instanceof SourceError) return [];
    throw error;
  }
}
