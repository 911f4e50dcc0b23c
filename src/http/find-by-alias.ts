import { limits } from '../base/index.ts';
import type { DatabaseDirectory } from '../registry/index.ts';
import type { AppRequest } from './app-request.ts';
import { movedUrl } from './place.ts';
import { decodeSegment } from './request-target.ts';
import { pathSegments, withoutEmpty } from './route.ts';

/**
 * Where a database is now that the original program would have served at this path: it made base URLs from locations,
 * such as `/home/me/data.json` or `/localhost:8000/static/data.json`. The longest location wins. Undefined where no
 * database is known by any of them.
 *
 * Errors: url-malformed.
 * Limits: `aliasSegmentsMax`, `locationLengthMax`.
 */
export function findByAlias(
  { target }: Pick<AppRequest, 'target'>,
  rootUrl: string,
  directory: Pick<DatabaseDirectory, 'findAlias'>,
): string | undefined {
  const segments = withoutEmpty(pathSegments(target.path));
  const decoded = locationSegments(segments);
  for (let length = decoded.length; length > 0; length -= 1) {
    const id = directory.findAlias(decoded.slice(0, length).join('/'));
    if (id === undefined) continue;
    return movedUrl(`${rootUrl}/${encodeURIComponent(id)}`, segments.slice(length), target.query);
  }
  return undefined;
}

/** Decoded, as many as a location may have. Each prefix of them is looked for, so that they must not be megabytes. */
function locationSegments(segments: readonly string[]): string[] {
  const decoded: string[] = [];
  let length = 0;
  for (const segment of segments.slice(0, limits.aliasSegmentsMax)) {
    const text = decodeSegment(segment);
    length += text.length + 1;
    if (length > limits.locationLengthMax) break;
    decoded.push(text);
  }
  return decoded;
}
