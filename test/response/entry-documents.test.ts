import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/index.ts';
import { limits } from '../../src/base/index.ts';
import type { BoundResponseFields, EntryRow } from '../../src/query/index.ts';
import type { ListingAnswer, RequestEcho } from '../../src/response/index.ts';
import { createDatabaseContext, currentVersion, serializeListing } from '../../src/response/index.ts';
import { describe as describeEntries, settings } from '../http/small-database.ts';
import { rowOf } from './row.ts';

const echo: RequestEcho = { path: '/structures', query: '', time: new Date(0), warnings: [] };
const context = createDatabaseContext({
  databaseId: 'x',
  description: describeEntries([]),
  service: settings,
  version: currentVersion,
  baseUrl: 'https://x.example',
  versionedBaseUrl: 'https://x.example/v1',
  indexUrl: undefined,
});

function answerOf(
  rows: readonly EntryRow[],
  responseFields: BoundResponseFields = { kind: 'default' },
): ListingAnswer {
  return {
    rows,
    responseFields,
    entryType: 'structures',
    offset: 0,
    limit: rows.length,
    dataReturned: rows.length,
    dataAvailable: rows.length,
    strategy: { at: (offset) => ['page_offset', String(offset)] },
    warnings: [],
    relatedTo: () => [],
  };
}

function listingOf(...parameters: Parameters<typeof answerOf>): {
  data: JsonObject[];
  meta: JsonObject;
  links: JsonObject;
} {
  return JSON.parse(new TextDecoder().decode(serializeListing(context, echo, answerOf(...parameters))));
}

const named = (...properties: readonly string[]): BoundResponseFields => ({
  kind: 'named',
  properties,
  foreignProperties: [],
});

describe('entries in a document', () => {
  const row = rowOf({
    type: 'structures',
    id: 'a"\\ü\u2028',
    attributes: { nsites: 1, _exmpl_text: 'x"\n€', elements: null },
    relationships: { references: { data: [{ type: 'references', id: 'r' }] } },
    links: { self: 'https://x.example/1' },
    meta: { property_metadata: { nsites: { _exmpl_a: 1 } }, partial_data_links: {} },
  });

  test('stand as they are stored', () => {
    expect(listingOf([row]).data).toEqual([JSON.parse(new TextDecoder().decode(row.resourceObject))]);
  });

  test('or cut to the properties that are asked for, with everything beside attributes', () => {
    expect(listingOf([row], named('_exmpl_text', 'elements')).data).toEqual([
      {
        id: 'a"\\ü\u2028',
        type: 'structures',
        attributes: { _exmpl_text: 'x"\n€', elements: null },
        relationships: { references: { data: [{ type: 'references', id: 'r' }] } },
        links: { self: 'https://x.example/1' },
        meta: { partial_data_links: {} },
      },
    ]);
    expect(listingOf([row], named('nsites')).data[0]!.meta).toEqual({
      property_metadata: { nsites: { _exmpl_a: 1 } },
      partial_data_links: {},
    });
  });

  test('and a property may be named as strangely as one likes', () => {
    const attributes = JSON.parse('{"__proto__": 1, "constructor": 2}');
    const text = JSON.stringify(
      listingOf([rowOf({ type: 'structures', id: '1', attributes })], named('__proto__', 'constructor')).data,
    );
    expect(text).toContain('"attributes":{"__proto__":1,"constructor":2}');
  });

  test('a property too large for the default is left out with a warning, and sent by name', () => {
    const large = 'x'.repeat(limits.defaultPropertyBytesMax + 1);
    const big = rowOf({ type: 'structures', id: '1', attributes: { _exmpl_large: large } });
    const listing = listingOf([big]);
    expect(Object.keys(listing.data[0]!.attributes as object)).not.toContain('_exmpl_large');
    expect(JSON.stringify(listing.meta.warnings)).toContain('response_fields=_exmpl_large');
    expect(listingOf([big], named('_exmpl_large')).data[0]!.attributes).toEqual({ _exmpl_large: large });
  });

  test('a page ends before it grows too large, after one entry at least, and leads on', () => {
    const rows = ['a', 'b', 'c'].map((id) =>
      rowOf({ type: 'structures', id, attributes: { _exmpl_text: 'x'.repeat(1000) } }),
    );
    const cut = (bytesMax: number) => {
      const document = JSON.parse(
        new TextDecoder().decode(serializeListing(context, echo, answerOf(rows), bytesMax)),
      );
      return [
        document.data.length,
        document.links.next,
        document.meta.more_data_available,
        document.meta.last_id,
      ];
    };
    expect(cut(2500)).toEqual([2, 'https://x.example/v1/structures?page_offset=2', true, 'b']);
    expect(cut(10)).toEqual([1, 'https://x.example/v1/structures?page_offset=1', true, 'a']);
    expect(cut(1e6)).toEqual([3, null, false, 'c']);
  });
});
