import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPymatgen } from '../../../../src/ingest/reader/pymatgen/read-pymatgen.ts';
import type { Occupant } from '../../../../src/ingest/structure/structure.ts';
import { toCartesian } from '../../../../src/ingest/structure/unit-cell.ts';
import { expectNear, lattices, onlyFinding, pieceOf, structureOf, symbolsOf } from '../structure-sample.ts';

const matrix = [
  [4, 0, 0],
  [0, 4, 0],
  [0, 0, 4],
];
const site = (species: unknown, more: object = {}) => ({
  species,
  abc: [0, 0, 0.5],
  xyz: [9, 9, 9],
  ...more,
});
const element = (symbol: string, more: object = {}) => ({ element: symbol, occu: 1, ...more });
const iron = {
  '@module': 'pymatgen.core.structure',
  '@class': 'Structure',
  lattice: { matrix },
  sites: [site([element('Fe')])],
};
const read = (value: unknown) => readPymatgen(pieceOf(JSON.stringify(value), 5, 0));
const readOne = (value: unknown) => onlyFinding(read(value));
const propertiesOf = (value: unknown) => ({ ...readOne(value).properties });

describe('what a piece may be', () => {
  test.each<[string, unknown]>([
    ['a structure', iron],
    ['one without the names of classes', { lattice: { matrix }, sites: iron.sites }],
    ['one whose lattice is a matrix alone', { lattice: matrix, sites: iron.sites }],
    [
      'one with lengths and angles',
      { lattice: { a: 4, b: 4, c: 4, alpha: 90, beta: 90, gamma: 90 }, sites: iron.sites },
    ],
    [
      'a computed entry',
      { '@class': 'ComputedStructureEntry', energy: -1, composition: { Fe: 1 }, structure: iron },
    ],
    ['a document with a structure', { material_id: 'mp-1', structure: iron }],
    [
      'one with an initial and a final structure',
      { initial_structure: { sites: [site([element('H')])] }, final_structure: iron },
    ],
    ['one with a structure by another name', { relaxed: iron, gap: 1 }],
    ['one with provenance', { ...iron, '@class': 'StructureNL', about: { history: [{}], references: '' } }],
    ['one wrapped with tags', { snl: iron, tags: { mineral: 'x' } }],
    ['a graph', { '@class': 'StructureGraph', structure: iron, graphs: { nodes: [] } }],
  ])('%s', (_, value) => {
    const finding = readOne(value);
    expect(finding).toMatchObject({ line: 5, part: undefined, remarks: [] });
    expect(structureOf(finding)).toEqual({
      lattice: matrix,
      periodic: [true, true, true],
      sites: [
        { position: [0, 0, 2], fractional: [0, 0, 0.5], occupants: [{ symbol: 'Fe', concentration: 1 }] },
      ],
      implicitAtoms: false,
      tolerance: 1e-3,
    });
  });

  test.each<[string, unknown, readonly (string | undefined)[]]>([
    ['a list', [iron, iron], ['0', '1']],
    [
      'a dictionary of lists',
      { a: [iron], text: 'x', b: [iron, { structure: iron }], none: [] },
      ['0', '1', '2'],
    ],
    ['a dictionary of documents', { 'mp-1': iron, 'mp-2': { structure: iron } }, ['mp-1', 'mp-2']],
  ])('%s holds several', (_, value, parts) => {
    const { findings, faults } = read(value);
    expect(faults).toEqual([]);
    expect(findings.map(({ part }) => part)).toEqual(parts);
  });

  test('a bad element of a list leaves the others standing', () => {
    const { findings, faults } = read([iron, { ...iron, sites: [site([element('Qq')])] }, 3, iron]);
    expect(findings.map(({ part }) => part)).toEqual(['0', '3']);
    expect(faults).toEqual([
      { line: 5, problem: 'site 1 has "Qq", which names no element' },
      { line: 5, problem: 'holds no structure of pymatgen, with lattice or sites; its members are ""' },
    ]);
  });
});

describe('species', () => {
  const full = { concentration: 1 };

  test.each<[string, unknown, readonly object[]]>([
    ['an element', [element('Fe')], [{ symbol: 'Fe', ...full }]],
    ['an ion by its name', [element('Fe3+')], [{ symbol: 'Fe', charge: 3, originalName: 'Fe3+', ...full }]],
    [
      'an ion by its oxidation state',
      [element('O', { oxidation_state: -2, spin: null })],
      [{ symbol: 'O', charge: -2, ...full }],
    ],
    [
      'an ion of an older pymatgen',
      [element('O', { properties: { oxidation_state: -2 } })],
      [{ symbol: 'O', charge: -2, ...full }],
    ],
    ['a neutral species', [element('O', { oxidation_state: 0 })], [{ symbol: 'O', ...full }]],
    [
      'an ion with spin',
      [element('Fe2+,spin=5')],
      [{ symbol: 'Fe', charge: 2, originalName: 'Fe2+', ...full }],
    ],
    ['deuterium', [element('D')], [{ symbol: 'H', mass: 2.0141, originalName: 'D', ...full }]],
    ['a dummy', [element('X0+')], [{ symbol: 'X', originalName: 'X0+', ...full }]],
    [
      'a dummy by its class',
      [element('Qa', { '@class': 'DummySpecies' })],
      [{ symbol: 'X', originalName: 'Qa', ...full }],
    ],
    ['xenon', [element('Xe')], [{ symbol: 'Xe', ...full }]],
    ['a name alone', 'Fe', [{ symbol: 'Fe', ...full }]],
    ['no occupation', [{ element: 'Fe' }], [{ symbol: 'Fe', ...full }]],
    [
      'a partly empty site',
      [element('Fe', { occu: 0.75 })],
      [
        { symbol: 'Fe', concentration: 0.75 },
        { symbol: 'vacancy', concentration: 0.25 },
      ],
    ],
    [
      'a mixed site',
      [element('Fe', { occu: 0.5 }), element('Mn', { occu: 0.5 })],
      [
        { symbol: 'Fe', concentration: 0.5 },
        { symbol: 'Mn', concentration: 0.5 },
      ],
    ],
    [
      'a mixed site by names',
      { Fe: 0.5, Mn: 0.3 },
      [
        { symbol: 'Fe', concentration: 0.5 },
        { symbol: 'Mn', concentration: 0.3 },
        { symbol: 'vacancy', concentration: 0.2 },
      ],
    ],
    [
      'thirds',
      [element('Fe', { occu: 0.333 }), element('Mn', { occu: 0.333 }), element('Co', { occu: 0.333 })],
      [
        { symbol: 'Fe', concentration: 0.333 },
        { symbol: 'Mn', concentration: 0.333 },
        { symbol: 'Co', concentration: 0.333 },
      ],
    ],
    ['an occupation of none', [element('Fe'), element('Mn', { occu: 0 })], [{ symbol: 'Fe', ...full }]],
    ['nothing at all', [], [{ symbol: 'vacancy', ...full }]],
  ])('%s', (_, species, occupants) => {
    expect(structureOf(readOne({ lattice: matrix, sites: [site(species)] })).sites[0]?.occupants).toEqual(
      occupants,
    );
  });

  test.each<[string, string | undefined]>([
    ['Fe', undefined],
    ['Fe3+', undefined],
    ['Fe3+,spin=5', undefined],
    ['Fe3+:0.5, Mn:0.5', undefined],
    ['Fe1', 'Fe1'],
    ['iron', 'iron'],
  ])('the label %s', (label, kept) => {
    const [found] = structureOf(
      readOne({ lattice: matrix, sites: [site([element('Fe')], { label })] }),
    ).sites;
    expect(found?.label).toBe(kept);
  });
});

describe('lattice and coordinates', () => {
  test('a molecule has Cartesian coordinates only', () => {
    const molecule = {
      '@class': 'Molecule',
      charge: -1,
      spin_multiplicity: 2,
      sites: [{ name: 'O', species: [element('O')], xyz: [1, 2, 3] }],
    };
    const finding = readOne(molecule);
    expect(structureOf(finding)).toMatchObject({
      lattice: [null, null, null],
      periodic: [false, false, false],
      sites: [{ position: [1, 2, 3] }],
    });
    expect({ ...finding.properties }).toEqual({ charge: -1, spin_multiplicity: 2 });
  });

  test('directions that are not periodic', () => {
    const structure = structureOf(
      readOne({ lattice: { matrix, pbc: [true, true, false] }, sites: iron.sites }),
    );
    expect(structure).toMatchObject({ lattice: matrix, periodic: [true, true, false] });
  });

  test('sites without fractional coordinates', () => {
    const sites = [{ species: [element('O')], xyz: [1, 2, 3] }];
    expect(structureOf(readOne({ lattice: matrix, sites })).sites[0]).not.toHaveProperty('fractional');
  });
});

describe('properties', () => {
  test.each<[string, unknown, object]>([
    [
      'of a computed entry',
      {
        '@class': 'ComputedStructureEntry',
        '@version': '1',
        energy: -1,
        composition: { Fe: 1 },
        correction: 0,
        energy_adjustments: [{ '@class': 'X' }],
        parameters: {},
        entry_id: 'e',
        data: { task_id: 't', energy: -2, e_form: 0, none: null },
        structure: iron,
      },
      { energy: -2, correction: 0, entry_id: 'e', task_id: 't', e_form: 0 },
    ],
    [
      'of a document',
      { material_id: 'mp-1', band: { gap: 1 }, tags: ['a'], structure: { ...iron, charge: 0 } },
      { material_id: 'mp-1', band: { gap: 1 }, tags: ['a'], charge: 0 },
    ],
    ['of a structure', { ...iron, properties: { source: 'x' }, charge: null }, { source: 'x' }],
    ['with tags', { snl: iron, tags: { mineral: 'x' } }, { mineral: 'x' }],
    [
      'with provenance',
      {
        ...iron,
        about: { data: { _icsd: { id: 1 } }, remarks: ['r'], projects: [], history: [{}], authors: [] },
      },
      { icsd: { id: 1 }, remarks: ['r'] },
    ],
    [
      'of sites',
      {
        lattice: matrix,
        charge: 1,
        sites: [
          site([element('Fe', { spin: 5 })], { properties: { magmom: 2, charge: 0.5 } }),
          site([element('O')], { properties: { magmom: null, note: 'n' } }),
        ],
      },
      { charge: 1, site_charge: [0.5, null], magmom: [2, null], spin: [5, null], note: [null, 'n'] },
    ],
    [
      'with a hostile name',
      JSON.parse(`{"__proto__": 1, "constructor": 2, "structure": ${JSON.stringify(iron)}}`),
      { constructor: 2 },
    ],
  ])('%s', (_, value, properties) => {
    expect(propertiesOf(value)).toEqual(properties);
  });

  test('NaN is unknown', () => {
    const text = JSON.stringify({ gap: 'x', forces: ['x', 1], structure: iron }).replaceAll('"x"', 'NaN');
    expect({ ...onlyFinding(readPymatgen(pieceOf(text))).properties }).toEqual({ forces: [null, 1] });
  });

  test('publications become references', () => {
    const references =
      '@article{a, title={On Iron}, journal={J. Fe}, volume={1}, pages={2--3}, year={1999}, doi={10.1000/ABC}}';
    const finding = readOne({ ...iron, about: { references } });
    expect(finding.references).toMatchObject([
      { id: '10.1000/abc', attributes: { title: 'On Iron', year: '1999' } },
    ]);
    expect({ ...readOne({ ...iron, about: { references: 'a paper of ours' } }).properties }).toEqual({
      references_bibtex: 'a paper of ours',
    });
  });
});

describe('ids', () => {
  test.each<[string, object, string | undefined]>([
    ['of the data', { data: { task_id: 't', mat_id: 'm', id: 'i' } }, 'i'],
    ['of the data, the second', { data: { task_id: 't', mat_id: 'm', id: '' } }, 'm'],
    ['of the data, the third', { data: { task_id: 17 } }, '17'],
    ['of the document', { material_id: 'mp-1', task_id: 't' }, 'mp-1'],
    ['of the document, as an object', { material_id: { '@class': 'MPID', string: 'mp-2' } }, 'mp-2'],
    ['none', { entry_id: 'x' }, undefined],
  ])('%s', (_, members, id) => {
    expect(readOne({ ...members, structure: iron }).id).toBe(id);
  });
});

describe('what cannot be read', () => {
  const withSite = (more: object) => ({
    lattice: matrix,
    sites: [site([element('O')]), site([element('O')], more)],
  });

  test.each<[string, string, string]>([
    ['no JSON', '{"a": ', 'is not valid JSON (Unexpected end of JSON input): "{\\"a\\":"'],
    ['white space', ' \n ', 'holds nothing but white space'],
    [
      'something else',
      '{"a": 1, "b": 2}',
      'holds no structure of pymatgen, with lattice or sites; its members are "a, b"',
    ],
    [
      'an entry without structure',
      '{"energy": -1, "composition": {"Fe": 1}}',
      'is a computed entry without its structure; only a ComputedStructureEntry holds one',
    ],
    [
      'no matrix',
      JSON.stringify({ lattice: { matrix: [[1, 2]] }, sites: iron.sites }),
      'has a lattice without a matrix of three vectors',
    ],
    [
      'a flat lattice',
      JSON.stringify({ lattice: [matrix[0], matrix[1], matrix[1]], sites: iron.sites }),
      'has a lattice whose vectors lie in a plane or line',
    ],
    [
      'a wrong pbc',
      JSON.stringify({ lattice: { matrix, pbc: [1] }, sites: iron.sites }),
      'has a lattice whose pbc is not three times true or false',
    ],
    [
      'coordinates that are none',
      JSON.stringify(withSite({ abc: [0, null, 0], xyz: undefined })),
      'site 2 has "[0,null,0]" instead of coordinates',
    ],
    [
      'an occupation that is none',
      JSON.stringify(withSite({ species: [element('O', { occu: -1 })] })),
      'site 2 has the occupation "-1"',
    ],
    [
      'too much on a site',
      JSON.stringify(withSite({ species: { O: 1, N: 0.5 } })),
      'site 2 has occupations that sum to 1.5',
    ],
    [
      'no element',
      JSON.stringify(withSite({ species: [element('Wat')] })),
      'site 2 has "Wat", which names no element',
    ],
  ])('%s', (_, text, problem) => {
    expect(readPymatgen(pieceOf(text, 9, 3))).toEqual({ findings: [], faults: [{ line: 9, problem }] });
  });
});

test('what is written is what is read, disorder and all', () => {
  const fraction = fc.double({ min: -1, max: 2, noNaN: true });
  const shares: fc.Arbitrary<readonly Occupant[]> = fc
    .uniqueArray(fc.constantFrom('H', 'Fe', 'Mn', 'O', 'U'), { minLength: 1, maxLength: 3 })
    .chain((symbols) =>
      fc.tuple(
        ...symbols.map((symbol) =>
          fc.integer({ min: 1, max: 33 }).map((share) => ({ symbol, concentration: share / 100 })),
        ),
      ),
    );
  const whole: fc.Arbitrary<readonly Occupant[]> = fc
    .constantFrom('Si', 'Cl')
    .map((symbol) => [{ symbol, concentration: 1 }]);
  const sites = fc.array(
    fc.record({ occupants: fc.oneof(shares, whole), abc: fc.tuple(fraction, fraction, fraction) }),
    { minLength: 1, maxLength: 10 },
  );
  const property = fc.property(lattices, sites, (lattice, wanted) => {
    const structure = structureOf(
      readOne({
        lattice: { matrix: lattice },
        sites: wanted.map(({ occupants, abc }) => ({
          species: occupants.map(({ symbol, concentration }) => ({ element: symbol, occu: concentration })),
          abc,
        })),
      }),
    );
    expectNear(structure.lattice, lattice);
    expectNear(
      structure.sites.map(({ position }) => position),
      wanted.map(({ abc }) => toCartesian(lattice, abc)),
    );
    for (const [at, { occupants }] of structure.sites.entries()) {
      const isVacancy = ({ symbol }: Occupant) => symbol === 'vacancy';
      expect(occupants.filter((occupant) => !isVacancy(occupant))).toEqual(wanted[at]!.occupants);
      const total = occupants.reduce((sum, { concentration }) => sum + concentration, 0);
      expect(total).toBeGreaterThan(0.995);
      expect(total).toBeLessThan(1.005);
    }
    expect(symbolsOf(structure)).toHaveLength(wanted.length);
  });
  fc.assert(property);
});
