import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import { limits } from '../../src/base/index.ts';
import type { RunningServer } from '../../src/http/index.ts';
import { createApp, PortUnavailableError, startServer } from '../../src/http/index.ts';
import { directoryOf, serve, settings } from './small-database.ts';

const now = () => new Date();
const directory = directoryOf(serve('small'));
const log = { request() {}, failure() {} };
const app = createApp({ directory, settings, now, log });
const running: RunningServer[] = [];
const anyFreePort = 0;

async function start(
  port: number | undefined,
  service: Pick<typeof app, 'fetch'> = app,
): Promise<RunningServer> {
  const server = await startServer({ app: service, host: '127.0.0.1', port, now });
  running.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

/** Sends bytes as they are and gives all that comes back until the connection ends. */
async function exchange({ port }: RunningServer, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes, 'latin1');
  const received = await text(socket);
  socket.destroy();
  return received;
}

describe('over a port', () => {
  test('HEAD, status names and ids that Node would read differently', async () => {
    const server = await start(anyFreePort);
    const get = async (path: string, method = 'GET') => {
      const sent = request(`${server.url}/small`, { method, path: `/small${path}` }).end();
      const [response] = await once(sent, 'response');
      return { response, body: await text(response) };
    };
    const listing = await get('/v1/structures');
    expect(listing.response.headers['content-type']).toBe('application/vnd.api+json');
    expect(listing.response.headers['content-length']).toBe(String(Buffer.byteLength(listing.body)));
    const head = await get('/v1/structures', 'HEAD');
    expect(head.body).toBe('');
    expect(head.response.headers['content-length']).toBe(listing.response.headers['content-length']);
    expect((await get('/v9/info')).response.statusMessage).toBe('Version Not Supported');
    expect(JSON.parse((await get('/v1/structures/cod%2F2000000%4012%25')).body).data.id).toBe(
      'cod/2000000@12%',
    );
    expect(JSON.parse((await get('/v1/structures/../structures/Si')).body).data).toBeNull();
    expect(JSON.parse(listing.body).links.base_url).toBe(`http://127.0.0.1:${server.port}/small`);
  });

  test('an absolute-form request line does not decide what links look like', async () => {
    const reply = await exchange(
      await start(anyFreePort),
      'GET http://evil.example/small/v1/links HTTP/1.1\r\nHost: good.example\r\nConnection: close\r\n\r\n',
    );
    expect(reply).toContain('"base_url":"http://good.example/small"');
    expect(reply).not.toContain('evil');
  });

  test('a filter of a megabyte gets an answer', async () => {
    const filter = Array.from({ length: 40_000 }, (_, index) => `id="Si${index}"`).join(' OR ');
    const server = await start(anyFreePort);
    const response = await fetch(`${server.url}/small/v1/structures?filter=${encodeURIComponent(filter)}`);
    expect(response.status).toBe(200);
    const { links } = (await response.json()) as { links: { self: string } };
    expect(links.self.length).toBeGreaterThan(1_000_000);
  });

  test('HTTP-19 past our limit, 414 as JSON', async () => {
    const server = await start(anyFreePort);
    const path = `/small/v1/structures?filter=${'a'.repeat(limits.urlBytesMax + 200_000)}`;
    const reply = await exchange(server, `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
    expect(reply).toMatch(/^HTTP\/1\.1 414 /);
    expect(reply).toContain('"status":"414"');
  });

  test.each([
    ['no HTTP at all', 'hello\r\n\r\n'],
    ['a host that is none', 'GET /small HTTP/1.1\r\nHost: a b/<c>\r\nConnection: close\r\n\r\n'],
    ['bytes beyond ASCII', 'GET /small/v1/structures/\u00e4 HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a target that is no path', 'GET small HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
  ])('%s is 400 as JSON', async (_, bytes) => {
    const reply = await exchange(await start(anyFreePort), bytes);
    expect(reply).toMatch(/^HTTP\/1\.1 400 /);
    expect(reply).toContain('"status":"400"');
  });
});

describe('the port', () => {
  test('a given port that is taken is an error that names it', async () => {
    const { port } = await start(anyFreePort);
    await expect(start(port)).rejects.toThrow(PortUnavailableError);
    await expect(start(port)).rejects.toThrow(`Port ${port}`);
  });

  test('without a given port, the next free one from 5000 on', async () => {
    const [first, second] = [await start(undefined), await start(undefined)];
    expect(first.port).toBeGreaterThanOrEqual(5000);
    expect(second.port).toBeGreaterThan(first.port);
  });
});

test('close lets requests under way end, and closes idle connections', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let arrived = () => {};
  const arrival = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const slow = async () => {
    arrived();
    await held;
    return new Response('done');
  };
  const server = await start(anyFreePort, { fetch: slow });
  const answer = fetch(server.url);
  await arrival;
  const closed = server.close();
  running.splice(0);
  await expect(fetch(server.url)).rejects.toThrow();
  release();
  expect(await (await answer).text()).toBe('done');
  await closed;
});
