import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { fileListTree } from '../../../../src/ingest/source/tree/file-list-tree.ts';
import { openFolderTree } from '../../../../src/ingest/source/tree/folder-tree.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { contentOf, walk } from './open-bytes.ts';

const temporary = temporaryFolder();
let folders = 0;

/** A folder of its own for each test. */
function folderOf(contents: Readonly<Record<string, string | Buffer>>): string {
  folders += 1;
  const path = join(temporary.path, `folder-${folders}`);
  mkdirSync(path);
  for (const [name, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}

const open = (path: string) => openFolderTree({ path, location: 'shown' });

describe('a folder', () => {
  test('gives its files folder by folder, in the order of their names', async () => {
    const path = folderOf({ 'b.cif': 'b', 'a/z.cif': 'az', 'a/y/x.cif': 'ayx', 'B.cif': 'B', 'ä.cif': 'ä' });
    mkdirSync(join(path, 'empty'));
    utimesSync(join(path, 'b.cif'), 1_700_000_000, 1_700_000_000);
    const tree = await open(path);
    expect(tree).toMatchObject({ kind: 'a folder', sizeBytes: 9 });
    const { contents, faults } = await walk(tree);
    expect(Object.keys(contents)).toEqual(['B.cif', 'a/y/x.cif', 'a/z.cif', 'b.cif', 'ä.cif']);
    expect(contents['a/y/x.cif']).toBe('ayx');
    expect(faults).toEqual([]);
    expect(await tree.find('b.cif')).toMatchObject({
      path: 'b.cif',
      sizeBytes: 1,
      modifiedAt: '2023-11-14T22:13:20.000Z',
    });
  });

  test('gives the content of compressed files', async () => {
    const tree = await open(folderOf({ 'a.cif.gz': gzipSync('content') }));
    const file = await tree.find('a.cif.gz');
    expect(await contentOf(file!)).toBe('content');
    const stored: Uint8Array[] = [];
    for await (const chunk of file!.readStored()) stored.push(chunk);
    expect(Buffer.concat(stored)).toEqual(gzipSync('content'));
  });

  const kibibyte = 1024;
  test.each([
    ...[0, 1, 64 * kibibyte - 1, 64 * kibibyte, 64 * kibibyte + 1],
    ...[128 * kibibyte, 300 * kibibyte],
  ])('gives all of a file of %i bytes', async (length) => {
    const content = Buffer.alloc(length, 'abcdefg');
    const tree = await open(folderOf({ 'a.cif': content, 'b.cif': 'b' }));
    const chunks: Uint8Array[] = [];
    for await (const chunk of (await tree.find('a.cif'))!.read()) chunks.push(chunk);
    expect(Buffer.concat(chunks).equals(content)).toBe(true);
    expect(chunks.every((chunk) => chunk.length > 0)).toBe(true);
  });

  test('follows no links, opens no pipes, and passes over what is hidden', async () => {
    const outside = folderOf({ 'secret.cif': 'secret' });
    const path = folderOf({ 'a.cif': 'a', '.hidden/b.cif': 'b', '.env': 'c', 'sub/.git/d': 'd' });
    symlinkSync(outside, join(path, 'folder'));
    symlinkSync(join(outside, 'secret.cif'), join(path, 'secret.cif'));
    symlinkSync('nothing', join(path, 'sub/nothing'));
    execFileSync('mkfifo', [join(path, 'pipe')]);
    const tree = await open(path);
    const link = 'is a symbolic link; links are not followed';
    expect(await walk(tree)).toEqual({
      contents: { 'a.cif': 'a' },
      faults: [
        { path: 'folder', problem: link },
        { path: 'pipe', problem: 'is no regular file' },
        { path: 'secret.cif', problem: link },
        { path: 'sub/nothing', problem: link },
      ],
    });
    for (const name of ['.env', '.hidden/b.cif', 'sub/.git/d', '../a', 'sub', '', 'a.cif/b', 'nothing']) {
      expect(await tree.find(name), name).toBeUndefined();
    }
    for (const name of ['folder/secret.cif', 'secret.cif'])
      await expect(tree.find(name)).rejects.toThrow(link);
  });

  test('is safe from a link that takes the place of a file', async () => {
    const outside = folderOf({ 'secret.cif': 'secret' });
    const path = folderOf({ 'a.cif': 'a', 'b.cif': 'b' });
    const tree = await open(path);
    const read = async () => {
      for await (const file of tree.files()) {
        rmSync(join(path, file.path));
        symlinkSync(join(outside, 'secret.cif'), join(path, file.path));
        await contentOf(file);
      }
    };
    await expect(read()).rejects.toThrow('shown/a.cif: is a symbolic link');
  });

  test('tells of names that cannot be given out', async () => {
    const path = folderOf({ 'a\nb.cif': 'a', 'c.cif': 'c', 'd\\e.cif': 'd' });
    writeFileSync(Buffer.concat([Buffer.from(`${path}/`), Buffer.from([0x66, 0xff])]), 'f');
    expect(await walk(await open(path))).toEqual({
      contents: { 'c.cif': 'c', 'd\\e.cif': 'd' },
      faults: [
        { path: 'a\ufffdb.cif', problem: 'has a control character in its name' },
        { path: 'f\ufffd', problem: 'has a name that is not text in UTF-8' },
      ],
    });
  });

  test('tells how far it is, and hears that it is called off', async () => {
    const path = folderOf({ a: 'x'.repeat(300_000), b: 'y'.repeat(100_000) });
    const tree = await open(path);
    const fractions: number[] = [];
    for await (const file of tree.files({ onProgress: (fraction) => fractions.push(fraction) })) {
      await contentOf(file);
    }
    expect(fractions).toEqual(fractions.toSorted((one, other) => one - other));
    expect(fractions).toContain(0.75);
    expect(fractions.at(-1)).toBe(1);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(tree.files({ signal }).next()).rejects.toThrow('enough');
    await expect(openFolderTree({ path, location: 'shown' }, signal)).rejects.toThrow('enough');
  });

  test('that goes away is told of by the name that was given', async () => {
    const path = folderOf({ 'sub/a': 'a' });
    const tree = await open(path);
    const file = await tree.find('sub/a');
    rmSync(path, { recursive: true });
    const error = await walk(tree).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'SourceError', reason: 'gone' });
    expect((error as Error).message).not.toContain(temporary.path);
    await expect(contentOf(file!)).rejects.toThrow('shown/sub/a: there is no such file');
  });
});

describe('a list of files', () => {
  const path = folderOf({ one: '1', two: '22', three: '333' });
  const listed = (names: Readonly<Record<string, string>>) =>
    fileListTree(
      Object.entries(names).map(([name, file]) => ({ path: name, filePath: join(path, file) })),
      'the files of a record',
      'zenodo:1',
    );

  test('goes by the names that their owner gave them', async () => {
    const tree = await listed({ 'owner/b.cif': 'two', 'a.cif': 'one', './c.cif': 'three' });
    expect(tree.kind).toBe('the files of a record');
    expect(await walk(tree)).toEqual({
      contents: { 'a.cif': '1', 'c.cif': '333', 'owner/b.cif': '22' },
      faults: [],
    });
    expect(await contentOf((await tree.find('owner/b.cif'))!)).toBe('22');
    expect(await tree.find('two')).toBeUndefined();
  });

  test('tells of names that cannot be', async () => {
    const tree = await listed({ '../a': 'one', 'b.cif': 'two', './b.cif': 'one', '.c': 'three' });
    expect(await walk(tree)).toEqual({
      contents: { 'b.cif': '22' },
      faults: [
        { path: '../a', problem: 'has a path that leads elsewhere' },
        { path: './b.cif', problem: 'has the path of another file' },
      ],
    });
  });

  test('must be there', async () => {
    await expect(listed({ a: 'four' })).rejects.toThrow('zenodo:1/a: there is no such file');
    await expect(listed({ a: '.' })).rejects.toThrow('zenodo:1/a: is no regular file');
  });
});
