import type { AppRequest } from './app-request.ts';
import { decodeSegment } from './request-target.ts';
import { pathSegments, withoutEmpty } from './route.ts';

/** Where a path leads, by its first segment. */
export type Place =
  | { readonly kind: 'home'; readonly rootUrl: string }
  | OwnPlace<'index'>
  /** Of the graph of all databases. */
  | OwnPlace<'graph'>
  | OwnPlace<PartName>
  /** Somewhere else, whatever there is. */
  | { readonly kind: 'moved'; readonly url: string }
  | DatabasePlace;

/** Parts of the server beside its databases. */
export type PartName = 'control' | 'operations' | 'static';

/** Below one of our own first segments. */
export interface OwnPlace<Kind extends 'index' | 'graph' | PartName> {
  readonly kind: Kind;
  readonly rootUrl: string;
  /** Percent-encoded segments below the first; of the graph, below `/extensions/graph`. */
  readonly segments: readonly string[];
}

/** Into the database of an id, if there is one. */
export interface DatabasePlace {
  readonly kind: 'database';
  readonly id: string;
  readonly rootUrl: string;
  readonly baseUrl: string;
  /** Percent-encoded segments below the base URL. */
  readonly segments: readonly string[];
}

/** First segments with a meaning of their own; no database has such an id. */
const ownPlaces: ReadonlyMap<string, 'index' | PartName> = new Map([
  ['index', 'index'],
  ['extensions', 'control'],
  ['static', 'static'],
  ['-', 'operations'],
]);

/** What belongs to a base URL: at the root of a server, that is the index meta-database. */
const belowBaseUrl = /^(?:info|links|versions|v\d.*)$/;

/**
 * Finds out where a path leads, without looking at what is there. No database is served below another, so a database
 * at the root is alone, but for what the operator needs.
 *
 * @param rootUrl the public URL of the server
 * Errors: url-malformed.
 */
export function findPlace(
  { target }: Pick<AppRequest, 'target'>,
  rootUrl: string,
  rootDatabase: string | undefined,
): Place {
  const segments = withoutEmpty(pathSegments(target.path));
  const [first, ...below] = segments;
  const name = first === undefined ? undefined : decodeSegment(first);
  const own = name === undefined ? undefined : ownPlaces.get(name);
  if (rootDatabase !== undefined && own !== 'operations') {
    return { kind: 'database', id: rootDatabase, rootUrl, baseUrl: rootUrl, segments };
  }
  if (name === undefined) return { kind: 'home', rootUrl };
  // What reads only is for everybody, and not behind the guard of what changes databases.
  if (own === 'control' && below[0] === 'graph') return { kind: 'graph', rootUrl, segments: below.slice(1) };
  if (own !== undefined) return { kind: own, rootUrl, segments: below };
  if (belowBaseUrl.test(name))
    return { kind: 'moved', url: movedUrl(`${rootUrl}/index`, segments, target.query) };
  const baseUrl = `${rootUrl}/${encodeURIComponent(name)}`;
  return { kind: 'database', id: name, rootUrl, baseUrl, segments: below };
}

/** The same request at another base URL. */
export function movedUrl(baseUrl: string, segments: readonly string[], query: string): string {
  return [baseUrl, ...segments].join('/') + (query === '' ? '' : `?${query}`);
}
