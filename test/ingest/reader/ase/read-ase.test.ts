import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAse } from '../../../../src/ingest/reader/ase/read-ase.ts';
import { chemicalElements } from '../../../../src/standard/index.ts';
import {
  crystals,
  expectCrystal,
  onlyFinding,
  pieceOf,
  positionsOf,
  structureOf,
  symbolsOf,
} from '../structure-sample.ts';

/** By atomic number. */
const symbols = ['X', ...chemicalElements.keys()];
const water = {
  numbers: [8, 1, 1],
  positions: [
    [0, 0, 0],
    [0, 0, 1],
    [0, 1, 0],
  ],
};
const cube = [
  [4, 0, 0],
  [0, 4, 0],
  [0, 0, 4],
];
const read = (value: unknown) => readAse(pieceOf(JSON.stringify(value)));
const readOne = (value: unknown) => onlyFinding(read(value));
const array = (shape: readonly number[], type: string, items: unknown) => ({
  __ndarray__: [shape, type, items],
});

describe('what a file may be', () => {
  test('a database, row by row as its ids say', () => {
    const text = `{"1": {\n "numbers": [1],\n "positions": [[0, 0, 0]]},\n"3": {\n "numbers": [2],\n "positions": [[0, 0, 0]]},\n"ids": [3, 1],\n"nextid": 4}\n`;
    const { findings, faults } = readAse(pieceOf(text, 11));
    expect(faults).toEqual([]);
    expect(findings.map(({ part, line, content }) => [part, line, content.kind])).toEqual([
      ['3', 14, 'structure'],
      ['1', 11, 'structure'],
    ]);
    expect(findings.flatMap((finding) => symbolsOf(structureOf(finding)))).toEqual(['He', 'H']);
  });

  test.each<[string, unknown, readonly (string | undefined)[]]>([
    ['a database without ids', { '1': water, '10': water, nextid: 11, note: 'x' }, ['1', '10']],
    ['encoded atoms', { ...water, __ase_objtype__: 'atoms' }, [undefined]],
    ['atoms without their mark', water, [undefined]],
    ['a list of atoms', [water, water], ['0', '1']],
  ])('%s', (_, value, parts) => {
    const { findings, faults } = read(value);
    expect(faults).toEqual([]);
    expect(findings.map(({ part }) => part)).toEqual(parts);
  });

  test('a bad row leaves the others standing', () => {
    const rows = { '1': { ...water, numbers: [8] }, '2': water, '4': 5, ids: [1, 2, 3, 4], nextid: 5 };
    const { findings, faults } = read(rows);
    expect(findings.map(({ part }) => part)).toEqual(['2']);
    expect(faults).toEqual([
      { line: 1, problem: 'row 1 has 1 atomic numbers for 3 positions' },
      { line: 1, problem: 'row 3 is announced but not there' },
      { line: 1, problem: 'row 4 is announced but not there' },
    ]);
  });
});

describe('arrays', () => {
  test.each<[string, unknown, unknown]>([
    ['a list', [1, 2], [1, 2]],
    [
      'an array',
      array([2, 2], 'float64', [1, 2, 3, 4]),
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      'of three dimensions',
      array([1, 2, 2], 'int64', [1, 2, 3, 4]),
      [
        [
          [1, 2],
          [3, 4],
        ],
      ],
    ],
    ['of none', array([], 'float64', [5]), 5],
    ['that is empty', array([0, 1_000_000_000], 'float64', []), []],
    [
      'of complex numbers',
      array([2], 'complex128', [1, 2, 3, 4]),
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      'of complex numbers, as of old',
      {
        __complex_ndarray__: [
          [1, 2],
          [3, 4],
        ],
      },
      [
        [1, 3],
        [2, 4],
      ],
    ],
    ['a complex number', { __complex__: [1, 2] }, [1, 2]],
    ['a time', { __datetime__: '2020-01-01T00:00:00.0' }, '2020-01-01T00:00:00.0'],
    ['an object of ASE', { __ase_objtype__: 'bandpath', path: 'GX' }, { path: 'GX' }],
    ['an array within', { a: [array([1], 'bool', [true])] }, { a: [[true]] }],
    ['a shape that lies', array([3], 'float64', [1]), array([3], 'float64', [1])],
    ['a hostile shape', array([1e9, 1e9], 'float64', [1]), array([1e9, 1e9], 'float64', [1])],
  ])('%s', (_, value, decoded) => {
    expect(readOne({ ...water, data: { value } }).properties.value).toEqual(decoded);
  });
});

describe('cell and directions', () => {
  const none = [null, null, null];

  test.each<[string, object, unknown, readonly boolean[]]>([
    ['a molecule', {}, none, [false, false, false]],
    [
      'a molecule with zeros',
      {
        cell: [
          [0, 0, 0],
          [0, 0, 0],
          [0, 0, 0],
        ],
        pbc: [false, false, false],
      },
      none,
      [false, false, false],
    ],
    ['a crystal', { cell: cube, pbc: [true, true, true] }, cube, [true, true, true]],
    [
      'an array',
      { cell: array([3, 3], 'float64', cube.flat()), pbc: array([3], 'bool', [true, true, true]) },
      cube,
      [true, true, true],
    ],
    [
      'an object',
      { cell: { array: array([3, 3], 'float64', cube.flat()), __ase_objtype__: 'cell' }, pbc: [1, 1, 0] },
      cube,
      [true, true, false],
    ],
    [
      'an object with a list',
      { cell: { array: cube, __ase_objtype__: 'cell' }, pbc: true },
      cube,
      [true, true, true],
    ],
    ['edges', { cell: [4, 4, 4], pbc: true }, cube, [true, true, true]],
    ['lengths and angles', { cell: [4, 4, 4, 90, 90, 90], pbc: true }, cube, [true, true, true]],
    ['a box without periodicity', { cell: cube }, cube, [false, false, false]],
    [
      'a slab without third vector',
      { cell: [cube[0], cube[1], [0, 0, 0]], pbc: [true, true, false] },
      [cube[0], cube[1], null],
      [true, true, false],
    ],
  ])('%s', (_, members, lattice, periodic) => {
    const structure = structureOf(readOne({ ...water, ...members }));
    expect(structure).toMatchObject({ lattice, periodic, implicitAtoms: false, tolerance: 1e-3 });
  });
});

describe('properties', () => {
  test('of ASE, of people, of both by one name', () => {
    const finding = readOne({
      ...water,
      unique_id: 'u',
      user: 'somebody',
      energy: -1.5,
      forces: array([3, 3], 'float64', [0, 0, 0, 0, 0, 1, 0, 1, 0]),
      calculator: 'emt',
      calculator_parameters: {},
      constraints: [],
      key_value_pairs: { name: 'water', converged: true },
      data: { energy: -2, spectrum: [1, 2] },
      info: JSON.parse('{"__proto__": 1, "seed": 7}'),
    });
    expect(finding.id).toBeUndefined();
    expect({ ...finding.properties }).toEqual({
      unique_id: 'u',
      energy: -1.5,
      forces: [
        [0, 0, 0],
        [0, 0, 1],
        [0, 1, 0],
      ],
      calculator: 'emt',
      name: 'water',
      converged: true,
      data_energy: -2,
      spectrum: [1, 2],
      seed: 7,
    });
  });

  test('NaN is unknown', () => {
    const text = JSON.stringify({ ...water, energy: 'x', charges: ['x', 1, 1] }).replaceAll('"x"', 'NaN');
    expect({ ...onlyFinding(readAse(pieceOf(text))).properties }).toEqual({ charges: [null, 1, 1] });
  });

  test.each<[object, string | undefined]>([
    [{ ctime: 1, mtime: 16.302038528732172 }, '2016-04-20T06:40:11.074Z'],
    [{ ctime: 0 }, '1999-12-31T23:00:00.000Z'],
    [{}, undefined],
    [{ mtime: -5 }, undefined],
    [{ mtime: 1e300 }, undefined],
    [{ mtime: 'x' }, undefined],
  ])('the time of %j', (members, time) => {
    expect(readOne({ ...water, ...members }).lastModified).toBe(time);
  });
});

describe('what cannot be read', () => {
  test.each<[string, unknown, string]>([
    ['something else', { a: 1 }, 'holds neither encoded atoms nor rows of a database of ASE'],
    [
      'another object',
      { __ase_objtype__: 'bandstructure' },
      'holds an object "bandstructure" of ASE instead of atoms',
    ],
    ['no numbers', { ...water, numbers: [] }, 'has no list of atomic numbers'],
    ['a number that is none', { ...water, numbers: [8, 1, 119] }, 'has the atomic number 119'],
    [
      'a position that is none',
      {
        ...water,
        positions: [
          [0, 0, 0],
          [0, 0],
          [0, 1, 0],
        ],
      },
      'has positions that are no list of three coordinates each',
    ],
    ['a cell that is none', { ...water, cell: [[1]] }, 'has a cell that is not three vectors'],
    [
      'a flat cell',
      { ...water, cell: [cube[0], cube[0], cube[1]], pbc: true },
      'has a cell whose vectors lie in a plane or line',
    ],
    ['a wrong pbc', { ...water, pbc: [true] }, 'has a pbc that is not three times true or false'],
  ])('%s', (_, value, problem) => {
    expect(read(value)).toEqual({ findings: [], faults: [{ line: 1, problem }] });
  });
});

test('what is written is what is read, in every form of arrays', () => {
  const forms: Record<string, (shape: readonly number[], type: string, rows: unknown) => unknown> = {
    lists: (_shape, _type, rows) => rows,
    arrays: (shape, type, rows) => array(shape, type, (rows as unknown[]).flat()),
    cells: (shape, type, rows) =>
      shape[0] === 3 && shape[1] === 3 && type === 'float64'
        ? { array: array(shape, type, (rows as unknown[]).flat()), __ase_objtype__: 'cell' }
        : array(shape, type, (rows as unknown[]).flat()),
  };
  const property = fc.property(crystals, fc.constantFrom(...Object.keys(forms)), (sample, form) => {
    const write = forms[form]!;
    const count = sample.atoms.length;
    const row = {
      numbers: write(
        [count],
        'int64',
        sample.atoms.map(({ symbol }) => symbols.indexOf(symbol)),
      ),
      positions: array([count, 3], 'float64', positionsOf(sample).flat()),
      cell: write([3, 3], 'float64', sample.lattice),
      pbc: write([3], 'bool', [true, true, true]),
    };
    expectCrystal(structureOf(readOne({ '7': row, ids: [7], nextid: 8 })), sample);
  });
  fc.assert(property);
});
