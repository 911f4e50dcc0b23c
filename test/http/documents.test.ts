import { describe, expect, test } from 'vitest';
import { asker } from './ask.ts';
import { testReplies } from './expect-replies.ts';
import { directoryOf, serve } from './small-database.ts';

const ask = asker();

describe('meta and links', () => {
  testReplies(ask, [
    {
      name: 'META-01..15 every member, on a listing',
      path: '/v1/structures?filter=nsites=8&page_limit=1',
      values: {
        '/meta': {
          query: { representation: '/structures?filter=nsites=8&page_limit=1' },
          time_stamp: '2026-11-21T20:15:16.789Z',
          data_returned: 3,
          data_available: 5,
          more_data_available: true,
          last_id: 'NaCl',
          api_version: '1.3.0',
          provider: {
            name: 'Example <provider>',
            description: 'Serves examples.',
            prefix: 'exmpl',
            homepage: 'https://example.org',
          },
          implementation: { name: 'Respawn', version: '0.1.0', maintainer: { email: 'someone@example.org' } },
          database: { id: 'small', name: 'Small & tidy', description: 'Serves examples.' },
          request_delay: 0.5,
          schema: 'http://localhost/small/v1/extensions/openapi.json',
        },
      },
    },
    ...['/v1/info', '/v1/info/structures', '/v1/links', '/v1/structures/Si', '/v1/structures/nope'].map(
      (path) => ({
        name: `META-01 ${path}`,
        path,
        values: {
          '/meta/query/representation': path.slice(3),
          '/meta/provider/prefix': 'exmpl',
          '/meta/more_data_available': false,
        },
      }),
    ),
    {
      name: 'DOC-12 jsonapi tells the versions',
      path: '/v1.1/links',
      values: { '/jsonapi': { version: '1.1', meta: { api: 'OPTIMADE', 'api-version': '1.1.0' } } },
    },
    {
      name: 'DOC-08, DOC-10 base_url and self',
      path: '/v1.3/structures?filter=id%3D%22Si%22',
      values: {
        '/links/self': 'http://localhost/small/v1.3/structures?filter=id%3D%22Si%22',
        '/links/base_url': 'http://localhost/small',
      },
    },
    {
      name: 'HTTP-09, HTTP-10 an error has status, code, title, detail and source, and no data',
      path: '/v1/structures?filter=nosuch=1',
      status: 400,
      values: {
        '/data': undefined,
        '/included': undefined,
        '/errors/0/status': '400',
        '/errors/0/code': 'property-unknown',
        '/errors/0/title': 'Unknown property',
        '/errors/0/source': { parameter: 'filter' },
        '/errors/0/detail': expect.stringContaining('nosuch=1\n^^^^^^'),
        '/meta/query/representation': '/structures?filter=nosuch=1',
      },
    },
    {
      name: 'an error outside of every database has what meta must hold',
      path: '//nope/x',
      status: 404,
      values: {
        '/meta/api_version': '1.3.0',
        '/meta/more_data_available': false,
        '/meta/query/representation': '/nope/x',
      },
    },
    {
      name: 'LNK-01..04, LNK-06, LNK-10 a database links to the index above and to the directory of providers',
      path: '/v1/links',
      values: {
        '/data/0': {
          id: 'index',
          type: 'links',
          attributes: {
            name: 'Index of Respawn',
            description: 'All databases that are served by Respawn.',
            base_url: 'http://localhost/index',
            homepage: null,
            link_type: 'root',
          },
        },
        '/data/1/attributes/link_type': 'providers',
        '/data/2': undefined,
      },
    },
    {
      name: 'OTH-01 links ignore parameters',
      path: '/v1/links?foo=1&page_limit=1',
      values: { '/meta/data_returned': 2 },
    },
  ]);

  test('LNK-04, LNK-05 a database at the root stands alone and is its own root', async () => {
    const reply = await asker({ settings: { rootDatabase: 'small' } })('/v1/links');
    expect(reply.at('/data/0')).toEqual({
      id: 'small',
      type: 'links',
      attributes: {
        name: 'Small & tidy',
        description: 'Serves examples.',
        base_url: 'http://localhost',
        homepage: 'https://example.org',
        link_type: 'root',
      },
    });
    expect(reply.at('/meta/data_returned')).toBe(2);
  });

  test('META-11 a database without a name is called by its id', async () => {
    const database = serve('small');
    const directory = directoryOf({ ...database, description: { ...database.description, database: {} } });
    const reply = await asker({ directory })('/small/v1/info');
    expect(reply.at('/meta/database')).toEqual({
      id: 'small',
      name: 'small',
      description: 'Serves examples.',
    });
  });

  test('DOC-12 jsonapi comes first', async () => {
    for (const path of ['/small/v1/structures', '/small/v1/info', '/small/v1/links', '/small/nope']) {
      expect((await ask(path)).text).toMatch(/^\{"jsonapi":/);
    }
  });

  test('DOC-09, META-15 describedby leads to a schema in the OpenAPI document', async () => {
    const describedby = String((await ask('/small/v1/structures')).at('/links/describedby'));
    const [url = '', pointer = ''] = describedby.split('#');
    const openapi = await ask(url.replace('http://localhost', ''));
    expect(openapi.at('/openapi')).toBe('3.1.0');
    expect(openapi.at(`${pointer}/$schema`)).toBe('https://json-schema.org/draft/2020-12/schema');
  });

  test('a schema elsewhere takes the place of our own', async () => {
    const settings = { schemaUrl: 'https://example.org/openapi.json' };
    const reply = await asker({ settings })('/small/v1/structures');
    expect([reply.at('/meta/schema'), reply.at('/links/describedby')]).toEqual([
      settings.schemaUrl,
      settings.schemaUrl,
    ]);
  });

  test('DOC-10 self gives the same data again', async () => {
    const first = await ask('/small/v1/structures?filter=nsites>8&page_limit=1');
    const again = await ask(String(first.at('/links/self')).replace('http://localhost', ''));
    expect(again.at('/data')).toEqual(first.at('/data'));
  });
});
