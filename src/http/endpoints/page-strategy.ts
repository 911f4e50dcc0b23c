import type { EntryQuery, ListingParameters } from '../../query/index.ts';
import { encodePageCursor, queryFingerprint } from '../../query/index.ts';
import type { PageParameter, PageStrategy } from '../../response/index.ts';

/** How links to other pages are written: in the way in which this page was asked for. */
export function pageStrategy(
  parameters: ListingParameters,
  query: EntryQuery,
  dataVersion: string,
): PageStrategy {
  const { strategy, limit } = parameters.page;
  switch (strategy) {
    case 'page_offset':
      return { at: byOffset };
    case 'page_number':
      return {
        // A page that was cut short ends between two numbers.
        at: (offset) =>
          limit > 0 && offset % limit === 0 ? ['page_number', String(offset / limit + 1)] : byOffset(offset),
      };
    case 'page_cursor': {
      const fingerprint = queryFingerprint(query.entryType, parameters);
      return { at: (offset) => ['page_cursor', encodePageCursor({ offset, dataVersion, fingerprint })] };
    }
    case 'page_above':
    case 'page_below':
      // Several entries may share the value of a sort key, and all but the first would be lost; ids are
      // unique.
      return query.sort.length > 0
        ? { at: byOffset }
        : {
            at: byOffset,
            after: ({ id }) => ['page_above', id],
            before: ({ id }) => ['page_below', id],
          };
  }
}

function byOffset(offset: number): PageParameter {
  return ['page_offset', String(offset)];
}
