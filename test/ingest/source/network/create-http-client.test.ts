import { once } from 'node:events';
import { brotliCompressSync, constants, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { SourceErrorReason } from '../../../../src/ingest/index.ts';
import { readAllowedHosts } from '../../../../src/ingest/source/network/allowed-hosts.ts';
import { createHttpClient } from '../../../../src/ingest/source/network/create-http-client.ts';
import type { HttpAnswer, HttpClient } from '../../../../src/ingest/source/network/http-client.ts';
import { redirectTarget } from '../../../../src/ingest/source/network/redirect.ts';
import type { Handler } from './local-server.ts';
import { clientFor, startServer } from './local-server.ts';

async function textOf(answer: HttpAnswer): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of answer.body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function fetched(client: HttpClient, url: string): Promise<string> {
  return await textOf(await client.get(url));
}

const redirectTo =
  (target: string, status = 302): Handler =>
  (_request, response) => {
    response.writeHead(status, { location: target }).end('moved');
  };

describe('a request', () => {
  it('asks for the bytes of the file, says who asks, and knows no cookies', async () => {
    const server = await startServer((_request, response) => {
      response.setHeader('set-cookie', 'session=1').end('data');
    });
    const client = clientFor([server]);
    const answer = await client.get(`${server.origin}/a?b=c#d`, { headers: { accept: 'text/plain' } });
    expect(answer).toMatchObject({ status: 200, url: `${server.origin}/a?b=c#d` });
    expect(await textOf(answer)).toBe('data');
    await fetched(client, server.origin);
    const [first, second] = server.requests;
    expect(first).toMatchObject({ url: '/a?b=c', method: 'GET' });
    expect(first?.headers).toMatchObject({
      'accept-encoding': 'identity',
      'user-agent': 'respawn-test',
      accept: 'text/plain',
    });
    expect(second?.headers.cookie).toBeUndefined();
  });

  it('joins repeated headers and leaves statuses to the caller', async () => {
    const server = await startServer((_request, response) => {
      response
        .writeHead(
          418,
          [
            ['Accept-Ranges', 'none'],
            ['Accept-Ranges', 'bytes'],
          ].flat(),
        )
        .end();
    });
    const answer = await clientFor([server]).get(server.origin);
    expect(answer).toMatchObject({ status: 418, headers: { 'accept-ranges': 'none, bytes' } });
    await answer.discard();
  });

  it('says which host of the operator is none', () => {
    for (const host of ['http://a.b', 'a.b/c', 'user@a.b', 'a b', '', 'a.b:99999', 'a.b?c']) {
      expect(() => createHttpClient({ allowedHosts: [host], userAgent: 'x' })).toThrow('is no host');
    }
  });
});

describe('addresses', () => {
  const lookupOf = (addresses: readonly string[]) => async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

  it('asks no address of this machine, however it is written', async () => {
    const server = await startServer((_request, response) => void response.end('secret'));
    const client = clientFor([]);
    for (const host of ['127.0.0.1', '127.1', '2130706433', '0x7f.1', '0177.0.0.1', '[::ffff:127.0.0.1]']) {
      await expect(client.get(`http://${host}:${server.port}/`)).rejects.toMatchObject({ reason: 'refused' });
    }
    expect(server.requests).toHaveLength(0);
  });

  it.each([
    [['127.0.0.1']],
    [['10.1.2.3']],
    [['8.8.8.8', '127.0.0.1']],
    [['169.254.169.254']],
    [['::1']],
    [['fd00:ec2::254']],
    [['::ffff:127.0.0.1']],
  ])('asks no name that leads to %s', async (addresses) => {
    const server = await startServer((_request, response) => void response.end('secret'));
    const client = clientFor([], { lookup: lookupOf(addresses) });
    const asking = client.get(`http://data.example.org:${server.port}/`);
    await expect(asking).rejects.toMatchObject({ reason: 'refused' });
    // Who asks for names of our network shall not be told what they mean.
    await expect(asking).rejects.not.toThrow(addresses[0]);
    expect(server.requests).toHaveLength(0);
  });

  it('asks what the operator allows, by name, port and address', async () => {
    const server = await startServer((_request, response) => void response.end('data'));
    const { port } = server;
    const lookup = lookupOf(['127.0.0.1']);
    const cases: [allowed: string, url: string][] = [
      ['127.0.0.1', `http://127.0.0.1:${port}/`],
      ['0x7f.1', `http://127.1:${port}/`],
      [`LOCALHOST:${port}`, `http://localhost:${port}/`],
      ['data.example.org', `http://data.example.org:${port}/`],
    ];
    for (const [allowed, url] of cases) {
      expect(await fetched(clientFor([], { allowedHosts: [allowed], lookup }), url)).toBe('data');
    }
    const others: [allowed: string, url: string][] = [
      ['127.0.0.2', `http://127.0.0.1:${port}/`],
      [`127.0.0.1:${port + 1}`, `http://127.0.0.1:${port}/`],
      ['example.org', `http://data.example.org:${port}/`],
      ['127.0.0.1', `http://data.example.org:${port}/`],
    ];
    for (const [allowed, url] of others) {
      const client = clientFor([], { allowedHosts: [allowed], lookup });
      await expect(client.get(url)).rejects.toMatchObject({ reason: 'refused' });
    }
  });

  it('goes to the address that was looked at, though the name means another one by then', async () => {
    const server = await startServer((_request, response) => void response.end('data'));
    const answers = ['127.0.0.1', '192.0.2.1'];
    const client = clientFor([], {
      allowedHosts: ['rebinding.example.org'],
      lookup: async () => [{ address: answers.shift() ?? '192.0.2.1', family: 4 }],
    });
    expect(await fetched(client, `http://rebinding.example.org:${server.port}/`)).toBe('data');
    expect(answers).toEqual(['192.0.2.1']);
  });

  it('says that there is no such host', async () => {
    const lookup = () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }));
    const asking = clientFor([], { lookup }).get('http://nowhere.example.org/');
    await expect(asking).rejects.toMatchObject({
      reason: 'unreachable',
      problem: 'there is no host of this name',
    });
  });

  it.each([
    ['ftp://example.org/a', 'refused', 'only http and https'],
    ['file:///etc/passwd', 'refused', 'only http and https'],
    ['http://user:secret@example.org/', 'refused', 'credentials'],
    ['http://example.org./', 'refused', 'dot'],
    ['http://intranet/', 'refused', 'local network'],
    ['http://[::1%25lo]/', 'malformed', 'URL'],
    ['no url', 'malformed', 'URL'],
  ] satisfies [string, SourceErrorReason, string][])('does not ask %s', async (url, reason, sentence) => {
    const asking = clientFor([]).get(url);
    await expect(asking).rejects.toMatchObject({
      reason,
      message: expect.stringContaining(sentence),
    });
    await expect(asking).rejects.not.toThrow('secret');
  });
});

describe('redirects', () => {
  it.each([301, 302, 303, 307, 308])('follows %d, relative ones too', async (status) => {
    const server = await startServer((request, response) => {
      if (request.url === '/end') response.end('data');
      else redirectTo('end', status)(request, response);
    });
    const answer = await clientFor([server]).get(`${server.origin}/start`);
    expect(answer.url).toBe(`${server.origin}/end`);
    expect(await textOf(answer)).toBe('data');
  });

  it('gives up circles and long chains', async () => {
    const server = await startServer(redirectTo('/again'));
    await expect(clientFor([server]).get(server.origin)).rejects.toMatchObject({ reason: 'limit' });
    expect(server.requests).toHaveLength(6);
  });

  it.each([
    'http://10.0.0.1/?token=hush',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::ffff:a9fe:a9fe]/',
    'http://localhost/',
    'http://2130706433/',
    'ftp://example.org/',
    'file:///etc/passwd',
    'gopher://example.org/',
    'http://user:hush@example.org/',
    'http://[',
    '//192.168.0.1/',
  ])('does not follow to %s', async (target) => {
    const server = await startServer(redirectTo(target));
    const asking = clientFor([server]).get(server.origin);
    await expect(asking).rejects.toMatchObject({ reason: 'refused' });
    await expect(asking).rejects.not.toThrow('hush');
  });

  it('does not follow to a name that leads to a private address', async () => {
    const server = await startServer(redirectTo('http://public.example.org/'));
    const lookup = async () => [{ address: '192.168.1.1', family: 4 }];
    await expect(clientFor([server], { lookup }).get(server.origin)).rejects.toMatchObject({
      reason: 'refused',
    });
  });

  it('does not follow from https to http, unless the host is allowed', () => {
    const target = (location: string, from: string, hosts: readonly string[] = []) => {
      const answer = { statusCode: 302, headers: { location } };
      return redirectTarget(answer, new URL(from), readAllowedHosts(hosts))?.href;
    };
    const [secure, plain] = ['https://example.org/a', 'http://example.org/a'];
    expect(() => target(plain, secure)).toThrow('from https to http');
    expect(() => target('//example.org', 'ftp://example.org')).toThrow('only http and https');
    expect(target(plain, secure, ['example.org'])).toBe(plain);
    expect(target(secure, plain)).toBe(secure);
    expect(target(plain, plain)).toBe(plain);
    expect(target('//example.org/a#b', secure)).toBe(secure);
  });

  it('shows another origin what is asked for, not who asks', async () => {
    const other = await startServer((_request, response) => void response.end('data'));
    const server = await startServer((request, response) => {
      redirectTo(request.url === '/' ? '/own' : other.origin)(request, response);
    });
    const headers = { authorization: 'Bearer hush', 'x-token': 'hush', range: 'bytes=1-', 'if-range': '"a"' };
    const answer = await clientFor([server, other]).get(server.origin, { headers });
    await answer.discard();
    expect(server.requests.map((request) => request.headers.authorization)).toEqual([
      'Bearer hush',
      'Bearer hush',
    ]);
    expect(other.requests[0]?.headers).toMatchObject({ range: 'bytes=1-', 'if-range': '"a"' });
    expect(JSON.stringify(other.requests[0]?.rawHeaders)).not.toContain('hush');
  });
});

describe('slow and broken servers', () => {
  const timeouts = { connectSeconds: 5, headersSeconds: 0.1, idleSeconds: 0.1, totalSeconds: 60 };
  const cases: [name: string, handler: Handler, reason: SourceErrorReason, sentence: string][] = [
    ['no answer', () => undefined, 'unreachable', 'no answer came in time'],
    ['a stalled body', (_request, response) => void response.write('a'), 'unreachable', 'stalled'],
    [
      'a body cut off',
      (_request, response) => {
        response.writeHead(200, { 'content-length': 10 }).write('a', () => response.destroy());
      },
      'unreachable',
      'broke off',
    ],
    [
      'a chunked body cut off',
      (_request, response) => void response.write('a', () => response.destroy()),
      'unreachable',
      'broke off',
    ],
    [
      'endless headers',
      (_request, response) => void response.writeHead(200, { a: 'x'.repeat(70_000) }).end(),
      'limit',
      'headers',
    ],
    [
      'no HTTP',
      (_request, response) => void response.socket?.end('SSH-2.0-OpenSSH_9.0\r\n\r\n'),
      'unreachable',
      'is no HTTP',
    ],
  ];
  it.each(cases)('tells of %s', async (_name, handler, reason, sentence) => {
    const server = await startServer(handler);
    await expect(fetched(clientFor([server], { timeouts }), server.origin)).rejects.toMatchObject({
      reason,
      message: expect.stringContaining(sentence),
    });
  });

  it('gives up what drips forever', async () => {
    const server = await startServer((_request, response) => {
      const timer = setInterval(() => response.write('a'), 10);
      response.on('close', () => clearInterval(timer));
    });
    const client = clientFor([server], { timeouts: { totalSeconds: 0.2 } });
    await expect(fetched(client, server.origin)).rejects.toMatchObject({ reason: 'limit' });
  });

  it('gives up what drips, long before the time for large files is over', async () => {
    const server = await startServer((_request, response) => {
      const timer = setInterval(() => response.write('a'), 10);
      response.on('close', () => clearInterval(timer));
    });
    const client = clientFor([server], { timeouts: { idleSeconds: 0.2 } });
    await expect(fetched(client, server.origin)).rejects.toMatchObject({
      reason: 'limit',
      message: expect.stringContaining('too few'),
    });
  });

  it('has time for what comes slowly, and for readers that are slow themselves', async () => {
    const server = await startServer((_request, response) => {
      let left = 10;
      const timer = setInterval(() => {
        left -= 1;
        if (left > 0) response.write('a'.repeat(1_000));
        else response.end();
      }, 50);
      response.on('close', () => clearInterval(timer));
    });
    const client = clientFor([server], { timeouts: { idleSeconds: 0.2 } });
    expect((await fetched(client, server.origin)).length).toBe(9_000);
    const answer = await client.get(server.origin);
    let bytes = 0;
    for await (const chunk of answer.body) {
      bytes += chunk.length;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(bytes).toBe(9_000);
  });

  it('stops when told to, before the answer and within it', async () => {
    const server = await startServer((request, response) => {
      if (request.url === '/body') response.write('a');
    });
    const client = clientFor([server]);
    const stop = new Error('enough');
    expect(await client.get(server.origin, { signal: AbortSignal.abort(stop) }).catch((e) => e)).toBe(stop);
    const early = new AbortController();
    const asking = client.get(server.origin, { signal: early.signal });
    early.abort(stop);
    expect(await asking.catch((error) => error)).toBe(stop);
    const late = new AbortController();
    const answer = await client.get(`${server.origin}/body`, { signal: late.signal });
    setTimeout(() => late.abort(stop), 20);
    expect(await textOf(answer).catch((error) => error)).toBe(stop);
  });

  it('lets go of the connection when an answer is discarded', async () => {
    const server = await startServer((_request, response) => void response.write('a'));
    const answer = await clientFor([server]).get(server.origin);
    const socket = server.requests[0]?.socket;
    await answer.discard();
    if (!socket?.destroyed) await once(socket ?? process, 'close');
  });
});

describe('content coding', () => {
  const text = 'some data '.repeat(10_000);
  const codings: [string, (bytes: Uint8Array) => Uint8Array][] = [
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['GZIP', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
    ['identity', (bytes) => bytes],
  ];
  const serving = (coding: string, body: Uint8Array) =>
    startServer((_request, response) => void response.setHeader('content-encoding', coding).end(body));

  it.each(codings)('takes off %s, though it was not asked for', async (coding, encode) => {
    const server = await serving(coding, encode(Buffer.from(text)));
    expect(await fetched(clientFor([server]), server.origin)).toBe(text);
  });

  it.each(codings.slice(0, -1))('tells when %s is cut off or damaged', async (coding, encode) => {
    const bytes = encode(Buffer.from(text));
    for (const damaged of [bytes.subarray(0, -5), Buffer.from('no such thing, but long enough')]) {
      const server = await serving(coding, damaged);
      await expect(fetched(clientFor([server]), server.origin)).rejects.toMatchObject({
        reason: 'unreadable',
      });
    }
  });

  it.each(['compress', 'gzip, gzip', 'snappy'])('says that %s is not understood', async (coding) => {
    const server = await serving(coding, Buffer.from(text));
    await expect(fetched(clientFor([server]), server.origin)).rejects.toThrow('is not understood');
  });

  const zeros = Buffer.alloc(10 * 1024 * 1024);
  const fast = { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } };
  it.each([
    // Members of gzip and frames of zstd may stand one behind the other.
    ['gzip', Buffer.concat(Array(20).fill(gzipSync(zeros)))],
    ['zstd', Buffer.concat(Array(20).fill(zstdCompressSync(zeros)))],
    ['br', brotliCompressSync(Buffer.alloc(100 * 1024 * 1024), fast)],
  ])('does not unpack a bomb of %s', async (coding, bomb) => {
    const server = await serving(coding, bomb);
    const answer = await clientFor([server]).get(server.origin);
    let bytes = 0;
    const reading = async () => {
      for await (const chunk of answer.body) bytes += chunk.length;
    };
    await expect(reading()).rejects.toMatchObject({ reason: 'limit' });
    expect(bytes).toBeLessThan(200 * 1024 * 1024);
  });

  it('lets go of the connection where an answer is discarded or not understood', async () => {
    for (const coding of ['gzip', 'snappy']) {
      const server = await startServer((_request, response) => {
        response.setHeader('content-encoding', coding).write(gzipSync(text).subarray(0, 100));
      });
      await clientFor([server])
        .get(server.origin)
        .then((answer) => answer.discard())
        .catch(() => undefined);
      const { socket } = server.requests[0] ?? {};
      if (!socket?.destroyed) await once(socket ?? process, 'close');
    }
  });

  it('has nothing to take off where there is no body', async () => {
    const server = await startServer((_request, response) => {
      response.writeHead(304, { 'content-encoding': 'gzip' }).end();
    });
    expect(await fetched(clientFor([server]), server.origin)).toBe('');
  });
});
