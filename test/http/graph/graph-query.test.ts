import { describe, expect, test } from 'vitest';
import { limits } from '../../../src/base/index.ts';
import { RegistryError } from '../../../src/registry/index.ts';
import { directoryOf, recordOf, serve } from '../small-database.ts';
import { archiveDirectory, graphAsker } from './archive-scene.ts';

const path = '/extensions/graph/query';
const energies = {
  uploads: { runs: { entries: { 'structures:Si': { archive: { run: { energy: '*' } } } } } },
};
const energiesGiven = {
  uploads: {
    runs: { entries: { 'structures:Si': { archive: { run: [{ energy: -1.5 }, { energy: -2.5 }] } } } },
  },
};
const loose = { entries: { e1: { archive: { data: '*' } } } };
const looseGiven = { entries: { e1: { archive: { data: { k: [1, 2, 3] } } } } };
const encode = (value: object) => encodeURIComponent(JSON.stringify(value));
const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a graph request', () => {
  test.each([
    [path, {}],
    ['/runs/v1/extensions/graph/query', {}],
    ['/runs/extensions/graph/query', {}],
    [path, { rootDatabase: 'runs' }],
    [`/v1${path}`, { rootDatabase: 'runs' }],
  ])('is answered at %s (%o), posted or in the URL', async (at, settings) => {
    const ask = graphAsker(archiveDirectory(), settings);
    const posted = await ask(at, { body: energies });
    expect([posted.status, posted.json]).toEqual([200, energiesGiven]);
    expect(posted.text).toContain('-2.50');
    expect(Object.fromEntries(posted.headers)).toMatchObject({
      'content-type': 'application/json',
      'access-control-allow-origin': '*',
      'cache-control': 'public, no-cache',
      vary: 'Accept, Accept-Encoding',
      'content-length': String(Buffer.byteLength(posted.text)),
      etag: expect.stringMatching(/^"[\w-]{27}"$/),
    });
    for (const q of [encode(energies), base64url(energies)]) {
      const given = await ask(`${at}?q=${q}`);
      expect([given.status, given.text, given.headers.get('etag')]).toEqual([
        200,
        posted.text,
        posted.headers.get('etag'),
      ]);
    }
  });

  test('is taken as curl sends it, which calls every body a form', async () => {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    expect((await graphAsker()(path, { body: energies, headers })).json).toEqual(energiesGiven);
  });

  test('of one database names its own uploads and entries, while references lead to others', async () => {
    const ask = graphAsker();
    const at = '/runs/v1/extensions/graph/query';
    const others = await ask(at, { body: { ...loose, uploads: { loose: { upload_id: '*' } } } });
    expect(others.json).toMatchObject({
      entries: { e1: { m_errors: [{ error_type: 'NOACCESS' }] } },
      uploads: { loose: { m_errors: [{ error_type: 'NOTFOUND' }] } },
    });
    expect((await ask(at, { body: { uploads: { m_request: { directive: 'plain' } } } })).json).toMatchObject({
      uploads: { runs: 'runs' },
    });
    const resolved = { m_request: { directive: 'resolved' } };
    const followed = await ask(at, {
      body: { uploads: { runs: { entries: { 'structures:Si': { archive: { other_ref: resolved } } } } } },
    });
    expect(followed.json).toMatchObject({
      uploads: { loose: { entries: { e1: { archive: { data: { k: [1, 2, 3] } } } } } },
    });
    expect((await ask(path, { body: loose })).json).toEqual(looseGiven);
  });

  test('tells of records, resource objects and matches', async () => {
    const ask = graphAsker();
    const upload = { upload_name: '*', n_entries: '*', publish_time: '*', entry_counts: '*' };
    const { json } = await ask(path, {
      body: {
        uploads: { runs: { ...upload, entries: { 'structures:Si': { last_modified: '*', metadata: '*' } } } },
        search: {
          m_request: { query: { query: { optimade_filter: 'nelements=1' } } },
          '*': { optimade_id: '*' },
        },
      },
    });
    expect(json.uploads).toMatchObject({
      runs: {
        upload_name: 'Small & tidy',
        n_entries: 10,
        publish_time: '2026-01-02T03:04:05Z',
        entry_counts: { structures: 5, references: 2 },
        entries: {
          'structures:Si': {
            last_modified: '2024-05-06T07:08:09Z',
            metadata: { id: 'Si', type: 'structures', attributes: { nelements: 1 } },
          },
        },
      },
    });
    const found = Object.values(json.search as Record<string, { optimade_id?: string }>);
    expect(found.map((hit) => hit.optimade_id).filter((id) => id !== undefined)).toEqual(
      expect.arrayContaining(['Si', 'cod/2000000@12%']),
    );
    const wrong = await ask(path, {
      body: { search: { m_request: { query: { query: { optimade_filter: 'nelements=' } } }, '*': '*' } },
    });
    expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining('filter-syntax')]);
  });

  test('gives links where they are wanted', async () => {
    const body = {
      uploads: { runs: { entries: { 'structures:Si': { archive: { m_request: { depth: 1 } } } } } },
    };
    const { text } = await graphAsker()(`${path}?links=1`, { body });
    const links = Array.from(text.matchAll(/"(http:[^"]*)"/g), ([, url]) => url!);
    expect(links.length).toBeGreaterThan(2);
    expect(links).toContainEqual(
      expect.stringMatching(/\/extensions\/archive\/[\w-]{28}\/a%2Fb\?depth=1&links=1$/),
    );
    for (const url of links) {
      expect((await graphAsker()(url.slice('http://localhost'.length))).status, url).toBe(200);
    }
  });

  test.each<[string, { body?: unknown; headers?: object; method?: string }, number, string, object?]>([
    [path, { body: 'nothing' }, 422, 'graph-request-unprocessable', { pointer: '' }],
    [path, { body: '' }, 422, 'graph-request-unprocessable', { pointer: '' }],
    [path, { body: '[]' }, 422, 'graph-request-unprocessable', { pointer: '' }],
    [path, { body: { entries: { x: 5 } } }, 400, 'graph-request-invalid', { pointer: '/entries/x' }],
    [path, { body: { foo: {} } }, 422, 'graph-request-unprocessable'],
    [path, { body: '['.repeat(500_000) }, 422, 'graph-request-unprocessable', { pointer: '' }],
    [path, { body: `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}` }, 400, 'graph-request-invalid'],
    [path, { body: `"${'x'.repeat(limits.graphRequestBytesMax)}"` }, 413, 'body-too-large'],
    [path, {}, 400, 'parameter-invalid', { parameter: 'q' }],
    [`${path}?q=%7B`, {}, 400, 'parameter-invalid', { parameter: 'q' }],
    [`${path}?q=%7B%7D&strict=yes`, {}, 400, 'parameter-invalid', { parameter: 'strict' }],
    [`${path}?q=%7B%7D&stric=1`, {}, 400, 'parameter-unknown', { parameter: 'stric' }],
    [`${path}?q=%7B%7D`, { body: '{}' }, 400, 'parameter-unknown', { parameter: 'q' }],
    [`${path}?strict=1`, { body: { entries: { e1: { nothing: '*' } } } }, 400, 'graph-strict'],
    [`${path}/more`, { method: 'GET' }, 404, 'endpoint-unknown'],
    ['/runs/v1/extensions/graph/else', { method: 'GET' }, 404, 'endpoint-unknown'],
  ])('%s %#: refused', async (at, init, status, code, source) => {
    const reply = await graphAsker()(at, init);
    const [error] = (reply.json.errors ?? []) as [{ code: string; source?: object }];
    expect([reply.status, error?.code, reply.headers.get('content-type')]).toEqual([
      status,
      code,
      'application/vnd.api+json',
    ]);
    if (source !== undefined) expect(error.source).toEqual(source);
  });

  test('tells what is no JSON where it stops', async () => {
    const reply = await graphAsker()(path, { body: "{'entries': 1}" });
    expect(reply.text).toContain('no JSON in UTF-8 (Expected property name');
  });

  test.each([
    [path, 'PUT', 'GET, HEAD, POST, OPTIONS'],
    ['/runs/v1/extensions/graph/query', 'DELETE', 'GET, HEAD, POST, OPTIONS'],
    ['/extensions/graph', 'POST', 'GET, HEAD, OPTIONS'],
    ['/runs/v1/structures', 'POST', 'GET, HEAD, OPTIONS'],
    ['/runs/v1/extensions/archive/notes', 'POST', 'GET, HEAD, OPTIONS'],
  ])('%s does not answer %s', async (at, method, allowed) => {
    const refused = await graphAsker()(at, { method });
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, allowed]);
    const preflight = await graphAsker()(at, {
      method: 'OPTIONS',
      headers: { Origin: 'https://elsewhere.example', 'Access-Control-Request-Headers': 'content-type' },
    });
    expect([preflight.status, Object.fromEntries(preflight.headers)]).toMatchObject([
      204,
      { 'access-control-allow-methods': allowed, 'access-control-allow-headers': 'content-type' },
    ]);
  });

  test('is not answered again to who knows the answer', async () => {
    const at = `${path}?q=${encode(loose)}`;
    const ask = graphAsker();
    const etag = (await ask(at)).headers.get('etag')!;
    const headers = { 'If-None-Match': etag };
    expect((await ask(at, { headers })).status).toBe(304);
    expect(
      (
        await ask(`${path}?q=${base64url({ entries: { e1: { archive: { data: 'include' } } } })}`, {
          headers,
        })
      ).status,
    ).toBe(304);
    expect((await ask(path, { body: loose, headers })).json).toEqual(looseGiven);
    expect((await ask(`${at}&links=1`, { headers })).status).toBe(200);
    const [first, second] = [serve('loose'), serve('runs')];
    const grown = { ...first, description: { ...first.description, dataVersion: 'another' } };
    expect((await graphAsker(directoryOf(grown, second))(at, { headers })).status).toBe(200);
    const head = await ask(at, { method: 'HEAD' });
    expect([head.status, head.text, head.headers.get('etag')]).toEqual([200, '', etag]);
  });

  test('of a database that is being made says so, and is not kept', async () => {
    const directory = archiveDirectory();
    const making = recordOf(serve('making'), { state: 'ingesting' });
    const ask = graphAsker({
      ...directory,
      list: () => [...directory.list(), making],
      use: async (id, run) => {
        if (id !== 'making') return directory.use(id, run);
        throw new RegistryError('ingesting', 'not yet', { record: making, retryAfterSeconds: 7 });
      },
    });
    const reply = await ask(path, { body: { ...loose, uploads: { making: { upload_name: '*' } } } });
    expect(reply.json).toMatchObject(looseGiven);
    expect(JSON.stringify(reply.json.uploads)).toContain('Ask again in 7 s');
    expect([reply.headers.get('etag'), reply.headers.get('cache-control')]).toEqual([null, 'no-store']);
  });
});

test.each([
  ['/extensions/graph', 'http://localhost/extensions/graph/query', '/{database}/v1'],
  ['/runs/v1/extensions/graph', 'http://localhost/runs/v1/extensions/graph/query', '/runs/v1'],
])('%s tells what is offered, and how much', async (at, query, database) => {
  const { status, json } = await graphAsker()(at);
  expect([status, json]).toMatchObject([
    200,
    {
      endpoints: { query, archive: `http://localhost${database}/extensions/archive/{entry}/{path}` },
      limits: { graphHopsMax: limits.graphHopsMax, archiveBytesMax: limits.archiveBytesMax },
    },
  ]);
  const schema = await graphAsker()(
    (json.endpoints as { schema: string }).schema.slice('http://localhost'.length),
  );
  expect(schema.json).toMatchObject({ $schema: expect.stringContaining('json-schema.org') });
});
