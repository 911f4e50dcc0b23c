/**
 * `/extensions/archive/<entry>/<path>`: what an archive holds at a place. Without settings that is sent as it was stored,
 * and parts of it can be asked for by range; with settings it is what a graph request answers at that place.
 */
import { OptimadeError, suggest } from '../../base/index.ts';
import type { ArchivePlace, EntryPlace, GraphDatabase } from '../../graph/index.ts';
import { findEntry } from '../../graph/index.ts';
import type { Answer } from '../answer.ts';
import { endpointUnknown } from '../endpoint-unknown.ts';
import { archiveUrl } from '../graph/archive-url.ts';
import { findArchivePlace } from '../graph/find-archive-place.ts';
import { ServedGraphDatabase } from '../graph/served-graph-database.ts';
import { rangedAnswer } from '../ranged-answer.ts';
import type { RequestScope } from '../request-scope.ts';
import type { ArchiveEndpoint } from '../route.ts';
import type { StreamedBody } from '../streamed-body.ts';

/**
 * @param range the header of this name
 *
 * Errors: endpoint-unknown, archive-missing, archive-place-missing, range-unsatisfiable, those of the parameters.
 */
export function answerArchive(
  scope: RequestScope,
  { entry, path }: ArchiveEndpoint,
  range: string | undefined,
): Answer<StreamedBody> {
  const { database, context, echo } = scope;
  // Its record is not asked for here.
  const graphDatabase = new ServedGraphDatabase(database, {}, context.versionedBaseUrl);
  if (entry === '') throw endpointUnknown(echo.path, hintAt(graphDatabase));
  const place = openArchive(graphDatabase, entry);
  const found = findArchivePlace(place.root, path);
  if (!('node' in found)) {
    const nearest = path.slice(0, found.length);
    throw new OptimadeError(
      'archive-place-missing',
      { entry, path: shownPath(path), nearest: `At "${shownPath(nearest)}" is ${found.description}.` },
      {
        suggestion: found.suggestion,
        meta: { nearest: archiveUrl(context.versionedBaseUrl, place.entryId, nearest) },
      },
    );
  }
  return rangedAnswer(found.node, range, { mediaType: 'application/json' });
}

/** Errors: archive-missing. */
function openArchive(database: GraphDatabase, name: string): ArchivePlace {
  const place = findNamedEntry(database, name);
  if (place === undefined) {
    const suggestion = suggest(name, firstNames(database));
    throw new OptimadeError('archive-missing', { entry: name, hint: hintAt(database) }, { suggestion });
  }
  const root = database.archives.open(place.entry);
  if (root === undefined) {
    const hint = 'The entry is there, but no archive of it came with the data.';
    throw new OptimadeError('archive-missing', { entry: name, hint });
  }
  return { ...place, root };
}

/** In a URL one escape is enough: what stands behind the colon of `<type>:<id>` is the id as it is. */
function findNamedEntry(database: GraphDatabase, name: string): EntryPlace | undefined {
  const colon = name.indexOf(':');
  const alias = colon === -1 ? name : name.slice(0, colon + 1) + encodeURIComponent(name.slice(colon + 1));
  return findEntry(database, alias) ?? findEntry(database, name);
}

const hintedNamesMax = 3;
const comparedNamesMax = 100;

function hintAt(database: GraphDatabase): string {
  const names = firstNames(database).slice(0, hintedNamesMax);
  return names.length === 0
    ? 'No archives came with its data.'
    : `Archives are named by entry id or by type and id, as in ${names.map((name) => `"${name}"`).join(', ')}.`;
}

/** How some archives can be named. */
function firstNames({ archives }: GraphDatabase): readonly string[] {
  const page = archives.page({
    orderBy: 'mainFile',
    descending: false,
    after: undefined,
    offset: 0,
    limit: comparedNamesMax,
  });
  return (page ?? [])
    .filter(({ hasArchive }) => hasArchive)
    .map(({ entry, key }) => (entry === undefined ? key : `${entry.type}:${entry.id}`));
}

function shownPath(path: readonly string[]): string {
  return `/${path.join('/')}`;
}
