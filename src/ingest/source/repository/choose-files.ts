/** Which files of a record are served, where its owner has not said so. */
import { suggest } from '../../../base/index.ts';
import type { FileChoice } from '../source-error.ts';
import { SourceError } from '../source-error.ts';
import { bundleNamed } from '../source-name.ts';
import type { RecordFile, RepositoryRecord } from './repository-record.ts';
import type { RepositorySession } from './repository-session.ts';

const compression = /\.(?:gz|gzip|bz2|xz|zst|zstd)$/i;
const structures = /\.(?:m?cif|xyz|extxyz|vasp|poscar)$|(?:^|\/)(?:POSCAR|CONTCAR)[^/]*$/i;
const companions = /\.(?:csv|tsv|bib)$/i;
const namesMax = 10;

/** What a file may be served as, by its name; in the order in which one alone is taken. */
const kinds: readonly ((bareName: string) => boolean)[] = [
  (name) => /\.(?:jsonl|jsonlines|ndjson)$/i.test(name),
  (name) => /\.json$/i.test(name),
  (name) => /\.aiida$/i.test(name),
  (name) => bundleNamed(name) !== undefined || structures.test(name),
];

/**
 * The only file of JSON Lines, else the only one of JSON, else the only AiiDA archive, else the only bundle or file of a
 * structure, together with the tables and bibliographies of the record.
 *
 * @param shown the location for messages
 * Errors: `SourceError`: `ambiguous` where there are several, with those to choose from; as of `requireFiles`.
 */
export function chooseFiles(record: RepositoryRecord, shown: string): readonly [RecordFile, ...RecordFile[]] {
  const { files } = record;
  for (const isOfKind of kinds) {
    const [first, ...others] = files.filter(({ name }) => isOfKind(bareName(name)));
    if (first && others.length > 0) {
      const problem = `the record holds ${others.length + 1} files that could be meant; choose one`;
      throw new SourceError(shown, `${problem}: ${listed(servable(record))}`, {
        reason: 'ambiguous',
        choices: servable(record),
      });
    }
    if (first) return isOfKind === kinds.at(-1) ? [first, ...files.filter(isCompanion)] : [first];
  }
  const known = 'JSON Lines, JSON, AiiDA archive, zip or tar archive, CIF, XYZ or POSCAR';
  throw new SourceError(shown, `the record holds no ${known}, only ${listed(files)}`);
}

function isCompanion({ name }: RecordFile): boolean {
  return companions.test(bareName(name));
}

function bareName(name: string): string {
  return name.replace(compression, '');
}

/** The file of a name; `complaint` is what to say where there is none. */
export function namedFile(
  record: RepositoryRecord,
  name: string,
  complaint: string,
  shown: string,
): RecordFile {
  const found = record.files.find((file) => file.name === name);
  if (found) return found;
  const meant = suggest(
    name,
    record.files.map((file) => file.name),
  );
  const hint = meant === undefined ? '' : `; did you mean "${meant}"?`;
  throw new SourceError(shown, `${complaint} "${name.slice(0, 200)}"${hint}`, {
    reason: 'gone',
    choices: servable(record),
  });
}

function servable({ files }: RepositoryRecord): FileChoice[] {
  return files
    .filter(({ name }) => kinds.some((isOfKind) => isOfKind(bareName(name))))
    .map(({ name, sizeBytes }) => ({ name, sizeBytes }));
}

function listed(files: readonly FileChoice[]): string {
  const names = files.slice(0, namesMax).map(({ name }) => name.slice(0, 100));
  const more = files.length - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Errors: `SourceError` where a record shows no files: `unreachable` where they are not for everybody, else `gone`. */
export function requireFiles({ files, access }: RepositoryRecord, session: RepositorySession): void {
  if (files.length > 0) return;
  const { shown, host } = session;
  const token = session.hasToken
    ? `the token that is set for ${host} does not count for it`
    : `a token for ${host} would be needed`;
  switch (access.state) {
    case 'embargoed': {
      const until = access.until === undefined ? '' : ` until ${access.until.slice(0, 50)}`;
      throw new SourceError(shown, `the files of the record are under embargo${until}; ${token}`, {
        reason: 'unreachable',
      });
    }
    case 'restricted':
      throw new SourceError(shown, `the files of the record are restricted; ${token}`, {
        reason: 'unreachable',
      });
    case 'closed':
      throw new SourceError(shown, 'the files of the record are closed: nobody is given them', {
        reason: 'gone',
      });
    case 'metadata-only':
      throw new SourceError(shown, 'the record describes data, but holds no files', { reason: 'gone' });
    case 'open':
      throw new SourceError(shown, 'the record holds no files', { reason: 'gone' });
  }
}
