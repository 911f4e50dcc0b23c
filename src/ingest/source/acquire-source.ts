/**
 * From a location that may be read to bytes on this disk. Files are read where they lie; what is elsewhere is fetched
 * first. Where the data are those of the time before, nothing is fetched, as far as that can be known beforehand.
 */
import { acquireRecord } from './acquire-record.ts';
import type { Acquired, AcquireOptions } from './acquired-source.ts';
import { fetchFile } from './fetch-source.ts';
import type { AuthorizedLocation } from './location/location.ts';
import { decoded } from './network/shown-url.ts';
import { openSource } from './open-source.ts';
import { RepositorySession } from './repository/repository-session.ts';

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
      return await acquireRecord(authorized.shown, location, options);
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
  return await fetchFile(wanted, options.previous, session, options);
}
