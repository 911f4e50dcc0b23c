import { limits } from '../../../base/index.ts';
import type { RecordLocation } from '../location/location.ts';
import { SourceError } from '../source-error.ts';
import { chooseFile, isMakerConfig, namedFile } from './choose-file.ts';
import { readMakerConfig } from './maker-config.ts';
import type { RecordFile, RepositoryRecord } from './repository-record.ts';
import type { RepositorySession } from './repository-session.ts';
import { resolveRecord } from './resolve-record.ts';

/** A file of a record that is to be served. */
export interface FoundFile {
  readonly record: RepositoryRecord;
  readonly file: RecordFile;
  /** Of the data, by their owner. */
  readonly description: string | undefined;
}

/**
 * Asks the repository for the record, chooses the file, and follows `optimade.yaml` to the one that it names.
 *
 * Errors: `SourceError`, as of `resolveRecord` and `chooseFile`; `unreadable` where `optimade.yaml` cannot be followed.
 * Limits: `makerConfigBytesMax`.
 */
export async function findRecordFile(
  location: RecordLocation,
  session: RepositorySession,
): Promise<FoundFile> {
  const record = await resolveRecord(location, session);
  const file = chooseFile(record, location.file, session);
  if (!isMakerConfig(file.name)) return { record, file, description: record.description };
  const bytes = await session.bytes(file.url, limits.makerConfigBytesMax);
  const config = readMakerConfig(bytes.toString('utf8'));
  if (typeof config === 'string') {
    throw new SourceError(session.shown, `the ${file.name} of the record ${config}`);
  }
  const complaint = `the ${file.name} of the record names a file that is not there,`;
  return {
    record,
    file: namedFile(record, config.file, complaint, session),
    description: config.description ?? record.description,
  };
}
