import { gzipSync, constants as zlib, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readContent } from '../../../../src/ingest/source/compression/decompress.ts';
import { SourceError } from '../../../../src/ingest/source/source-error.ts';
import { lines, linesXz, xzOfLargeMemory, xzOfOtherCheck } from '../compressed-samples.ts';

const zstdParameters = { params: { [zlib.ZSTD_c_checksumFlag]: 1 } };
const linesGzip = Buffer.concat([gzipSync(lines.slice(0, 200)), gzipSync(lines.slice(200))]);
const skipped = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
const linesZstd = Buffer.concat([
  zstdCompressSync(lines.slice(0, 200), zstdParameters),
  skipped,
  zstdCompressSync(lines.slice(200), zstdParameters),
]);

async function* chunksOf(bytes: Buffer, chunkBytes: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += chunkBytes) yield bytes.subarray(from, from + chunkBytes);
}

async function read(bytes: Buffer, chunkBytes = 1000): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of readContent(chunksOf(bytes, chunkBytes), 'data')) chunks.push(chunk);
  return Buffer.concat(chunks).toString('latin1');
}

describe.each<[name: string, bytes: Buffer]>([
  ['gzip', linesGzip],
  ['xz', linesXz],
  ['zstd', linesZstd],
])('%s', (name, bytes) => {
  test('of several parts in a row, in chunks of any size', async () => {
    for (const chunkBytes of [1, 2, 3, 7, 50, 1000]) expect(await read(bytes, chunkBytes)).toBe(lines);
  });

  test('cut off anywhere but between its parts is told of', async () => {
    const whole = new Set<string>();
    for (let length = 6; length < bytes.length; length += 1) {
      const read_ = await read(bytes.subarray(0, length)).catch((error: unknown) => error);
      if (typeof read_ === 'string') whole.add(read_);
      else expect((read_ as SourceError).problem).toContain(`the ${name} file is cut off: `);
    }
    expect([...whole]).toEqual([lines.slice(0, 200)]);
  });

  test('gives right bytes or an error, whatever bytes are changed', async () => {
    const change = fc.tuple(fc.integer({ min: 6 }), fc.integer({ min: 1, max: 255 }));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const changed = Buffer.from(bytes);
        for (const [place, mask] of changes) changed[6 + (place % (bytes.length - 6))]! ^= mask;
        const content = await read(changed).catch((error: unknown) => error);
        if (content instanceof SourceError) return;
        // A changed length may make one part of another, so that the rest is passed over.
        expect([lines, lines.slice(0, 200), lines.slice(200), '']).toContain(content);
      }),
      { numRuns: 300 },
    );
  });

  test('followed by garbage is told of', async () => {
    await expect(read(Buffer.concat([bytes, Buffer.from('garbage and more')]))).rejects.toThrow(
      `data: the ${name} file is`,
    );
  });

  test('many at once, of which some are left unread', async () => {
    const readers = Array.from({ length: 8 }, () => readContent(chunksOf(bytes, 10), 'data'));
    for (const reader of readers) await reader.next();
    for (const reader of readers.slice(0, 4)) await reader.return(undefined);
    expect(await Promise.all(Array.from({ length: 8 }, () => read(bytes, 10)))).toEqual(
      Array.from({ length: 8 }, () => lines),
    );
  });

  test('passes on what goes wrong with the bytes themselves', async () => {
    async function* broken() {
      yield bytes.subarray(0, 10);
      throw new SourceError('disk', 'went away');
    }
    const content = readContent(broken(), 'data');
    await expect(content.next()).rejects.toThrow('disk: went away');
  });

  test('asks for no more than is wanted, and closes what it read', async () => {
    let given = 0;
    let isClosed = false;
    async function* endless() {
      try {
        for (;;) {
          given += 1;
          yield bytes;
        }
      } finally {
        isClosed = true;
      }
    }
    let read_ = 0;
    for await (const chunk of readContent(endless(), 'data')) {
      read_ += chunk.length;
      if (read_ > 100 * lines.length) break;
    }
    expect(given).toBeLessThan(1_000);
    expect(isClosed).toBe(true);
  });
});

test.each<[what: string, bytes: Buffer, problem: string]>([
  ['a check that is not known', xzOfOtherCheck, 'it uses a filter or check that is not supported'],
  ['a need of memory beyond reason', xzOfLargeMemory, 'it needs more than 64 MiB of memory'],
])('xz with %s', async (_, bytes, problem) => {
  await expect(read(bytes)).rejects.toThrow(problem);
});

test('what is not compressed comes as it is', async () => {
  for (const text of ['', 'x', '\x1f\x8b', 'BZh', '\xfd7zX', lines]) {
    expect(await read(Buffer.from(text, 'latin1'), 1)).toBe(text);
  }
});
