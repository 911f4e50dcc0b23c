import { describe, expect, test } from 'vitest';
import { asker } from './ask.ts';
import { testReplies } from './expect-replies.ts';
import { directoryOf, serve } from './small-database.ts';

const ask = asker();

describe('base URLs and versions', () => {
  testReplies(ask, [
    { name: 'URL-01 /v1', path: '/v1/info', values: { '/meta/api_version': '1.3.0' } },
    { name: 'URL-03 /v1.3', path: '/v1.3/info', values: { '/meta/api_version': '1.3.0' } },
    { name: 'URL-03 /v1.3.0', path: '/v1.3.0/info', values: { '/meta/api_version': '1.3.0' } },
    {
      name: '/v1.1 speaks 1.1.0',
      path: '/v1.1/info',
      values: { '/meta/api_version': '1.1.0', '/data/attributes/api_version': '1.1.0' },
    },
    { name: '/v1.1.0 does, too', path: '/v1.1.0/structures', values: { '/meta/api_version': '1.1.0' } },
    ...['v0', 'v2', 'v1.2', 'v1.99', 'v1.3.1', 'v123123', 'v1x'].map((version) => ({
      name: `URL-05 /${version} is 553`,
      path: `/${version}/info`,
      status: 553,
      values: {
        '/errors/0/status': '553',
        '/errors/0/detail': expect.stringContaining('v1.3.0'),
        '/meta/provider/prefix': 'exmpl',
      },
    })),
    { name: 'a version below a version is nothing', path: '/v1/v1/info', status: 404 },
    { name: 'URL-06 other paths are 404', path: '/v1/anything-else', status: 404 },
    {
      name: 'URL-06 with what was meant',
      path: '/v1/structure',
      status: 404,
      values: { '/errors/0/detail': expect.stringContaining('"structures"') },
    },
    { name: 'unknown extensions are 404', path: '/v1/extensions/x', status: 404 },
    {
      name: 'EXT-01 extensions themselves are the page that tells of them',
      path: '/v1/extensions',
      header: { 'content-type': 'text/html; charset=utf-8' },
    },
    { name: 'DEF-21 info of an unknown type is 404', path: '/v1/info/nope', status: 404 },
    { name: 'info goes no deeper', path: '/v1/info/structures/nsites', status: 404 },
    { name: 'keys of objects are no entry types', path: '/v1/__proto__', status: 404 },
    {
      name: 'an unknown database is 404 and names those that are there',
      path: '//nope/v1/info',
      status: 404,
      values: { '/errors/0/detail': expect.stringContaining('/small') },
    },
    {
      name: 'the id of a database keeps its case',
      path: '//Small/v1/info',
      status: 404,
      values: { '/errors/0/detail': expect.stringContaining('"small"') },
    },
    {
      name: 'URL-08 unversioned listings',
      path: '/structures?page_limit=1',
      values: {
        '/data/0/id': 'NaCl',
        '/links/next': 'http://localhost/small/structures?page_limit=1&page_offset=1',
      },
    },
    { name: 'URL-08 unversioned info with a slash at its end', path: '/info/', values: { '/data/id': '/' } },
    {
      name: 'URL-12 a trailing slash means nothing',
      path: '/v1/structures/?page_limit=1',
      values: { '/data/0/id': 'NaCl' },
    },
    {
      name: 'slashes that meet where URLs were joined',
      path: '//small//v1//info',
      values: { '/data/id': '/' },
    },
    {
      name: 'VER-01, VER-04 versions',
      path: '/versions',
      header: { 'content-type': 'text/csv; header=present' },
    },
    { name: 'VER-02 versions are not versioned', path: '/v1/versions', status: 404 },
    { name: 'HINT-01 versions take a hint', path: '/versions?api_hint=v1' },
    {
      name: 'HINT-04 but not for versions, which tell what there is',
      path: '/versions?api_hint=v9',
    },
    {
      name: 'HINT-02 a hint changes nothing below a version',
      path: '/v1/info?api_hint=v0',
      values: { '/meta/api_version': '1.3.0' },
    },
    {
      name: 'HINT-03 a lower minor is served by a higher',
      path: '/info?api_hint=v1.0',
      values: { '/meta/api_version': '1.3.0', '/meta/warnings': undefined },
    },
    {
      name: 'HINT-04 a higher minor is served as well as can be',
      path: '/info?api_hint=v1.9',
      values: { '/meta/warnings/0/detail': expect.stringContaining('v1.9') },
    },
    {
      name: 'HINT-04 a lower major likewise',
      path: '/structures?api_hint=v0',
      values: { '/meta/warnings/0/source/parameter': 'api_hint', '/meta/warnings/1': undefined },
    },
    { name: 'HINT-04 a higher major is 553', path: '/info?api_hint=v9', status: 553 },
    {
      name: 'HINT-05 a malformed hint is ignored with a warning',
      path: '/info?api_hint=foo',
      values: { '/meta/warnings/0/type': 'warning' },
    },
    {
      name: 'HINT-05 and only one',
      path: '/structures?api_hint=foo',
      values: { '/meta/warnings/1': undefined },
    },
  ]);

  test('VER-03, VER-05..07 the text of versions', async () => {
    expect((await ask('/small/versions')).text).toBe('version\n1');
  });

  test('URL-02, INF-03 every announced version is served under its number', async () => {
    const info = await ask('/small/v1/info');
    const announced = info.at('/data/attributes/available_api_versions') as {
      url: string;
      version: string;
    }[];
    expect(announced.map(({ url }) => url.split('/').at(-1))).toEqual([
      'v1',
      'v1.3',
      'v1.3.0',
      'v1.1',
      'v1.1.0',
    ]);
    for (const { url, version } of announced) {
      const reply = await ask(`${url.replace('http://localhost', '')}/info`);
      expect(reply.at('/meta/api_version')).toBe(version);
    }
  });
});

describe('places beside the databases', () => {
  const operations = { directory: directoryOf(), isStopping: () => false, metrics: undefined };

  testReplies(ask, [
    ...['//extensions/spawn', '//-/healthz', '//static/nothing'].map((path) => ({
      name: `there is no ${path.slice(1)} unless it is offered`,
      path,
      status: 404,
      values: { '/errors/0/code': 'endpoint-unknown' },
    })),
    {
      name: 'pages of others are not told that they may ask for /-/healthz',
      path: '//-/healthz',
      method: 'OPTIONS',
      status: 204,
      header: { 'access-control-allow-origin': null, 'access-control-allow-methods': null },
    },
    {
      name: 'nothing but the control endpoints takes POST',
      path: '//index/v1/links',
      method: 'POST',
      status: 405,
    },
    {
      name: 'what the control endpoints take is for them to say',
      path: '//extensions/spawn',
      method: 'POST',
      status: 404,
    },
  ]);

  test('who runs the server is answered, also beside a database at the root', async () => {
    for (const settings of [{}, { rootDatabase: 'small' }]) {
      expect((await asker({ operations, settings })('/-/healthz')).status).toBe(200);
    }
  });
});

describe('public URLs', () => {
  const base = async (
    changes: Parameters<typeof asker>[0],
    headers: Record<string, string>,
    path = '/small/v1/structures',
  ) => (await asker(changes)(path, headers)).at('/links/base_url');
  const forwarded = {
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'data.example.org, inner',
    'x-forwarded-prefix': '/api/',
  };

  test('the configured one wins over everything', async () => {
    const settings = { baseUrl: 'https://example.org/data/', trustProxy: true };
    expect(await base({ settings }, { host: 'evil', ...forwarded })).toBe('https://example.org/data/small');
  });

  test('the Host header says it where nothing is configured', async () => {
    expect(await base({}, { host: 'example.org:8080' })).toBe('http://example.org:8080/small');
    expect(await base({}, { host: '[::1]:5000' })).toBe('http://[::1]:5000/small');
  });

  test('forwarded headers count only where a proxy is trusted', async () => {
    expect(await base({}, { host: 'inner', ...forwarded })).toBe('http://inner/small');
    expect(await base({ settings: { trustProxy: true } }, { host: 'inner', ...forwarded })).toBe(
      'https://data.example.org/api/small',
    );
  });

  test.each([
    [{ host: 'evil.org/<script>' }, 'Host'],
    [{ host: 'a b' }, 'Host'],
    [{ 'x-forwarded-host': 'evil.org/x' }, 'X-Forwarded-Host'],
    [{ 'x-forwarded-proto': 'javascript' }, 'X-Forwarded-Proto'],
    [{ 'x-forwarded-prefix': '//evil.org/"' }, 'X-Forwarded-Prefix'],
  ])('%o is 400', async (headers, name) => {
    const reply = await asker({ settings: { trustProxy: true } })(
      '/small/v1/info',
      headers as Record<string, string>,
    );
    expect(reply.status).toBe(400);
    expect(reply.at('/errors/0/source/header')).toBe(name);
  });
});

describe('a database at the root', () => {
  const root = asker({
    settings: { rootDatabase: 'small' },
    directory: directoryOf(serve('small'), serve('other')),
  });

  test('is served at / and hides the others, since a base URL may not lie below another', async () => {
    const reply = await root('/v1/structures?page_limit=1');
    expect(reply.at('/links/base_url')).toBe('http://localhost');
    expect(reply.at('/links/next')).toBe('http://localhost/v1/structures?page_limit=1&page_offset=1');
    expect((await root('/versions')).status).toBe(200);
    expect((await root('/other/v1/info')).status).toBe(404);
    expect((await root('/v7/info')).status).toBe(553);
    expect((await root('/')).text).toContain('<h1>Small &amp; tidy</h1>');
  });
});
