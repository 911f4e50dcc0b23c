import { createHash } from 'node:crypto';
import { crc32, deflateRawSync, gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SourceError } from '../../../../src/ingest/source/source-error.ts';
import { contentOf, openBytes, walk, walkBytes } from './open-bytes.ts';
import type { ZipFrame, ZipPart } from './zip-builder.ts';
import { zipOf } from './zip-builder.ts';

const hello = 'hello '.repeat(100);

describe('a zip archive', () => {
  test('gives its files in the order of its directory, with what it knows of them', async () => {
    const tree = await openBytes(
      zipOf([
        { name: 'b/', method: 0 },
        { name: 'b/two.txt', content: hello },
        { name: 'a.txt', content: 'one', method: 0 },
        { name: 'empty', content: '' },
      ]),
    );
    expect(tree?.kind).toBe('a zip archive');
    const files = [];
    for await (const { path, sizeBytes, modifiedAt } of tree!.files()) {
      files.push({ path, sizeBytes, modifiedAt });
    }
    const modifiedAt = '2024-05-06T07:08:10.000Z';
    expect(files).toEqual([
      { path: 'b/two.txt', sizeBytes: 600, modifiedAt },
      { path: 'a.txt', sizeBytes: 3, modifiedAt },
      { path: 'empty', sizeBytes: 0, modifiedAt },
    ]);
    expect(await walk(tree)).toEqual({
      contents: { 'b/two.txt': hello, 'a.txt': 'one', empty: '' },
      faults: [],
    });
    expect(await walk(tree)).toEqual(await walk(tree));
    const found = await tree!.find('a.txt');
    expect(await contentOf(found!)).toBe('one');
    for (const path of ['b', 'b/', 'c', 'A.txt', './a.txt']) expect(await tree!.find(path)).toBeUndefined();
  });

  test.each<[what: string, part: ZipPart]>([
    ['stored', { name: 'x', content: hello, method: 0 }],
    ['Zstandard', { name: 'x', content: hello, method: 93, stored: zstdCompressSync(hello) }],
    ['sizes beyond 32 bits', { name: 'x', content: hello, zip64: true }],
    ['a longer header in its place', { name: 'x', content: hello, localExtra: Buffer.alloc(1000) }],
    ['a data descriptor', { name: 'x', content: hello, flags: 0x808 }],
    ['its own compression', { name: 'x', content: gzipSync(hello) }],
  ])('reads a file with %s', async (_, part) => {
    expect(await walkBytes(zipOf([part], { zip64: part.zip64 === true }))).toEqual({
      contents: { x: hello },
      faults: [],
    });
  });

  test('streams what is large', async () => {
    const content = Buffer.alloc(3_000_000, 'long ago ');
    const digest = (text: string) => createHash('sha256').update(text, 'latin1').digest('hex');
    for (const method of [0, 8]) {
      const { contents } = await walkBytes(zipOf([{ name: 'x', content, method }]));
      expect(digest(contents.x!)).toBe(digest(content.toString('latin1')));
    }
  });

  test('tells how far it is', async () => {
    const tree = await openBytes(zipOf(['a', 'b', 'c'].map((name) => ({ name, content: hello }))));
    const fractions: number[] = [];
    for await (const file of tree!.files({ onProgress: (fraction) => fractions.push(fraction) })) {
      await contentOf(file);
    }
    expect(fractions.at(-1)).toBe(1);
    expect(fractions).toEqual(fractions.toSorted((one, other) => one - other));
  });

  test('hears that it is called off', async () => {
    const tree = await openBytes(zipOf(['a', 'b'].map((name) => ({ name, content: hello }))));
    const caller = new AbortController();
    const read = async () => {
      for await (const _ of tree!.files({ signal: caller.signal })) caller.abort(new Error('enough'));
    };
    await expect(read()).rejects.toThrow('enough');
  });

  test('files can be read after the walk, and again', async () => {
    const tree = await openBytes(zipOf([{ name: 'x', content: hello }]));
    const files = [];
    for await (const file of tree!.files()) files.push(file);
    expect(await contentOf(files[0]!)).toBe(hello);
    expect(await contentOf(files[0]!)).toBe(hello);
  });
});

describe('names in a zip archive', () => {
  const dos = Buffer.from([0x81, 0x2e, 0x63, 0x69, 0x66]);
  const field = (name: string) => {
    const bytes = Buffer.from(name);
    const extra = Buffer.alloc(9 + bytes.length);
    extra.writeUInt16LE(0x7075, 0);
    extra.writeUInt16LE(5 + bytes.length, 2);
    extra.writeUInt8(1, 4);
    extra.writeUInt32LE(crc32(dos), 5);
    bytes.copy(extra, 9);
    return extra;
  };

  test.each<[what: string, part: Omit<ZipPart, 'content'>, path: string]>([
    ['marked as UTF-8', { name: 'zinc–blende.cif' }, 'zinc–blende.cif'],
    ['in UTF-8 without a mark', { name: 'zinc–blende.cif', flags: 0 }, 'zinc–blende.cif'],
    ['in the code page of DOS', { name: dos, flags: 0 }, 'ü.cif'],
    ['in a field of their own', { name: dos, flags: 0, extra: field('ő.cif') }, 'ő.cif'],
    ['from Windows', { name: 'a\\b\\c.cif' }, 'a/b/c.cif'],
    ['written in a roundabout way', { name: './a//b/./c.cif' }, 'a/b/c.cif'],
  ])('%s', async (_, part, path) => {
    expect(Object.keys((await walkBytes(zipOf([{ ...part, content: 'x' }]))).contents)).toEqual([path]);
  });

  test.each<[name: string | Buffer, path: string, problem: string]>([
    ['../evil.cif', '../evil.cif', 'has a path that leads elsewhere'],
    ['a/../../evil.cif', 'a/../../evil.cif', 'has a path that leads elsewhere'],
    ['..\\evil.cif', '../evil.cif', 'has a path that leads elsewhere'],
    ['/etc/passwd', '/etc/passwd', 'has an absolute path'],
    ['C:\\evil.cif', 'C:/evil.cif', 'has an absolute path'],
    ['a\0b.cif', 'a\ufffdb.cif', 'has a control character in its name'],
    ['a\nb.cif', 'a\ufffdb.cif', 'has a control character in its name'],
    ['\x1b[31mred', '\ufffd[31mred', 'has a control character in its name'],
    [Buffer.from([0x61, 0xff]), 'a\ufffd', 'has a name that is not text in UTF-8'],
    ['', '', 'has no name'],
    ['.', '.', 'has no name'],
    ['a/'.repeat(200) + 'b', `${'a/'.repeat(100)}…`, 'lies over 100 folders deep'],
    ['x'.repeat(5000), `${'x'.repeat(200)}…`, 'has a path of over 4096 bytes'],
  ])('%j is left out, and told of', async (name, path, problem) => {
    const archive = zipOf([
      { name, content: 'x' },
      { name: 'good', content: 'y' },
    ]);
    expect(await walkBytes(archive)).toEqual({ contents: { good: 'y' }, faults: [{ path, problem }] });
  });

  test('of programs are passed over', async () => {
    const names = ['.DS_Store', '__MACOSX/._a.cif', 'a/.git/config', 'a/b.cif'];
    expect(await walkBytes(zipOf(names.map((name) => ({ name, content: 'x' }))))).toEqual({
      contents: { 'a/b.cif': 'x' },
      faults: [],
    });
  });

  test('that come twice mean the first file', async () => {
    const tree = await openBytes(
      zipOf([
        { name: 'a', content: 'first' },
        { name: './a', content: 'second' },
        { name: '__proto__', content: 'third' },
      ]),
    );
    const { contents, faults } = await walk(tree);
    expect(Object.entries(contents)).toEqual([['a', 'first']]);
    expect(faults).toEqual([{ path: 'a', problem: 'has the path of another file in the archive' }]);
    expect(await contentOf((await tree!.find('a'))!)).toBe('first');
    expect(await contentOf((await tree!.find('__proto__'))!)).toBe('third');
  });
});

describe('what a zip archive does not give', () => {
  test.each<[part: ZipPart, problem: string]>([
    [{ name: 'x', content: hello, flags: 0x801 }, 'is encrypted; encrypted files are not read'],
    [{ name: 'x', content: '/etc', mode: 0o120777 }, 'is a symbolic link; links are not followed'],
    [{ name: 'x', content: '', mode: 0o020666 }, 'is no regular file'],
    [{ name: 'x', content: hello, method: 9 }, 'is compressed by method 9 of zip, which is not read'],
  ])('%j', async (part, problem) => {
    const { contents, faults } = await walkBytes(zipOf([part, { name: 'good', content: 'y' }]));
    expect(contents).toEqual({ good: 'y' });
    expect(faults).toEqual([{ path: 'x', problem: expect.stringContaining(problem) }]);
  });
});

describe('a file of a zip archive that is not as it should be', () => {
  const long = Buffer.alloc(2_000_000, 'abcdefg');

  test.each<[what: string, part: Omit<ZipPart, 'name'>, problem: string]>([
    [
      'another checksum',
      { content: hello, crc: 1 },
      'is damaged: its bytes do not agree with their checksum',
    ],
    ['the same, large', { content: long, crc: 1 }, 'is damaged: its bytes do not agree with their checksum'],
    ['more bytes than told', { content: hello, sizeBytes: 100 }, 'is damaged: '],
    ['the same, large', { content: long, sizeBytes: 1_500_000 }, 'has more bytes than the archive says'],
    ['fewer bytes than told', { content: hello, sizeBytes: 700 }, 'has 600 bytes where the archive says 700'],
    ['the same, stored', { content: hello, sizeBytes: 700, method: 0 }, 'is damaged: has 600 bytes'],
    ['a header elsewhere', { content: hello, position: 7 }, 'is not where the directory of the archive says'],
    ['a header beyond the end', { content: hello, position: 1e9 }, 'is not where the directory'],
    ['data that are cut off', { content: hello, storedBytes: 4 }, 'is damaged: does not decompress'],
    ['damaged data', { content: hello, stored: Buffer.from('nonsense') }, 'is damaged: '],
    ['damaged data, large', { content: long, stored: Buffer.alloc(9, 7) }, 'is damaged: does not decompress'],
    ['a bomb', { stored: Buffer.alloc(10), sizeBytes: 2 ** 31 }, 'expands to over 500 times its size'],
  ])('%s', async (_, part, problem) => {
    const archive = zipOf([
      { ...part, name: 'bad' },
      { name: 'good', content: 'y' },
      // So that there is room enough for what the bomb promises.
      { name: 'room', content: Buffer.alloc(5_000_000), method: 0 },
    ]);
    const { contents } = await walkBytes(archive);
    expect(contents.bad).toContain(`SourceError: data/bad: `);
    expect(contents.bad).toContain(problem);
    expect(contents.good).toBe('y');
  });

  test('a bomb that lies of its size is stopped where it passes it', async () => {
    const bomb = deflateRawSync(Buffer.alloc(50_000_000));
    const { contents } = await walkBytes(zipOf([{ name: 'x', stored: bomb, sizeBytes: 10, content: '' }]));
    expect(contents.x).toContain('it has more bytes than the archive says');
  });
});

describe('a zip archive that is not as it should be', () => {
  const parts: ZipPart[] = ['a', 'b'].map((name) => ({ name, content: hello, method: 0 }));

  test.each<[what: string, bytes: Buffer, problem: string]>([
    ['no directory', zipOf(parts).subarray(0, 600), 'is cut off: it has no directory at its end'],
    [
      'bytes behind the end',
      Buffer.concat([zipOf(parts), Buffer.alloc(3)]),
      'is damaged (Invalid comment length',
    ],
    [
      'a directory elsewhere',
      zipOf(parts, { directoryPosition: 5 }),
      'is damaged (invalid central directory',
    ],
    ['a directory beyond the end', zipOf(parts, { directoryPosition: 1e9 }), 'is damaged (unexpected EOF)'],
    ['more entries than there are', zipOf(parts, { entries: 9 }), 'is damaged ('],
    ['several parts', zipOf(parts, { disk: 3 }), 'is one part of a zip archive that was split'],
    ['strong encryption', zipOf([{ ...parts[0]!, flags: 0x41 }]), 'is encrypted'],
    ['a bad field', zipOf([{ ...parts[0]!, extra: Buffer.from([1, 0, 99, 0, 1]) }]), 'is damaged ('],
    [
      'files that share their bytes',
      zipOf(parts.flatMap((part) => [part, { ...part, name: 'c', position: 0, isAbsent: true }])),
      'the files in it overlap',
    ],
    [
      'many bombs',
      zipOf(
        Array.from({ length: 40 }, (_, index) => ({
          name: `${index}`,
          stored: Buffer.alloc(100),
          sizeBytes: 60_000_000,
        })),
      ),
      'expands to over 500 times its size',
    ],
  ])('%s', async (_, bytes, problem) => {
    const error = await walkBytes(bytes).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SourceError);
    expect((error as Error).message).toContain(problem);
  });

  const frames: readonly ZipFrame[] = [{}, { zip64: true }];
  const whole = frames.map((frame) =>
    zipOf(
      [
        { name: 'a', content: hello },
        { name: 'b', content: 'short', method: 0 },
        { name: 'c', content: hello, zip64: true },
        { name: 'd', content: hello, method: 93, stored: zstdCompressSync(hello) },
      ],
      frame,
    ),
  );
  const right = new Set([hello, 'short']);

  /** Whatever is given out is right, and whatever is wrong is told. */
  async function expectSane(bytes: Buffer): Promise<void> {
    try {
      const { contents } = await walkBytes(bytes);
      for (const content of Object.values(contents)) {
        if (!right.has(content)) expect(content).toMatch(/^SourceError: /);
      }
    } catch (error) {
      if (!(error instanceof SourceError) && (error as Error).message !== 'It is no bundle.') throw error;
    }
  }

  test('is told of, wherever it is cut off', async () => {
    for (const bytes of whole) {
      for (let length = 4; length < bytes.length; length += 1) {
        await expect(walkBytes(bytes.subarray(0, length))).rejects.toThrow(/cut off|damaged/);
      }
    }
  });

  test('gives right bytes or an error, whatever bytes are changed', async () => {
    const change = fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 }));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...whole),
        fc.array(change, { minLength: 1, maxLength: 4 }),
        async (bytes, changes) => {
          const changed = Buffer.from(bytes);
          for (const [place, mask] of changes) changed[place % bytes.length]! ^= mask;
          await expectSane(changed);
        },
      ),
      { numRuns: 1500 },
    );
  });
});
