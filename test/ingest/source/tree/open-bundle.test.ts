import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { limits } from '../../../../src/base/index.ts';
import { openSource } from '../../../../src/ingest/source/open-source.ts';
import type { FileTree } from '../../../../src/ingest/source/tree/file-tree.ts';
import { openBundle } from '../../../../src/ingest/source/tree/open-bundle.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { openBytes, walk } from './open-bytes.ts';
import { tarOf } from './tar-builder.ts';
import { zipOf } from './zip-builder.ts';

const folder = temporaryFolder();
const parts = [
  { name: 'a.txt', content: 'one' },
  { name: 'b/two.txt', content: 'hello '.repeat(100) },
];
const contents = { 'a.txt': 'one', 'b/two.txt': 'hello '.repeat(100) };
const inner: Readonly<Record<string, Buffer>> = {
  'a zip archive': zipOf(parts),
  'a tar archive': tarOf(parts),
  'a tar archive compressed by gzip': gzipSync(tarOf(parts)),
};
const outer: Readonly<Record<string, (name: string, content: Buffer) => Promise<FileTree>>> = {
  'a folder': async (name, content) => {
    mkdirSync(join(folder.path, 'outer'), { recursive: true });
    folder.write(`outer/${name}`, content);
    return (await openSource(join(folder.path, 'outer'))).tree;
  },
  'a zip archive': async (name, content) => (await openBytes(zipOf([{ name, content }])))!,
  'a zip archive on disk': async (name, content) => {
    const path = folder.write('outer.zip', zipOf([{ name: 'before' }, { name, content, method: 0 }]));
    return (await openSource(path)).tree;
  },
  'a tar archive': async (name, content) => (await openBytes(tarOf([{ name: 'x' }, { name, content }])))!,
};
const pairs = Object.keys(outer).flatMap((whole) =>
  Object.keys(inner).map((part): [part: string, whole: string] => [part, whole]),
);

describe('a bundle in a bundle', () => {
  test.each(pairs)('%s in %s is read where it lies', async (part, whole) => {
    const tree = await outer[whole]!('inner.dat', inner[part]!);
    const file = await tree.find('inner.dat');
    const bundle = await tree.openBundle(file!);
    expect(bundle?.kind).toBe(part);
    expect(await walk(bundle)).toEqual({ contents, faults: [] });
    expect(await walk(bundle)).toEqual({ contents, faults: [] });
    await expect(walk(tree)).resolves.toMatchObject({ faults: [] });
  });

  test.each(Object.keys(outer))('what is none in %s is told of as such', async (whole) => {
    const tree = await outer[whole]!('inner.zip', Buffer.from('no archive'));
    expect(await tree.openBundle((await tree.find('inner.zip'))!)).toBeUndefined();
  });

  test('is opened one level deep', async () => {
    const innermost = { name: 'c.zip', content: zipOf(parts) };
    const tree = await openBytes(zipOf([{ name: 'b.zip', content: zipOf([innermost, ...parts]) }]));
    const bundle = await tree!.openBundle((await tree!.find('b.zip'))!);
    const opening = bundle!.openBundle((await bundle!.find('c.zip'))!);
    await expect(opening).rejects.toMatchObject({ name: 'SourceError', reason: 'limit' });
    expect(await bundle!.openBundle((await bundle!.find('a.txt'))!)).toBeUndefined();
  });

  test.each([
    ['as it is told', limits.innerBundleBytesMax + 1, 1],
    ['as it turns out', undefined, limits.innerBundleBytesMax / 2 ** 20 + 1],
  ])('has to fit into memory where it cannot be read in place, %s', async (_, sizeBytes, mebibytes) => {
    const mebibyte = Buffer.concat([zipOf(parts), Buffer.alloc(2 ** 20)]);
    const opening = openBundle(
      {
        path: 'inner.zip',
        location: 'outer.tar/inner.zip',
        sizeBytes,
        modifiedAt: undefined,
        async *readStored() {
          for (let count = 0; count < mebibytes; count += 1) yield mebibyte;
        },
      },
      async () => undefined,
    );
    await expect(opening).rejects.toThrow(`has over ${limits.innerBundleBytesMax} bytes; unpack it`);
  });

  test('can be opened while the walk stands at it', async () => {
    const tree = await outer['a tar archive']!('inner.zip', inner['a zip archive']!);
    for await (const file of tree.files()) {
      const bundle = await tree.openBundle(file);
      if (file.path === 'inner.zip') expect(await walk(bundle)).toEqual({ contents, faults: [] });
      else expect(bundle).toBeUndefined();
    }
  });
});
