import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { limits } from '../../../src/base/index.ts';
import { openSource } from '../../../src/ingest/index.ts';
import { SourceError } from '../../../src/ingest/without-reading.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { textOf } from './text-of.ts';
import { tarOf } from './tree/tar-builder.ts';
import { zipOf } from './tree/zip-builder.ts';

const folder = temporaryFolder();
const lines = '{"id":"a"}\n{"id":"b"}\n{"id":"c"}\n';
/** The three lines as two bzip2 streams one after the other. */
const bzip2 = Buffer.from(
  'QlpoOTFBWSZTWXDyMnQAAAlZgAAQEAAAEDQgAAogADEGTEBVTQ02pHnUZmEUinxdyRThQkHDyMnQQlpoOTFBWSZTWaElUS4AAATZgAAQEAAAEAwg' +
    'AAogADEMCCGhmoPiShC8XckU4UJChJVEuA==',
  'base64',
);
/** As two streams of xz, with different checks. */
const xz = Buffer.from(
  '/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAKeyJpZCI6ImEifQoAAFLm8HROC/AWAAEjC8Ib/QkftvN9AQAAAAAEWVr9N3pYWgAA' +
    'AWki3jYCACEBFgAAAHQv5aPgABUAFF0APYiJJoGTU4WzKLB4BwHwXUJwAAAAoOH86wABLBbUa2PtkEKZDQEAAAAAAVla',
  'base64',
);
const zstd = Buffer.concat([zstdCompressSync(lines.slice(0, 11)), zstdCompressSync(lines.slice(11))]);
const gzip = Buffer.concat([gzipSync(lines.slice(0, 11)), gzipSync(lines.slice(11))]);

describe('a file is opened by what it holds, not by its name', () => {
  test.each<[file: string, bytes: string | Buffer, name: string]>([
    ['data.jsonl', lines, 'data'],
    ['misnamed.gz', lines, 'misnamed'],
    ['my.data.jsonl.gz', gzip, 'my.data'],
    ['no-ending', gzip, 'no-ending'],
    ['padded.json.gz', Buffer.concat([gzip, Buffer.alloc(600)]), 'padded'],
    ['Data.JSON.BZ2', bzip2, 'Data'],
    ['x.cif.xz', xz, 'x'],
    ['x.zst', zstd, 'x'],
    ['.jsonl', lines, '.jsonl'],
  ])('%s', async (file, bytes, name) => {
    const location = folder.write(file, bytes);
    const source = await openSource(location);
    expect(source).toMatchObject({ location, name, sizeBytes: bytes.length });
    expect(await source.checksum()).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(await textOf(source)).toBe(lines);
    expect(await textOf(source)).toBe(lines);
  });

  test('a web address is told from a file that is missing', async () => {
    await expect(openSource('https://example.org/a.jsonl')).rejects.toThrow('download the file');
  });

  test('a file goes by the names that it is given', async () => {
    const path = folder.write('content', lines);
    const names = { location: 'zenodo:1', fileName: 'deep/crystals.jsonl.gz' };
    const source = await openSource(path, names);
    expect(source).toMatchObject({ location: 'zenodo:1', name: 'crystals' });
    rmSync(path);
    await expect(textOf(source)).rejects.toThrow('zenodo:1: there is no such file');
  });

  test('the checksum is taken once', async () => {
    const location = folder.write('once.jsonl', lines);
    const source = await openSource(location);
    const first = await source.checksum();
    folder.write('once.jsonl', 'changed');
    expect(await source.checksum()).toBe(first);
    expect(await (await openSource(location)).checksum()).not.toBe(first);
  });

  test('progress grows to the size on disk', async () => {
    const source = await openSource(folder.write('long.jsonl', lines.repeat(50_000)));
    const progress: number[] = [];
    const onProgress = (fraction: number) => progress.push(fraction);
    for await (const file of source.tree.files({ onProgress })) for await (const _ of file.read());
    expect(progress.length).toBeGreaterThan(3);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(progress.at(-1)).toBe(1);
  });
});

describe('a bundle or folder', () => {
  const parts = [
    { name: 'a.txt', content: 'one ' },
    { name: 'b.txt', content: 'two' },
  ];

  test.each<[file: string, bytes: Buffer, name: string, kind: string]>([
    ['my.data.zip', zipOf(parts), 'my.data', 'a zip archive'],
    ['mine.aiida', zipOf(parts), 'mine', 'a zip archive'],
    ['data.tar.gz', gzipSync(tarOf(parts)), 'data', 'a tar archive compressed by gzip'],
    ['data.tgz', gzipSync(tarOf(parts)), 'data', 'a tar archive compressed by gzip'],
    ['misnamed.json', tarOf(parts), 'misnamed', 'a tar archive'],
    ['misnamed.tar.gz', zipOf(parts), 'misnamed', 'a zip archive'],
  ])('%s', async (file, bytes, name, kind) => {
    const location = folder.write(file, bytes);
    const source = await openSource(location);
    expect(source).toMatchObject({ location, name, sizeBytes: bytes.length, tree: { kind } });
    expect(await source.checksum()).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(await textOf(source)).toBe('one two');
  });

  test('a folder goes by its name, whatever that ends in', async () => {
    mkdirSync(join(folder.path, 'my.cif/sub'), { recursive: true });
    folder.write('my.cif/a.txt', 'one ');
    folder.write('my.cif/sub/b.txt', 'two');
    const location = join(folder.path, 'my.cif/');
    const source = await openSource(location);
    expect(source).toMatchObject({ location, name: 'my.cif', sizeBytes: 7, tree: { kind: 'a folder' } });
    expect(await textOf(source)).toBe('one two');
  });

  test('the checksum of a folder is that of its paths and bytes', async () => {
    const checksumOf = async (contents: Readonly<Record<string, string>>) => {
      const path = mkdtempSync(join(folder.path, 'checksum-'));
      for (const [name, content] of Object.entries(contents)) {
        mkdirSync(dirname(join(path, name)), { recursive: true });
        writeFileSync(join(path, name), content);
      }
      return await (await openSource(path)).checksum();
    };
    const files = { 'a/b': 'one', c: 'two' };
    const same = await checksumOf(files);
    expect(same).toMatch(/^[0-9a-f]{64}$/);
    expect(await checksumOf({ c: 'two', 'a/b': 'one', '.hidden': 'three' })).toBe(same);
    for (const other of [
      { 'a/b': 'one', d: 'two' },
      { 'a/b': 'onet', c: 'wo' },
      { ...files, e: '' },
      { c: 'two' },
    ]) {
      expect(await checksumOf(other)).not.toBe(same);
    }
  });
});

describe('what cannot be opened is told in a sentence', () => {
  mkdirSync(join(folder.path, 'folder'));
  symlinkSync('circle', join(folder.path, 'circle'));
  folder.write('empty.jsonl', '');
  folder.write('file', lines);
  folder.write('none.zip', lines);
  folder.write('none.tar.xz', xz);

  test.each<[name: string, problem: string, reason?: string]>([
    ['missing.jsonl', 'there is no such file', 'gone'],
    ['file/below', 'there is no such file, since a part of the path is no folder', 'gone'],
    ['folder', 'is a folder without files that hold anything'],
    ['circle', 'is a symbolic link that leads in circles'],
    ['empty.jsonl', 'is empty'],
    ['../../../../../../../../../../dev/null', 'is no regular file'],
    ['none.zip', 'is named like a zip archive, but its content is none'],
    ['none.tar.xz', 'is named like a tar archive, but its content is none'],
    ['x'.repeat(300), 'cannot be read (ENAMETOOLONG'],
  ])('%s', async (name, problem, reason = 'unreadable') => {
    const location = join(folder.path, name);
    const error = await openSource(location).catch((raised: unknown) => raised);
    expect(error).toBeInstanceOf(SourceError);
    const message = expect.stringContaining(`${location}: ${problem}`);
    expect(error).toMatchObject({ location, reason, message });
    const shown = await openSource(location, { location: 'data' }).catch((raised: unknown) => raised);
    expect(shown).toMatchObject({ location: 'data', reason });
    expect((shown as SourceError).message).not.toContain(folder.path);
  });

  const isRoot = process.getuid?.() === 0;
  test.skipIf(isRoot)(
    `a file without permission${isRoot ? ' (skipped: root may read everything)' : ''}`,
    async () => {
      const location = folder.write('secret.jsonl', lines);
      chmodSync(location, 0);
      await expect(openSource(location)).rejects.toThrow('may not be read: the permission is missing');
    },
  );

  test('a file that goes away between opening and reading', async () => {
    const location = folder.write('gone.jsonl', lines);
    const source = await openSource(location);
    rmSync(location);
    await expect(textOf(source)).rejects.toThrow('there is no such file');
    await expect(source.checksum()).rejects.toThrow(SourceError);
  });
});

describe('compressed files that are not whole', () => {
  const long = gzipSync(Array.from({ length: 20_000 }, (_, index) => `{"id":"${index * 7919}"}\n`).join(''));

  test.each<[name: string, bytes: Buffer, problem: RegExp]>([
    [
      'gzip cut off',
      long.subarray(0, 20_000),
      /the gzip file is cut off: [1-9]\d{4,} bytes of its content could be read/,
    ],
    ['gzip cut off in its header', gzip.subarray(0, 5), /the gzip file is cut off: 0 bytes/],
    ['gzip cut off in its checksum', gzip.subarray(0, -3), /the gzip file is cut off: /],
    [
      'gzip with garbage after it',
      Buffer.concat([gzip, Buffer.from('garbage')]),
      /the gzip file is damaged: \d+ bytes/,
    ],
    ['gzip with a flipped bit', flip(gzip, gzip.length - 6), /the gzip file is damaged: /],
    [
      'bzip2 cut off',
      bzip2.subarray(0, 100),
      /the bzip2 file is cut off: \d+ bytes of its content could be read/,
    ],
    [
      'bzip2 with garbage after it',
      Buffer.concat([bzip2, Buffer.from('garbage')]),
      /the bzip2 file is damaged: \d+ bytes/,
    ],
    ['bzip2 with a flipped bit', flip(bzip2, 30), /the bzip2 file is damaged: /],
  ])('%s', async (name, bytes, problem) => {
    const source = await openSource(folder.write(name, bytes));
    const error = await textOf(source).catch((raised: unknown) => raised);
    expect(error).toBeInstanceOf(SourceError);
    expect((error as SourceError).problem).toMatch(problem);
  });

  test('a bomb is defused', async () => {
    const kilobyte = 1024;
    const filler = gzipSync(Buffer.alloc(64 * kilobyte * kilobyte, ' '));
    const needed = Math.ceil(limits.sourceExpansionAllowedBytes / (64 * kilobyte * kilobyte)) * 3;
    const bomb = Buffer.concat([gzipSync('{"id":"a"}\n'), ...Array.from({ length: needed }, () => filler)]);
    const source = await openSource(folder.write('bomb.gz', bomb));
    await expect(textOf(source)).rejects.toThrow('expands to over 500 times its size');
  });

  test('reading may stop at any point', async () => {
    for (const bytes of [long, bzip2]) {
      const source = await openSource(folder.write('stopped', bytes));
      for await (const file of source.tree.files()) for await (const _ of file.read()) break;
      expect(await textOf(source)).toMatch(/^{"id":/);
    }
  });
});

function flip(bytes: Buffer, index: number): Buffer {
  const flipped = Buffer.from(bytes);
  flipped[index]! ^= 0x10;
  return flipped;
}

test('a source may grow after it was opened', async () => {
  const location = folder.write('grows.jsonl', lines);
  const source = await openSource(location);
  writeFileSync(location, lines, { flag: 'a' });
  expect(await textOf(source)).toBe(lines + lines);
});
