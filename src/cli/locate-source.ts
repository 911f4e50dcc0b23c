import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { steeringCharacters, suggest } from '../base/index.ts';
import type { AuthorizedLocation, Location, LocationPolicy } from '../ingest/index.ts';
import { authorizeLocation, parseLocation, SourceError, sourceName } from '../ingest/without-reading.ts';
import { CliError } from './cli-error.ts';

/** A source that somebody named on this machine, and what may be read for it. */
export interface LocatedSource {
  readonly location: AuthorizedLocation;
  readonly policy: LocationPolicy;
}

/**
 * Understands a path, a URL or a record. The operator may read every file, and ask the host that was named, wherever
 * it is.
 *
 * @param file key of a file in a record
 *
 * Errors: `SourceError`.
 */
export async function locateSource(text: string, file: string | undefined): Promise<LocatedSource> {
  const parsed = chooseFile(text, parseLocation(text), file);
  const policy: LocationPolicy = { folders: 'any', hosts: hostsOf(parsed) };
  const location = await authorizeLocation(parsed, policy, process.cwd());
  return { location: { ...location, name: shortName(location) }, policy };
}

/** As the one who named a source sees it: with the text that was written. */
export function explainSource(text: string, error: unknown): unknown {
  if (!(error instanceof SourceError)) return error;
  const choices = error.choices
    .map(({ name }) => `\n  --file ${name.replace(steeringCharacters, ' ')}`)
    .join('');
  const meant = error.reason === 'gone' ? neighborOf(text) : undefined;
  const hint = meant === undefined ? '' : `. Did you mean ${meant}?`;
  const problem = error.problem.replace(steeringCharacters, ' ');
  return new CliError(`${text}: ${problem}${hint}${choices}`, 1);
}

/** What lies where a path leads and is called much the same; undefined where nothing is. */
function neighborOf(path: string): string | undefined {
  try {
    const meant = suggest(basename(path), readdirSync(dirname(path)));
    return meant === undefined ? undefined : join(dirname(path), meant);
  } catch {
    return undefined;
  }
}

/** Errors: `SourceError` where there are no files to choose from. */
function chooseFile(text: string, location: Location, file: string | undefined): Location {
  if (file === undefined) return location;
  if (location.kind === 'record') return { ...location, file };
  throw new SourceError(text, 'a file can be chosen in a record only', { reason: 'malformed' });
}

function hostsOf(location: Location): readonly string[] {
  if (location.kind === 'file') return [];
  return [new URL(location.kind === 'url' ? location.url : location.repository).host];
}

/** What an id is made of: a file's name without its endings, whatever lies before it. */
function shortName({ location, name }: AuthorizedLocation): string {
  if (location.kind === 'record') return name;
  const last = name.split('/').findLast((part) => part !== '') ?? name;
  return sourceName(last.replace(/\?.*$/, '')) || last;
}
