import type { AuthorizedLocation, Location, LocationPolicy } from '../ingest/index.ts';
import { authorizeLocation, namesOfUrl, parseLocation, SourceError } from '../ingest/without-reading.ts';
import type { LocateOptions } from './database-directory.ts';

/** See `DatabaseControl.locate`. */
export async function locateSource(
  text: string,
  { file, servedAs }: LocateOptions,
  policy: LocationPolicy,
  workingFolder: string,
): Promise<AuthorizedLocation> {
  const location = chooseFile(text, parseLocation(text), file);
  const authorized = await authorizeLocation(location, policy, workingFolder);
  // What this server serves is known by its URL; where it lies is nobody's business.
  return servedAs === undefined ? authorized : { ...authorized, ...namesOfUrl(servedAs) };
}

/** Errors: `SourceError` where there are no files to choose from. */
function chooseFile(text: string, location: Location, file: string | undefined): Location {
  if (file === undefined) return location;
  if (location.kind === 'record') return { ...location, file };
  throw new SourceError(text, 'a file can be chosen in a record only', { reason: 'malformed' });
}
