/** What of a record of a repository is served, fetched: one file, or several that belong together. */
import type { Acquired, AcquireOptions, Provenance, RecordProvenance } from './acquired-source.ts';
import type { WantedFile } from './fetch-source.ts';
import { fetchFile, fetchFiles } from './fetch-source.ts';
import type { RecordLocation } from './location/location.ts';
import type { PreviousDownload } from './network/expected-content.ts';
import type { FoundFiles } from './repository/find-record-files.ts';
import { findRecordFiles } from './repository/find-record-files.ts';
import type { RecordAccess, RecordFile } from './repository/repository-record.ts';
import { RepositorySession } from './repository/repository-session.ts';
import { retold, SourceError } from './source-error.ts';

/**
 * @param shown the location for messages
 * Errors: as of `acquireSource`.
 * Limits: `downloadBytesMax` of all files together.
 */
export async function acquireRecord(
  shown: string,
  location: RecordLocation,
  options: AcquireOptions,
): Promise<Acquired> {
  const session = new RepositorySession(location.repository, { ...options, shown });
  const found = await findRecordFiles(location, session);
  const { record, files, description } = found;
  const { previous } = options;
  const known = areSameFiles(found, previous);
  if (known === 'certainly') return { outcome: 'unchanged' };
  checkSizes(files, options.downloadBytesMax, shown);
  // Of another file only the bytes can be the same: what its server said of it does not count.
  const comparable = previous && known === 'no' ? withoutValidators(previous) : previous;
  const [first, ...others] = files.map(wantedFile) as [WantedFile, ...WantedFile[]];
  try {
    const fetched =
      others.length === 0
        ? await fetchFile(first, comparable, session, options)
        : await fetchFiles([first, ...others], comparable, session, options);
    if (fetched.outcome === 'unchanged') return fetched;
    return {
      ...fetched,
      provenance: { ...fetched.provenance, record: recordProvenance(found) },
      ...(record.title === undefined ? {} : { title: record.title }),
      ...(description === undefined ? {} : { description }),
    };
  } catch (error) {
    throw withAccess(error, record.access, shown);
  }
}

function wantedFile(file: RecordFile): WantedFile {
  return { url: file.url, fileName: file.name, expected: file };
}

/** What is known to be too large is not begun. */
function checkSizes(files: FoundFiles['files'], bytesMax: number, shown: string): void {
  const total = files.reduce((sum, { sizeBytes = 0 }) => sum + sizeBytes, 0);
  if (total <= bytesMax) return;
  const [first, ...others] = files;
  const [subject, verb] = others.length === 0 ? [first.name, 'has'] : [`${files.length} files`, 'have'];
  const problem = `${subject} ${verb} ${total} bytes; at most ${bytesMax} are fetched`;
  throw new SourceError(shown, problem, { reason: 'limit' });
}

/**
 * Whether files of a record are those of the time before. Published files do not change, but what a repository says of
 * one is only certain where it tells a checksum.
 */
function areSameFiles(
  { record, files }: FoundFiles,
  previous: Provenance | undefined,
): 'certainly' | 'probably' | 'no' {
  const known = previous?.record;
  if (known?.repository !== record.repository || known.id !== record.id) return 'no';
  const knownFiles = known.files ?? [{ name: known.file, checksum: known.checksum }];
  const checksums = new Map(knownFiles.map(({ name, checksum }) => [name, checksum]));
  if (files.length !== checksums.size || !files.every(({ name }) => checksums.has(name))) return 'no';
  const isTold = files.every(
    ({ name, checksum }) => checksum !== undefined && checksum === checksums.get(name),
  );
  const sizes = files.map(({ sizeBytes }) => sizeBytes ?? Number.NaN);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return isTold && (Number.isNaN(total) || total === previous?.sizeBytes) ? 'certainly' : 'probably';
}

function withoutValidators({ checksum, sizeBytes }: Provenance): PreviousDownload {
  return { checksum, sizeBytes };
}

function recordProvenance({ record, files }: FoundFiles): RecordProvenance {
  const { repository, id, doi, version, title, license, pageUrl } = record;
  const [main, ...others] = files;
  return {
    repository,
    id,
    ...(doi === undefined ? {} : { doi }),
    ...(version === undefined ? {} : { version }),
    ...(title === undefined ? {} : { title }),
    ...(license === undefined ? {} : { license }),
    file: main.name,
    url: pageUrl,
    ...checksumOf(main),
    ...(others.length === 0
      ? {}
      : { files: files.map((file) => ({ name: file.name, ...checksumOf(file) })) }),
  };
}

function checksumOf({ checksum }: RecordFile): { readonly checksum?: string } {
  return checksum === undefined ? {} : { checksum };
}

/** A file may be listed and still not be given to everybody; the server's refusal alone does not say why. */
function withAccess(error: unknown, { state, until }: RecordAccess, shown: string): unknown {
  if (!(error instanceof SourceError) || error.reason !== 'unreachable' || state === 'open') return error;
  const end = until === undefined ? '' : ` until ${until}`;
  return retold(error, shown, `${error.problem}; the files of the record are ${state}${end}`);
}
