import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SourceError } from '../../../../src/ingest/source/source-error.ts';
import { tarBzip2, tarXz } from '../compressed-samples.ts';
import { contentOf, openBytes, walk, walkBytes } from './open-bytes.ts';
import type { TarPart } from './tar-builder.ts';
import { extended, longName, tarOf } from './tar-builder.ts';

const hello = 'hello '.repeat(100);
const parts: readonly TarPart[] = [
  { name: 'a.txt', content: 'one' },
  { name: 'b/', type: '5' },
  { name: 'b/two.txt', content: hello },
];
const contents = { 'a.txt': 'one', 'b/two.txt': hello };
const expectedOf = (path: string) => Object.entries(contents).find(([name]) => name === path)?.[1];
const deep = `${'folder/'.repeat(30)}x`;

describe('a tar archive', () => {
  test.each<[kind: string, bytes: Buffer]>([
    ['a tar archive', tarOf(parts)],
    ['a tar archive', tarOf(parts.map((part) => ({ ...part, magic: '' })))],
    ['a tar archive', tarOf(parts.map((part) => ({ ...part, magic: 'ustar  \0' })))],
    ['a tar archive', tarOf(parts, Buffer.alloc(10_240))],
    ['a tar archive compressed by gzip', gzipSync(tarOf(parts))],
    ['a tar archive compressed by zstd', zstdCompressSync(tarOf(parts))],
    ['a tar archive compressed by xz', tarXz],
    ['a tar archive compressed by bzip2', tarBzip2],
  ])('%s', async (kind, bytes) => {
    const tree = await openBytes(bytes);
    expect(tree?.kind).toBe(kind);
    expect(await walk(tree)).toEqual({ contents, faults: [] });
    expect(await walk(tree)).toEqual({ contents, faults: [] });
    const found = await tree!.find('b/two.txt');
    expect(found).toMatchObject({ sizeBytes: 600, modifiedAt: '2023-11-14T22:13:20.000Z' });
    expect(await contentOf(found!)).toBe(hello);
    expect(await contentOf(found!)).toBe(hello);
    for (const path of ['b', 'b/', 'c']) expect(await tree!.find(path)).toBeUndefined();
  });

  test('files that are not read are passed over', async () => {
    const tree = await openBytes(tarOf([{ name: 'large', content: Buffer.alloc(500_000) }, ...parts]));
    const paths = [];
    for await (const { path } of tree!.files()) paths.push(path);
    expect(paths).toEqual(['large', 'a.txt', 'b/two.txt']);
  });

  test('a file may be read in part, and the walk may end early', async () => {
    const tree = await openBytes(tarOf([{ name: 'large', content: Buffer.alloc(500_000, 'x') }, ...parts]));
    const paths = [];
    for await (const file of tree!.files()) {
      paths.push(file.path);
      for await (const _ of file.read()) break;
      if (file.path === 'a.txt') break;
    }
    expect(paths).toEqual(['large', 'a.txt']);
    expect(Object.keys((await walk(tree)).contents)).toHaveLength(3);
  });

  test('files can be read again, and after the walk', async () => {
    const large = 'x'.repeat(500_000);
    const tree = await openBytes(tarOf([{ name: 'large', content: large }, ...parts]));
    const files = [];
    for await (const file of tree!.files()) {
      for await (const _ of file.read()) break;
      expect(await contentOf(file)).toBe(file.path === 'large' ? large : expectedOf(file.path));
      files.push(file);
    }
    for (const file of files.slice(1)) expect(await contentOf(file)).toBe(expectedOf(file.path));
  });

  test('tells how far it is, and hears that it is called off', async () => {
    const many = Array.from({ length: 50 }, (_, index) => ({ name: `${index}`, content: hello }));
    const tree = await openBytes(tarOf(many));
    const fractions: number[] = [];
    for await (const _ of tree!.files({ onProgress: (fraction) => fractions.push(fraction) }));
    expect(fractions.at(-1)).toBe(1);
    expect(fractions).toEqual(fractions.toSorted((one, other) => one - other));
    const caller = new AbortController();
    const read = async () => {
      for await (const _ of tree!.files({ signal: caller.signal })) caller.abort(new Error('enough'));
    };
    await expect(read()).rejects.toThrow('enough');
  });

  test.each<[what: string, parts: TarPart[], path: string]>([
    ['an extended header', [extended({ path: `${deep}é` }), { name: 'short', content: 'x' }], `${deep}é`],
    ['the long name of GNU', [longName(deep), { name: 'short', content: 'x' }], deep],
    ['a roundabout name', [{ name: './a//b\\c', content: 'x' }], 'a/b/c'],
  ])('reads %s', async (_, some, path) => {
    expect(await walkBytes(tarOf(some))).toEqual({ contents: { [path]: 'x' }, faults: [] });
  });

  test('reads the size and the time of an extended header', async () => {
    const header = extended({ size: '5', mtime: '1700000000.25', comment: 'a\nb', __proto__: 'c' });
    const tree = await openBytes(tarOf([header, { name: 'a', content: 'right', sizeBytes: 3 }]));
    const found = await tree!.find('a');
    expect(found).toMatchObject({ sizeBytes: 5, modifiedAt: '2023-11-14T22:13:20.250Z' });
    expect(await contentOf(found!)).toBe('right');
  });
});

describe('what a tar archive does not give', () => {
  test.each<[parts: TarPart[], path: string, problem: string]>([
    [[{ name: 'x', type: '2', linkName: '/etc/passwd' }], 'x', 'is a symbolic link; links are not followed'],
    [[{ name: 'x', type: '1', linkName: 'a' }], 'x', 'is a link to another file of the archive'],
    [[{ name: 'x', type: '3' }], 'x', 'is no regular file'],
    [[{ name: 'x', type: '6' }], 'x', 'is no regular file'],
    [[{ name: 'x', type: 'S' }], 'x', 'is of an unknown kind, perhaps sparse; pack it in full'],
    [[extended({ 'GNU.sparse.major': '1' }), { name: 'x', content: 'x' }], 'x', 'is sparse; pack it in full'],
    [[{ name: '../x', content: 'x' }], '../x', 'has a path that leads elsewhere'],
    [[{ name: '/x', content: 'x' }], '/x', 'has an absolute path'],
    [[extended({ path: 'a\0b' }), { name: 'x', content: 'x' }], 'a\ufffdb', 'has a control character'],
    [[{ name: 'good', content: 'z' }], 'good', 'has the path of another file in the archive'],
  ])('%j', async (some, path, problem) => {
    const { contents, faults } = await walkBytes(tarOf([{ name: 'good', content: 'y' }, ...some]));
    expect(contents).toEqual({ good: 'y' });
    expect(faults).toEqual([{ path, problem: expect.stringContaining(problem) }]);
  });

  test('hidden files', async () => {
    const hidden = ['.DS_Store', 'a/.git/config', './._x'].map((name) => ({ name, content: 'x' }));
    expect(await walkBytes(tarOf([...hidden, ...parts]))).toEqual({ contents, faults: [] });
  });

  test('what may be missing at its end is told of', async () => {
    expect(await walkBytes(tarOf(parts, Buffer.alloc(0)))).toEqual({
      contents,
      faults: [{ path: 'data', problem: 'ends without the mark of its end; files may be missing' }],
    });
  });
});

describe('a tar archive that is not as it should be', () => {
  const bytes = tarOf([...parts, { name: 'c', content: hello }]);

  test.each<[what: string, bytes: Buffer, problem: string]>([
    ['cut off in a file', bytes.subarray(0, 2300), 'the tar archive is cut off'],
    ['cut off in a header', bytes.subarray(0, 2000), 'the tar archive is cut off'],
    ['a damaged header', flip(bytes, 1024 + 3), 'the tar archive is damaged: the header of a file'],
    ['cut off in its compression', gzipSync(bytes).subarray(0, -20), 'the gzip file is cut off'],
    ['a bad size', tarOf([...parts, extended({ size: '-5' }), { name: 'x' }]), 'the tar archive is damaged'],
  ])('%s', async (_, damaged, problem) => {
    const error = await walkBytes(damaged).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SourceError);
    expect((error as Error).message).toContain(`data: ${problem}`);
  });

  test('gives what lies before the damage', async () => {
    const tree = await openBytes(bytes.subarray(0, 2300));
    const read: string[] = [];
    const all = async () => {
      for await (const file of tree!.files()) read.push(await contentOf(file));
    };
    await expect(all()).rejects.toThrow('data/b/two.txt: the tar archive is cut off');
    expect(read).toEqual(['one']);
  });

  /** Whatever goes wrong is told. */
  async function expectSane(changed: Buffer): Promise<void> {
    try {
      const read = await walkBytes(changed);
      for (const content of Object.values(read.contents))
        expect(content).not.toMatch(/^(?!Source)\w*Error: /);
    } catch (error) {
      if (!(error instanceof SourceError)) expect((error as Error).message).toBe('It is no bundle.');
    }
  }

  test('never hangs, wherever it is cut off', async () => {
    for (const whole of [bytes, gzipSync(bytes), tarXz, tarBzip2, zstdCompressSync(bytes)]) {
      const step = Math.ceil(whole.length / 150);
      for (let length = 1; length < whole.length; length += step) await expectSane(whole.subarray(0, length));
    }
  });

  test('never hangs, whatever bytes are changed', async () => {
    const samples = [bytes, bytes, gzipSync(bytes), tarXz, zstdCompressSync(bytes)];
    const change = fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 }));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...samples),
        fc.array(change, { minLength: 1, maxLength: 4 }),
        async (whole, changes) => {
          const changed = Buffer.from(whole);
          for (const [place, mask] of changes) changed[place % whole.length]! ^= mask;
          await expectSane(changed);
        },
      ),
      { numRuns: 800 },
    );
  });
});

function flip(bytes: Buffer, place: number): Buffer {
  const flipped = Buffer.from(bytes);
  flipped[place]! ^= 0x10;
  return flipped;
}
