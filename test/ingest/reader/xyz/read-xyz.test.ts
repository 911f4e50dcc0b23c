import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits } from '../../../../src/base/index.ts';
import { readXyz } from '../../../../src/ingest/reader/xyz/read-xyz.ts';
import {
  crystals,
  expectCrystal,
  onlyFinding,
  pieceOf,
  positionsOf,
  structureOf,
  symbolsOf,
} from '../structure-sample.ts';

const frame = (comment: string, ...atoms: readonly string[]) =>
  onlyFinding(readXyz(pieceOf([atoms.length, comment, ...atoms].join('\n'))));
const propertiesOf = (comment: string) => ({ ...frame(comment, 'H 0 0 0').properties });

describe('plain frames', () => {
  test('a molecule has no lattice', () => {
    const finding = onlyFinding(readXyz(pieceOf('2\nwater, half\nO 0 0 -0.5 0.1 0.2\nH 0 1.0D-1 1\n', 8, 3)));
    expect(finding).toMatchObject({ line: 8, part: '3', id: undefined, remarks: [] });
    expect(structureOf(finding)).toMatchObject({
      lattice: [null, null, null],
      periodic: [false, false, false],
      sites: [{ position: [0, 0, -0.5] }, { position: [0, 0.1, 1] }],
      implicitAtoms: false,
      tolerance: 1e-3,
    });
    expect({ ...finding.properties }).toEqual({ title: 'water, half' });
  });

  test.each([
    ['symbols', ['Fe 0 0 0', 'O 1 1 1'], ['Fe', 'O']],
    ['atomic numbers', ['26 0 0 0', '8 1 1 1', '0 2 2 2'], ['Fe', 'O', 'X']],
    ['deuterium and charges', ['D 0 0 0', 'Fe3+ 1 1 1'], ['H', 'Fe']],
    ['ghosts', ['H 0 0 0', 'Bq 1 1 1', 'O-Bq 2 2 2'], ['H', 'X', 'X']],
    ['blank lines between', ['H 0 0 0', '\n  \nO 1 1 1', 'C 2 2 2\n'], ['H', 'O', 'C']],
  ])('%s', (_, atoms, symbols) => {
    expect(symbolsOf(structureOf(frame('', ...atoms)))).toEqual(symbols);
  });

  test('what follows the atoms is told of unless it goes on with atoms', () => {
    const finding = onlyFinding(readXyz(pieceOf('1\n\nH 0 0 0\n\n1341.3 1341.4 2.5\n[H]\n')));
    expect(finding.remarks).toMatchObject([{ code: 'structure-doubtful', line: 5 }]);
    const { findings, faults } = readXyz(pieceOf('1\n\nH 0 0 0\nO 1 1 1\n'));
    expect(findings).toEqual([]);
    expect(faults).toEqual([{ line: 4, problem: 'goes on with "O 1 1 1" after the 1 atoms announced' }]);
  });
});

describe('the lattice', () => {
  const cubic = [
    [3, 0, 0],
    [0, 3, 0],
    [0, 0, 3],
  ];
  const all = [true, true, true];

  test.each<[string, string, unknown, readonly boolean[]]>([
    ['nine numbers in quotes', 'Lattice="3 0 0 0 3 0 0 0 3"', cubic, all],
    [
      'vector by vector',
      'Lattice="1 2 3 0 4 5 0 0 6"',
      [
        [1, 2, 3],
        [0, 4, 5],
        [0, 0, 6],
      ],
      all,
    ],
    ['in braces', 'lattice={3 0 0 0 3 0 0 0 3}', cubic, all],
    ['in brackets', 'Lattice=[[3,0,0],[0,3,0],[0,0,3]]', cubic, all],
    ['three edges', 'Lattice="3 3 3"', cubic, all],
    ['with pbc', 'pbc="T F true" Lattice="3 0 0 0 3 0 0 0 3"', cubic, [true, false, true]],
    ['with pbc in brackets', 'PBC=[1, 0, 0] Lattice="3 0 0 0 3 0 0 0 3"', cubic, [true, false, false]],
    ['one word for all directions', 'pbc=F Lattice="3 0 0 0 3 0 0 0 3"', cubic, [false, false, false]],
    [
      'a slab without a third vector',
      'Lattice="3 0 0 0 3 0 0 0 0" pbc="T T F"',
      [[3, 0, 0], [0, 3, 0], null],
      [true, true, false],
    ],
    ['zeros', 'Lattice="0 0 0 0 0 0 0 0 0"', [null, null, null], [false, false, false]],
    ['pbc alone', 'pbc="F F F"', [null, null, null], [false, false, false]],
  ])('%s', (_, comment, lattice, periodic) => {
    expect(structureOf(frame(comment, 'H 0 0 0'))).toMatchObject({ lattice, periodic });
  });
});

describe('columns', () => {
  test('stand in the order that Properties gives', () => {
    const comment =
      'Properties=pos:R:3:forces:R:3:species:S:1:move:L:1:tags:I:1:note:S:1:charge:R:1 charge=-1';
    const finding = frame(
      comment,
      '0 0 0 1 2 3 Na T 5 on -0.5',
      '1 1 1 nan 2 3 Cl F -6 off oops',
      '2 2 2 4 5 6 Cl F 7 off 0.5',
    );
    expect(symbolsOf(structureOf(finding))).toEqual(['Na', 'Cl', 'Cl']);
    expect({ ...finding.properties }).toEqual({
      charge: -1,
      site_charge: [-0.5, null, 0.5],
      forces: [
        [1, 2, 3],
        [null, 2, 3],
        [4, 5, 6],
      ],
      move: [true, false, false],
      tags: [5, -6, 7],
      note: ['on', 'off', 'off'],
    });
    expect(finding.remarks).toEqual([
      {
        code: 'structure-doubtful',
        message: 'The column "charge" holds "oops", which was read as unknown.',
        line: 4,
      },
    ]);
  });

  test('species may be atomic numbers', () => {
    expect(symbolsOf(structureOf(frame('Properties=Z:I:1:pos:R:3', '79 0 0 0')))).toEqual(['Au']);
  });
});

describe('values of the comment', () => {
  test.each<[string, Record<string, unknown>]>([
    ['energy=-3.5 steps=7 ok=T done=false', { energy: -3.5, steps: 7, ok: true, done: false }],
    ['a="two words" b=\'more words\' c=word', { a: 'two words', b: 'more words', c: 'word' }],
    ['a="1 2 3" b={1 2} c=[1, 2] d="T F"', { a: [1, 2, 3], b: [1, 2], c: [1, 2], d: [true, false] }],
    ['a={x y} b=["x y", z, 1]', { a: ['x', 'y'], b: ['x y', 'z', 1] }],
    [
      'm=[[1,2],[3,4]] t="1 2 3 4 5 6 7 8 9"',
      {
        m: [
          [1, 2],
          [3, 4],
        ],
        t: [1, 2, 3, 4, 5, 6, 7, 8, 9],
      },
    ],
    [
      'stress="1 2 3 4 5 6 7 8 9"',
      {
        stress: [
          [1, 4, 7],
          [2, 5, 8],
          [3, 6, 9],
        ],
      },
    ],
    ['j="_JSON {\\"a\\": [1, NaN]}"', { j: { a: [1, null] } }],
    ['q="say \\"no\\"" "odd key"=1', { q: 'say "no"', 'odd key': 1 }],
    ['e=1.5D-3 n=nan s="1 nan 3"', { e: 0.0015, s: [1, null, 3] }],
    ['big=123456789012345678901 id=12', { big: '123456789012345678901', id: 12 }],
    ['empty= next=1', { next: 1 }],
    ['i =        1, time =        0.500, E =       -17.16', { i: 1, time: 0.5, E: -17.16 }],
    ['pbc="F F F" converged x=1', { converged: true, x: 1 }],
    ['E = -5.25 eV at PBE', { E: -5.25, title: 'E = -5.25 eV at PBE' }],
    ['a=[1 2', { a: '[1', title: 'a=[1 2' }],
    ['__proto__=1 a=1', { a: 1 }],
    ['', {}],
  ])('%s', (comment, properties) => {
    expect(propertiesOf(comment)).toEqual(properties);
  });
});

describe('frames that cannot be read', () => {
  test.each<[string, string, number, string]>([
    ['no count', 'abc\n\nH 0 0 0', 1, 'has "abc" where the number of atoms should stand'],
    ['a count of nothing', '0\n\n', 1, 'is a frame without atoms'],
    ['missing atoms', '3\n\nH 0 0 0\nH 0 0 1\n', 1, 'announces 3 atoms, of which 2 follow'],
    ['a count beyond reason', '9999999999\n\nH 0 0 0', 1, 'announces 9999999999 atoms, of which 1 follow'],
    ['two coordinates', '1\n\nH 0 0', 3, 'has "H 0 0" where an atom with three coordinates should stand'],
    [
      'a coordinate that is no number',
      '1\n\nH 0 nan 0',
      3,
      'has "H 0 nan 0" where an atom with three coordinates should stand',
    ],
    ['no element', '1\n\nQq 0 0 0', 3, 'has "Qq", which names no element'],
    ['an atomic number beyond all', '1\n\n119 0 0 0', 3, 'has "119", which names no element'],
    [
      'too few columns',
      '1\nProperties=species:S:1:pos:R:3:f:R:3\nH 0 0 0 1 2',
      3,
      'has "H 0 0 0 1 2" where an atom with 7 columns should stand',
    ],
    [
      'broken Properties',
      '1\nProperties=species:S:pos:R:3\nH 0 0 0',
      2,
      'has Properties that are no list of name:type:count with the types R, I, S and L',
    ],
    [
      'no positions',
      '1\nProperties=species:S:1\nH',
      2,
      'has Properties without three columns of positions (pos)',
    ],
    ['no species', '1\nProperties=pos:R:3\n0 0 0', 2, 'has Properties without a column of species'],
    ['eight numbers', '1\nLattice="1 0 0 0 1 0 0 0"\nH 0 0 0', 2, 'has a Lattice that is not nine numbers'],
    [
      'a flat lattice',
      '1\nLattice="1 0 0 0 1 0 1 1 0"\nH 0 0 0',
      2,
      'has a Lattice whose vectors lie in a plane or line',
    ],
    ['a wrong pbc', '1\npbc="T X" Lattice="1 1 1"\nH 0 0 0', 2, 'has a pbc that is not three times T or F'],
    [
      'an endless comment',
      `1\n${'x'.repeat(limits.xyzCommentLengthMax + 1)}\nH 0 0 0`,
      2,
      `has a comment of ${limits.xyzCommentLengthMax + 1} characters`,
    ],
  ])('%s', (_, text, line, problem) => {
    expect(readXyz(pieceOf(text))).toEqual({ findings: [], faults: [{ line, problem }] });
    expect(readXyz(pieceOf(text, 101)).faults[0]?.line).toBe(line + 100);
  });
});

test('what is written is what is read', () => {
  const property = fc.property(crystals, fc.boolean(), fc.boolean(), (sample, isReversed, isNumbered) => {
    const positions = positionsOf(sample);
    const lines = sample.atoms.map(({ symbol }, at) => {
      const name = isNumbered && symbol === 'X' ? '0' : symbol;
      const place = positions[at]!.map((value) => value.toExponential(12)).join('  ');
      return isReversed ? `${place} ${at} ${name}` : `${name} ${place} ${at}`;
    });
    const columns = isReversed ? 'pos:R:3:number:I:1:species:S:1' : 'species:S:1:pos:R:3:number:I:1';
    const comment = `Lattice="${sample.lattice.flat().join(' ')}" Properties=${columns} pbc="T T T"`;
    const finding = onlyFinding(readXyz(pieceOf([lines.length, comment, ...lines].join('\r\n'))));
    expectCrystal(structureOf(finding), sample);
    expect(finding.properties.number).toEqual(sample.atoms.map((_, at) => at));
  });
  fc.assert(property);
});
