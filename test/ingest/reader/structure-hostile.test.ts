// The readers of structures before what is broken, hostile or endless: no throw, no hang, faults with lines of the file.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../../src/base/index.ts';
import { limits } from '../../../src/base/index.ts';
import { readAse } from '../../../src/ingest/reader/ase/read-ase.ts';
import type { ReadPiece } from '../../../src/ingest/reader/format/format-reader.ts';
import { readPoscar } from '../../../src/ingest/reader/poscar/read-poscar.ts';
import { readPymatgen } from '../../../src/ingest/reader/pymatgen/read-pymatgen.ts';
import { readXyz } from '../../../src/ingest/reader/xyz/read-xyz.ts';
import { pieceOf, structureOf } from './structure-sample.ts';

const site =
  '{"species": [{"element": "Fe", "occu": 0.5}], "abc": [0, 0.5, 0.25], "properties": {"magmom": 1}}';
const matrix = '[[3, 0, 0], [0, 3, 0], [0, 0, 3]]';
const samples: Record<string, { readonly read: ReadPiece; readonly text: string }> = {
  xyz: {
    read: readXyz,
    text: '2\nLattice="3 0 0 0 3 0 0 0 3" Properties=species:S:1:pos:R:3:f:R:3 e=-1.5 j="_JSON [1, {}]" m=[[1,2]]\nFe3+ 0 0 1.0D-1 1 2 3\nO 1 1 1 0 0 0\n',
  },
  poscar: {
    read: readPoscar,
    text: 'Fe O\n-27.0\n1 0 0\n0 1 0\n0 0 1\nFe_pv/1a O\n1 1\nSelective\nDirect\n0 0 0 T T F Fe\n.5 .5 .5 F F F O\n',
  },
  pymatgen: {
    read: readPymatgen,
    text: `{"energy": -1, "data": {"id": "a"}, "structure": {"lattice": {"matrix": ${matrix}}, "sites": [${site}, ${site}]}}`,
  },
  ase: {
    read: readAse,
    text: `{"1": {"numbers": {"__ndarray__": [[2], "int64", [26, 8]]}, "positions": [[0, 0, 0], [1, 1, 1]], "cell": ${matrix}, "pbc": [true, true, true], "mtime": 20.5, "data": {"a": 1}}, "ids": [1], "nextid": 2}`,
  },
};

/** What holds of all readings, whatever was read. */
function expectSound(read: ReadPiece, bytes: Buffer): void {
  const { findings, faults } = read(pieceOf(bytes, 100), { path: 'file' });
  expect(findings.length + faults.length).toBeGreaterThan(0);
  for (const { line, problem } of faults.slice(0, 20)) {
    expect(line).toBeGreaterThanOrEqual(100);
    expect(problem).not.toMatch(/undefined|\[object/);
    expect(problem.length).toBeLessThan(300);
  }
  for (const finding of findings.slice(0, 20)) {
    const { sites, lattice, periodic } = structureOf(finding);
    expect(sites.length).toBeGreaterThan(0);
    for (const [axis, vector] of lattice.entries()) if (vector === null) expect(periodic[axis]).toBe(false);
    const numbers = [
      ...sites.flatMap(({ position }) => position),
      ...lattice.flatMap((vector) => vector ?? []),
    ];
    expect(numbers.every(Number.isFinite)).toBe(true);
    expectJson(finding.properties);
  }
}

/** Nothing that a document would lose: NaN, infinities, undefined. */
function expectJson(value: JsonValue | undefined): void {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) expectJson(part);
  else if (value === undefined || (typeof value === 'number' && !Number.isFinite(value))) {
    expect.fail(`a property holds ${value}`);
  }
}

describe.each(Object.entries(samples))('%s', (_, { read, text }) => {
  test('cut off anywhere', () => {
    for (let length = 0; length <= text.length; length += 1)
      expectSound(read, Buffer.from(text.slice(0, length)));
  });

  test('with parts changed', () => {
    const scrap = fc.oneof(
      fc.constantFrom(
        '',
        '\n',
        ' ',
        '0',
        '-1',
        '1e999',
        'nan',
        '"',
        '[',
        ']',
        '{',
        '}',
        ',',
        ':',
        '=',
        '\\',
        'null',
      ),
      fc.constantFrom('99999999999', '{"__proto__": 1}', '\u0000', '\r', 'Fe', 'true', '[[[', '\uFEFF', '😀'),
      fc.string({ maxLength: 5 }),
    );
    const edit = fc.record({ at: fc.nat(text.length), length: fc.nat(12), scrap });
    const property = fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      let changed = text;
      for (const { at, length, scrap: put } of edits) {
        changed = changed.slice(0, at) + put + changed.slice(at + length);
      }
      expectSound(read, Buffer.from(changed));
    });
    fc.assert(property, { numRuns: 500 });
  });

  test('of any bytes', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => expectSound(read, Buffer.from(bytes))));
  });
});

const many = 300_000;
const atComment = (comment: string) => `1\n${comment.slice(0, limits.xyzCommentLengthMax)}\nH 0 0 0\n`;

// Each of these would take minutes or all memory if time or space grew with the square of the length.
describe('long texts made to be slow', () => {
  test.each<[string, ReadPiece, string]>([
    ['quotes without end', readXyz, atComment('a="\\"'.repeat(many))],
    ['quotes of two kinds', readXyz, atComment(`a='" b="' `.repeat(many))],
    ['braces without end', readXyz, atComment('a={ '.repeat(many))],
    ['brackets without end', readXyz, atComment('a=[ '.repeat(many))],
    ['brackets in brackets', readXyz, atComment(`a=${'['.repeat(many / 2)}${']'.repeat(many / 2)}`)],
    ['pairs', readXyz, atComment(Array.from({ length: many / 8 }, (_, at) => `k${at}=${at}`).join(' '))],
    ['signs', readXyz, atComment('='.repeat(many))],
    ['blanks before a sign', readXyz, atComment(`a${' '.repeat(many)}=1`)],
    ['a list', readXyz, atComment(`a="${'1 '.repeat(many / 2)}"`)],
    ['Properties', readXyz, atComment(`Properties=${'a:R:1:'.repeat(many / 6)}`)],
    ['digits', readXyz, `1\n\nH 0 0 ${'1'.repeat(4 * many)}x\n`],
    ['a name', readXyz, `1\n\n${'H'.repeat(4 * many)} 0 0 0\n`],
    ['columns', readXyz, `1\n\nH 0 0 0${' 1'.repeat(4 * many)}\n`],
    ['blanks', readXyz, `1\n\n${' '.repeat(4 * many)}H 0 0 0\n`],
    ['empty lines', readXyz, `1\n\n${'\n'.repeat(4 * many)}H 0 0 0\n`],
    ['a count of digits', readXyz, `${'1'.repeat(4 * many)}\n`],
    [
      'species',
      readPoscar,
      `c\n1\n1 0 0\n0 1 0\n0 0 1\n${'Fe '.repeat(2 * many)}\n${'1 '.repeat(2 * many)}\n`,
    ],
    ['a potential', readPoscar, `c\n1\n1 0 0\n0 1 0\n0 0 1\nFe${'/'.repeat(4 * many)}\n1\nD\n0 0 0\n`],
    ['a scale', readPoscar, `c\n${'1'.repeat(4 * many)}.\n`],
    ['lists in lists', readPymatgen, '['.repeat(4 * many)],
    ['objects', readPymatgen, `[${'{},'.repeat(many / 10)}{}]`],
    [
      'a label',
      readPymatgen,
      `{"sites": [{"species": "Fe", "xyz": [0, 0, 0], "label": "Fe${'1'.repeat(4 * many)}"}]}`,
    ],
    ['a shape', readAse, '{"numbers": {"__ndarray__": [[1e15, 0], "int64", []]}, "positions": []}'],
    ['ids', readAse, `{"ids": [${'1,'.repeat(many / 10)}1]}`],
  ])('%s', (_, read, text) => {
    expectSound(read, Buffer.from(text));
  });
});
