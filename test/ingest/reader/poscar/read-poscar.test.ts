import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPoscar } from '../../../../src/ingest/reader/poscar/read-poscar.ts';
import type { Vector } from '../../../../src/ingest/structure/structure.ts';
import { determinant } from '../../../../src/ingest/structure/unit-cell.ts';
import {
  crystals,
  expectCrystal,
  expectNear,
  onlyFinding,
  pieceOf,
  positionsOf,
  runsOf,
  structureOf,
  symbolsOf,
} from '../structure-sample.ts';

const cube = ['2 0 0', '0 2 0', '0 0 2'];
const fileOf = (...lines: readonly string[]) => pieceOf(`${lines.join('\n')}\n`);
/** A file with a cubic cell and, unless told otherwise, two atoms of two species. */
const salt = (species: readonly string[], ...atoms: readonly string[]) =>
  onlyFinding(readPoscar(fileOf('', '1', ...cube, ...species, 'Direct', ...atoms)));

describe('the cell and the coordinates', () => {
  test.each<[string, string, string, string, readonly Vector[], Vector]>([
    [
      'scale',
      '2.0',
      'Direct',
      '.5 0 0',
      [
        [4, 0, 0],
        [0, 4, 0],
        [0, 0, 4],
      ],
      [2, 0, 0],
    ],
    [
      'scale of Cartesian',
      '2 ! of the paper',
      'Cartesian',
      '.5 0 0',
      [
        [4, 0, 0],
        [0, 4, 0],
        [0, 0, 4],
      ],
      [1, 0, 0],
    ],
    [
      'volume',
      '-64.0',
      'k',
      '.5 0 0',
      [
        [4, 0, 0],
        [0, 4, 0],
        [0, 0, 4],
      ],
      [1, 0, 0],
    ],
    [
      'three scales',
      '1 2 3',
      'c',
      '1 1 1',
      [
        [2, 0, 0],
        [0, 4, 0],
        [0, 0, 6],
      ],
      [1, 2, 3],
    ],
    [
      'three scales of direct',
      '1 2 3',
      'd',
      '.5 .5 .5',
      [
        [2, 0, 0],
        [0, 4, 0],
        [0, 0, 6],
      ],
      [1, 2, 3],
    ],
    [
      'Fortran numbers',
      '1.0D0',
      'Direct',
      '5.0d-1 -.5 1.',
      [
        [2, 0, 0],
        [0, 2, 0],
        [0, 0, 2],
      ],
      [1, -1, 2],
    ],
  ])('%s', (_, scale, mode, atom, lattice, position) => {
    const structure = structureOf(onlyFinding(readPoscar(fileOf('', scale, ...cube, 'Na', '1', mode, atom))));
    expectNear(structure.lattice, lattice);
    expectNear([structure.sites[0]!.position], [position]);
    expect(structure).toMatchObject({ periodic: [true, true, true], implicitAtoms: false, tolerance: 1e-3 });
  });

  test('fractional coordinates are kept as they stand', () => {
    expect(structureOf(salt(['Na', '1'], '0.25 1.5 -.1')).sites[0]?.fractional).toEqual([0.25, 1.5, -0.1]);
  });

  test('velocities and all that follows are left alone', () => {
    const finding = salt(['Na', '1'], '0 0 0 ', '', '  0.1 0.1 0.1', '', '1', '0.5', 'xyz');
    expect(structureOf(finding).sites).toHaveLength(1);
  });
});

describe('species', () => {
  const atoms = ['0 0 0', '.5 .5 .5', '.1 .1 .1'];

  test.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['of VASP 5', ['Na Cl', '1 2'], atoms, ['Na', 'Cl', 'Cl']],
    ['of VASP 6 with checksums', ['Na_pv/1a2b3c Cl_h/4d', '1 2'], atoms, ['Na', 'Cl', 'Cl']],
    ['that come again', ['Na Cl Na', '1 1 1'], atoms, ['Na', 'Cl', 'Na']],
    ['with a count of none', ['Na Fe Cl', '1 0 2'], atoms, ['Na', 'Cl', 'Cl']],
    ['with remarks', ['Na Cl ! salt', '1 2 # too'], atoms, ['Na', 'Cl', 'Cl']],
    [
      'of labels behind the coordinates',
      ['1 2'],
      ['0 0 0 Na', '.5 0 0 Cl1', '0 .5 0 Cl-'],
      ['Na', 'Cl', 'Cl'],
    ],
    ['that no label overrules', ['Na Cl', '1 2'], ['0 0 0 K', '.5 0 0 K', '0 .5 0 K'], ['Na', 'Cl', 'Cl']],
  ])('%s', (_, species, lines, symbols) => {
    const finding = salt(species, ...lines);
    expect(symbolsOf(structureOf(finding))).toEqual(symbols);
    expect(finding.remarks).toEqual([]);
  });

  test('potentials are kept as names', () => {
    const { occupants } = structureOf(salt(['Fe_pv/12', '1'], '0 0 0')).sites[0]!;
    expect(occupants).toEqual([{ symbol: 'Fe', originalName: 'Fe_pv', concentration: 1 }]);
  });

  test.each([['Na Cl'], ['Na1 Cl2']])('VASP 4 is helped out by the comment %s', (comment) => {
    const finding = onlyFinding(readPoscar(fileOf(comment, '1', ...cube, '1 2', 'Direct', ...atoms)));
    expect(symbolsOf(structureOf(finding))).toEqual(['Na', 'Cl', 'Cl']);
    expect(finding.remarks).toMatchObject([{ code: 'structure-assumed', line: 6 }]);
  });

  test.each([['rock salt'], ['Na'], ['Na Cl O'], ['Na2 Cl2'], ['na cl'], ['NaCl'], ['']])(
    'VASP 4 is not helped out by the comment %s',
    (comment) => {
      expect(readPoscar(fileOf(comment, '1', ...cube, '1 2', 'Direct', ...atoms))).toEqual({
        findings: [],
        faults: [
          {
            line: 6,
            problem:
              'has counts of atoms but names no elements; put a line with the symbols above the counts, as VASP 5 and later write it',
          },
        ],
      });
    },
  );

  test('flags that nothing announces are no labels', () => {
    const lines = ['', '1', ...cube, '1', 'Direct', '0 0 0 F F T'];
    expect(readPoscar(fileOf(...lines)).findings).toEqual([]);
  });
});

describe('properties', () => {
  test('the comment is the title', () => {
    const finding = onlyFinding(readPoscar(fileOf(' my  salt ', '1', ...cube, 'Na', '1', 'D', '0 0 0')));
    expect({ ...finding.properties }).toEqual({ title: 'my  salt' });
    expect(finding).toMatchObject({ line: 1, part: undefined, id: undefined });
  });

  test('flags of selective dynamics', () => {
    const lines = [
      '',
      '1',
      ...cube,
      'Na',
      '2',
      'Selective dynamics',
      'Cartesian',
      '0 0 0 T F .TRUE.',
      '1 1 1 f t F Na',
    ];
    const finding = onlyFinding(readPoscar(fileOf(...lines)));
    expect({ ...finding.properties }).toEqual({
      selective_dynamics: [
        [true, false, true],
        [false, true, false],
      ],
    });
    expectNear([structureOf(finding).sites[1]!.position], [[1, 1, 1]]);
  });
});

describe('files that cannot be read', () => {
  const whole = ['c', '1', ...cube, 'Na Cl', '1 1', 'Direct', '0 0 0', '.5 .5 .5'];
  const changed = (line: number, text: string) => whole.with(line - 1, text);

  test.each<[string, readonly string[], number, string]>([
    ['nothing', [], 2, 'has "" where a scale, a volume below zero, or three scales above zero should stand'],
    [
      'no scale',
      changed(2, 'one'),
      2,
      'has "one" where a scale, a volume below zero, or three scales above zero should stand',
    ],
    [
      'a scale of zero',
      changed(2, '0.0'),
      2,
      'has "0.0" where a scale, a volume below zero, or three scales above zero should stand',
    ],
    [
      'a negative one of three',
      changed(2, '1 -1 1'),
      2,
      'has "1 -1 1" where a scale, a volume below zero, or three scales above zero should stand',
    ],
    ['no vector', changed(4, '0 2'), 4, 'has "0 2" where a lattice vector should stand'],
    ['a flat cell', changed(4, '4 0 0'), 3, 'has lattice vectors that lie in a plane or line'],
    ['no element', changed(6, 'Na Sodium'), 6, 'has "Sodium" where a symbol or a count should stand'],
    ['no counts', changed(7, 'Direct'), 7, 'has "Direct" where counts of atoms should stand'],
    ['a count too many', changed(7, '1 1 1'), 7, 'has 3 counts for 2 symbols: "1 1 1"'],
    ['no mode', changed(8, '0 0 0'), 8, 'has "0 0 0" where "Direct" or "Cartesian" should stand'],
    ['no coordinates', changed(9, '0 0'), 9, 'has "0 0" where three coordinates should stand'],
    ['missing atoms', changed(7, '1 2'), 7, 'announces 3 atoms, of which 2 follow'],
    [
      'counts beyond reason',
      changed(7, '9999999999 9999999999'),
      7,
      'announces 19999999998 atoms, of which 2 follow',
    ],
    [
      'a wrong flag',
      ['c', '1', ...cube, 'Na', '1', 'Sel', 'D', '0 0 0 T T x'],
      10,
      'has "0 0 0 T T x" where three coordinates and three flags should stand',
    ],
    ['coordinates beyond all range', changed(9, '1e308 1e308 1e308'), 9, 'has coordinates beyond all range'],
    [
      'an XDATCAR',
      changed(8, 'Direct configuration=     1'),
      8,
      'is an XDATCAR, a trajectory; convert it to extended XYZ, with ASE for example, and all of it can be read',
    ],
  ])('%s', (_, lines, line, problem) => {
    expect(readPoscar(fileOf(...lines))).toEqual({ findings: [], faults: [{ line, problem }] });
  });
});

test('what is written is what is read', () => {
  const scales = fc.oneof(
    fc.record({ kind: fc.constant('scale'), by: fc.double({ min: 0.1, max: 10, noNaN: true }) }),
    fc.record({ kind: fc.constant('volume'), by: fc.double({ min: 0.1, max: 10, noNaN: true }) }),
    fc.record({ kind: fc.constant('three'), by: fc.double({ min: 0.1, max: 10, noNaN: true }) }),
  );
  const property = fc.property(
    crystals,
    scales,
    fc.boolean(),
    fc.boolean(),
    fc.boolean(),
    (sample, { kind, by }, isCartesian, isSelective, isOld) => {
      const factors: Vector = kind === 'three' ? [by, by / 2, by * 3] : [by, by, by];
      const shrunk = (vector: Vector) => vector.map((value, axis) => value / factors[axis]!);
      const volume = -Math.abs(determinant(sample.lattice));
      const scale = kind === 'three' ? factors.join(' ') : kind === 'volume' ? volume : by;
      const runs = runsOf(sample.atoms.map(({ symbol }) => symbol));
      const counts = runs.map(({ count }) => count).join(' ');
      const symbols = runs.map(({ symbol }) => symbol).join('  ');
      const positions = positionsOf(sample);
      const lines = sample.atoms.map(({ fractional, symbol }, at) => {
        const place = (isCartesian ? shrunk(positions[at]!) : fractional).join(' ');
        return `${place}${isSelective ? ' T F T' : ''}${isOld ? ` ${symbol}` : ''}`;
      });
      const text = [
        'made up',
        scale,
        ...sample.lattice.map((vector) => shrunk(vector).join(' ')),
        ...(isOld ? [] : [symbols]),
        counts,
        ...(isSelective ? ['Selective dynamics'] : []),
        isCartesian ? 'Cartesian' : 'Direct',
        ...lines,
      ].join('\n');
      expectCrystal(structureOf(onlyFinding(readPoscar(pieceOf(text)))), sample);
    },
  );
  fc.assert(property);
});
