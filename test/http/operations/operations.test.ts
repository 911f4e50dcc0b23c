import { describe, expect, it } from 'vitest';
import type { OperationsOptions } from '../../../src/http/index.ts';
import { createApp } from '../../../src/http/index.ts';
import { directoryOf, serve, settings } from '../small-database.ts';

async function ask(path: string, operations: Partial<OperationsOptions> = {}, method = 'GET') {
  const directory = directoryOf(serve('small'));
  const app = createApp({
    directory,
    settings,
    now: () => new Date(0),
    log: { request: () => {}, failure: () => {} },
    operations: { directory, isStopping: () => false, metrics: undefined, ...operations },
  });
  const response = await app.request(path, { method });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const unreadable = {
  find: () => {
    throw new Error('disk I/O error');
  },
};

describe('operations', () => {
  it.each<[string, Partial<OperationsOptions>, number, string]>([
    ['healthz', {}, 200, 'alive\n'],
    ['healthz', { isStopping: () => true, directory: unreadable }, 200, 'alive\n'],
    ['readyz', {}, 200, 'ready\n'],
    ['readyz', { isStopping: () => true }, 503, 'stopping\n'],
    ['readyz', { directory: unreadable }, 503, 'the registry cannot be read\n'],
    ['metrics', {}, 404, 'There is nothing here. Offered: /-/healthz, /-/readyz.\n'],
    ['metrics', { metrics: async () => 'up 1\n' }, 200, 'up 1\n'],
    ['', {}, 404, 'There is nothing here. Offered: /-/healthz, /-/readyz.\n'],
    ['healthz/x', {}, 404, 'There is nothing here. Offered: /-/healthz, /-/readyz.\n'],
  ])('/-/%s, %o: %i', async (name, options, status, text) => {
    const reply = await ask(`/-/${name}`, options);
    expect([reply.status, reply.text]).toEqual([status, text]);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(reply.headers.get('access-control-allow-origin')).toBeNull();
    const type = name === 'metrics' && status === 200 ? /^text\/plain; version=0\.0\.4/ : /^text\/plain/;
    expect(reply.headers.get('content-type')).toMatch(type);
  });

  it('has no body for HEAD, and nothing to send', async () => {
    const head = await ask('/-/healthz', {}, 'HEAD');
    expect([head.status, head.text, head.headers.get('content-length')]).toEqual([200, '', '6']);
    expect((await ask('/-/healthz', {}, 'POST')).status).toBe(405);
  });
});
