import { describe, expect, test } from 'vitest';
import type { ServiceSettings } from '../../src/config/index.ts';
import type { DatabaseDirectory, DatabaseRecord } from '../../src/registry/index.ts';
import { asker } from './ask.ts';
import { testReplies } from './expect-replies.ts';
import { directoryOf, recordOf, serve } from './small-database.ts';

const small = recordOf(serve('small'));
const other = recordOf(serve('other'), {
  state: 'cold',
  presentation: {
    title: 'Another "one"',
    description: 'Spawned by somebody.',
    homepage: 'https://example.org/other',
    aggregate: 'no',
    noAggregateReason: 'Spawned on demand.',
  },
});
const neverMade = (state: DatabaseRecord['state']): DatabaseRecord => {
  const { contents, ...record } = recordOf(serve(state), { state });
  return record;
};

/** A directory of which only the list is asked. */
function listing(...records: readonly DatabaseRecord[]): DatabaseDirectory {
  return { ...directoryOf(), list: () => records };
}

const ask = asker({ directory: listing(other, small, neverMade('ingesting'), neverMade('failed')) });

describe('the index meta-database', () => {
  testReplies(ask, [
    {
      name: 'IDX-03, INF-09 says that it is one, and names no default where there are several',
      path: '//index/v1/info',
      values: {
        '/data/id': '/',
        '/data/attributes/is_index': true,
        '/data/attributes/available_endpoints': ['info', 'links'],
        '/data/attributes/entry_types_by_format': { json: [] },
        '/data/attributes/available_api_versions/0': { url: 'http://localhost/index/v1', version: '1.3.0' },
        '/data/relationships': { default: { data: null } },
        '/meta/database': {
          id: 'index',
          name: 'Index of Respawn',
          description: 'All databases that are served by Respawn.',
          homepage: null,
        },
        '/links/base_url': 'http://localhost/index',
      },
    },
    {
      name: 'LNK-02, LNK-04..09, IDX-02 links to itself, to every database that was made, and to the providers',
      path: '//index/v1/links',
      values: {
        '/data/0/id': 'index',
        '/data/0/attributes/link_type': 'root',
        '/data/0/attributes/base_url': 'http://localhost/index',
        '/data/0/attributes/aggregate': undefined,
        '/data/1': {
          id: 'other',
          type: 'links',
          attributes: {
            name: 'Another "one"',
            description: 'Spawned by somebody.',
            base_url: 'http://localhost/other',
            homepage: 'https://example.org/other',
            link_type: 'child',
            aggregate: 'no',
            no_aggregate_reason: 'Spawned on demand.',
          },
        },
        '/data/2/id': 'small',
        '/data/2/attributes/name': 'Small & tidy',
        '/data/2/attributes/aggregate': 'ok',
        '/data/2/attributes/no_aggregate_reason': undefined,
        '/data/3/attributes': {
          name: 'Materials Consortia',
          description: 'The directory of all registered providers of OPTIMADE databases.',
          base_url: 'https://providers.optimade.org',
          homepage: 'https://optimade.org',
          link_type: 'providers',
        },
        '/data/4': undefined,
        '/meta/data_returned': 4,
        '/meta/data_available': 4,
        '/meta/more_data_available': false,
      },
    },
    {
      name: 'OTH-01 its links ignore parameters',
      path: '//index/v1/links?page_limit=1&foo=1',
      values: { '/meta/data_returned': 4 },
    },
    ...[
      '//index/info',
      '//index/v1.3/info',
      '//index/v1.1/info',
      '//index/v1.1.0/links',
      '//index//v1//links/',
    ].map((path) => ({
      name: `IDX-01 ${path}`,
      path,
      values: { '/links/base_url': 'http://localhost/index' },
    })),
    ...[
      'structures',
      'structures/1',
      'info/structures',
      'extensions',
      'extensions/spawn',
      'small/v1/info',
      'versions',
    ].map((path) => ({
      name: `IDX-01 an index has no /v1/${path}`,
      path: `//index/v1/${path}`,
      status: 404,
      values: { '/meta/database/id': 'index', '/meta/provider/name': 'Respawn' },
    })),
    {
      name: 'versions',
      path: '//index/versions',
      header: { 'content-type': 'text/csv; header=present' },
    },
    {
      name: 'another version is 553',
      path: '//index/v2/info',
      status: 553,
      values: { '/meta/database/id': 'index' },
    },
    {
      name: 'a hint is heeded',
      path: '//index/info?api_hint=v1.9',
      values: { '/meta/warnings/0/source/parameter': 'api_hint' },
    },
    {
      name: 'its base URL is a page',
      path: '//index',
      header: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
    },
    {
      name: 'or JSON, for those who want that',
      path: '//index',
      headers: { accept: 'application/json' },
      values: { '/data/attributes/is_index': true },
    },
    {
      name: 'IDX-02 nobody keeps its answers',
      path: '//index/v1/links',
      header: { 'cache-control': 'no-store', etag: null },
    },
    ...[
      ['//v1/info?api_hint=v1', '/index/v1/info?api_hint=v1'],
      ['//info', '/index/info'],
      ['//links/', '/index/links'],
      ['//versions', '/index/versions'],
      ['//v1', '/index/v1'],
      ['//v7/info', '/index/v7/info'],
      ['//v1/structures/a%2Fb?x=%20', '/index/v1/structures/a%2Fb?x=%20'],
    ].map(([path, target]) => ({
      name: `${path!.slice(1)} leads there`,
      path: path!,
      status: 307,
      header: { location: `http://localhost${target}`, 'access-control-allow-origin': '*' },
    })),
  ]);

  test('the page names the databases, and what is written in them is only text', async () => {
    const record = recordOf(serve('small'), {
      presentation: {
        title: '<script>alert(1)</script>',
        description: '" onmouseover="alert(2)',
        homepage: 'javascript:alert(3)',
        aggregate: 'ok',
      },
    });
    const directory = listing(record);
    for (const path of ['/index', '/']) {
      const { text } = await asker({ directory })(path);
      expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
      expect(text).toContain('&quot; onmouseover=&quot;alert(2)');
      expect(text).not.toMatch(/<script|"alert|javascript:/);
    }
  });

  test('IDX-02 a database is listed from when it can be asked until it is removed', async () => {
    let records: readonly DatabaseRecord[] = [];
    const living = asker({ directory: { ...directoryOf(), list: () => records } });
    const ids = async () =>
      ((await living('/index/v1/links')).at('/data') as { id: string }[]).map(({ id }) => id);
    expect(await ids()).toEqual(['index', 'optimade']);
    records = [neverMade('ingesting')];
    expect(await ids()).toEqual(['index', 'optimade']);
    records = [small];
    expect(await ids()).toEqual(['index', 'small', 'optimade']);
    records = [];
    expect(await ids()).toEqual(['index', 'optimade']);
  });

  test('LNK-02 no two links have the same id', async () => {
    const directory = listing(recordOf(serve('optimade')), recordOf(serve('optimade-providers')));
    const reply = await asker({ directory })('/index/v1/links');
    const ids = (reply.at('/data') as { id: string }[]).map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
  });

  test('LNK-05, LNK-09, META-11 a child answers below its base URL, and calls itself as the index does', async () => {
    const crawl = asker();
    const child = (await crawl('/index/v1/links')).at('/data/1') as {
      id: string;
      attributes: Record<string, string>;
    };
    const path = child.attributes.base_url!.replace('http://localhost', '');
    const info = await crawl(`${path}/v1/info`);
    expect([info.at('/meta/database/id'), info.at('/meta/database/name')]).toEqual([
      child.id,
      child.attributes.name,
    ]);
    const up = (await crawl(`${path}/v1/links`)).at('/data/0/attributes/base_url');
    expect(up).toBe('http://localhost/index');
  });

  test.each<[string, Partial<ServiceSettings>, readonly DatabaseRecord[], unknown]>([
    ['the only one', {}, [small], { type: 'links', id: 'small' }],
    ['the one that is set', { defaultDatabase: 'other' }, [small, other], { type: 'links', id: 'other' }],
    ['none, where the one that is set is not there', { defaultDatabase: 'gone' }, [small], null],
    ['none, where there is none', {}, [], null],
  ])('INF-09 the default database is %s', async (_, settings, records, expected) => {
    const reply = await asker({ settings, directory: listing(...records) })('/index/v1/info');
    expect(reply.at('/data/relationships/default/data')).toEqual(expected);
  });

  test('the operator says who provides it', async () => {
    const provider = {
      name: 'Archive',
      description: 'Keeps data.',
      prefix: 'arch',
      homepage: 'https://archive.example',
    };
    const reply = await asker({ settings: { provider } })('/index/v1/links');
    expect(reply.at('/meta/provider')).toEqual(provider);
    expect(reply.at('/data/0/attributes/name')).toBe('Index of Archive');
    expect(reply.at('/data/0/attributes/homepage')).toBe('https://archive.example');
  });

  test('with a database at the root there is no index', async () => {
    const root = asker({ settings: { rootDatabase: 'small' } });
    expect((await root('/index/v1/info')).status).toBe(404);
    expect((await root('/v1/info')).at('/data/attributes/is_index')).toBe(false);
  });

  test('the links of ten thousand databases stand on one page', async () => {
    const records = Array.from({ length: 10_000 }, (_, index) => ({ ...small, id: `db-${index}` }));
    const reply = await asker({ directory: listing(...records) })('/index/v1/links');
    expect(reply.at('/meta/data_returned')).toBe(10_002);
    for (const path of ['/', '/index']) {
      const { text } = await asker({ directory: listing(...records) })(path);
      expect(text.match(/<tr>/g)).toHaveLength(201);
      expect(text).toContain('9,800 more');
    }
  });
});
