import { OptimadeError } from '../../base/index.ts';
import { findPlace } from '../place.ts';
import { decodeSegment } from '../request-target.ts';
import { parseEndpoint, parseGraphEndpoint, parseVersion } from '../route.ts';

/** The kind of endpoint that a path names, one of a few words; `unknown` where it names none. */
export function endpointLabel(path: string, rootDatabase: string | undefined): string {
  try {
    const place = findPlace({ target: { path, query: '' } }, '', rootDatabase);
    if (place.kind === 'graph') {
      return parseGraphEndpoint(place.segments.map(decodeSegment))?.kind ?? 'unknown';
    }
    if (place.kind !== 'database') return place.kind;
    return parseEndpoint(parseVersion(place.segments))?.kind ?? 'unknown';
  } catch (error) {
    if (error instanceof OptimadeError) return 'unknown';
    throw error;
  }
}
