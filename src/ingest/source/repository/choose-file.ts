/** Which file of a record is served, where nobody or somebody has said so. */
import { suggest } from '../../../base/index.ts';
import type { FileChoice } from '../source-error.ts';
import { SourceError } from '../source-error.ts';
import type { RecordFile, RepositoryRecord } from './repository-record.ts';
import type { RepositorySession } from './repository-session.ts';

const jsonLines = /\.(?:jsonl|jsonlines|ndjson)(?:\.(?:gz|gzip|bz2))?$/i;
const json = /\.json(?:\.(?:gz|gzip|bz2))?$/i;
const namesMax = 10;

/** Files by which their owner says what of a record is to be served. */
export function isMakerConfig(name: string): boolean {
  return name === 'optimade.yaml' || name === 'optimade.yml';
}

/**
 * The file that was asked for, else `optimade.yaml`, else the only one of JSON Lines, else the only one of JSON.
 *
 * Errors: `SourceError`: `ambiguous` where there are several, with those to choose from; `gone` where there is no file
 * of the name, or none at all; `unreachable` where the files are not for everybody.
 */
export function chooseFile(
  record: RepositoryRecord,
  asked: string | undefined,
  session: RepositorySession,
): RecordFile {
  const { files } = record;
  if (files.length === 0) throw noFiles(record, session);
  if (asked !== undefined) return namedFile(record, asked, 'the record holds no file', session);
  const config = files.find(({ name }) => isMakerConfig(name));
  if (config) return config;
  for (const ending of [jsonLines, json]) {
    const [first, ...others] = files.filter(({ name }) => ending.test(name));
    if (first && others.length === 0) return first;
    if (first) {
      const problem = `the record holds ${others.length + 1} files that could be meant; choose one`;
      throw new SourceError(session.shown, `${problem}: ${listed(servable(record))}`, {
        reason: 'ambiguous',
        choices: servable(record),
      });
    }
  }
  const problem = `the record holds no JSON Lines or JSON, only ${listed(files)}`;
  throw new SourceError(session.shown, problem);
}

/** The file of a name; `complaint` is what to say where there is none. */
export function namedFile(
  record: RepositoryRecord,
  name: string,
  complaint: string,
  session: RepositorySession,
): RecordFile {
  const found = record.files.find((file) => file.name === name);
  if (found) return found;
  const meant = suggest(
    name,
    record.files.map((file) => file.name),
  );
  const hint = meant === undefined ? '' : `; did you mean "${meant}"?`;
  throw new SourceError(session.shown, `${complaint} "${name.slice(0, 200)}"${hint}`, {
    reason: 'gone',
    choices: servable(record),
  });
}

function servable({ files }: RepositoryRecord): FileChoice[] {
  return files
    .filter(({ name }) => jsonLines.test(name) || json.test(name))
    .map(({ name, sizeBytes }) => ({ name, sizeBytes }));
}

function listed(files: readonly FileChoice[]): string {
  const names = files.slice(0, namesMax).map(({ name }) => name.slice(0, 100));
  const more = files.length - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function noFiles({ access }: RepositoryRecord, session: RepositorySession): SourceError {
  const { shown, host } = session;
  const token = session.hasToken
    ? `the token that is set for ${host} does not count for it`
    : `a token for ${host} would be needed`;
  switch (access.state) {
    case 'embargoed': {
      const until = access.until === undefined ? '' : ` until ${access.until.slice(0, 50)}`;
      return new SourceError(shown, `the files of the record are under embargo${until}; ${token}`, {
        reason: 'unreachable',
      });
    }
    case 'restricted':
      return new SourceError(shown, `the files of the record are restricted; ${token}`, {
        reason: 'unreachable',
      });
    case 'closed':
      return new SourceError(shown, 'the files of the record are closed: nobody is given them', {
        reason: 'gone',
      });
    case 'metadata-only':
      return new SourceError(shown, 'the record describes data, but holds no files', { reason: 'gone' });
    case 'open':
      return new SourceError(shown, 'the record holds no files', { reason: 'gone' });
  }
}
