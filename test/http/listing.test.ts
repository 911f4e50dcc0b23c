import { describe, expect, test } from 'vitest';
import type { Reply } from './ask.ts';
import { asker } from './ask.ts';
import { idsOf, testReplies } from './expect-replies.ts';
import { directoryOf, entries, manyStructures, serve } from './small-database.ts';

const ask = asker();
const all = ['NaCl', 'Si', 'cod/2000000@12%', 'quartz', 'äther'];
const keysOf = (reply: Reply) => Object.keys(reply.at('/data/0/attributes') as object).sort();

describe('listings', () => {
  testReplies(ask, [
    {
      name: 'LST-01 every parameter of the standard is accepted',
      path: `/v1/structures?${[
        'filter=nelements>0&page_limit=2&page_offset=0&sort=id&include=references',
        'response_format=json&email_address=a@b.org&response_fields=nsites&api_hint=v1',
      ].join('&')}`,
      values: { '/meta/warnings': undefined },
    },
    {
      name: 'LST-02 page_limit bounds the page',
      path: '/v1/structures?page_limit=2',
      values: { '/data/1/id': 'Si', '/data/2': undefined, '/meta/more_data_available': true },
    },
    {
      name: 'LST-03 page_limit over the maximum is 403 and names the limit',
      path: '/v1/structures?page_limit=501',
      status: 403,
      values: {
        '/errors/0/detail': expect.stringMatching(/\b500\b/),
        '/errors/0/source/parameter': 'page_limit',
      },
    },
    { name: 'LST-04 a negative page_limit is 400', path: '/v1/structures?page_limit=-1', status: 400 },
    {
      name: 'LST-04 a page_limit that is no number is 400',
      path: '/v1/structures?page_limit=x',
      status: 400,
    },
    {
      name: 'LST-04 page_limit=0 gives no entries and no next page',
      path: '/v1/structures?page_limit=0',
      values: {
        '/data': [],
        '/meta/data_returned': 5,
        '/meta/more_data_available': false,
        '/links/next': null,
      },
    },
    {
      name: 'LST-06 the last page has no next link',
      path: '/v1/structures?page_limit=5',
      values: { '/links/next': null, '/meta/more_data_available': false },
    },
    {
      name: 'LST-08 page_offset skips entries',
      path: '/v1/structures?page_offset=2&page_limit=1',
      values: { '/data/0/id': all[2], '/data/1': undefined },
    },
    {
      name: 'LST-08 page_number counts from 1',
      path: '/v1/structures?page_number=2&page_limit=2',
      values: { '/data/0/id': all[2], '/links/prev': expect.stringContaining('page_number=1') },
    },
    {
      name: 'LST-08 page_above goes by id where nothing is sorted',
      path: '/v1/structures?page_above=Si&page_limit=1',
      values: {
        '/data/0/id': all[2],
        '/links/next': expect.stringContaining('page_above=cod%2F2000000%4012%25'),
      },
    },
    {
      name: 'LST-08 page_below goes back from an id',
      path: '/v1/structures?page_below=quartz&page_limit=1',
      values: {
        '/data/0/id': all[2],
        '/links/prev': expect.stringContaining('page_below=cod%2F2000000%4012%25'),
      },
    },
    {
      name: 'LST-09 first, prev and last lead to the right pages',
      path: '/v1/structures?page_offset=2&page_limit=2',
      values: {
        '/links/first': 'http://localhost/small/v1/structures?page_limit=2&page_offset=0',
        '/links/prev': 'http://localhost/small/v1/structures?page_limit=2&page_offset=0',
        '/links/last': 'http://localhost/small/v1/structures?page_limit=2&page_offset=4',
      },
    },
    {
      name: 'LST-09 the first page has no prev link',
      path: '/v1/structures',
      values: { '/links/prev': null },
    },
    {
      name: 'LST-10 two ways of paging are 400',
      path: '/v1/structures?page_offset=1&page_number=1',
      status: 400,
    },
    {
      name: 'LST-10 an offset beyond the end gives an empty page that leads back',
      path: '/v1/structures?page_offset=1000&page_limit=2',
      values: {
        '/data': [],
        '/meta/data_returned': 5,
        '/meta/more_data_available': false,
        '/links/next': null,
        '/links/prev': expect.stringContaining('page_offset=4'),
      },
    },
    {
      name: 'LST-12 sort takes - for descending',
      path: '/v1/structures?sort=-nsites',
      values: { '/data/0/id': 'äther', '/data/1/id': 'quartz' },
    },
    {
      name: 'LST-13 an unknown sort key is 400',
      path: '/v1/structures?sort=nosuch',
      status: 400,
      values: { '/errors/0/source/parameter': 'sort' },
    },
    { name: 'LST-13 a list cannot be sorted by', path: '/v1/structures?sort=elements', status: 400 },
    {
      name: 'LST-14 sort takes several keys',
      path: '/v1/structures?sort=nelements,-id&page_limit=2',
      values: { '/data/0/id': all[2], '/data/1/id': 'Si' },
    },
    {
      name: 'LST-16 entries without a value come last in both directions',
      path: '/v1/structures?sort=-_exmpl_band_gap&page_limit=3',
      values: { '/data/0/id': all[2], '/data/1/id': 'Si', '/data/2/id': 'NaCl' },
    },
    { name: 'LST-23 an unknown format is 400', path: '/v1/structures?response_format=xml', status: 400 },
    {
      name: 'LST-26 a requested property without value is null',
      path: '/v1/structures?response_fields=chemical_formula_hill,_exmpl_note',
      values: { '/data/0/attributes': { chemical_formula_hill: null, _exmpl_note: null } },
    },
    {
      name: 'LST-27 last_modified is there by default, also where it is unknown',
      path: '/v1/structures?filter=id="äther"',
      values: { '/data/0/attributes/last_modified': null, '/data/0/attributes/structure_features': [] },
    },
    {
      name: 'LST-30 an unknown response field is 400',
      path: '/v1/structures?response_fields=nosuch',
      status: 400,
    },
    {
      name: 'LST-30 response fields of other providers are null',
      path: '/v1/structures?response_fields=_nobody_x,_mp_x',
      values: { '/data/0/attributes': { _nobody_x: null, _mp_x: null } },
    },
    {
      name: 'UNK-04 a filter on a property of somebody unknown gives a warning',
      path: '/v1/structures?filter=_nobody_x=1',
      values: {
        '/data': [],
        '/meta/warnings/0/code': expect.stringMatching(/^_exmpl_[a-z_]+$/),
        '/meta/warnings/0/type': 'warning',
        '/meta/warnings/0/id': '1',
        '/meta/warnings/0/status': undefined,
      },
    },
    {
      name: 'UNK-04 a filter on a property of a known provider gives none',
      path: '/v1/structures?filter=_mp_x=1',
      values: { '/data': [], '/meta/warnings': undefined },
    },
    {
      name: 'LST-31 empty response_fields give what is always required',
      path: '/v1/structures?response_fields=',
      values: { '/data/0/attributes': {}, '/data/0/id': 'NaCl' },
    },
    {
      name: 'LST-32 property_metadata come with the property',
      path: '/v1/structures?filter=id="Si"&response_fields=_exmpl_band_gap,property_metadata',
      values: { '/data/0/meta/property_metadata': { _exmpl_band_gap: { _exmpl_method: 'optical' } } },
    },
    {
      name: 'EM-03 metadata of properties that are not shown stay out',
      path: '/v1/structures?filter=id="Si"&response_fields=nsites',
      values: { '/data/0/meta': { _exmpl_mark: 1 } },
    },
    {
      name: 'LST-33 an unknown parameter is 400, with what was meant',
      path: '/v1/structures?filters=x',
      status: 400,
      values: { '/errors/0/detail': expect.stringContaining('"filter"') },
    },
    {
      name: 'LST-33 slices are no parameter of listings',
      path: '/v1/structures?dimension_slices=x[::]',
      status: 400,
    },
    {
      name: 'LST-34 a parameter of somebody unknown is ignored with a warning',
      path: '/v1/structures?_nobody_x=1',
      values: { '/meta/warnings/0/source/parameter': '_nobody_x' },
    },
    { name: 'LST-35 a repeated parameter is 400', path: '/v1/structures?filter=a&filter=b', status: 400 },
    {
      name: 'LST-36 an empty filter is none',
      path: '/v1/structures?filter=',
      values: { '/meta/data_returned': 5 },
    },
    {
      name: 'LST-37 no match is an empty list',
      path: '/v1/structures?filter=nelements>99',
      values: { '/data': [], '/meta/data_returned': 0, '/meta/data_available': 5, '/links/next': null },
    },
    {
      name: 'URL-11 a plus is a blank and %2B a plus',
      path: '/v1/structures?filter=nelements%3E%2B1+AND+nsites%3C9',
      values: { '/data/0/id': 'NaCl', '/data/1': undefined },
    },
    {
      name: 'a query string may begin with &',
      path: '/v1/structures?&page_limit=1',
      values: { '/data/1': undefined, '/links/next': expect.stringMatching(/\?page_limit=1&page_offset=1$/) },
    },
    {
      name: 'FIL-01 files show their url whatever is asked for',
      path: '/v1/files?response_fields=size',
      values: { '/data/0/attributes': { size: 120, url: 'https://example.org/quartz.cif' } },
    },
    {
      name: 'custom entry types are served',
      path: '/v1/_exmpl_samples',
      values: { '/data/0/attributes/_exmpl_note': 'shiny' },
    },
    {
      name: 'a standard entry type without entries is an empty list',
      path: '/v1/calculations',
      values: { '/data': [], '/meta/data_available': 0 },
    },
    {
      name: 'META-09 last_id is the id of the last entry sent',
      path: '/v1/references',
      values: { '/meta/data_returned': 2, '/meta/last_id': 'bragg' },
    },
  ]);

  test('LST-25 response_fields give exactly what is asked for', async () => {
    expect(keysOf(await ask('/small/v1/structures?response_fields=nsites,id,elements'))).toEqual([
      'elements',
      'nsites',
    ]);
  });

  test('LST-28 the default is every property that the entry has, and few nulls', async () => {
    const reply = await ask('/small/v1/structures?filter=id="Si"');
    expect(keysOf(reply)).toEqual(
      [
        '_exmpl_band_gap',
        '_other_tag',
        'elements',
        'last_modified',
        'nelements',
        'nsites',
        'structure_features',
      ].sort(),
    );
  });

  test('LST-24 email_address changes nothing', async () => {
    const without = await ask('/small/v1/structures');
    const withAddress = await ask('/small/v1/structures?email_address=a@b.org');
    expect(withAddress.at('/data')).toEqual(without.at('/data'));
  });

  test('web clients rely on it: the default page has 20 entries', async () => {
    const many = asker({ directory: directoryOf(serve('many', manyStructures(45))) });
    const reply = await many('/many/v1/structures');
    expect(idsOf(reply.at('/data'))).toHaveLength(20);
  });
});

describe('following next', () => {
  const many = asker({ directory: directoryOf(serve('many', [...manyStructures(23), ...entries])) });

  async function follow(query: string, link: 'next' | 'prev' = 'next'): Promise<readonly Reply[]> {
    const pages: Reply[] = [];
    let path: string | null = `/many/v1/structures?${query}`;
    while (path !== null && pages.length < 50) {
      const reply: Reply = await many(path);
      expect(reply.status).toBe(200);
      pages.push(reply);
      path = reply.at(`/links/${link}`) as string | null;
    }
    return pages;
  }

  test.each([
    'page_limit=5',
    'page_offset=0&page_limit=7',
    'page_number=1&page_limit=4',
    'page_above=%20&page_limit=6',
    'page_limit=9&sort=nsites,-id',
    'page_above=-1&page_limit=6&sort=nsites',
  ])('LST-05, LST-07 %s reaches every entry once, with the same fields', async (query) => {
    const pages = await follow(`${query}&response_fields=nsites&filter=nsites>0`);
    const ids = pages.flatMap((page) => idsOf(page.at('/data')));
    expect(new Set(ids).size).toBe(28);
    expect(ids).toHaveLength(28);
    for (const page of pages) {
      expect(page.at('/meta/data_returned')).toBe(28);
      expect(keysOf(page)).toEqual(['nsites']);
      expect(page.at('/meta/more_data_available')).toBe(page.at('/links/next') !== null);
    }
  });

  test('page_cursor leads on in the same way', async () => {
    const { encodePageCursor, queryFingerprint, parseListingParameters } = await import(
      '../../src/query/index.ts'
    );
    const query = 'page_limit=10';
    const limits = { pageLimit: 20, pageLimitMax: 500, responseFormats: ['json'] };
    const prefixes = { ownPrefix: 'exmpl', knownPrefixes: new Set<string>() };
    const { parameters } = parseListingParameters(query, { ...limits, ...prefixes });
    const fingerprint = queryFingerprint('structures', parameters);
    const cursor = encodePageCursor({ offset: 0, dataVersion: 'v32', fingerprint });
    const pages = await follow(`${query}&page_cursor=${cursor}`);
    expect(pages.map((page) => idsOf(page.at('/data')).length)).toEqual([10, 10, 8]);
    expect(pages[0]!.at('/links/next')).toMatch(/page_cursor=/);
  });

  test('prev leads back to the first page', async () => {
    const pages = await follow('page_limit=10&page_offset=20', 'prev');
    expect(pages).toHaveLength(3);
  });
});
