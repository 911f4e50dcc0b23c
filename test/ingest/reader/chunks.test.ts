import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits } from '../../../src/base/index.ts';
import { DocumentSplitter } from '../../../src/ingest/reader/document-splitter.ts';
import type { ElementSink, Splitter } from '../../../src/ingest/reader/element-sink.ts';
import { LineSplitter } from '../../../src/ingest/reader/line-splitter.ts';
import { memorySource, readAll } from './memory-source.ts';

/**
 * Bytes that a splitter must not trip over: brackets and quotes in strings, escapes, letters of several
 * bytes.
 */
const text = fc.string({
  unit: fc.constantFrom('a', '"', '\\', '{', '}', '[', ']', ',', ':', '\n', 'é', '😀', ' '),
});
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(null, true, false),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(text, tie('any'), { maxKeys: 4 }),
  ),
})).any;
const document = fc
  .dictionary(fc.constantFrom('x', 'y', 'data', 'a"b\\'), value)
  .map((rest) => ({ id: 'i', ...rest }));
const cuts = fc.array(fc.nat(), { maxLength: 30 });

function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const sorted = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [...sorted, bytes.length].map((end, index) =>
    bytes.subarray(index === 0 ? 0 : sorted[index - 1], end),
  );
}

const writers: Record<string, (documents: readonly unknown[], indent: number | undefined) => string> = {
  lines: (documents) => documents.map((item) => JSON.stringify(item)).join('\r\n\n'),
  'a list': (documents, indent) => JSON.stringify(documents, null, indent),
  'a response': (documents, indent) =>
    JSON.stringify({ links: [[]], data: documents, meta: { a: 'data' } }, null, indent),
  'objects in a row': (documents, indent) =>
    documents.map((item) => JSON.stringify(item, null, indent)).join(' '),
};

describe('however the bytes are cut into chunks, the same documents come out', () => {
  test.each(Object.entries(writers))('%s', async (_, write) => {
    const documents = fc.array(document, { minLength: 1, maxLength: 5 });
    const property = fc.asyncProperty(
      documents,
      fc.constantFrom(undefined, 1),
      cuts,
      async (items, indent, places) => {
        const bytes = Buffer.from(write(items, indent));
        const records = await readAll(memorySource(...cut(bytes, places)));
        expect(records).toEqual(await readAll(memorySource(bytes)));
        const attributes = records.flatMap((record) => (record.kind === 'entry' ? [record.attributes] : []));
        expect(attributes.map((item) => JSON.stringify(item))).toEqual(
          items.map(({ id, ...rest }) => JSON.stringify(rest)),
        );
      },
    );
    await fc.assert(property, { numRuns: 150 });
  });

  test('of any bytes whatsoever', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      '\\',
      ',',
      ':',
      '\n',
      ' ',
      '1',
      'data',
      '"data":[',
      '{}',
      '"a"',
    );
    const garbage = fc.array(piece, { maxLength: 40 }).map((pieces) => Buffer.from(pieces.join('')));
    const splitters = [LineSplitter, DocumentSplitter];
    fc.assert(
      fc.property(garbage, cuts, fc.constantFrom(...splitters), (bytes, places, splitter) => {
        expect(split(splitter, cut(bytes, places), 12)).toEqual(split(splitter, [bytes], 12));
      }),
      { numRuns: 3_000 },
    );
  });
});

/** All that a splitter says of some chunks, with a low bound on the length of an element. */
function split(
  splitter: new (sink: ElementSink, bytesMax: number) => Splitter,
  chunks: readonly Buffer[],
  bytesMax: number,
): string[] {
  const found: string[] = [];
  const cutter = new splitter(
    {
      element: (bytes, line) => found.push(`${line} ${bytes}`),
      fault: (line, problem) => found.push(`${line} fault ${problem}`),
    },
    bytesMax,
  );
  for (const chunk of chunks) cutter.push(chunk);
  cutter.end();
  return found;
}

describe('splitters', () => {
  const overlong = (length: number) =>
    `fault is ${length} bytes long, more than the 12 that are read, and was skipped`;

  test.each<[string, string, string[]]>([
    ['no end of line at the end', 'a\nb', ['1 a', '2 b']],
    ['blank lines and carriage returns', 'a\r\n\n \nb\n', ['1 a\r', '2 ', '3  ', '4 b']],
    ['a line that is too long', `a\n${'b'.repeat(13)}\nc`, ['1 a', `2 ${overlong(13)}`, '3 c']],
    ['a last line that is too long', 'a'.repeat(14), [`1 ${overlong(14)}`]],
  ])('lines with %s', (_, bytes, expected) => {
    expect(split(LineSplitter, [Buffer.from(bytes)], 12)).toEqual(expected);
  });

  test.each<[string, string, string[]]>([
    [
      'elements of all kinds',
      '[{"a":[]}, "],", 1,null ,[2]]',
      ['1 {"a":[]}', '2 "],"', '3 1', '4 null', '5 [2]'],
    ],
    ['commas too many or too few', '[,1,,2 {} 3,]', ['1 1', '2 2', '3 {}', '4 3']],
    ['lists in a row', '[1][2]\n[3]', ['1 1', '2 2', '3 3']],
    ['an element that is too long', '[1,"bbbbbbbbbbb",2]', ['1 1', `2 ${overlong(13)}`, '3 2']],
    ['an envelope that is too long', '{"xxxxxxxxxx":1}[2]', [`1 ${overlong(16)}`, '2 2']],
    ['a response', '{"data":[1,2]}', ['1 1', '2 2', '3 {"data":[]}']],
    ['an element that is cut off', '[1,{"a":', ['1 1', '2 fault is cut off: the source ends in it']],
    [
      'a list that is cut off',
      '[1,',
      ['1 1', '2 fault is cut off: the source ends before its list is closed'],
    ],
    ['a response that is cut off', '{"data":[1', ['1 fault is cut off: the source ends in it']],
    [
      'an object that is cut off',
      '{"a":[1]',
      ['1 fault is cut off: the source ends before its object is closed'],
    ],
    ['garbage after the end', '[1] x]', ['1 1', '2 x', '3 ]']],
  ])('documents with %s', (_, bytes, expected) => {
    expect(split(DocumentSplitter, [Buffer.from(bytes)], 12)).toEqual(expected);
  });

  test('the bound is that of the limits where none is given', () => {
    const found: string[] = [];
    const splitter = new LineSplitter({
      element: () => found.push('element'),
      fault: (_, problem) => found.push(problem),
    });
    const piece = Buffer.alloc(1024 * 1024, 'x');
    for (let held = 0; held <= limits.sourceElementBytesMax; held += piece.length) splitter.push(piece);
    splitter.end();
    expect(found).toEqual([
      expect.stringContaining(`more than the ${limits.sourceElementBytesMax} that are read`),
    ]);
  });
});
