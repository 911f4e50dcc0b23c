import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EntryRow } from '../../src/query/index.ts';
import type { PageStrategy } from '../../src/response/index.ts';
import { pageLinks } from '../../src/response/page-links.ts';
import { rowOf } from './row.ts';

const byOffset: PageStrategy = { at: (offset) => ['page_offset', String(offset)] };

function rows(count: number): readonly EntryRow[] {
  return Array.from({ length: count }, (_, index) => rowOf({ type: 't', id: `i&${index}`, attributes: {} }));
}

/** The query of a link, after the path. */
const queryOf = (url: string | null) => url?.split('?')[1];

describe('page links', () => {
  test.each([
    ['', 'page_offset=2'],
    ['&&page_limit=2&', 'page_limit=2&page_offset=2'],
    [
      'page_offset=0&filter=a%3D%22b%26c%22&page_limit=2',
      'filter=a%3D%22b%26c%22&page_limit=2&page_offset=2',
    ],
    ['filter=a+AND+b&page_number=1', 'filter=a+AND+b&page_offset=2'],
    ['page%5Foffset=4&%70age_limit=2', '%70age_limit=2&page_offset=2'],
    ['_exmpl_page_offset=9&page_cursor=x&page_above=y', '_exmpl_page_offset=9&page_offset=2'],
  ])('keep the parameters of "%s" as they were written', (query, expected) => {
    const links = pageLinks('https://x/t', query, byOffset, {
      rows: rows(2),
      offset: 0,
      limit: 2,
      dataReturned: 5,
    });
    expect(queryOf(links.next)).toBe(expected);
  });

  test('go on from the rows that were sent, where a page was cut short', () => {
    const links = pageLinks('u', '', byOffset, { rows: rows(1), offset: 10, limit: 5, dataReturned: 20 });
    expect(queryOf(links.next)).toBe('page_offset=11');
  });

  test('encode the values of a strategy that goes by values', () => {
    const byValue: PageStrategy = {
      ...byOffset,
      after: ({ id }) => ['page_above', id],
      before: ({ id }) => ['page_below', id],
    };
    const links = pageLinks('u', '', byValue, { rows: rows(2), offset: 1, limit: 2, dataReturned: 9 });
    expect([queryOf(links.next), queryOf(links.prev)]).toEqual(['page_above=i%261', 'page_below=i%260']);
  });

  test('lead through all matches, whatever the numbers', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.integer({ min: 1, max: 20 }), (dataReturned, limit) => {
        let offset: number | undefined = 0;
        let seen = 0;
        let last = '';
        while (offset !== undefined) {
          const count: number = Math.max(0, Math.min(limit, dataReturned - offset));
          const links = pageLinks('u', '', byOffset, { rows: rows(count), offset, limit, dataReturned });
          expect(links.prev === null).toBe(offset === 0);
          seen += count;
          last = `page_offset=${offset}`;
          offset = links.next === null ? undefined : Number(links.next.split('=').at(-1));
          if (offset === undefined) expect(queryOf(links.last)).toBe(last);
        }
        expect(seen).toBe(dataReturned);
      }),
    );
  });
});
