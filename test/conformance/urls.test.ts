/** Base URLs, versions, hints and statuses, as far as test/http does not show them. */
import { describe, expect, test } from 'vitest';
import { oddId, structureIds } from './fixture.ts';
import { askOdd, testOdd } from './odd-database.ts';

describe('URLs and versions', () => {
  test('URL-04, URL-14 versions have no suffix and no tilde', async () => {
    const info = await askOdd('/odd/v1/info');
    const versions = info.at('/data/attributes/available_api_versions') as { url: string; version: string }[];
    for (const { url, version } of versions) {
      expect(url).toMatch(/\/v\d+(\.\d+){0,2}$/);
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });

  test('URL-09, VER-08 the first of /versions is served without a version, each with it', async () => {
    const [, ...majors] = (await askOdd('/odd/versions')).text.split('\n');
    const unversioned = await askOdd('/odd/info');
    expect(String(unversioned.at('/meta/api_version'))).toMatch(new RegExp(`^${majors[0]}\\.`));
    for (const major of majors) expect((await askOdd(`/odd/v${major}/info`)).status).toBe(200);
  });

  testOdd([
    {
      name: 'URL-10 an id is one encoded segment',
      path: `/v1/structures/${encodeURIComponent(oddId)}`,
      values: { '/data/id': oddId },
    },
    {
      name: 'URL-10 self keeps the encoding',
      path: `/v1/structures/${encodeURIComponent(oddId)}`,
      values: {
        '/links/self': `http://localhost/odd/v1/structures/${encodeURIComponent(oddId)}`,
        '/meta/query/representation': `/structures/${encodeURIComponent(oddId)}`,
      },
    },
    {
      name: 'URL-11 %2B in a filter is a plus',
      path: '/v1/structures?filter=id+CONTAINS+%22%401%2B%22',
      values: { '/data/0/id': oddId },
    },
    { name: 'EXT-01 extensions, with a version', path: '/v1/extensions/openapi.json' },
    { name: 'EXT-01 extensions, without one', path: '/extensions/docs' },
  ]);

  const everyEndpoint = [
    '/info',
    '/info/structures',
    '/links',
    '/structures',
    '/structures/silicon',
    '/_exmpl_things',
    '/extensions/openapi.json',
    '/extensions/docs',
    '/',
  ];

  test.each([...everyEndpoint, ...everyEndpoint.map((path) => `/v1${path}`), '/versions'])(
    'HINT-01 %s takes a hint',
    async (path) => {
      expect((await askOdd(`/odd${path}?api_hint=v1`)).status).toBe(200);
      expect((await askOdd(`/odd${path}?api_hint=v1.3`)).status).toBe(200);
    },
  );
});

const statuses: readonly (readonly [status: number, what: string, path: string])[] = [
  [200, 'an empty result', '/v1/structures?filter=nelements=99'],
  [200, 'an id that nobody has', '/v1/structures/nope'],
  [400, 'a filter that is none', '/v1/structures?filter=='],
  [400, 'an unknown property', '/v1/structures?filter=nosuch=1'],
  [400, 'a timestamp that is none', '/v1/structures?filter=last_modified="x"'],
  [400, 'an unknown parameter', '/v1/structures?limit=1'],
  [400, 'an unknown sort key', '/v1/structures?sort=nosuch'],
  [400, 'an unknown path in include', '/v1/structures?include=nosuch'],
  [403, 'a page that is too large', '/v1/structures?page_limit=1000000000'],
  [404, 'an endpoint that is none', '/v1/nosuch'],
  [501, 'types that do not match', '/v1/structures?filter=nelements="x"'],
  [501, 'two texts compared', '/v1/structures?filter="a"="a"'],
  [501, 'a number beyond all range', '/v1/structures?filter=nsites<1e999'],
  [501, 'slices', '/v1/structures/silicon?dimension_slices=dim_sites[0:1:1]'],
  [553, 'a version that is not served', '/v2/info'],
];

describe('statuses', () => {
  testOdd(
    statuses.map(([status, what, path]) => ({
      name: `HTTP-12, HTTP-20 ${status}: ${what}`,
      path,
      status,
      values:
        status === 200
          ? { '/errors': undefined }
          : { '/errors/0/status': String(status), '/data': undefined },
    })),
  );
});

describe('pages', () => {
  test('LST-11 the default order is by id, and stays', async () => {
    for (let time = 0; time < 2; time += 1) {
      const data = (await askOdd('/odd/v1/structures')).at('/data') as { id: string }[];
      expect(data.map(({ id }) => id)).toEqual(structureIds);
    }
  });

  test.each([
    'page_offset=0',
    'page_number=1',
    'page_above=',
    'page_above=&sort=id',
    'page_offset=0&sort=-_exmpl_gap',
    'page_above=-9&sort=_exmpl_gap&filter=_exmpl_gap IS KNOWN',
    'page_number=1&filter=nelements>0&sort=nelements,-id',
  ])('LST-05, LST-07 pages of two with %s hold every match once', async (query) => {
    const kept = `${query}&page_limit=2&response_fields=nsites&include=files&email_address=a@example.org`;
    const ids: string[] = [];
    let path: string | null = `/odd/v1/structures?${kept}`;
    let total: unknown;
    for (let page = 0; path !== null; page += 1) {
      expect(page).toBeLessThan(5);
      const reply = await askOdd(path);
      const data = reply.at('/data') as { id: string; attributes: object }[];
      for (const { attributes } of data) expect(Object.keys(attributes)).toEqual(['nsites']);
      ids.push(...data.map(({ id }) => id));
      total = reply.at('/meta/data_returned');
      path = reply.at('/links/next') as string | null;
      expect(reply.at('/meta/more_data_available')).toBe(path !== null);
      for (const part of ['response_fields=nsites', 'include=files', 'page_limit=2', 'email_address=']) {
        if (path !== null) expect(path).toContain(part);
      }
    }
    expect(new Set(ids).size).toBe(total);
    expect(ids).toHaveLength(total as number);
  });

  test.each(['page_offset=3', 'page_number=2', 'page_above=bare', 'page_below=silicon'])(
    'LST-09 the links of %s lead to the right pages',
    async (query) => {
      const url = (link: string) => `${String(link).replace('http://localhost', '')}`;
      const idsAt = async (path: string) =>
        ((await askOdd(path)).at('/data') as { id: string }[]).map(({ id }) => id);
      const reply = await askOdd(`/odd/v1/structures?${query}&page_limit=2`);
      const shown = (reply.at('/data') as { id: string }[]).map(({ id }) => id);
      const first = structureIds.indexOf(shown[0]!);
      expect(shown).toEqual(structureIds.slice(first, first + 2));
      const follow = async (name: string) => idsAt(url(reply.at(`/links/${name}`) as string));
      expect(await follow('first')).toEqual(structureIds.slice(0, 2));
      expect(await follow('prev')).toEqual(structureIds.slice(Math.max(0, first - 2), Math.max(2, first)));
      expect(await follow('next')).toEqual(structureIds.slice(first + 2, first + 4));
      expect((await follow('last')).at(-1)).toBe(structureIds.at(-1));
    },
  );

  testOdd([
    {
      name: 'LST-29 prefixed properties stay away where response_fields does not name them',
      path: '/v1/structures/silicon?response_fields=nsites',
      values: { '/data/attributes': { nsites: 2 } },
    },
    {
      name: 'LST-30 a response field of another provider is null',
      path: '/v1/structures/silicon?response_fields=_cod_x,_mp_rank',
      values: { '/data/attributes': { _cod_x: null, _mp_rank: 7 } },
    },
    {
      name: 'LST-31 an empty response_fields leaves what is required',
      path: '/v1/files?response_fields=',
      values: { '/data/0/attributes': { url: 'https://example.org/quartz.cif' } },
    },
    {
      name: 'LST-31 id and type among response_fields change nothing',
      path: '/v1/structures/silicon?response_fields=id,type',
      values: { '/data/attributes': {}, '/data/id': 'silicon' },
    },
    {
      name: 'SGL-10 a single entry has the same default as in a listing',
      path: '/v1/_exmpl_things/empty',
      values: {
        '/data': {
          id: 'empty',
          type: '_exmpl_things',
          attributes: { _exmpl_names: [], _exmpl_new: false, last_modified: null },
        },
      },
    },
  ]);
});
