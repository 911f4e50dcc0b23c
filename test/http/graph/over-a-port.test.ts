/** What only a connection can carry: bodies that stream, clients that leave, compression on the way. */
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { limits } from '../../../src/base/index.ts';
import type { RunningServer } from '../../../src/http/index.ts';
import { createApp, startServer } from '../../../src/http/index.ts';
import type { DatabaseDirectory } from '../../../src/registry/index.ts';
import { archivesOf, directoryOf, serve, settings } from '../small-database.ts';

/** 13 MB: more than all buffers between here and there hold. */
const frames = JSON.stringify({
  frames: Array.from({ length: 200 }, (_, step) => ({
    step,
    log: String(step).repeat(65_536 / String(step).length),
  })),
});
const all = { entries: { long: { archive: { frames: '*' } } } };
const answer = `{"entries":{"long":{"archive":${frames}}}}`;
const path = '/extensions/graph/query';

let server: RunningServer;
let inUse = 0;
const failures: unknown[] = [];

beforeAll(async () => {
  const plain = directoryOf(
    serve('runs', [], undefined, archivesOf([], { long: frames, short: '{"a": 1}' })),
  );
  const directory: DatabaseDirectory = {
    ...plain,
    use: (id, run) =>
      plain.use(id, async (database) => {
        inUse += 1;
        return run(database).finally(() => {
          inUse -= 1;
        });
      }),
  };
  const now = () => new Date('2026-11-21T20:15:16.789Z');
  const log = { request: () => {}, failure: (_: string, error: unknown) => failures.push(error) };
  const app = createApp({ directory, settings, now, log });
  server = await startServer({ app, host: '127.0.0.1', port: 0, now });
});

afterAll(async () => {
  await server.close();
  expect(failures).toEqual([]);
});

interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

async function send(at: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<IncomingMessage> {
  const posted = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const sent = request({
    host: '127.0.0.1',
    port: server.port,
    path: at,
    method: body === undefined ? method : 'POST',
    headers: { ...posted, ...headers },
  });
  sent.on('error', () => {});
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return response;
}

async function untilNothingIsInUse(): Promise<void> {
  while (inUse > 0) await sleep(5);
}

const body = JSON.stringify(all);
const inUrl = `${path}?q=${encodeURIComponent(body)}`;

describe('a large answer', () => {
  test('closes a connection on which a body that is too long is still to come', async () => {
    const url = `${server.url}${path}`;
    const body = 'x'.repeat(limits.graphRequestBytesMax + 300_000);
    for (let time = 0; time < 20; time += 1) {
      const refused = await fetch(url, { method: 'POST', body });
      expect([refused.status, refused.headers.get('connection')]).toEqual([413, 'close']);
      await refused.body?.cancel();
    }
    const short = await fetch(url, { method: 'POST', body: '{}' });
    expect([short.status, short.headers.get('connection')]).toEqual([200, 'keep-alive']);
  });

  test('streams, whole', async () => {
    const response = await send(path, { body });
    expect([response.statusCode, response.headers['transfer-encoding']]).toEqual([200, 'chunked']);
    expect((await buffer(response)).toString() === answer).toBe(true);
    await untilNothingIsInUse();
  });

  test('is compressed on its way, under a tag of its own', async () => {
    const response = await send(inUrl, { headers: { 'Accept-Encoding': 'gzip' } });
    expect(response.headers).toMatchObject({
      'content-encoding': 'gzip',
      etag: expect.stringMatching(/-gzip"$/),
      vary: 'Accept, Accept-Encoding',
    });
    expect(gunzipSync(await buffer(response)).toString() === answer).toBe(true);
    const again = await send(inUrl, { headers: { 'If-None-Match': response.headers.etag! } });
    expect([again.statusCode, again.headers.etag]).toEqual([304, response.headers.etag]);
    await untilNothingIsInUse();
  });

  test('is not made for who asks for its head', async () => {
    const response = await send(inUrl, { method: 'HEAD' });
    expect([response.statusCode, (await buffer(response)).length]).toEqual([200, 0]);
    await untilNothingIsInUse();
  });

  test.each([
    ['graph', inUrl, {}],
    ['graph, compressed', inUrl, { 'Accept-Encoding': 'gzip' }],
    ['path', '/runs/v1/extensions/archive/long', {}],
  ])('lets go of its databases when its client leaves: %s', async (_, at, headers) => {
    const response = await send(at, { headers });
    await once(response, 'readable');
    response.read(1);
    await sleep(20);
    expect(inUse).toBeGreaterThan(0);
    response.destroy();
    await untilNothingIsInUse();
  });

  test('holds up nobody while its clients do not read', async () => {
    const stalled = await Promise.all(Array.from({ length: limits.graphRequestsMax + 2 }, () => send(inUrl)));
    const short = { entries: { short: { archive: '*' } } };
    const response = await send(path, { body: JSON.stringify(short) });
    expect(JSON.parse((await buffer(response)).toString())).toEqual({
      entries: { short: { archive: { a: 1 } } },
    });
    for (const each of stalled) each.destroy();
    await untilNothingIsInUse();
  });

  test('gives any part of an archive', async () => {
    const headers = { Range: 'bytes=9000000-9000009' };
    const response = await send('/runs/v1/extensions/archive/long/', { headers });
    expect([response.statusCode, (await buffer(response)).toString()]).toEqual([
      206,
      frames.slice(9_000_000, 9_000_010),
    ]);
    await untilNothingIsInUse();
  });
});

test('a body that is too large is refused before it is there', async () => {
  const sent = request({
    host: '127.0.0.1',
    port: server.port,
    path,
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
  });
  sent.on('error', () => {});
  for (let size = 0; size <= limits.graphRequestBytesMax; size += 65_536) sent.write(' '.repeat(65_536));
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  expect(response.statusCode).toBe(413);
  response.resume();
  sent.destroy();
});
