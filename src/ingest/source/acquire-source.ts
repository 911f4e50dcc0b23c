/**
 * From a location that may be read to bytes on this disk. Files are read where they lie; what is elsewhere is fetched
 * first. Where the data are those of the time before, nothing is fetched, as far as that can be known beforehand.
 */
import { open, rm } from 'node:fs/promises';
import type { Acquired, AcquireOptions, Provenance, RecordProvenance } from './acquired-source.ts';
import type { AuthorizedLocation, RecordLocation } from './location/location.ts';
import { download } from './network/download.ts';
import type { ExpectedContent, PreviousDownload } from './network/expected-content.ts';
import { decoded } from './network/shown-url.ts';
import { openSource } from './open-source.ts';
import type { FoundFile } from './repository/find-record-file.ts';
import { findRecordFile } from './repository/find-record-file.ts';
import type { RecordAccess } from './repository/repository-record.ts';
import { RepositorySession } from './repository/repository-session.ts';
import { retold, SourceError } from './source-error.ts';

/**
 * Makes the data of a location readable.
 *
 * Errors: `SourceError` with every reason but `malformed`; what is half fetched stays for the next try. Where the
 * signal aborts, its reason.
 */
export async function acquireSource(
  authorized: AuthorizedLocation,
  options: AcquireOptions,
): Promise<Acquired> {
  const { location } = authorized;
  switch (location.kind) {
    case 'file':
      return await acquireFile(authorized, location.path, options);
    case 'url':
      return await acquireUrl(authorized, location.url, options);
    case 'record':
      return await acquireRecord(authorized, location, options);
  }
}

async function acquireFile(
  { key, shown }: AuthorizedLocation,
  path: string,
  { previous, now, signal }: AcquireOptions,
): Promise<Acquired> {
  const source = await openSource(key, { location: shown, fileName: path, signal });
  const { sizeBytes } = source;
  const checksum = await source.checksum();
  if (previous?.sizeBytes === sizeBytes && previous.checksum === checksum) return { outcome: 'unchanged' };
  return {
    outcome: 'acquired',
    source,
    provenance: { location: shown, sizeBytes, checksum, fetchedAt: now().toISOString() },
    release: async () => undefined,
  };
}

async function acquireUrl(
  { shown }: AuthorizedLocation,
  url: string,
  options: AcquireOptions,
): Promise<Acquired> {
  const { origin, pathname, host } = new URL(url);
  const session = new RepositorySession(origin, { ...options, shown });
  const fileName = decoded(pathname).replace(/[\x00-\x1f\x7f]/g, '');
  const wanted = { url, fileName: fileName === '/' ? host : fileName, expected: {} };
  return await fetchSource(wanted, options.previous, session, options);
}

async function acquireRecord(
  { shown }: AuthorizedLocation,
  location: RecordLocation,
  options: AcquireOptions,
): Promise<Acquired> {
  const session = new RepositorySession(location.repository, { ...options, shown });
  const found = await findRecordFile(location, session);
  const { record, file, description } = found;
  const { previous, downloadBytesMax } = options;
  const known = isSameFile(found, previous);
  if (known === 'certainly') return { outcome: 'unchanged' };
  if ((file.sizeBytes ?? 0) > downloadBytesMax) {
    const problem = `${file.name} has ${file.sizeBytes} bytes; at most ${downloadBytesMax} are fetched`;
    throw new SourceError(shown, problem, { reason: 'limit' });
  }
  const wanted = { url: file.url, fileName: file.name, expected: file };
  // Of another file only the bytes can be the same: what its server said of it does not count.
  const comparable = previous && known === 'no' ? withoutValidators(previous) : previous;
  try {
    const fetched = await fetchSource(wanted, comparable, session, options);
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

/** What is fetched, and what is known of it beforehand. */
interface WantedFile {
  readonly url: string;
  /** As its owner calls it. */
  readonly fileName: string;
  readonly expected: ExpectedContent;
}

async function fetchSource(
  { url, fileName, expected }: WantedFile,
  previous: PreviousDownload | undefined,
  session: RepositorySession,
  options: AcquireOptions,
): Promise<Acquired> {
  const { client, downloadFolder, now } = options;
  const { shown } = session;
  const fetched = await download(client, url, {
    ...options,
    folder: downloadFolder,
    shown,
    bytesMax: options.downloadBytesMax,
    headers: session.headersFor(url),
    expected,
    previous,
  });
  const release = () => rm(downloadFolder, { recursive: true, force: true });
  try {
    if (fetched.outcome === 'unchanged') {
      await release();
      return fetched;
    }
    const { path, checksum, sizeBytes, etag, lastModified } = fetched;
    if (await isWebPage(path)) {
      const advice = 'open it in a browser and copy the link of the data file itself';
      throw new SourceError(shown, `the server answers with a web page in place of data; ${advice}`);
    }
    const source = await openSource(path, { location: shown, fileName });
    const provenance: Provenance = {
      location: shown,
      url: fetched.url,
      ...(etag === undefined ? {} : { etag }),
      ...(lastModified === undefined ? {} : { lastModified }),
      sizeBytes,
      checksum,
      fetchedAt: now().toISOString(),
    };
    return {
      outcome: 'acquired',
      // It was taken on the way.
      source: { ...source, checksum: async () => checksum },
      provenance,
      release,
    };
  } catch (error) {
    // Whole, and of no use: the next try should not begin with it.
    await release();
    throw error;
  }
}

const pageBytes = 1_024;

async function isWebPage(path: string): Promise<boolean> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(pageBytes), 0, pageBytes, 0);
    return /^(?:\u00ef\u00bb\u00bf)?\s*(?:<!--[^>]*-->\s*)?<(?:!doctype html|html|head|body)\b/i.test(
      buffer.toString('latin1', 0, bytesRead),
    );
  } finally {
    await handle.close();
  }
}

/**
 * Whether a file of a record is the one of the time before. Published files do not change, but what a repository says
 * of one is only certain where it tells a checksum.
 */
function isSameFile(
  { record, file }: FoundFile,
  previous: Provenance | undefined,
): 'certainly' | 'probably' | 'no' {
  const known = previous?.record;
  if (known?.repository !== record.repository || known.id !== record.id || known.file !== file.name) {
    return 'no';
  }
  if (file.checksum === undefined || file.checksum !== known.checksum) return 'probably';
  return file.sizeBytes === undefined || file.sizeBytes === previous?.sizeBytes ? 'certainly' : 'probably';
}

function withoutValidators({ checksum, sizeBytes }: Provenance): PreviousDownload {
  return { checksum, sizeBytes };
}

function recordProvenance({ record, file }: FoundFile): RecordProvenance {
  const { repository, id, doi, version, title, license, pageUrl } = record;
  return {
    repository,
    id,
    ...(doi === undefined ? {} : { doi }),
    ...(version === undefined ? {} : { version }),
    ...(title === undefined ? {} : { title }),
    ...(license === undefined ? {} : { license }),
    file: file.name,
    url: pageUrl,
    ...(file.checksum === undefined ? {} : { checksum: file.checksum }),
  };
}

/** A file may be listed and still not be given to everybody; the server's refusal alone does not say why. */
function withAccess(error: unknown, { state, until }: RecordAccess, shown: string): unknown {
  if (!(error instanceof SourceError) || error.reason !== 'unreachable' || state === 'open') return error;
  const end = until === undefined ? '' : ` until ${until}`;
  return retold(error, shown, `${error.problem}; the files of the record are ${state}${end}`);
}
