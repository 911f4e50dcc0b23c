import { describe, expect, test } from 'vitest';
import { limits } from '../../src/base/index.ts';
import type { ServedDatabase } from '../../src/registry/index.ts';
import { asker } from './ask.ts';
import { testReplies } from './expect-replies.ts';
import { directoryOf, manyStructures, serve } from './small-database.ts';

const ask = asker();

/** The same data, which whoever registered them calls otherwise now. */
function renamed(database: ServedDatabase): ServedDatabase {
  return { ...database, description: { ...database.description, database: { name: 'Other' } } };
}
const json = 'application/vnd.api+json';

describe('content negotiation', () => {
  testReplies(ask, [
    ...(
      [
        ['/v1/info', 200],
        ['/v1/structures?filter=(', 400],
        ['/v1/structures?page_limit=9999', 403],
        ['/v1/nope', 404],
        ['/v1/structures?filter=nsites="1"', 501],
        ['/v9/info', 553],
      ] as const
    ).map(([path, status]) => ({
      name: `HTTP-01, HTTP-08 ${status} has exactly the media type, and CORS`,
      path,
      status,
      header: { 'content-type': json, 'access-control-allow-origin': '*' },
    })),
    ...(
      [
        [`${json}; charset=utf-8`, 415],
        [`${json};ext="https://x.example/e"`, 415],
        [`${json};profile="https://x.example/p"`, 200],
        [json, 200],
        ['application/json; charset=utf-8', 200],
        ['text/plain', 200],
        [';;;', 200],
      ] as const
    ).map(([value, status]) => ({
      name: `HTTP-02, HTTP-04 Content-Type ${value}`,
      path: '/v1/info',
      headers: { 'content-type': value },
      status,
    })),
    ...(
      [
        [`${json}; charset=utf-8`, 406],
        [`${json}; charset=utf-8, ${json}`, 200],
        [`${json};q=0.5`, 200],
        [`${json};charset="a,b;${json}", text/html`, 406],
        [`${json};ext="https://x.example/e", */*`, 406],
        [`${json};profile="https://x.example/p"`, 200],
        [`APPLICATION/VND.API+JSON;Charset=x`, 406],
        ['*/*', 200],
        ['application/json', 200],
        ['text/html', 200],
        ['image/png', 200],
        ['"', 200],
      ] as const
    ).map(([value, status]) => ({
      name: `HTTP-03, HTTP-05 Accept ${value}`,
      path: '/v1/info',
      headers: { accept: value },
      status,
      header: { 'content-type': json },
    })),
  ]);
});

describe('methods', () => {
  testReplies(
    ask,
    ['POST', 'PUT', 'DELETE', 'PATCH'].map((method) => ({
      name: `HTTP-18 ${method} is 405`,
      path: '/v1/structures',
      method,
      status: 405,
      header: { allow: 'GET, HEAD, OPTIONS', 'access-control-allow-origin': '*' },
      values: { '/errors/0/code': 'method-not-allowed' },
    })),
  );

  test('OPTIONS answers a preflight', async () => {
    const headers = {
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'x-requested-with',
    };
    const reply = await ask('/small/v1/structures', headers, 'OPTIONS');
    expect(reply.status).toBe(204);
    expect(reply.headers.get('access-control-allow-headers')).toBe('x-requested-with');
    expect(reply.headers.get('access-control-allow-methods')).toContain('GET');
    const hostile = await ask('/small/v1/x', { 'access-control-request-headers': '<script>' }, 'OPTIONS');
    expect(hostile.headers.get('access-control-allow-headers')).toContain('X-Requested-With');
  });

  test.each(['/small/v1/structures', '/small', '/small/versions', '/small/v1/nope'])(
    'HEAD of %s has the headers of GET and no body',
    async (path) => {
      const [get, head] = [await ask(path), await ask(path, {}, 'HEAD')];
      expect(head.bytes).toHaveLength(0);
      expect([head.status, ...head.headers]).toEqual([get.status, ...get.headers]);
      expect(get.headers.get('content-length')).toBe(String(get.bytes.length));
    },
  );
});

describe('caching', () => {
  const path = '/small/v1/structures?page_limit=2';

  test('a tag does not depend on the time, and answers 304 without work', async () => {
    const minutes = [1, 2, 3, 4];
    const clock = asker({ now: () => new Date(Date.UTC(2026, 0, 1, 0, minutes.shift())) });
    const [first, second] = [await clock(path), await clock(path)];
    expect(first.at('/meta/time_stamp')).not.toBe(second.at('/meta/time_stamp'));
    expect(first.headers.get('etag')).toBe(second.headers.get('etag'));
    expect(first.headers.get('etag')).toMatch(/^"[\w-]+"$/);
    const known = await clock(path, { 'if-none-match': `"other", W/${first.headers.get('etag')}` });
    expect([known.status, known.bytes.length, known.headers.get('etag')]).toEqual([
      304,
      0,
      first.headers.get('etag'),
    ]);
  });

  test.each([
    ['another query', asker(), '/small/v1/structures?page_limit=3', {}],
    ['another version', asker(), '/small/v1.3/structures?page_limit=2', {}],
    ['another host', asker(), path, { host: 'example.org' }],
    ['other data', asker({ directory: directoryOf(serve('small', manyStructures(2))) }), path, {}],
    ['another name', asker({ directory: directoryOf(renamed(serve('small'))) }), path, {}],
    ['other settings', asker({ settings: { requestDelaySeconds: 2 } }), path, {}],
  ])('%s has another tag', async (_, other, otherPath, headers) => {
    const tag = (await ask(path)).headers.get('etag');
    const reply = await other(otherPath, { ...headers, 'if-none-match': String(tag) });
    expect(reply.status).toBe(200);
    expect(reply.headers.get('etag')).not.toBe(tag);
  });

  test('If-None-Match: * is known wherever there is an answer', async () => {
    const any = { 'if-none-match': '*' };
    expect((await ask(path, any)).status).toBe(304);
    expect((await ask(path, any, 'HEAD')).status).toBe(304);
    expect((await ask('/small/v1/structures?filter=nosuch', any)).status).toBe(400);
  });

  test.each([path, '/small', '/small/v1/nope'])('HTTP-06 Accept shapes the answer to %s', async (url) => {
    const reply = await ask(url);
    const etag = reply.headers.get('etag');
    const again = etag === null ? reply : await ask(url, { 'if-none-match': etag });
    for (const { headers } of [reply, again]) expect(headers.get('vary')).toBe('Accept, Accept-Encoding');
  });

  test('errors are not kept', async () => {
    const reply = await ask('/small/v1/nope');
    expect([reply.headers.get('etag'), reply.headers.get('cache-control')]).toEqual([null, 'no-store']);
  });
});

describe('compression', () => {
  test('larger bodies are compressed where the client likes it', async () => {
    const plain = await ask('/small/v1/structures');
    const packed = await ask('/small/v1/structures', { 'accept-encoding': 'br, gzip;q=0.8' }, 'HEAD');
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(Number(packed.headers.get('content-length'))).toBeLessThan(plain.bytes.length);
    expect(packed.headers.get('vary')).toContain('Accept-Encoding');
    expect(packed.headers.get('etag')).toBe(plain.headers.get('etag')!.replace(/"$/, '-gzip"'));
    const known = await ask('/small/v1/structures', { 'if-none-match': packed.headers.get('etag')! });
    expect(known.status).toBe(304);
  });

  test.each(['/small/v1/info/structures', '/small/v1/structures', '/small/v1/extensions/openapi.json'])(
    '%s unpacks to the same',
    async (path) => {
      const packed = await ask(path, { 'accept-encoding': '*' });
      expect(packed.headers.get('content-encoding')).toBe('gzip');
      expect(packed.text).toBe((await ask(path)).text);
    },
  );

  test('small bodies are not worth it', async () => {
    const reply = await ask('/small/versions', { 'accept-encoding': 'gzip' });
    expect(reply.headers.get('content-encoding')).toBeNull();
  });

  test.each(['', 'gzip;q=0', 'identity', 'br', '*;q=0'])('not where it does not: %s', async (value) => {
    const reply = await ask('/small/v1/structures', { 'accept-encoding': value });
    expect(reply.headers.get('content-encoding')).toBeNull();
  });
});

describe('the log', () => {
  test('tells of each request', async () => {
    const watched = asker();
    await watched('/small/v1/structures?filter=nsites%3D8+AND+nelements%3D1', {}, 'HEAD');
    expect(watched.observations).toEqual([
      {
        method: 'HEAD',
        path: '/small/v1/structures',
        filter: 'nsites=8 AND nelements=1',
        status: 200,
        count: 2,
        milliseconds: expect.any(Number),
      },
    ]);
  });

  test('a fault of ours is 500 with nothing but a reference, which is in the log', async () => {
    const database = serve('small');
    const failing = asker({
      directory: directoryOf({
        ...database,
        backend: { ...database.backend, run: () => Promise.reject(new Error('secret path /srv/x')) } as never,
      }),
    });
    const reply = await failing('/small/v1/structures');
    expect(reply.status).toBe(500);
    expect(reply.text).not.toContain('secret');
    const [failure] = failing.failures;
    expect(reply.at('/errors/0/detail')).toContain(failure!.reference);
    expect(String(failure!.error)).toContain('secret');
  });
});

test('HTTP-19 a URL that is too long is 414, and is not repeated', async () => {
  const reply = await ask(`/small/v1/structures?filter=${'a'.repeat(limits.urlBytesMax)}`);
  expect(reply.status).toBe(414);
  expect(reply.text.length).toBeLessThan(2000);
});
