import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { XyzSplitter } from '../../../../src/ingest/reader/xyz/xyz-splitter.ts';

interface Cut {
  readonly pieces: readonly (readonly [line: number, text: string])[];
  readonly faults: readonly (readonly [line: number, problem: string])[];
}

function cut(chunks: readonly Buffer[], bytesMax?: number): Cut {
  const pieces: [number, string][] = [];
  const faults: [number, string][] = [];
  const sink = {
    element: (bytes: Buffer, line: number) => pieces.push([line, bytes.toString()]),
    fault: (line: number, problem: string) => faults.push([line, problem]),
  };
  const splitter = new XyzSplitter(sink, bytesMax);
  for (const chunk of chunks) splitter.push(chunk);
  splitter.end();
  return { pieces, faults };
}

const hydrogen = '1\nfirst\nH 0 0 0\n';
const water = '3\n\nO 0 0 0\nH 0 0 1\nH 0 1 0\n';
const long = 'x'.repeat(1000);

describe('frames are cut at the lines of their counts', () => {
  test.each<[string, string, readonly (readonly [number, string])[]]>([
    ['one frame', hydrogen, [[1, hydrogen]]],
    [
      'several',
      hydrogen + water,
      [
        [1, hydrogen],
        [4, water],
      ],
    ],
    ['no last line feed', hydrogen.trimEnd(), [[1, hydrogen.trimEnd()]]],
    [
      'blank lines before, between and behind',
      `\n \n${hydrogen}\n\n  12 \t\r\n\nC 0 0 0\n\n`,
      [
        [3, `${hydrogen}\n\n`],
        [8, '  12 \t\r\n\nC 0 0 0\n\n'],
      ],
    ],
    ['a count as comment', '1\n2\nH 0 0 0\n', [[1, '1\n2\nH 0 0 0\n']]],
    ['a long comment', `1\n${long}\nH 0 0 0\n`, [[1, `1\n${long}\nH 0 0 0\n`]]],
    [
      'a count that is too high',
      `5\n\nH 0 0 0\n${hydrogen}`,
      [
        [1, '5\n\nH 0 0 0\n'],
        [4, hydrogen],
      ],
    ],
    [
      'a count at the very end',
      `${hydrogen}7`,
      [
        [1, hydrogen],
        [4, '7'],
      ],
    ],
    ['what is no XYZ', 'abc\ndef\nghi\n', [[1, 'abc\ndef\nghi\n']]],
    ['two numbers in a line are no count', `${hydrogen}1 2\n`, [[1, `${hydrogen}1 2\n`]]],
    ['nothing', '', []],
    ['blanks', ' \n\n \n', []],
  ])('%s', (_, text, pieces) => {
    expect(cut([Buffer.from(text)])).toEqual({ pieces, faults: [] });
  });

  test('however the bytes are cut into chunks', () => {
    const line = fc.constantFrom('3', ' 12', 'H 0 0 0', '', ' ', long, '1 2', '\r', '0.5', 'Lattice="1"');
    const lines = fc.array(line, { maxLength: 20 });
    const sizes = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 });
    const property = fc.property(lines, sizes, fc.boolean(), (items, steps, isEnded) => {
      const bytes = Buffer.from(items.join('\n') + (isEnded ? '\n' : ''));
      const chunks: Buffer[] = [];
      for (let start = 0, at = 0; start < bytes.length; at += 1) {
        const end = start + steps[at % steps.length]!;
        chunks.push(bytes.subarray(start, end));
        start = end;
      }
      expect(cut(chunks)).toEqual(cut([bytes]));
    });
    fc.assert(property);
  });

  test('a frame beyond the bound is let go of, and the next one is cut', () => {
    const { pieces, faults } = cut([Buffer.from(`1\n${long}\nH 0 0 0\n`), Buffer.from(hydrogen)], 100);
    expect(pieces).toEqual([[4, hydrogen]]);
    expect(faults).toEqual([[1, 'is 1011 bytes long, more than the 100 that are read, and was skipped']]);
  });

  test('a file without line feeds takes no time beyond its length', () => {
    const chunk = Buffer.alloc(1000, '1');
    expect(cut(Array<Buffer>(20_000).fill(chunk)).pieces).toHaveLength(1);
  });
});
