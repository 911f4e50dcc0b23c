/**
 * The database of the conformance tests, as the lines of a source: small, but with every oddity that the standard
 * speaks of. Nulls, disorder, roles and descriptions of relations, relations that lead nowhere, ids that a URL must
 * escape, a custom entry type with every data type, metadata of properties, properties of two other prefixes.
 */
import type { JsonObject } from '../../src/base/index.ts';

/** The id that has everything in it that a URL, a router or a query string could trip over. */
export const oddId = 'cod/200%2F@1+ä';

/** Ids of the structures, in default order. */
export const structureIds = ['alloy', 'bare', oddId, 'quartz', 'salt', 'silicon', 'slab'];

const site = (name: string, symbols: readonly string[], concentration: readonly number[]) => ({
  name,
  chemical_symbols: symbols,
  concentration,
});
const pure = (symbol: string) => site(symbol, [symbol], [1]);

const cubic = (edge: number) => [
  [edge, 0, 0],
  [0, edge, 0],
  [0, 0, edge],
];

const references = (...items: readonly JsonObject[]) => ({
  references: { data: items.map((item) => ({ type: 'references', ...item })) },
});

const structures: readonly JsonObject[] = [
  {
    id: 'silicon',
    attributes: {
      immutable_id: 'urn:example:si',
      last_modified: '2020-01-01T02:00:00+02:00',
      elements: ['Si'],
      nelements: 1,
      elements_ratios: [1],
      chemical_formula_descriptive: 'Si',
      chemical_formula_reduced: 'Si',
      chemical_formula_hill: 'Si2',
      chemical_formula_anonymous: 'A',
      dimension_types: [1, 1, 1],
      nperiodic_dimensions: 3,
      lattice_vectors: cubic(3.84),
      cartesian_site_positions: [
        [0, 0, 0],
        [1.9, 1.9, 1.9],
      ],
      nsites: 2,
      species: [{ ...pure('Si'), mass: [28.085], _exmpl_spin: 0.5 }],
      species_at_sites: ['Si', 'Si'],
      structure_features: [],
      _exmpl_gap: 1.12,
      _exmpl_magnetic: false,
      _exmpl_label: '100%_pure.*',
      _exmpl_ticks: [1, null],
      _mp_rank: 7,
      _dft_code: 'abc',
    },
    relationships: references(
      { id: 'hull', meta: { role: '_exmpl_primary', description: 'lattice "constant"' } },
      { id: 'gone', meta: { description: 'lost' } },
    ),
    meta: {
      property_metadata: { _exmpl_gap: { _exmpl_method: 'optical' }, nsites: { _exmpl_method: 'counted' } },
      _exmpl_curated: true,
    },
  },
  {
    id: 'salt',
    attributes: {
      last_modified: '2021-06-01T00:00:00.250Z',
      elements: ['Cl', 'Na'],
      nelements: 2,
      elements_ratios: [0.5, 0.5],
      chemical_formula_reduced: 'ClNa',
      chemical_formula_anonymous: 'AB',
      nsites: 2,
      species: [pure('Cl'), pure('Na')],
      species_at_sites: ['Na', 'Cl'],
      cartesian_site_positions: [
        [0, 0, 0],
        [2.8, 0, 0],
      ],
      lattice_vectors: cubic(5.6),
      dimension_types: [1, 1, 1],
      nperiodic_dimensions: 3,
      structure_features: [],
      _exmpl_gap: 0,
      _exmpl_magnetic: true,
      _exmpl_label: 'plain',
      _exmpl_el: 'Na',
    },
    relationships: references({ id: 'hull' }, { id: 'bragg', meta: { role: 'input' } }),
  },
  {
    id: 'quartz',
    attributes: {
      last_modified: '2022-01-01T00:00:00Z',
      elements: ['O', 'Si'],
      nelements: 2,
      elements_ratios: [2 / 3, 1 / 3],
      chemical_formula_reduced: 'O2Si',
      chemical_formula_anonymous: 'A2B',
      nsites: 9,
      structure_features: [],
      _exmpl_gap: null,
      _exmpl_label: 'say "hi"',
      _exmpl_magnetic: null,
    },
    relationships: {
      ...references({ id: 'bragg', meta: { description: 'first structure' } }),
      files: {
        data: [
          { type: 'files', id: 'quartz.cif', meta: { role: 'output' } },
          { type: 'files', id: 'raw' },
        ],
      },
      structures: { data: [{ type: 'structures', id: 'silicon' }] },
    },
  },
  {
    id: 'alloy',
    attributes: {
      last_modified: '2019-12-31T23:59:60Z',
      elements: ['Cu', 'Zn'],
      nelements: 2,
      elements_ratios: [0.6, 0.4],
      chemical_formula_reduced: 'Cu3Zn2',
      chemical_formula_anonymous: 'A3B2',
      dimension_types: [1, 1, 1],
      nperiodic_dimensions: 3,
      lattice_vectors: cubic(3.6),
      cartesian_site_positions: [[0, 0, 0]],
      nsites: 1,
      species: [site('M', ['Cu', 'Zn'], [0.6, 0.4])],
      species_at_sites: ['M'],
      structure_features: ['disorder'],
      _exmpl_gap: -0.5,
      _exmpl_magnetic: true,
    },
  },
  {
    id: 'slab',
    attributes: {
      elements: ['C'],
      nelements: 1,
      elements_ratios: [1],
      chemical_formula_reduced: 'C',
      chemical_formula_anonymous: 'A',
      dimension_types: [1, 1, 0],
      nperiodic_dimensions: 2,
      lattice_vectors: [
        [2.46, 0, 0],
        [0, 2.46, 0],
        [null, null, null],
      ],
      cartesian_site_positions: [[0, 0, 0]],
      nsites: 1,
      species: [site('C', ['C', 'vacancy'], [0.9, 0.1])],
      species_at_sites: ['C'],
      structure_features: ['disorder'],
      _exmpl_gap: 1.12,
    },
  },
  {
    id: oddId,
    attributes: {
      elements: ['C', 'H', 'O'],
      nelements: 3,
      elements_ratios: [0.2, 0.4, 0.4],
      chemical_formula_reduced: 'CH2O2',
      nsites: 5,
      structure_features: [],
      _exmpl_gap: 3,
    },
    relationships: references({ id: 'gone' }),
  },
  { id: 'bare', attributes: { structure_features: [] } },
].map((entry) => ({ type: 'structures', ...entry }));

const others: readonly JsonObject[] = [
  {
    type: 'references',
    id: 'hull',
    attributes: {
      title: 'A New Method of X-Ray Crystal Analysis',
      year: '1917',
      doi: '10.1103/PhysRev.10.661',
      authors: [{ name: 'A. W. Hull', firstname: 'Albert', lastname: 'Hull' }],
    },
  },
  {
    type: 'references',
    id: 'bragg',
    attributes: { title: 'The Structure of Some Crystals', year: '1913', authors: [{ name: 'W. L. Bragg' }] },
    relationships: { structures: { data: [{ type: 'structures', id: 'quartz' }] } },
  },
  {
    type: 'files',
    id: 'quartz.cif',
    attributes: {
      url: 'https://example.org/quartz.cif',
      name: 'quartz.cif',
      size: 1200,
      checksums: { md5: '9e107d9d372bb6826bd81d3542a419d6', _exmpl_crc: 'a1' },
    },
  },
  {
    type: 'files',
    id: 'raw',
    attributes: { url: 'https://example.org/raw', name: 'raw', media_type: 'text/plain' },
  },
  {
    type: 'calculations',
    id: 'run-1',
    attributes: {},
    relationships: {
      files: {
        data: [
          { type: 'files', id: 'raw', meta: { role: 'input' } },
          { type: 'files', id: 'quartz.cif', meta: { role: 'output' } },
        ],
      },
    },
  },
  {
    type: '_exmpl_things',
    id: 'full',
    attributes: {
      last_modified: '2024-01-01T00:00:00Z',
      _exmpl_text: 'bolt',
      _exmpl_count: 3,
      _exmpl_weight: 0.25,
      _exmpl_new: true,
      _exmpl_made: '2023-05-05T05:05:05+01:00',
      _exmpl_names: ['a', 'b'],
      _exmpl_counts: [1, 2],
      _exmpl_weights: [0.5, null],
      _exmpl_switches: [true, false],
      _exmpl_dates: ['2020-01-01T00:00:00Z'],
      _exmpl_grid: [
        [1, 2],
        [3, 4],
      ],
      _exmpl_maker: { name: 'Ann', since: 1990, at: { town: 'Ulm', open: true } },
      _exmpl_parts: [{ name: 'head', tags: ['x', 'y'] }, { name: 'shank' }],
      _exmpl_color: 'red',
    },
    relationships: { _exmpl_things: { data: [{ type: '_exmpl_things', id: 'empty' }] } },
  },
  { type: '_exmpl_things', id: 'empty', attributes: { _exmpl_names: [], _exmpl_new: false } },
];

/** Definitions as sources write them: some in the form of 1.2, some in the four words of older files. */
const infos: readonly JsonObject[] = [
  {
    type: 'info',
    id: 'structures',
    description: 'Structures, some of them odd',
    properties: {
      _exmpl_gap: { description: 'Width of the band gap', type: 'float', unit: 'eV', sortable: true },
      _exmpl_note: { description: 'What nobody wrote yet', type: 'string' },
    },
  },
  {
    type: 'info',
    id: '_exmpl_things',
    description: 'Things in a drawer',
    properties: {
      _exmpl_weight: { description: 'What the scale says', type: 'float', unit: 'kg' },
      _exmpl_made: { description: 'When it was made', type: 'timestamp' },
      _exmpl_dates: {
        title: 'Dates',
        description: 'When it was looked at.',
        'x-optimade-type': 'list',
        type: ['array', 'null'],
        items: { 'x-optimade-type': 'timestamp', type: ['string'] },
      },
      _exmpl_color: {
        title: 'Color',
        description: 'One of the colors that the provider has names for.',
        'x-optimade-type': '_exmpl_paint',
        'x-optimade-unit': 'inapplicable',
        type: ['string', 'null'],
      },
    },
  },
];

const meta: JsonObject = {
  provider: {
    name: 'Example provider',
    description: 'Serves examples',
    prefix: '_exmpl',
    homepage: 'https://example.org',
  },
  database: { id: 'original', name: 'Odds and ends', version: '1' },
};

/** The source in the form of the standard's JSON Lines. */
export const fixtureLines: readonly JsonObject[] = [
  { 'x-optimade': { api_version: '1.3.0' } },
  { meta },
  ...infos,
  ...structures,
  ...others,
];
