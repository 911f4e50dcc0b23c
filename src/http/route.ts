/**
 * From the segments of a path to what it asks for. Segments come percent-encoded and are decoded once, here,
 * so that an id may hold `/`, `%` and anything else.
 */
import { OptimadeError } from '../base/index.ts';
import type { ApiVersion } from '../response/index.ts';
import { apiVersions, currentVersion } from '../response/index.ts';
import { decodeSegment } from './request-target.ts';

/** What stands at a path below the base URL of a database. */
export type Endpoint =
  | { readonly kind: 'base-page' | 'versions' | 'info' | 'links' | 'openapi' | 'api-page' }
  | { readonly kind: 'entry-info' | 'listing'; readonly entryType: string }
  | { readonly kind: 'entry'; readonly entryType: string; readonly id: string }
  | { readonly kind: 'attachment'; readonly name: string }
  | GraphEndpoint
  | ArchiveEndpoint;

/** What the graph language is asked through. */
export type GraphEndpoint = { readonly kind: 'graph-query' } | { readonly kind: 'graph' | 'graph-schema' };

export interface ArchiveEndpoint {
  readonly kind: 'archive';
  /** Empty where none is named. */
  readonly entry: string;
  /** Keys and positions below the root of the archive. */
  readonly path: readonly string[];
}

export interface Route {
  readonly version: ApiVersion;
  /** The segment that named the version; undefined for unversioned URLs. */
  readonly versionSegment: string | undefined;
  /** Percent-encoded path below the (versioned) base URL, beginning with `/`. */
  readonly path: string;
}

/** Splits a path; one slash at its end means nothing. */
export function pathSegments(path: string): readonly string[] {
  return path.replace(/\/$/, '').split('/').slice(1);
}

/** Drops empty segments in front, as clients make that join a base URL ending in a slash with a path. */
export function withoutEmpty(segments: readonly string[]): readonly string[] {
  const first = segments.findIndex((segment) => segment !== '');
  return first === -1 ? [] : segments.slice(first);
}

/**
 * Takes the version from the segments below a base URL.
 *
 * Errors: version-unsupported for a segment that names another version.
 *
 * @spec OPTIMADE 1.3.0, "Base URL"
 */
export function parseVersion(segments: readonly string[]): Route {
  const [first = '', ...rest] = withoutEmpty(segments);
  const version = apiVersions.find((candidate) => candidate.segments.includes(first));
  if (version === undefined && /^v\d/.test(first)) throw versionUnsupported(first);
  if (version === undefined) return unversionedRoute(segments);
  return { version, versionSegment: first, path: `/${withoutEmpty(rest).join('/')}` };
}

/** All segments below a base URL, whatever the first is. */
export function unversionedRoute(segments: readonly string[]): Route {
  return {
    version: currentVersion,
    versionSegment: undefined,
    path: `/${withoutEmpty(segments).join('/')}`,
  };
}

/** The base URL with the version of a route, where it names one. */
export function versionedUrl(baseUrl: string, { versionSegment }: Route): string {
  return versionSegment === undefined ? baseUrl : `${baseUrl}/${versionSegment}`;
}

export function versionUnsupported(version: string): OptimadeError {
  const served = apiVersions.flatMap(({ segments }) => segments).join(', ');
  return new OptimadeError('version-unsupported', { version, served });
}

/**
 * Finds the endpoint of a path below a base URL; undefined where there is none. Whether the entry type exists
 * is for the endpoint to say. Slashes that a proxy decoded in an id still belong to the id.
 */
export function parseEndpoint(route: Route): Endpoint | undefined {
  const [first, second, ...rest] = pathSegments(route.path).map(decodeSegment);
  if (first === undefined) return { kind: 'base-page' };
  if (second === undefined) {
    if (first === 'versions') return route.versionSegment === undefined ? { kind: 'versions' } : undefined;
    if (first === 'info' || first === 'links') return { kind: first };
    return first === 'extensions' ? { kind: 'api-page' } : { kind: 'listing', entryType: first };
  }
  if (first === 'info') return rest.length === 0 ? { kind: 'entry-info', entryType: second } : undefined;
  if (first === 'extensions') return parseExtension(second, rest);
  if (first === 'versions' || first === 'links') return undefined;
  return { kind: 'entry', entryType: first, id: [second, ...rest].join('/') };
}

/** What we serve beside the standard. */
function parseExtension(name: string, below: readonly string[]): Endpoint | undefined {
  if (name === 'files' && below.length > 0) return { kind: 'attachment', name: below.join('/') };
  if (name === 'archive') return { kind: 'archive', entry: below[0] ?? '', path: below.slice(1) };
  if (name === 'graph') return parseGraphEndpoint(below);
  if (below.length > 0) return undefined;
  if (name === 'openapi.json') return { kind: 'openapi' };
  return name === 'docs' ? { kind: 'api-page' } : undefined;
}

/** @param segments decoded, below `/extensions/graph` */
export function parseGraphEndpoint(segments: readonly string[]): GraphEndpoint | undefined {
  return graphEndpoints.get(segments.join('/'));
}

const graphEndpoints: ReadonlyMap<string, GraphEndpoint> = new Map<string, GraphEndpoint>([
  ['', { kind: 'graph' }],
  ['query', { kind: 'graph-query' }],
  ['schema.json', { kind: 'graph-schema' }],
]);
