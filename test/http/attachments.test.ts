import { describe, expect, test } from 'vitest';
import { MemoryAttachments } from '../../src/backend/index.ts';
import { storedFileUrl } from '../../src/base/index.ts';
import { byteRange } from '../../src/http/byte-range.ts';
import { asker } from './ask.ts';
import { directoryOf, serve } from './small-database.ts';

const name = 'runs/a b/ö<script>.html';
const content = Buffer.from('<script>alert(1)</script>0123456789');

function ask() {
  const attachments = new MemoryAttachments();
  attachments.add({ collection: 'file', name }, content);
  attachments.add({ collection: 'file', name: 'empty' }, Buffer.alloc(0));
  const entry = (id: string, more = {}) => ({
    type: 'files',
    id,
    attributes: { url: storedFileUrl(id), name: 'f', ...more },
  });
  const elsewhere = entry('elsewhere', { url: 'https://example.org/x' });
  const structure = {
    type: 'structures',
    id: 's',
    attributes: { structure_features: [] },
    relationships: { files: { data: [{ type: 'files', id: name }] } },
  };
  const entries = [entry(name, { description: 'quoted "respawn-file:x"' }), elsewhere, structure];
  return asker({ directory: directoryOf(serve('small', entries, attachments)) });
}

const path = `/small/v1/extensions/files/${name.split('/').map(encodeURIComponent).join('/')}`;

describe('a file that came with the data', () => {
  test('is given as it came, to be saved and not shown', async () => {
    const reply = await ask()(path);
    expect(reply.status).toBe(200);
    expect(Buffer.from(reply.bytes)).toEqual(content);
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': String(content.length),
      'content-disposition': `attachment; filename="__script_.html"; filename*=UTF-8''%C3%B6%3Cscript%3E.html`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'accept-ranges': 'bytes',
    });
  });

  test.each([
    ['bytes=0-7', 206, 'bytes 0-7/35', '<script>'],
    ['bytes=25-', 206, 'bytes 25-34/35', '0123456789'],
    ['bytes=-4', 206, 'bytes 31-34/35', '6789'],
    ['bytes=30-1000', 206, 'bytes 30-34/35', '56789'],
    ['bytes=0-1,3-4', 200, null, content.toString()],
    ['lines=0-1', 200, null, content.toString()],
  ])('in the range %s is answered with %i', async (range, status, contentRange, text) => {
    const reply = await ask()(path, { range });
    expect([reply.status, reply.headers.get('content-range'), reply.text]).toEqual([
      status,
      contentRange,
      text,
    ]);
    expect(reply.headers.get('content-length')).toBe(String(text.length));
  });

  test('beyond its end is refused', async () => {
    const reply = await ask()(path, { range: 'bytes=35-' });
    expect([reply.status, reply.at('/errors/0/code')]).toEqual([416, 'range-unsatisfiable']);
  });

  test('that has changed since is given as a whole', async () => {
    const tag = (await ask()(path)).headers.get('etag')!;
    const range = 'bytes=0-1';
    expect((await ask()(path, { range, 'if-range': tag })).status).toBe(206);
    expect((await ask()(path, { range, 'if-range': '"other"' })).status).toBe(200);
    expect((await ask()(path, { 'if-none-match': tag })).status).toBe(304);
    expect((await ask()(path, { 'if-none-match': '*' })).status).toBe(304);
  });

  test.each(['HEAD', 'GET'])('that is empty, by %s', async (method) => {
    const reply = await ask()('/small/v1/extensions/files/empty', {}, method);
    expect([reply.status, reply.headers.get('content-length'), reply.text]).toEqual([200, '0', '']);
  });

  test('is found at the url of its entry, in every form of answer', async () => {
    const expected = `http://localhost${path}`;
    const asked = ask();
    const encoded = encodeURIComponent(name);
    for (const [from, pointer] of [
      [`/small/v1/files/${encoded}`, '/data/attributes/url'],
      [`/small/v1/files/${encoded}?response_fields=name`, '/data/attributes/url'],
      ['/small/v1/files?filter=name="f"&sort=-id', '/data/0/attributes/url'],
      ['/small/v1/structures/s?include=files', '/included/0/attributes/url'],
    ] as const) {
      expect((await asked(from)).at(pointer), from).toBe(expected);
    }
    const plain = await asked('/small/v1/files/elsewhere');
    expect(plain.at('/data/attributes/url')).toBe('https://example.org/x');
    expect((await asked(expected.slice('http://localhost'.length))).text).toBe(content.toString());
  });
});

test.each(['files', 'files/none', 'other/none'])('there is nothing at %s', async (below) => {
  const reply = await ask()(`/small/v1/extensions/${below}`);
  expect([reply.status, reply.at('/errors/0/code')]).toEqual([404, 'endpoint-unknown']);
});

test.each([
  [undefined, 10, undefined],
  ['bytes=5-2', 10, undefined],
  ['bytes=-', 10, undefined],
  ['bytes=-0', 10, 'unsatisfiable'],
  ['bytes=0-0', 0, 'unsatisfiable'],
  ['Bytes=9-9', 10, { start: 9, end: 10 }],
  ['bytes=-99', 10, { start: 0, end: 10 }],
])('the range %s of %i bytes', (header, size, range) => {
  expect(byteRange(header, size)).toEqual(range);
});
