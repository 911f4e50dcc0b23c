/** The two backends, given the same entries and files, tell the same of their archives. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArchiveEntry, Archives } from '../../src/backend/index.ts';
import type { ArchiveContent, WrittenEntry, WrittenFile } from './archives.ts';
import { allOf, textOf } from './archives.ts';
import { archivesBuilder } from './embedded/build-archives.ts';
import { buildArchivesInMemory } from './memory/build-archives-in-memory.ts';

const buildEmbedded = archivesBuilder();

/** Few names, so that many clash, and some that no name should be. */
const id = fc.oneof(
  fc.constantFrom(
    'a',
    'b',
    'c',
    'structures/a',
    'x/a',
    '__proto__',
    '../x',
    'ä/€',
    '𝔛',
    '\uffff',
    'a b',
    '..',
  ),
  fc.string({ maxLength: 3, unit: 'binary' }),
);
const type = fc.constantFrom('structures', 'references', 'x', '_y_z');
/** From less than a block of a stream holds to more than two. */
const text = fc
  .tuple(
    fc.constantFrom(1, 1, 1, 100, 100, 100, 5000, 5000, 66_000, 140_000),
    fc.nat(40),
    fc.constantFrom('1', '{"k_ref":"#/"}', '[[]]'),
  )
  .map(
    ([size, more, item]) => `[${Array.from({ length: Math.ceil((size + more) / item.length) }, () => item)}]`,
  );
const entry: fc.Arbitrary<WrittenEntry> = fc.record({
  type,
  id,
  file: fc.option(fc.oneof(id, fc.constantFrom('a.json', 'b.json')), { nil: undefined }),
  line: fc.integer({ min: 1, max: 3 }),
  source: fc.option(text, { nil: undefined }),
});
const file: fc.Arbitrary<WrittenFile> = fc
  .tuple(id, fc.option(type), fc.constantFrom('', '.json', '.json.gz'), text)
  .map(([name, ofType, ending, content]) => {
    const full = ofType === null ? name : `${ofType}/${name}`;
    return { name: full, path: `${full}${ending}`, text: content };
  });
const content: fc.Arbitrary<ArchiveContent> = fc.record({
  entries: fc.array(entry, { maxLength: 9 }),
  files: fc.array(file, { maxLength: 9 }),
});

/** Everything that can be asked, by which the two are compared. */
function toldBy(archives: Archives, keys: readonly string[], paths: readonly string[]): unknown {
  const pages = [...keys, undefined].flatMap((after) =>
    (['key', 'mainFile'] as const).flatMap((orderBy) =>
      [false, true].map((descending) => archives.page({ orderBy, descending, after, offset: 1, limit: 3 })),
    ),
  );
  return {
    count: archives.count,
    entries: allOf(archives).map((each) => [each, contentOf(archives, each)]),
    found: keys.map((key) => archives.find(key)),
    byMainFile: paths.map((path) => archives.findByMainFile(path)),
    pages,
  };
}

function contentOf(archives: Archives, entryOf: ArchiveEntry): unknown {
  const node = archives.open(entryOf);
  if (node === undefined) return undefined;
  const { kind, length, sizeBytes, mayHoldReferences } = node;
  return [kind, length, sizeBytes, mayHoldReferences, textOf(node), textOf(node.item(length - 1))];
}

describe('archives of both backends', () => {
  it('are the same', async () => {
    await fc.assert(
      fc.asyncProperty(content, async (given) => {
        const memory = await buildArchivesInMemory(given);
        const embedded = await buildEmbedded(given);
        try {
          expect(embedded.answers).toEqual(memory.answers);
          expect(embedded.written).toEqual(memory.written);
          const { entries = [], files = [] } = given;
          const keys = [...allOf(memory.archives).map(({ key }) => key), ...files.map(({ name }) => name)];
          const paths = [...files.map(({ path }) => path), ...entries.map((each) => each.file ?? '')];
          expect(toldBy(embedded.archives, keys, paths)).toEqual(toldBy(memory.archives, keys, paths));
          for (const { type: entryType, id: entryId } of entries) {
            const key = { type: entryType, id: entryId };
            expect(embedded.archives.findByEntry(key)).toEqual(memory.archives.findByEntry(key));
          }
        } finally {
          embedded.close();
        }
      }),
      { numRuns: 50 },
    );
  }, 30_000);
});
