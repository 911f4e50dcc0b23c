/** What archives of every backend must answer. `build` stores what is given, in its order, and opens it. */
import { afterAll, describe, expect, it } from 'vitest';
import type {
  ArchiveEntry,
  ArchiveNode,
  Archives,
  DatabaseWriter,
  StoredArchive,
  WrittenArchives,
} from '../../src/backend/index.ts';
import { archiveKey } from '../../src/backend/index.ts';
import { limits } from '../../src/base/index.ts';

export interface WrittenEntry {
  readonly type: string;
  readonly id: string;
  readonly file?: string | undefined;
  readonly line: number;
  readonly source?: string | undefined;
}

export interface WrittenFile {
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

export interface ArchiveContent {
  readonly entries?: readonly WrittenEntry[];
  readonly files?: readonly WrittenFile[];
  readonly referencePatterns?: readonly string[];
}

export interface BuiltArchives {
  readonly archives: Archives;
  readonly written: WrittenArchives;
  /** What `archive` said of each file. */
  readonly answers: readonly (StoredArchive | string)[];
  close(): void;
}

export type BuildArchives = (content: ArchiveContent) => Promise<BuiltArchives>;

/** Takes entries and files through a writer, up to its index. */
export async function writeArchives(
  writer: DatabaseWriter,
  { entries = [], files = [] }: ArchiveContent,
): Promise<Pick<BuiltArchives, 'written' | 'answers'>> {
  for (const { type, id, file, line, source } of entries) {
    const bytes = source === undefined ? undefined : Buffer.from(source);
    writer.write({ type, id, attributes: {} }, { line, file }, bytes);
    // Whoever writes may use the bytes for what comes next.
    bytes?.fill(0);
  }
  const answers = [];
  for (const { name, path, text } of files) answers.push(await writer.archive(name, path, inChunks(text)));
  const { archives } = await writer.index({});
  return { written: archives, answers };
}

async function* inChunks(text: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += 50_000) yield bytes.subarray(start, start + 50_000);
}

export function textOf(node: ArchiveNode | undefined): string | undefined {
  return node === undefined ? undefined : Buffer.concat([...node.read()]).toString();
}

export function allOf(archives: Archives, orderBy: 'key' | 'mainFile' = 'mainFile'): readonly ArchiveEntry[] {
  const limit = archives.count + 1;
  return archives.page({ orderBy, descending: false, after: undefined, offset: 0, limit })!;
}

/** Each entry in a line: what it belongs to or its key, its main file, its archive. */
function linesOf(archives: Archives): readonly string[] {
  return allOf(archives).map((entry) => {
    const name = entry.entry === undefined ? entry.key : `${entry.entry.type} ${entry.entry.id}`;
    return `${name} | ${entry.mainFile} | ${textOf(archives.open(entry)) ?? '-'}`;
  });
}

const entryOf = (type: string, id: string, line: number, file?: string): WrittenEntry => ({
  type,
  id,
  line,
  file,
  source: `"${type} ${id}"`,
});
const fileOf = (name: string, path = `${name}.json`): WrittenFile => ({ name, path, text: `"${path}"` });

const keyOfA = archiveKey('structures', 'a');
const madeOfBlank = archiveKey('x y.json');

const cases: readonly (readonly [title: string, content: ArchiveContent, lines: readonly string[]])[] = [
  ['nothing', {}, []],
  [
    'entries with documents and without',
    {
      entries: [
        entryOf('structures', 'b', 1, 'x.json'),
        { type: 'structures', id: 'a', line: 1, file: 'y/z.json' },
        { type: 'references', id: 'a', line: 1, source: '{}', file: 'a.json' },
      ],
    },
    ['references a | a.json | {}', 'structures b | x.json | "structures b"', 'structures a | y/z.json | -'],
  ],
  [
    'several entries of a file, by line, and those of a source that is one file',
    {
      entries: [
        entryOf('structures', 'ten', 10, 'b'),
        entryOf('structures', 'nine', 9, 'b'),
        entryOf('structures', 'only', 7, 'a'),
        entryOf('structures', 'unnamed', 3),
      ],
    },
    [
      'structures unnamed | #3 | "structures unnamed"',
      'structures only | a | "structures only"',
      'structures nine | b#9 | "structures nine"',
      'structures ten | b#10 | "structures ten"',
    ],
  ],
  [
    'duplicates',
    {
      entries: [
        entryOf('structures', 'a', 1, 'x'),
        { ...entryOf('structures', 'a', 2, 'x'), source: '"second"' },
        entryOf('structures', 'a', 1, 'y'),
      ],
    },
    ['structures a | x | "structures a"'],
  ],
  [
    'files of entries by type and id, and by id: of structures, then of other types by name',
    {
      entries: [
        entryOf('b_type', 'x', 1, 's'),
        entryOf('a_type', 'x', 2, 's'),
        entryOf('structures', 'x', 3, 's'),
        entryOf('b_type', 'y', 4, 's'),
        entryOf('a_type', 'y', 5, 's'),
        entryOf('structures', 'set/1', 6, 's'),
      ],
      files: [fileOf('x'), fileOf('y'), fileOf('a_type/x'), fileOf('set/1')],
    },
    [
      'a_type x | a_type/x.json | "a_type/x.json"',
      'b_type x | s#1 | "b_type x"',
      'b_type y | s#4 | "b_type y"',
      'structures set/1 | set/1.json | "set/1.json"',
      'structures x | x.json | "x.json"',
      'a_type y | y.json | "y.json"',
    ],
  ],
  [
    'a file by id leaves the entry to one by type and id, and takes the next',
    {
      entries: [entryOf('structures', 'x', 1, 's'), entryOf('a_type', 'x', 2, 's')],
      files: [fileOf('x'), fileOf('structures/x')],
    },
    ['structures x | structures/x.json | "structures/x.json"', 'a_type x | x.json | "x.json"'],
  ],
  [
    'files of a name are no more than one is an entry',
    {
      entries: [{ type: 'structures', id: 'x', line: 1 }],
      files: [fileOf('x'), fileOf('structures/x'), fileOf('structures/y')],
    },
    [
      'structures x | structures/x.json | "structures/x.json"',
      'y | structures/y.json | "structures/y.json"',
      'x | x.json | "x.json"',
    ],
  ],
  [
    'archives without entries, by their stems',
    { files: [fileOf('e1'), fileOf('u/e2', 'u/e2.JSON.gz'), fileOf('A-_=.1'), fileOf('e1.x', 'e1.x')] },
    [
      'A-_=.1 | A-_=.1.json | "A-_=.1.json"',
      'e1 | e1.json | "e1.json"',
      'e1.x | e1.x | "e1.x"',
      'e2 | u/e2.JSON.gz | "u/e2.JSON.gz"',
    ],
  ],
  [
    'archives whose stems are those of several, or are not to be had',
    {
      files: ['a/e1', 'b/e1', 'x y', '..', '', '.', '€', '__proto__', '../up', '*', 'm_errors'].map((name) =>
        fileOf(name),
      ),
    },
    [
      `${archiveKey('*.json')} | *.json | "*.json"`,
      `${archiveKey('...json')} | ...json | "...json"`,
      'up | ../up.json | "../up.json"',
      `${archiveKey('..json')} | ..json | "..json"`,
      `${archiveKey('.json')} | .json | ".json"`,
      '__proto__ | __proto__.json | "__proto__.json"',
      `${archiveKey('a/e1.json')} | a/e1.json | "a/e1.json"`,
      `${archiveKey('b/e1.json')} | b/e1.json | "b/e1.json"`,
      `${archiveKey('m_errors.json')} | m_errors.json | "m_errors.json"`,
      `${madeOfBlank} | x y.json | "x y.json"`,
      `${archiveKey('€.json')} | €.json | "€.json"`,
    ],
  ],
  [
    'archives with the key of an entry, or of another archive, for a stem',
    {
      entries: [{ type: 'structures', id: 'a', line: 1 }],
      files: [fileOf(keyOfA), fileOf('x y'), fileOf(madeOfBlank)],
    },
    [
      'structures a | #1 | -',
      ...[
        `${archiveKey(`${keyOfA}.json`)} | ${keyOfA}.json | "${keyOfA}.json"`,
        `${archiveKey(`${madeOfBlank}.json`)} | ${madeOfBlank}.json | "${madeOfBlank}.json"`,
      ].sort((left, right) => (left.split('| ')[1]! < right.split('| ')[1]! ? -1 : 1)),
      `${madeOfBlank} | x y.json | "x y.json"`,
    ],
  ],
  [
    'a file of the path that entries came from',
    {
      entries: [entryOf('structures', 'a', 1, 'a.json'), entryOf('structures', 'b', 2, 'a.json')],
      files: [fileOf('a')],
    },
    ['structures a | a.json | "a.json"', 'structures b | a.json#2 | "structures b"'],
  ],
];

/** `[[…], 1]` of so many bytes. */
function documentOf(sizeBytes: number): string {
  const numbers = '7'.padEnd(sizeBytes - 6, ',123');
  return `[[${numbers.replace(/,$/, '8')}],1]`;
}

const kibibyte = 1024;
const blockSizes = [4 * kibibyte, 64 * kibibyte, 128 * kibibyte].flatMap((size) =>
  [-1, 0, 1].map((more) => size + more),
);

export function describeArchives(name: string, build: BuildArchives): void {
  describe(`archives of the ${name} backend`, () => {
    const open: BuiltArchives[] = [];
    const opened = async (content: ArchiveContent): Promise<BuiltArchives> => {
      const built = await build(content);
      open.push(built);
      return built;
    };
    afterAll(() => {
      for (const built of open) built.close();
    });

    it.each(cases)('of %s', async (_, content, lines) => {
      const { archives, written, answers } = await opened(content);
      expect(linesOf(archives)).toEqual(lines);
      expect(archives.count).toBe(lines.length);
      const entries = allOf(archives);
      expect(written).toEqual({
        count: entries.filter(({ hasArchive }) => hasArchive).length,
        looseCount: entries.filter(({ entry }) => entry === undefined).length,
      });
      for (const answer of answers) expect(answer).toMatchObject({ notANumbers: 0 });
    });

    it.each(cases)('are found among %s', async (_, content) => {
      const { archives } = await opened(content);
      for (const entry of allOf(archives)) {
        expect(archives.find(entry.key)).toEqual(entry);
        if (entry.entry !== undefined) expect(archives.findByEntry(entry.entry)).toEqual(entry);
        const isWhole = !/#\d+$/.test(entry.mainFile);
        expect(archives.findByMainFile(entry.mainFile)).toEqual(isWhole ? entry : undefined);
      }
      for (const unknown of ['', 'zz', '__proto__x', '\ud800', `${keyOfA}x`]) {
        expect(archives.find(unknown)).toBeUndefined();
        expect(archives.findByMainFile(unknown)).toBeUndefined();
        expect(archives.findByEntry({ type: 'structures', id: unknown })).toBeUndefined();
      }
      expect(archives.page(pageOf({ after: 'unknown' }))).toBeUndefined();
    });

    it('come on pages', async () => {
      const entries = Array.from({ length: 7 }, (_, at) => entryOf('structures', `${at}`, (at * 5) % 7, 'f'));
      const { archives } = await opened({ entries });
      for (const orderBy of ['key', 'mainFile'] as const) {
        const ascending = allOf(archives, orderBy);
        for (const descending of [false, true]) {
          const ordered = descending ? ascending.toReversed() : ascending;
          for (const offset of [0, 1, 6, 7, 8]) {
            const page = archives.page(pageOf({ orderBy, descending, offset, limit: 3 }));
            expect(page).toEqual(ordered.slice(offset, offset + 3));
          }
          for (const [at, { key }] of ordered.entries()) {
            const page = archives.page(pageOf({ orderBy, descending, after: key, limit: 3 }));
            expect(page).toEqual(ordered.slice(at + 1, at + 4));
          }
        }
      }
      expect(archives.page(pageOf({ limit: 0 }))).toEqual([]);
    });

    it('are not stored where they cannot be, and those of before and after stand', async () => {
      const long = 'x'.repeat(limits.attachmentNameBytesMax + 1);
      const { archives, answers } = await opened({
        files: [
          { name: 'a', path: 'a.json', text: '{"a": NaN, "b": [Infinity, -Infinity]}' },
          { name: 'a', path: 'a.json.gz', text: '1' },
          { name: 'b', path: 'a.json', text: '1' },
          { name: 'b', path: 'b.json', text: documentOf(200 * kibibyte).slice(0, -1) },
          { name: 'c', path: 'c.json', text: '' },
          { name: long, path: 'd.json', text: '1' },
          { name: 'd', path: long, text: '1' },
          { name: 'b', path: 'b.json', text: '[1]' },
        ],
      });
      expect(linesOf(archives)).toEqual(['a | a.json | {"a": null, "b": [null, null]}', 'b | b.json | [1]']);
      expect(answers.map((answer) => typeof answer)).toEqual([
        'object',
        ...Array.from({ length: 6 }, () => 'string'),
        'object',
      ]);
      expect(answers[0]).toEqual({ sizeBytes: 30, notANumbers: 3 });
    });

    it('of all sizes come back as they were, wherever they stand in blocks', async () => {
      const texts = blockSizes.flatMap((size) => [documentOf(size), '0', documentOf(100)]);
      const entries = texts.map((source, at) => ({ type: 'structures', id: `${at}`, line: at, source }));
      const files = texts.map((text, at) => ({ name: `f${at}`, path: `f${at}`, text }));
      const { archives, answers } = await opened({ entries, files });
      expect(answers).toEqual(texts.map(({ length }) => ({ sizeBytes: length, notANumbers: 0 })));
      for (const [at, text] of texts.entries()) {
        for (const entry of [
          archives.findByEntry({ type: 'structures', id: `${at}` }),
          archives.find(`f${at}`),
        ]) {
          const node = archives.open(entry!)!;
          expect(node.sizeBytes).toBe(text.length);
          expect(textOf(node)).toBe(text);
          const middle = Math.floor(text.length / 2);
          expect(Buffer.concat([...node.read(middle, middle + 20)]).toString()).toBe(
            text.slice(middle, middle + 20),
          );
          expect(textOf(node.item(1))).toBe(text === '0' ? undefined : '1');
          expect(textOf(node.item(0)?.item(0))).toBe(text === '0' ? undefined : '7');
        }
      }
    });

    it('know the references that they were stored with', async () => {
      const texts = (key: string) => [
        `{"${key}": "#/x"}`,
        `{"long": "${'x'.repeat(9000)}", "${key}": "#/x"}`,
      ];
      const isHeld = async (key: string, patterns?: readonly string[]): Promise<readonly boolean[]> => {
        const entries = texts(key).map((source, at) => ({ type: 't', id: `${at}`, line: 1, source }));
        const content = patterns === undefined ? { entries } : { entries, referencePatterns: patterns };
        const { archives } = await opened(content);
        return allOf(archives).map((entry) => archives.open(entry)!.mayHoldReferences);
      };
      expect(await isHeld('a_ref')).toEqual([true, true]);
      expect(await isHeld('a_link')).toEqual([false, false]);
      expect(await isHeld('a_link', ['*_link'])).toEqual([true, true]);
      expect(await isHeld('a_ref', ['*_link'])).toEqual([false, false]);
    });
  });
}

function pageOf(page: Partial<Parameters<Archives['page']>[0]>): Parameters<Archives['page']>[0] {
  return { orderBy: 'key', descending: false, after: undefined, offset: 0, limit: 10, ...page };
}
