/** Entries that break the rules of their type, and what is served in their place. */
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/index.ts';
import { entryRulesFor } from '../../src/standard/checking.ts';
import { asker } from '../http/ask.ts';
import { directoryOf } from '../http/small-database.ts';
import { ingestLines } from './conformance-database.ts';
import { askOdd } from './odd-database.ts';

/** Rock salt, two sites of one formula unit. */
const salt: JsonObject = {
  elements: ['Cl', 'Na'],
  nelements: 2,
  elements_ratios: [0.5, 0.5],
  chemical_formula_reduced: 'ClNa',
  chemical_formula_anonymous: 'AB',
  dimension_types: [1, 1, 1],
  nperiodic_dimensions: 3,
  lattice_vectors: [
    [4, 0, 0],
    [0, 4, 0],
    [0, 0, 4],
  ],
  cartesian_site_positions: [
    [0, 0, 0],
    [2, 2, 2],
  ],
  nsites: 2,
  species: [
    { name: 'Na', chemical_symbols: ['Na'], concentration: [1] },
    { name: 'Cl', chemical_symbols: ['Cl'], concentration: [1] },
  ],
  species_at_sites: ['Na', 'Cl'],
  structure_features: [],
};

const chlorine = { name: 'Cl', chemical_symbols: ['Cl'], concentration: [1] };
const withSodium = (changes: JsonObject): JsonObject => ({
  species: [{ name: 'Na', chemical_symbols: ['Na'], concentration: [1], ...changes }, chlorine],
});

/** Serves one entry of a type among others that are right, and gives what became of it. */
async function serveEntry(type: string, attributes: JsonObject) {
  const { database, report } = await ingestLines('odd', [
    { 'x-optimade': { api_version: '1.3.0' } },
    { meta: { provider: { name: 'x', description: 'x', prefix: 'exmpl' } } },
    { type: 'calculations', id: 'other', attributes: {} },
    { type, id: 'it', attributes },
  ]);
  const reply = await asker({ directory: directoryOf(database) })(`/odd/v1/${type}/it`);
  return { data: reply.at('/data') as { attributes: JsonObject } | null, report };
}

/** Part of what is served; null where the entry is rejected. The issue is one that the report must hold. */
type Row = readonly [
  name: string,
  type: string,
  attributes: JsonObject,
  served: JsonObject | null,
  issue: string | undefined,
];

const rows: readonly Row[] = [
  [
    'STR-01 nelements counts elements',
    'structures',
    { ...salt, nelements: 3 },
    { nelements: 2 },
    'rule-broken',
  ],
  [
    'STR-01 ratios are as many as elements',
    'structures',
    { ...salt, elements_ratios: [1] },
    { elements_ratios: [0.5, 0.5] },
    'rule-broken',
  ],
  [
    'STR-02 there is a species for each site',
    'structures',
    { ...salt, species_at_sites: ['Na', 'Cl', 'Cl'] },
    { species_at_sites: undefined, nsites: 2 },
    'rule-broken',
  ],
  [
    'STR-02 there are as many fractional positions',
    'structures',
    { ...salt, fractional_site_positions: [[0, 0, 0]], site_coordinate_span: 'unit_cell' },
    { fractional_site_positions: undefined, nsites: 2 },
    'rule-broken',
  ],
  [
    'STR-03 a species has a concentration',
    'structures',
    { ...salt, species: [{ name: 'Na', chemical_symbols: ['Na'] }, chlorine] },
    { species: undefined },
    'value-invalid',
  ],
  [
    'STR-03 attached comes with nattached',
    'structures',
    { ...salt, ...withSodium({ attached: ['H'] }) },
    { species: undefined },
    'rule-broken',
  ],
  [
    'STR-03 names of species are unique',
    'structures',
    { ...salt, species: [chlorine, chlorine] },
    { species: undefined },
    'rule-broken',
  ],
  [
    'STR-03, PFX-05 a species may have prefixed keys',
    'structures',
    { ...salt, ...withSodium({ _exmpl_charge: 1 }) },
    withSodium({ _exmpl_charge: 1 }),
    undefined,
  ],
  [
    'STR-04 symbols are elements',
    'structures',
    { ...salt, ...withSodium({ chemical_symbols: ['Q'] }) },
    { species: undefined },
    'value-invalid',
  ],
  [
    'STR-04 concentrations are fractions',
    'structures',
    { ...salt, ...withSodium({ concentration: [1.5] }) },
    { species: undefined },
    'value-invalid',
  ],
  [
    'STR-05 a mass that stands alone becomes a list',
    'structures',
    { ...salt, ...withSodium({ mass: 22.99 }) },
    withSodium({ mass: [22.99] }),
    'value-adjusted',
  ],
  [
    'STR-06 features are those in use',
    'structures',
    { ...salt, structure_features: ['site_attachments'] },
    { structure_features: [] },
    'rule-broken',
  ],
  [
    'STR-06 disorder is noticed',
    'structures',
    {
      structure_features: [],
      species: [{ name: 'A', chemical_symbols: ['Au', 'Cu'], concentration: [0.5, 0.5] }],
    },
    { structure_features: ['disorder'] },
    'rule-broken',
  ],
  [
    'STR-08 a species that is not used is told of',
    'structures',
    {
      ...salt,
      species: [
        ...(salt.species as JsonObject[]),
        { name: 'K', chemical_symbols: ['K'], concentration: [1] },
      ],
    },
    { nsites: 2 },
    'rule-doubtful',
  ],
  [
    'SYM-01 a symmetry operation as the standard writes it',
    'structures',
    { ...salt, space_group_symmetry_operations_xyz: ['x,y,z', 'x+1/2,-y,z'] },
    { space_group_symmetry_operations_xyz: ['x,y,z', 'x+1/2,-y,z'] },
    undefined,
  ],
  [
    'SYM-01 no decimal fractions',
    'structures',
    { ...salt, space_group_symmetry_operations_xyz: ['x,y,z', 'x+0.5,y,z'] },
    { space_group_symmetry_operations_xyz: undefined },
    'value-invalid',
  ],
  [
    'OPT-02 the symbols of a reduced formula are sorted',
    'structures',
    { ...salt, chemical_formula_reduced: 'NaCl' },
    { chemical_formula_reduced: 'ClNa' },
    'rule-broken',
  ],
  ['REF-01 a reference says something', 'references', { last_modified: null }, null, 'rule-broken'],
  ['FIL-01 a file has a url', 'files', { name: 'x' }, null, 'rule-broken'],
  [
    'CUS-02 no property is named like an entry type',
    'calculations',
    { files: 3 },
    { _exmpl_files: 3, files: undefined },
    'property-prefixed',
  ],
  [
    'CUS-03 names are identifiers',
    'calculations',
    { 'Band Gap': 1 },
    { _exmpl_band_gap: 1 },
    'property-renamed',
  ],
  [
    'PFX-01 what nobody defined gets the own prefix',
    'calculations',
    { energy: 1 },
    { _exmpl_energy: 1 },
    'property-prefixed',
  ],
  [
    'CUS-01 a custom type has the common properties',
    '_exmpl_things',
    { last_modified: '2020-01-01T00:00:00Z', immutable_id: 'x' },
    { last_modified: '2020-01-01T00:00:00Z', immutable_id: 'x' },
    undefined,
  ],
  [
    'BUG-01 assemblies are a list',
    'structures',
    {
      ...salt,
      assemblies: [{ sites_in_groups: [[0], [1]], group_probabilities: [0.5, 0.5] }],
      structure_features: ['assemblies'],
      elements_ratios: [0.5, 0.5],
    },
    { assemblies: [{ sites_in_groups: [[0], [1]], group_probabilities: [0.5, 0.5] }] },
    undefined,
  ],
  [
    'BUG-02 vacancy is a chemical symbol',
    'structures',
    {
      species: [{ name: 'v', chemical_symbols: ['C', 'vacancy'], concentration: [0.5, 0.5] }],
      structure_features: ['disorder'],
    },
    { species: [{ name: 'v', chemical_symbols: ['C', 'vacancy'], concentration: [0.5, 0.5] }] },
    undefined,
  ],
  [
    'BUG-03 sha256 is a checksum',
    'files',
    { url: 'https://example.org/x', name: 'x', checksums: { sha256: 'ab' } },
    { checksums: { sha256: 'ab' } },
    undefined,
  ],
  [
    'BUG-04 a vector of a direction that is not periodic may be null',
    'structures',
    {
      dimension_types: [1, 1, 0],
      lattice_vectors: [
        [1, 0, 0],
        [0, 1, 0],
        [null, null, null],
      ],
      structure_features: [],
    },
    {
      lattice_vectors: [
        [1, 0, 0],
        [0, 1, 0],
        [null, null, null],
      ],
    },
    undefined,
  ],
  [
    'BUG-04 but not in part',
    'structures',
    {
      dimension_types: [1, 1, 0],
      lattice_vectors: [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, null],
      ],
      structure_features: [],
    },
    { lattice_vectors: undefined },
    'rule-broken',
  ],
  [
    'BUG-06 a span and a kind of optimization',
    'structures',
    { ...salt, site_coordinate_span: 'unit_cell', optimization_type: 'none' },
    { site_coordinate_span: 'unit_cell', optimization_type: 'none' },
    undefined,
  ],
];

describe('entries that are not as they should be', () => {
  test.each(
    rows.map(([name, type, attributes, served, issue]) => ({ name, type, attributes, served, issue })),
  )('$name', async ({ type, attributes, served, issue }) => {
    const { data, report } = await serveEntry(type, attributes);
    if (served === null) expect(data).toBeNull();
    else {
      const shown = Object.keys(served).map((name) => [name, data?.attributes[name]]);
      expect(Object.fromEntries(shown)).toEqual(served);
    }
    const codes = report.issues.filter(({ severity }) => severity !== 'note' || issue !== undefined);
    if (issue === undefined) expect(report.counts.error, JSON.stringify(report.issues)).toBe(0);
    else expect(codes.map(({ code }) => code)).toContain(issue);
    if (type === 'structures' && data !== null) expect(faultsOf(data.attributes)).toEqual([]);
  });

  test('PFX-02 a source without any prefix is served under that of examples, with a warning', async () => {
    const { report, database } = await ingestLines('odd', [
      { type: 'calculations', id: '1', attributes: {} },
    ]);
    expect(database.description.provider.prefix).toBe('exmpl');
    expect(report.issues.map(({ code }) => code)).toContain('prefix-unregistered');
  });

  test('STR-09 the same entry comes in the same form each time', async () => {
    const [first, second] = [
      await askOdd('/odd/v1/structures/alloy'),
      await askOdd('/odd/v1/structures/alloy'),
    ];
    expect(first.at('/data')).toEqual(second.at('/data'));
  });
});

/** Names of the rules for structures that some attributes break. */
function faultsOf(attributes: JsonObject): readonly string[] {
  return entryRulesFor('structures')
    .filter(({ severity }) => severity === 'error')
    .flatMap((rule) => rule.check(attributes as never) ?? [])
    .map(({ message }) => message);
}

test('STR-01..06 no structure that is served breaks a rule', async () => {
  const data = (await askOdd('/odd/v1/structures')).at('/data') as { attributes: JsonObject }[];
  for (const { attributes } of data) expect(faultsOf(attributes)).toEqual([]);
});
