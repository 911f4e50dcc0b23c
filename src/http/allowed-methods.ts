import type { Place } from './place.ts';
import { decodeSegment } from './request-target.ts';
import type { Endpoint } from './route.ts';
import { parseEndpoint, parseGraphEndpoint, parseVersion } from './route.ts';

/** What almost all of the server answers. */
const readingMethods = 'GET, HEAD, OPTIONS';

/** The methods that a place answers, as the header Allow lists them. A query may be too long for a URL. */
export function allowedMethods(place: Place): string {
  return kindOf(place) === 'graph-query' ? 'GET, HEAD, POST, OPTIONS' : readingMethods;
}

/** Undefined where there is nothing, or where the path does not make sense. */
function kindOf(place: Place): Endpoint['kind'] | undefined {
  if (place.kind !== 'graph' && place.kind !== 'database') return undefined;
  try {
    return place.kind === 'graph'
      ? parseGraphEndpoint(place.segments.map(decodeSegment))?.kind
      : parseEndpoint(parseVersion(place.segments))?.kind;
  } catch {
    return undefined;
  }
}
