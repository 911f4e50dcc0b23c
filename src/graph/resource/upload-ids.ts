import type { PageWindow } from './pagination.ts';
import type { ListedPage } from './read-listing.ts';

/** A page of the ids of uploads, which are ascending; a string tells why there is none. */
export function pageOfIds(
  ids: readonly string[],
  { after, descending, offset, limit }: PageWindow,
): ListedPage<string> | string {
  const ordered = descending ? ids.toReversed() : ids;
  const position = after === undefined ? -1 : ordered.indexOf(after);
  if (after !== undefined && position === -1) return `the upload ${after} is not listed here`;
  const start = after === undefined ? offset : position + 1;
  const members = ordered.slice(start, start + limit);
  return { members, total: ids.length, hasMore: start + limit < ids.length, faults: [] };
}
