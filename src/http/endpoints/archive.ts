/**
 * `/extensions/archive/<entry>/<path>`: what an archive holds at a place. Without settings that is sent as it was stored,
 * and parts of it can be asked for by range, or shown to a browser as a page; with settings it is what a graph request
 * answers at that place.
 */
import { OptimadeError, suggest } from '../../base/index.ts';
import type {
  ArchivePathRequest,
  ArchivePlace,
  ArchiveRequest,
  EntryPlace,
  GraphDatabase,
} from '../../graph/index.ts';
import { findEntry, parseArchivePath } from '../../graph/index.ts';
import type { Answer, AnyBody } from '../answer.ts';
import { endpointUnknown } from '../endpoint-unknown.ts';
import { archiveNames } from '../graph/archive-names.ts';
import { archiveUrl } from '../graph/archive-url.ts';
import type { ArchiveNode, PathEnd } from '../graph/find-archive-place.ts';
import { findArchivePlace } from '../graph/find-archive-place.ts';
import { ServedGraphDatabase } from '../graph/served-graph-database.ts';
import { prefersHtml } from '../negotiation.ts';
import { rangedAnswer } from '../ranged-answer.ts';
import type { RequestScope } from '../request-scope.ts';
import type { ArchiveEndpoint } from '../route.ts';
import { answerArchivePage } from './archive-page.ts';

/** What a graph request answers at a place that is there. */
type ReadArchiveValue = (place: ArchivePlace, asked: ArchivePathRequest) => Promise<Answer<AnyBody>>;

export interface ArchiveWishes {
  readonly accept: string | undefined;
  /** The header of this name; undefined where it does not count. */
  readonly range: string | undefined;
  readonly readArchive: ReadArchiveValue;
  /** The versioned base URL of a database. */
  readonly urlOfDatabase: (id: string) => string;
}

/**
 * Errors: endpoint-unknown, archive-missing, archive-place-missing, range-unsatisfiable, those of the parameters and of
 * `readValue`.
 */
export async function answerArchive(
  { database, context, echo }: RequestScope,
  { entry, path: steps }: ArchiveEndpoint,
  { accept, range, readArchive, urlOfDatabase: baseUrlOf }: ArchiveWishes,
): Promise<Answer<AnyBody>> {
  const { versionedBaseUrl } = context;
  // Its record is not asked for here.
  const graphDatabase = new ServedGraphDatabase(database, {}, versionedBaseUrl);
  if (entry === '') throw endpointUnknown(echo.path, hintAt(graphDatabase));
  const place = openArchive(graphDatabase, entry);
  const parameters = parametersOf(echo.query);
  // A key may end in brackets, as what has an index does.
  const literal = parameters.length === 0 ? findArchivePlace(place.root, steps) : undefined;
  if (literal !== undefined && 'node' in literal) {
    const { node } = literal;
    if (!prefersHtml(accept)) return storedAnswer(node, range);
    const from = firstShown(echo.query);
    const { baseUrl, database: shown } = context;
    const urls = { baseUrl, versionedBaseUrl, baseUrlOf };
    return answerArchivePage({ entry, place, path: steps, node, from, databaseName: shown.name, ...urls });
  }
  const asked = parseArchivePath(steps, parameters);
  const found = findArchivePlace(place.root, asked.path);
  if (!('node' in found)) throw placeMissing(entry, asked.path, found, place, versionedBaseUrl);
  if (isScalar(found.node) || asksForAll(asked.request)) return storedAnswer(found.node, range);
  return readArchive(place, asked);
}

function storedAnswer(node: ArchiveNode, range: string | undefined): Answer<AnyBody> {
  return rangedAnswer(node, range, { mediaType: 'application/json' });
}

/** Without those that every endpoint takes, and those of others. */
function parametersOf(query: string): readonly (readonly [string, string])[] {
  return [...new URLSearchParams(query)].filter(([name]) => name !== 'api_hint' && !name.startsWith('_'));
}

/** Where a page begins among the children. The name is of our own, as those of settings are not. */
function firstShown(query: string): number {
  const from = new URLSearchParams(query).get('_from') ?? '';
  return /^\d{1,15}$/.test(from) ? Number(from) : 0;
}

function isScalar({ kind }: ArchiveNode): boolean {
  return kind !== 'map' && kind !== 'sections' && kind !== 'list';
}

/** Whether nothing of what is there would be left out or be written in another way. */
function asksForAll({ settings }: ArchiveRequest): boolean {
  const { keys, depth, maxListSize, maxDictSize, index, listPage, listPageSize } = settings;
  const bounds = [keys, depth, maxListSize, maxDictSize, index, listPage, listPageSize];
  const isBounded = bounds.some((bound) => bound !== undefined);
  return !isBounded && settings.includeQuantities && !settings.alwaysRewriteReferences;
}

/** Errors: archive-missing. */
function openArchive(database: GraphDatabase, name: string): ArchivePlace {
  const place = findNamedEntry(database, name);
  if (place === undefined) {
    const names = archiveNames(database, comparedNamesMax);
    const suggestion = names.find((known) => known.endsWith(`:${name}`)) ?? suggest(name, names);
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
/** Names that a wrong one is compared with. */
const comparedNamesMax = 100;

function hintAt(database: GraphDatabase): string {
  const names = archiveNames(database, hintedNamesMax);
  return names.length === 0
    ? 'No archives came with its data.'
    : `Archives are named by entry id or by type and id, as in ${names.map((name) => `"${name}"`).join(', ')}.`;
}

function placeMissing(
  entry: string,
  path: readonly string[],
  end: PathEnd,
  { entryId }: ArchivePlace,
  versionedBaseUrl: string,
): OptimadeError {
  const nearest = path.slice(0, end.length);
  const sentence = `At "${shownPath(nearest)}" is ${end.description}.`;
  return new OptimadeError(
    'archive-place-missing',
    { entry, path: shownPath(path), nearest: sentence },
    { suggestion: end.suggestion, meta: { nearest: archiveUrl(versionedBaseUrl, entryId, nearest) } },
  );
}

function shownPath(path: readonly string[]): string {
  return `/${path.join('/')}`;
}
