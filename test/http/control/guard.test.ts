import { afterAll, describe, expect, it } from 'vitest';
import type { ControlSettings } from '../../../src/config/index.ts';
import type { SceneOptions } from './control-scene.ts';
import { ControlScene } from './control-scene.ts';

const list = '/extensions/databases';
const publicScene: SceneOptions = { service: { baseUrl: 'https://data.example.org/optimade' } };
const proxied: SceneOptions = { service: { trustProxy: true } };

/** Status and error code of a request, by what its headers say. */
type GuardCase = readonly [string, SceneOptions, Record<string, string>, 200 | 403, string?];
const cases: readonly GuardCase[] = [
  // By which name
  ['localhost', {}, { Host: 'localhost:5000' }, 200],
  ['localhost in capitals', {}, { Host: 'LocalHost:5000' }, 200],
  ['a loopback address', {}, { Host: '127.0.0.1' }, 200],
  ['another loopback address', {}, { Host: '127.9.8.7:80' }, 200],
  ['the loopback address of IPv6', {}, { Host: '[::1]:5000' }, 200],
  ['a name that somebody made to lead here', {}, { Host: 'evil.example' }, 403, 'control-host'],
  ['a name that ends in ours', {}, { Host: 'evil-localhost' }, 403, 'control-host'],
  ['a name that begins with ours', {}, { Host: 'localhost.evil.example' }, 403, 'control-host'],
  ['a name below ours', {}, { Host: 'evil.localhost' }, 403, 'control-host'],
  ['a name with a dot behind', {}, { Host: 'localhost.' }, 403, 'control-host'],
  ['a name that begins like an address', {}, { Host: '127.0.0.1.evil.example' }, 403, 'control-host'],
  ['all addresses at once', {}, { Host: '0.0.0.0:5000' }, 403, 'control-host'],
  ['an address of the network', {}, { Host: '192.168.1.5:5000' }, 403, 'control-host'],
  ['a loopback address in disguise', {}, { Host: '[::ffff:127.0.0.1]' }, 403, 'control-host'],
  ['a loopback address in octal', {}, { Host: '0177.0.0.1' }, 403, 'control-host'],
  ['a name that a proxy would have sent', {}, { Host: 'localhost', 'X-Forwarded-Host': 'evil.example' }, 200],
  [
    'a name under which a proxy would have sent it',
    {},
    { Host: 'evil.example', 'X-Forwarded-Host': 'localhost' },
    403,
    'control-host',
  ],
  ['the public name', publicScene, { Host: 'data.example.org' }, 200],
  ['the public name with a port', publicScene, { Host: 'data.example.org:443' }, 200],
  ['localhost where there is a public name', publicScene, { Host: 'localhost:5000' }, 200],
  ['another name than the public one', publicScene, { Host: 'example.org' }, 403, 'control-host'],
  [
    'a name that a trusted proxy says',
    proxied,
    { Host: 'inner:5000', 'X-Forwarded-Host': 'data.example.org' },
    200,
  ],
  ['a name of which a trusted proxy says nothing', proxied, { Host: 'inner:5000' }, 403, 'control-host'],
  // From which page
  ['a page of our own', {}, { Host: 'localhost:5000', Origin: 'http://localhost:5000' }, 200],
  [
    'a page of our own at the public name',
    publicScene,
    { Host: 'data.example.org', Origin: 'https://data.example.org' },
    200,
  ],
  [
    'a page of our public name without encryption',
    publicScene,
    { Host: 'data.example.org', Origin: 'http://data.example.org' },
    403,
    'control-origin',
  ],
  [
    'a page at the name that a proxy says',
    proxied,
    {
      'X-Forwarded-Host': 'data.example.org',
      'X-Forwarded-Proto': 'https',
      Origin: 'https://data.example.org',
    },
    200,
  ],
  ['a foreign page', {}, { Host: 'localhost:5000', Origin: 'https://evil.example' }, 403, 'control-origin'],
  [
    'a page of another port',
    {},
    { Host: 'localhost:5000', Origin: 'http://localhost:3000' },
    403,
    'control-origin',
  ],
  [
    'a page of another scheme',
    {},
    { Host: 'localhost:5000', Origin: 'https://localhost:5000' },
    403,
    'control-origin',
  ],
  [
    'a page of another loopback name',
    {},
    { Host: 'localhost:5000', Origin: 'http://127.0.0.1:5000' },
    403,
    'control-origin',
  ],
  ['a page that hides', {}, { Host: 'localhost:5000', Origin: 'null' }, 403, 'control-origin'],
  ['no origin at all', {}, { Host: 'localhost:5000', Origin: '' }, 403, 'control-origin'],
  [
    'two origins',
    {},
    { Host: 'localhost', Origin: 'http://localhost, https://evil.example' },
    403,
    'control-origin',
  ],
  [
    'an origin that is too long to be read',
    {},
    { Origin: `https://${'a'.repeat(9_000)}.example` },
    403,
    'control-origin',
  ],
  ['an extension', {}, { Origin: 'chrome-extension://abcdef' }, 403, 'control-origin'],
  ['the same origin, says the browser', {}, { 'Sec-Fetch-Site': 'same-origin' }, 200],
  ['the user', {}, { 'Sec-Fetch-Site': 'none' }, 200],
  ['another site', {}, { 'Sec-Fetch-Site': 'cross-site' }, 403, 'control-origin'],
  ['another origin of the site', {}, { 'Sec-Fetch-Site': 'same-site' }, 403, 'control-origin'],
  ['two sites', {}, { 'Sec-Fetch-Site': 'same-origin, cross-site' }, 403, 'control-origin'],
  ['a site of no known kind', {}, { 'Sec-Fetch-Site': 'whatever' }, 403, 'control-origin'],
  [
    'a page of ours, in an old browser',
    {},
    { Host: 'localhost:5000', Referer: 'http://localhost:5000/' },
    200,
  ],
  [
    'a foreign page, in an old browser',
    {},
    { Referer: 'https://evil.example/localhost' },
    403,
    'control-origin',
  ],
  [
    'a page with our name as its user',
    {},
    { Referer: 'http://localhost@evil.example/' },
    403,
    'control-origin',
  ],
  ['a page with no address', {}, { Referer: 'about:blank' }, 403, 'control-origin'],
];

const scenes = new Map<SceneOptions, ControlScene>();
const sceneOf = (options: SceneOptions): ControlScene => {
  const key = Object.keys(options).length === 0 ? plain : options;
  const scene = scenes.get(key) ?? new ControlScene(key);
  scenes.set(key, scene);
  return scene;
};
const plain: SceneOptions = {};
afterAll(async () => {
  for (const scene of scenes.values()) await scene.remove();
});

describe('who is answered, by the headers of a request', () => {
  it.each(cases.map((row) => ({ name: row[0], row })))(
    '$name',
    async ({ row: [, options, headers, status, code] }) => {
      for (const method of ['GET', 'HEAD', 'OPTIONS', 'POST', 'DELETE']) {
        const reply = await sceneOf(options).ask(list, { method, headers });
        // Each path has methods of its own; what matters is whether it was looked at.
        const fine = method === 'OPTIONS' ? 204 : method === 'POST' || method === 'DELETE' ? 405 : 200;
        expect(reply.status, reply.text).toBe(status === 200 ? fine : status);
        if (method === 'GET') expect(reply.json.errors?.[0].code).toBe(code);
      }
    },
  );

  it('says what to do to whoever runs a server under a name', async () => {
    const { json } = await sceneOf(plain).ask(list, { headers: { Host: 'data.example.org' } });
    expect(json.errors[0].detail).toContain('--base-url');
    expect(json.errors[0].source).toEqual({ header: 'Host' });
  });

  it.each(['localhost, evil.example', 'localhost@evil.example', 'localhost/', 'localhost:5000:80'])(
    'answers nothing where the host is none: %s',
    async (host) => {
      // No part of the server answers that, so it is no control answer, either.
      const reply = await sceneOf(plain).ask(list, { headers: { Host: host }, beforeRouting: true });
      expect([400, 403]).toContain(reply.status);
    },
  );

  it('answers a host in the request line as it answers a header', async () => {
    const reply = await sceneOf(plain).ask(`http://evil.example${list}`, { headers: { Host: 'localhost' } });
    expect([reply.status, reply.json.errors[0].code]).toEqual([403, 'control-host']);
  });

  it.each([
    '/extensions/spawn?loc=x',
    '/extensions/databases/x',
    '/extensions/nothing',
    '/extensions',
    '/%65xtensions/databases',
  ])('guards %s', async (path) => {
    const reply = await sceneOf(plain).ask(path, { headers: { Origin: 'https://evil.example' } });
    expect(reply.json.errors[0].code).toBe('control-origin');
  });

  it('tells a preflight which methods there are, and no page that it may use them', async () => {
    const reply = await sceneOf(plain).ask('/extensions/databases/x', {
      method: 'OPTIONS',
      headers: { 'Access-Control-Request-Method': 'DELETE' },
    });
    expect([reply.status, reply.headers.get('allow')]).toEqual([204, 'GET, DELETE, HEAD, OPTIONS']);
  });
});

interface PermissionCase {
  readonly who: string;
  readonly permissions: Partial<ControlSettings>;
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number;
  readonly code: string;
}

const withToken = { spawn: 'token', token: 's3cret' } as const;
const permissionCases: readonly PermissionCase[] = [
  { who: 'nobody', permissions: { spawn: 'off' }, headers: {}, status: 403, code: 'control-off' },
  {
    who: 'nobody, whatever the token',
    permissions: { ...withToken, spawn: 'off' },
    headers: { Authorization: 'Bearer s3cret' },
    status: 403,
    code: 'control-off',
  },
  {
    // There is nothing of that name, which is said to whoever may know.
    who: 'who has the token',
    permissions: withToken,
    headers: { Authorization: 'bearer  s3cret' },
    status: 404,
    code: 'database-unknown',
  },
  ...['', 'Bearer s3cre', 'Bearer s3cret2', 'Basic s3cret', 's3cret'].map((authorization) => ({
    who: `not who sends "${authorization}"`,
    permissions: withToken,
    headers: { Authorization: authorization },
    status: 401,
    code: 'token-required',
  })),
  {
    who: 'not who guesses that there is no token',
    permissions: { spawn: 'token', token: undefined },
    headers: { Authorization: 'Bearer undefined' },
    status: 401,
    code: 'token-required',
  },
  ...['Forwarded', 'X-Forwarded-For', 'X-Forwarded-Host', 'X-Real-IP', 'Via'].map((header) => ({
    who: `not who comes through a proxy that nobody announced, with ${header}`,
    permissions: { spawn: 'local' } as const,
    headers: { [header]: '127.0.0.1' },
    status: 403,
    code: 'control-not-local',
  })),
];

const changes = [
  { method: 'GET', path: '/extensions/spawn?loc=a.jsonl', unknown: 'location-gone' },
  { method: 'POST', path: '/extensions/spawn', body: { loc: 'a.jsonl' }, unknown: 'location-gone' },
  { method: 'DELETE', path: '/extensions/databases/a' },
  { method: 'POST', path: '/extensions/databases/a/keep-alive', body: { seconds: 5 } },
  { method: 'POST', path: '/extensions/databases/a/refresh', body: {} },
];

describe('who may change databases', () => {
  it.each(permissionCases)('$who', async ({ permissions, headers, status, code }) => {
    const scene = new ControlScene({ permissions });
    for (const { path, unknown, ...request } of changes) {
      const reply = await scene.ask(path, { ...request, headers });
      const expected = status === 404 ? (unknown ?? code) : code;
      expect([path, reply.status, reply.json.errors[0].code]).toEqual([path, status, expected]);
      expect(reply.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer realm="respawn"' : null);
      expect(reply.text).not.toContain('s3cret');
    }
    await scene.remove();
  });

  it.each([
    ['127.0.0.1', 404],
    ['::1', 404],
    ['::ffff:127.0.0.1', 404],
    ['192.168.1.7', 403],
    ['::ffff:192.168.1.7', 403],
    ['2001:db8::1', 403],
  ])('with an open server, %s gets %i', async (remoteAddress, status) => {
    const reply = await sceneOf(plain).ask('/extensions/databases/a', { method: 'DELETE', remoteAddress });
    expect(reply.status).toBe(status);
  });

  it('and everybody reads', async () => {
    const scene = new ControlScene({ permissions: { spawn: 'off' } });
    expect((await scene.ask(list, { remoteAddress: '192.168.1.7' })).status).toBe(200);
    await scene.remove();
  });
});

describe('a browser that asks in advance', () => {
  it.each([
    ['Sec-Purpose', 'prefetch;prerender'],
    ['Purpose', 'prefetch'],
    ['X-Moz', 'Prefetch'],
  ])('by %s: %s changes nothing', async (name, value) => {
    const scene = sceneOf({});
    const headers = { [name]: value, 'Sec-Fetch-Site': 'none' };
    const reply = await scene.ask('/extensions/spawn?loc=structures.jsonl', { headers });
    expect([reply.status, reply.json.errors[0].code]).toEqual([403, 'control-prefetch']);
    expect((await scene.ask(list, { headers })).status).toBe(200);
  });
});

describe('what a request may bring', () => {
  const spawn = '/extensions/spawn';
  it.each([
    ['text/plain', '{"loc":"a"}', 415, 'body-media-type'],
    ['application/x-www-form-urlencoded', 'loc=a', 415, 'body-media-type'],
    ['multipart/form-data; boundary=x', 'x', 415, 'body-media-type'],
    ['', '{"loc":"a"}', 415, 'body-media-type'],
    ['text/plain; application/json', '{"loc":"a"}', 415, 'body-media-type'],
    ['application/vnd.api+json; charset=utf-8', '{}', 415, 'media-type-unsupported'],
    ['application/vnd.api+json', '{}', 400, 'location-missing'],
    ['application/json; charset=utf-8', '', 400, 'location-missing'],
    ['application/json', '{"loc":null}', 400, 'location-missing'],
    ['application/json', '{"loc"', 400, 'body-malformed'],
    ['application/json', '[]', 400, 'body-malformed'],
    ['application/json', '"a"', 400, 'body-malformed'],
    ['application/json', `{"config":${'['.repeat(100)}${']'.repeat(100)}}`, 400, 'body-malformed'],
    ['application/json', '['.repeat(200_000), 400, 'body-malformed'],
    ['application/json', `{"loc":"${'a'.repeat(300_000)}"}`, 413, 'body-too-large'],
    ['application/json', '{"__proto__":{"loc":"a"}}', 400, 'member-unknown'],
    ['application/json', '{"loc":"nothing","constructor":1}', 400, 'member-unknown'],
    ['application/json', '{"loc":"nothing","config":{"__proto__":{"strict":true}}}', 404, 'location-gone'],
  ])('%s, %#', async (mediaType, body, status, code) => {
    const reply = await sceneOf(plain).ask(spawn, {
      method: 'POST',
      headers: { 'Content-Type': mediaType },
      body,
    });
    expect([reply.status, reply.json.errors[0].code], reply.text).toEqual([status, code]);
  });

  it('is never anything but what a path takes', async () => {
    for (const [method, path, allow] of [
      ['PUT', spawn, 'GET, POST, OPTIONS'],
      ['HEAD', spawn, 'GET, POST, OPTIONS'],
      ['POST', '/extensions/databases/a', 'GET, DELETE, HEAD, OPTIONS'],
      ['GET', '/extensions/databases/a/refresh', 'POST, OPTIONS'],
    ] as const) {
      const reply = await sceneOf(plain).ask(path, { method });
      expect([path, reply.status, reply.headers.get('allow')]).toEqual([path, 405, allow]);
    }
    for (const path of [
      '/extensions',
      '/extensions/',
      '/extensions/spawn/x',
      '/extensions/databases/a/b/c',
      '/extensions/__proto__',
    ]) {
      expect((await sceneOf(plain).ask(path)).json.errors[0].code, path).toBe('endpoint-unknown');
    }
  });
});
