import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Download, DownloadOptions } from '../../../../src/ingest/source/network/download.ts';
import { download } from '../../../../src/ingest/source/network/download.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { clientFor, startServer } from './local-server.ts';

const temporary = temporaryFolder();
let folders = 0;
const newFolder = () => join(temporary.path, `download-${folders++}`);

const data = Buffer.from(Array.from({ length: 20_000 }, (_, number) => `line ${number}\n`).join(''));
const hashOf = (bytes: Uint8Array, algorithm = 'sha256') => createHash(algorithm).update(bytes).digest('hex');
const now = new Date('2026-01-01T00:00:00Z');

type Step = (request: IncomingMessage, response: ServerResponse) => void;

/** Tells how many bytes are on disk. */
const saved = new EventEmitter<{ bytes: [number] }>();

/** Breaks off when the other side has got something, or long after where it takes it for nothing. */
function cutOff(response: ServerResponse, part: Uint8Array, bytesBefore: number): void {
  saved.on('bytes', (bytes) => {
    if (bytes > bytesBefore) response.destroy();
  });
  response.write(part, () => setTimeout(() => response.destroy(), 200));
}

/** The whole or the asked part, as a good server gives it. */
function serve(
  bytes: Uint8Array,
  headers: Record<string, string> = { etag: '"1"' },
  sentMax = Infinity,
): Step {
  return (request, response) => {
    const {
      range,
      'if-range': condition,
      'if-none-match': known,
      'if-modified-since': since,
    } = request.headers;
    const { etag, 'last-modified': date } = headers;
    if (
      (known !== undefined && known === etag) ||
      (known === undefined && since !== undefined && since === date)
    ) {
      response.writeHead(304, headers).end();
      return;
    }
    const isSame = condition === undefined || condition === etag || condition === date;
    const first = isSame ? Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? -1) : -1;
    if (first >= bytes.length) {
      response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
      return;
    }
    const part = bytes.subarray(Math.max(first, 0));
    const place = { 'content-range': `bytes ${first}-${bytes.length - 1}/${bytes.length}` };
    response.writeHead(first < 0 ? 200 : 206, {
      ...headers,
      'content-length': part.length,
      ...(first < 0 ? {} : place),
    });
    if (part.length <= sentMax) response.end(part);
    else cutOff(response, part.subarray(0, sentMax), Math.max(first, 0));
  };
}

const status =
  (code: number, headers: Record<string, string> = {}): Step =>
  (_request, response) =>
    void response.writeHead(code, headers).end();

interface Told {
  readonly result: Download | Error;
  /** Of each request, what it asks beyond the URL. */
  readonly asked: string[];
  /** Seconds between tries. */
  readonly waits: number[];
  readonly folder: string;
}

/** Lets a server take one step a request, the last one again and again. */
async function tell(
  steps: readonly Step[],
  options: Partial<DownloadOptions> = {},
  path = '/file',
): Promise<Told> {
  saved.removeAllListeners();
  const waits: number[] = [];
  const left = [...steps];
  const server = await startServer((request, response) => {
    const step = left.length > 1 ? left.shift() : left[0];
    step?.(request, response);
  });
  const folder = options.folder ?? newFolder();
  // The port differs from server to server, and the state of a download belongs to one URL.
  const statePath = join(folder, 'content.json');
  try {
    const state = JSON.parse(readFileSync(statePath, 'utf8'));
    writeFileSync(statePath, JSON.stringify({ ...state, url: server.origin + path }));
  } catch {}
  const result = await download(
    clientFor([server], { timeouts: { idleSeconds: 0.1 } }),
    server.origin + path,
    {
      folder,
      shown: 'the data',
      bytesMax: 10_000_000,
      now: () => now,
      random: () => 1,
      onProgress: ({ bytes }) => saved.emit('bytes', bytes),
      sleep: async (milliseconds) => void waits.push(milliseconds / 1000),
      ...options,
    },
  ).catch((error: Error) => error);
  const names = ['range', 'if-range', 'if-none-match', 'if-modified-since'];
  const asked = server.requests.map(({ headers }) => names.flatMap((name) => headers[name] ?? []).join(' '));
  return { result, asked, waits, folder };
}

function expectData({ result }: Told, bytes: Uint8Array = data): void {
  if (result instanceof Error) throw result;
  expect(result).toMatchObject({
    outcome: 'downloaded',
    sizeBytes: bytes.length,
    checksum: hashOf(bytes),
  });
  if (result.outcome === 'downloaded') expect(readFileSync(result.path)).toEqual(Buffer.from(bytes));
}

describe('a download', () => {
  it('writes the file under a name of ours and tells what it is', async () => {
    const headers = { etag: '"1"', 'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT' };
    const bytes: number[] = [];
    const told = await tell(
      [serve(data, headers)],
      { onProgress: (progress) => bytes.push(progress.bytes, progress.totalBytes ?? -1) },
      '/../../x/..%2f..%2fevil?token=hush',
    );
    expectData(told);
    expect(told.result).toMatchObject({
      etag: '"1"',
      lastModified: headers['last-modified'],
      url: expect.stringMatching(/\/x\/..%2f..%2fevil\?token=\*\*\*$/),
    });
    expect(readdirSync(told.folder).toSorted()).toEqual(['content', 'content.json']);
    expect(bytes.at(0)).toBe(0);
    expect(bytes.at(-2)).toBe(data.length);
    expect(bytes.at(-1)).toBe(data.length);
  });

  it('takes bodies without a length, and empty ones', async () => {
    expectData(
      await tell([
        (_request, response) => {
          response.write(data.subarray(0, 10));
          response.end(data.subarray(10));
        },
      ]),
    );
    expectData(await tell([serve(Buffer.alloc(0))]), Buffer.alloc(0));
  });

  it('takes off a content coding, and goes on from nothing of such', async () => {
    const packed = gzipSync(data);
    const headers = { etag: '"1"', 'content-encoding': 'gzip' };
    expectData(await tell([serve(packed, headers)]));
    const told = await tell([serve(packed, headers, 1000), serve(packed, headers)]);
    expectData(told);
    expect(told.asked).toEqual(['', '']);
  });
});

describe('going on', () => {
  const date = 'Thu, 01 Jan 2026 00:00:00 GMT';

  it('asks for the rest within one call', async () => {
    const told = await tell([
      serve(data, { etag: '"1"' }, 1000),
      serve(data, { etag: '"1"' }, 500),
      serve(data),
    ]);
    expectData(told);
    expect(told.asked).toEqual(['', 'bytes=1000- "1"', 'bytes=1500- "1"']);
    expect(told.waits).toEqual([1, 2]);
  });

  it('asks for the rest in the next call', async () => {
    const first = await tell([serve(data, { etag: '"1"' }, 1000), status(404)]);
    expect(first.result).toMatchObject({ reason: 'gone' });
    const second = await tell([serve(data)], { folder: first.folder });
    expectData(second);
    expect(second.asked).toEqual(['bytes=1000- "1"']);
  });

  it('asks nothing but whether it is so still where all is there', async () => {
    const first = await tell([serve(data)]);
    const second = await tell([serve(data)], { folder: first.folder });
    expectData(second);
    expect(second.asked).toEqual(['"1"']);
    expect(second.result).toMatchObject({ etag: '"1"' });
    const other = Buffer.from('other data');
    const third = await tell([serve(other, { etag: '"2"' })], { folder: first.folder });
    expectData(third, other);
  });

  it('understands that nothing is missing, where no length was told', async () => {
    const open: Step = (_request, response) => {
      response.writeHead(200, { etag: '"1"' });
      response.write(data, () => setTimeout(() => response.destroy(), 20));
    };
    const told = await tell([open, serve(data)]);
    expectData(told);
    expect(told.asked).toEqual(['', `bytes=${data.length}- "1"`]);
  });

  const other = Buffer.from(data.toString().replaceAll('line', 'LINE'));
  const wrongPart =
    (headers: Record<string, string>): Step =>
    (_request, response) =>
      void response.writeHead(206, { etag: '"1"', ...headers }).end(data.subarray(1000));
  const rest = `bytes 1000-${data.length - 1}`;
  it.each<[string, Step, requests: number]>([
    ['ignores the range', (_request, response) => void response.writeHead(200).end(data), 2],
    [
      'sends the whole under 206',
      wrongPart({ 'content-range': `bytes 0-${data.length - 1}/${data.length}` }),
      3,
    ],
    ['sends another part', wrongPart({ 'content-range': `bytes 999-${data.length - 1}/${data.length}` }), 3],
    ['does not say which part', wrongPart({}), 3],
    ['talks of another size', wrongPart({ 'content-range': `${rest}/${data.length + 1}` }), 3],
    ['talks of another ETag', wrongPart({ etag: '"2"', 'content-range': `${rest}/${data.length}` }), 3],
    [
      'compresses the part',
      wrongPart({ 'content-encoding': 'gzip', 'content-range': `${rest}/${data.length}` }),
      3,
    ],
    ['has no such part', status(416, { 'content-range': 'bytes */500' }), 3],
    ['has no such part and no size', status(416), 3],
  ])('begins anew where the server %s', async (_name, step, requests) => {
    const told = await tell([serve(data, { etag: '"1"' }, 1000), step, serve(data)]);
    expectData(told);
    expect(told.asked).toHaveLength(requests);
    expect(told.asked[2] ?? '').toBe('');
  });

  it('begins anew where the data changed', async () => {
    const told = await tell([serve(data, { etag: '"1"' }, 1000), serve(other, { etag: '"2"' })]);
    expectData(told, other);
    expect(told.result).toMatchObject({ etag: '"2"' });
  });

  it.each<[string, Record<string, string>, string]>([
    ['a weak ETag alone', { etag: 'W/"1"' }, ''],
    ['a weak ETag and a date', { etag: 'W/"1"', 'last-modified': date }, `bytes=1000- ${date}`],
    ['nothing', {}, ''],
  ])('trusts %s as far as that goes', async (_name, headers, asked) => {
    const told = await tell([serve(data, headers, 1000), serve(data, headers)]);
    expectData(told);
    expect(told.asked).toEqual(['', asked]);
  });

  it('goes on without a validator where a checksum will tell, and begins anew where it does', async () => {
    const expected = { checksum: `md5:${hashOf(data, 'md5')}` };
    const same = await tell([serve(data, {}, 1000), serve(data, {})], { expected });
    expectData(same);
    expect(same.asked).toEqual(['', 'bytes=1000-']);
    const mixed = await tell([serve(other, {}, 1000), serve(data, {})], { expected });
    expectData(mixed);
    expect(mixed.asked).toEqual(['', 'bytes=1000-', '']);
  });

  it.each(['', '{', '[]', 'null', '{"url":5}', '{"url":"http://elsewhere.example.org/"}'])(
    'begins anew where the state is %j',
    async (state) => {
      const { folder } = await tell([serve(data, { etag: '"1"' }, 1000), status(404)]);
      writeFileSync(join(folder, 'content.json'), state);
      const server = await startServer(serve(data));
      const result = await download(clientFor([server]), server.origin, {
        folder,
        shown: 'x',
        bytesMax: 10_000_000,
        now: () => now,
      });
      expect(server.requests[0]?.headers.range).toBeUndefined();
      expect(result).toMatchObject({ checksum: hashOf(data) });
    },
  );
});

describe('what was had before', () => {
  const previous = { checksum: hashOf(data), sizeBytes: data.length };
  const date = 'Thu, 01 Jan 2026 00:00:00 GMT';

  it.each<[string, DownloadOptions['previous'], Record<string, string>, string]>([
    ['its ETag', { ...previous, etag: '"1"' }, { etag: '"1"' }, '"1"'],
    ['its date', { ...previous, lastModified: date }, { 'last-modified': date }, date],
    ['its checksum alone', previous, { etag: '"2"' }, ''],
    ['its checksum under a new ETag', { ...previous, etag: '"1"' }, { etag: '"2"' }, '"1"'],
  ])('is unchanged by %s', async (_name, before, headers, asked) => {
    const told = await tell([serve(data, headers)], { previous: before });
    expect(told.result).toEqual({ outcome: 'unchanged' });
    expect(told.asked).toEqual([asked]);
    expect(readdirSync(told.folder)).toEqual([]);
  });

  it('is fetched where it changed', async () => {
    const other = Buffer.from('other');
    expectData(
      await tell([serve(other, { etag: '"2"' })], { previous: { ...previous, etag: '"1"' } }),
      other,
    );
  });

  it('is not taken for unchanged by a 304 that nobody asked for', async () => {
    const told = await tell([status(304)], { previous });
    expect(told.result).toMatchObject({ reason: 'unreachable', problem: expect.stringContaining('304') });
  });
});

describe('what must be', () => {
  const wrong = '0'.repeat(32);
  it.each(['md5', 'sha1', 'sha256', 'sha512'])('holds the bytes against %s', async (algorithm) => {
    const hex = hashOf(data, algorithm);
    for (const checksum of [`${algorithm}:${hex}`, hex, `${algorithm.toUpperCase()}:${hex.toUpperCase()}`]) {
      expectData(await tell([serve(data)], { expected: { checksum, sizeBytes: data.length } }));
    }
    const expected = { checksum: `${algorithm}:${hex.replace(/./g, '0')}` };
    const { result, asked, folder } = await tell([serve(data)], { expected });
    expect(result).toMatchObject({ reason: 'unreadable', problem: expect.stringContaining(hex) });
    expect(asked).toHaveLength(1);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('takes a checksum without its kind, as Zenodo once gave it', async () => {
    const told = await tell([serve(data)], { expected: { checksum: wrong } });
    expect(told.result).toMatchObject({ problem: expect.stringContaining(`${wrong} was announced`) });
  });

  it('holds the size against what is announced, before anything is fetched', async () => {
    const { result } = await tell([serve(data)], { expected: { sizeBytes: 5 } });
    expect(result).toMatchObject({
      reason: 'unreadable',
      problem: expect.stringContaining(`has ${data.length} bytes, where 5 were announced`),
    });
  });

  it('takes an end before the announced size for a broken connection', async () => {
    const short: Step = (_request, response) => {
      response.writeHead(200, { etag: '"1"' });
      response.end(data.subarray(0, 1000));
    };
    const told = await tell([short, serve(data)], { expected: { sizeBytes: data.length } });
    expectData(told);
    expect(told.asked).toEqual(['', 'bytes=1000- "1"']);
  });

  it.each<[string, Step]>([
    ['by its announcement', serve(data)],
    ['by what comes', (_request, response) => void response.write(data, () => response.end(data))],
    [
      'by what comes when unpacked',
      (_request, response) => void response.setHeader('content-encoding', 'gzip').end(gzipSync(data)),
    ],
  ])('is not larger than allowed, %s', async (_name, step) => {
    const { result, asked, folder } = await tell([step], { bytesMax: 100_000 });
    expect(result).toMatchObject({ reason: 'limit', problem: expect.stringContaining('100000 bytes') });
    expect(asked).toHaveLength(1);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('servers that fail', () => {
  it.each([408, 425, 429, 500, 502, 503, 504])('are asked again after %d', async (code) => {
    const told = await tell([status(code), status(code), serve(data)]);
    expectData(told);
    expect(told.waits).toEqual([1, 2]);
  });

  it('are given up after five tries', async () => {
    const { result, asked, waits } = await tell([status(500)]);
    expect(result).toMatchObject({ reason: 'unreachable', problem: expect.stringContaining('failed (500)') });
    expect(asked).toHaveLength(5);
    expect(waits).toEqual([1, 2, 4, 8]);
  });

  it.each([
    [400, 'unreachable'],
    [401, 'unreachable'],
    [403, 'unreachable'],
    [404, 'gone'],
    [410, 'gone'],
    [451, 'gone'],
    [204, 'unreachable'],
    [206, 'unreachable'],
    [300, 'unreachable'],
    [302, 'unreachable'],
    [418, 'unreachable'],
  ])('are not asked again after %d', async (code, reason) => {
    const { result, asked } = await tell([status(code)]);
    expect(result).toMatchObject({ reason, problem: expect.stringContaining(`${code}`) });
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['7', 7],
    ['0', 1],
    ['Thu, 01 Jan 2026 00:00:30 GMT', 30],
    ['Thu, 01 Jan 2025 00:00:00 GMT', 1],
    ['soon', 1],
    ['-5', 1],
  ])('are left alone as long as they ask: %s', async (text, seconds) => {
    const told = await tell([status(429, { 'retry-after': text }), serve(data)]);
    expectData(told);
    expect(told.waits).toEqual([seconds]);
  });

  it.each([
    ['3600', 3600],
    ['9'.repeat(400), 86_400],
    ['Fri, 01 Jan 2027 00:00:00 GMT', 86_400],
  ])('are left to another day where they ask for long: %s', async (text, seconds) => {
    const { result, asked, waits } = await tell([status(503, { 'retry-after': text })]);
    expect(result).toMatchObject({ reason: 'unreachable', retryAfterSeconds: seconds });
    expect(asked).toHaveLength(1);
    expect(waits).toEqual([]);
  });

  it('are named by the location and the URL, without what is secret', async () => {
    const { result } = await tell(
      [status(404)],
      { headers: { authorization: 'Bearer hush' } },
      '/a?token=hush',
    );
    expect(String(result)).toMatch(
      /the data: the server has nothing there \(404\) \(http:.*\/a\?token=\*\*\*\)/,
    );
    expect(JSON.stringify(result)).not.toContain('hush');
  });

  it('can be stalled, and are asked for the rest', async () => {
    const stalled: Step = (_request, response) => {
      response.writeHead(200, { etag: '"1"', 'content-length': data.length }).write(data.subarray(0, 1000));
    };
    const told = await tell([stalled, serve(data)]);
    expectData(told);
    expect(told.asked[1]).toBe('bytes=1000- "1"');
  });

  it('cannot redirect to a private address', async () => {
    const { result, asked } = await tell([status(302, { location: 'http://10.0.0.1/' })]);
    expect(result).toMatchObject({ reason: 'refused' });
    expect(asked).toHaveLength(1);
  });

  it('cannot fill the disk with a bomb', async () => {
    const bomb = Buffer.concat(Array(20).fill(gzipSync(Buffer.alloc(10 * 1024 * 1024))));
    const { result, folder } = await tell([serve(bomb, { 'content-encoding': 'gzip' })], { bytesMax: 1e12 });
    expect(result).toMatchObject({ reason: 'limit' });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('stopping', () => {
  it('keeps what came, so that the next call goes on', async () => {
    const stop = new AbortController();
    const first = await tell([serve(data, { etag: '"1"' }, 1000)], {
      signal: stop.signal,
      sleep: async () => stop.abort(new Error('enough')),
    });
    expect(first.result).toMatchObject({ message: 'enough' });
    const second = await tell([serve(data)], { folder: first.folder });
    expectData(second);
    expect(second.asked).toEqual(['bytes=1000- "1"']);
  });

  it('does not wait for the next try', async () => {
    const stop = new AbortController();
    const server = await startServer((request, response) => {
      status(503, { 'retry-after': '100' })(request, response);
      setTimeout(() => stop.abort(new Error('enough')), 20);
    });
    const options = { folder: newFolder(), shown: 'x', bytesMax: 10, now: () => now, signal: stop.signal };
    await expect(download(clientFor([server]), server.origin, options)).rejects.toThrow('enough');
  });
});
