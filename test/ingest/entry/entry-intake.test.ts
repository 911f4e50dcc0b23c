import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/base/index.ts';
import { limits } from '../../../src/base/index.ts';
import type { IngestOptions } from '../../../src/ingest/ingest-options.ts';
import type { RawEntry } from '../../../src/ingest/reader/source-record.ts';
import { rawEntry, rockSalt, takeEntry } from './take-entry.ts';

type Row = readonly [
  name: string,
  raw: Parameters<typeof rawEntry>[0],
  expected: { id?: string; type?: string; attributes?: JsonObject } | 'rejected',
  issues: readonly string[],
  options?: Partial<IngestOptions>,
];

const calculation = { type: 'calculations' } as const;
const long = 'x'.repeat(limits.entryIdBytesMax + 1);
const typeOnly = { structure_features: [] };

const rows: readonly Row[] = [
  ['keeps what is right', { attributes: rockSalt }, { attributes: rockSalt }, []],
  [
    'takes null and absent for the same',
    { ...calculation, attributes: { immutable_id: null } },
    { attributes: {} },
    [],
  ],

  // Type and id.
  ['needs an id', { id: undefined }, 'rejected', ['id-missing -: entry rejected']],
  ['needs an id that is not empty', { id: '' }, 'rejected', ['id-missing -: entry rejected']],
  ['bounds the id', { id: long }, 'rejected', ['id-too-long -: entry rejected']],
  ['refuses an id with NUL', { id: 'a\0b' }, 'rejected', ['id-unusable -: entry rejected']],
  ['refuses an id that is no Unicode', { id: 'a\uD800' }, 'rejected', ['id-unusable -: entry rejected']],
  ['takes any other id', { id: 'a/%\n"<é\u{1D518}>' }, { id: 'a/%\n"<é\u{1D518}>' }, []],
  [
    'takes the id from an alias, a number as text',
    { attributes: { task_id: 17 } },
    { id: '17', attributes: typeOnly },
    [],
    { aliases: { structures: { id: 'task_id' } } },
  ],
  [
    'keeps the id where the alias has nothing',
    { attributes: {} },
    { id: 'a', attributes: typeOnly },
    [],
    { aliases: { structures: { id: 'task_id' } } },
  ],
  [
    'takes what looks like a structure for one',
    { type: undefined, attributes: { chemical_formula_hill: 'C2H6' } },
    { type: 'structures', attributes: { chemical_formula_hill: 'C2H6', structure_features: [] } },
    ['type-assumed -: changed'],
  ],
  [
    'sees a structure through aliases',
    { type: undefined, attributes: { formula: 'Fe' } },
    { type: 'structures' },
    ['type-assumed -: changed'],
    { aliases: { structures: { chemical_formula_reduced: 'formula' } } },
  ],
  [
    'needs a type',
    { type: undefined, attributes: { title: 'T' } },
    'rejected',
    ['type-missing -: entry rejected'],
  ],
  ['knows the singular', { type: 'structure' }, { type: 'structures' }, ['type-assumed -: changed']],
  ['keeps a prefixed type', { type: '_other_things' }, { type: '_other_things', attributes: {} }, []],
  [
    'prefixes an unknown type',
    { type: 'Phonon Runs' },
    { type: '_exmpl_phonon_runs' },
    ['type-renamed -: changed'],
  ],
  ['refuses a type without letters', { type: '!' }, 'rejected', ['type-invalid -: entry rejected']],

  // Names of properties.
  [
    'serves unknown names under the own prefix',
    { ...calculation, attributes: { energy: -1.5 } },
    { attributes: { _exmpl_energy: -1.5 } },
    ['property-prefixed _exmpl_energy: changed'],
  ],
  [
    'leaves prefixed names alone',
    { ...calculation, attributes: { _exmpl_energy: 1, _other_energy: 2 } },
    { attributes: { _exmpl_energy: 1, _other_energy: 2 } },
    [],
  ],
  [
    'spells names as the standard wants them',
    { ...calculation, attributes: { 'Band-Gap (eV)': 1, _exmpl_bulkModulus: 2, '2d': true } },
    { attributes: { _exmpl_band_gap_ev: 1, _exmpl_bulkmodulus: 2, _exmpl_n2d: true } },
    [
      'property-renamed _exmpl_band_gap_ev: changed',
      'property-renamed _exmpl_bulkmodulus: changed',
      'property-renamed _exmpl_n2d: changed',
    ],
  ],
  [
    'drops a name that would take the place of another',
    { ...calculation, attributes: { energy: 1, Energy: 2 } },
    { attributes: { _exmpl_energy: 1 } },
    ['property-dropped Energy: left out', 'property-prefixed _exmpl_energy: changed'],
  ],
  [
    'drops a name without letters',
    { ...calculation, attributes: { '??': 1 } },
    { attributes: {} },
    ['property-dropped ??: left out'],
  ],
  [
    'lets the prefixed name stand where both are there',
    { ...calculation, attributes: { energy: 1, _exmpl_energy: 2 } },
    { attributes: { _exmpl_energy: 2 } },
    ['property-dropped _exmpl_energy: left out', 'property-prefixed _exmpl_energy: changed'],
  ],
  [
    'prefixes names that attributes must not have',
    { ...calculation, attributes: { links: 'x', files: 'y', id: 'a', type: 'calculations' } },
    { attributes: { _exmpl_links: 'x', _exmpl_files: 'y' } },
    ['property-prefixed _exmpl_files: changed', 'property-prefixed _exmpl_links: changed'],
  ],
  [
    'keeps an id that is not that of the entry',
    { ...calculation, attributes: { id: 'b' } },
    { attributes: { _exmpl_id: 'b' } },
    ['property-prefixed _exmpl_id: changed'],
  ],
  [
    'keeps the keys of dictionaries',
    { ...calculation, attributes: { _exmpl_d: { 'Gga+U': { x: 1 } } } },
    { attributes: { _exmpl_d: { 'Gga+U': { x: 1 } } } },
    [],
  ],
  [
    'serves one stored name under several aliases and not under its own',
    { type: 'references', attributes: { text: 'T', year: '1968' } },
    { attributes: { title: 'T', note: 'T', year: '1968' } },
    [],
    {
      aliases: { references: { title: 'text', note: 'text' } },
    },
  ],
  [
    'lets an alias stand over the name itself',
    { ...calculation, attributes: { immutable_id: 'x', uuid: 'y' } },
    { attributes: { immutable_id: 'y' } },
    ['property-dropped immutable_id: left out'],
    { aliases: { calculations: { immutable_id: 'uuid' } } },
  ],
  [
    'says nothing of names that the configuration announces',
    { ...calculation, attributes: { energy: 1, gap: 2 } },
    { attributes: { _exmpl_energy: 1, _exmpl_gap: 2 } },
    [],
    { providerFields: { calculations: [{ name: 'energy' }, { name: 'gap', type: 'float' }] } },
  ],

  // Values.
  [
    'takes a declared definition seriously',
    { ...calculation, attributes: { _exmpl_energy: '-1.5' } },
    { attributes: {} },
    ['value-invalid _exmpl_energy: set to unknown'],
    { providerFields: { calculations: [{ name: '_exmpl_energy', type: 'float' }] } },
  ],
  [
    'takes integers written as floats, and no text for numbers',
    { attributes: { space_group_it_number: 225.0, nelements: '2' } },
    { attributes: { space_group_it_number: 225, structure_features: [] } },
    ['value-invalid nelements: set to unknown'],
  ],
  [
    'serves moments in UTC with their fraction',
    { ...calculation, attributes: { last_modified: '2020-02-29T23:30:00.1200-01:30' } },
    { attributes: { last_modified: '2020-03-01T01:00:00.1200Z' } },
    [],
  ],
  [
    'takes a moment without a zone as UTC',
    { ...calculation, attributes: { last_modified: '2019-11-12T14:24:37.331000' } },
    { attributes: { last_modified: '2019-11-12T14:24:37.331000Z' } },
    ['value-adjusted last_modified: changed'],
  ],
  [
    'takes a date as its midnight',
    { ...calculation, attributes: { last_modified: '2019-11-12' } },
    { attributes: { last_modified: '2019-11-12T00:00:00Z' } },
    ['value-adjusted last_modified: changed'],
  ],
  [
    'does not guess moments',
    { ...calculation, attributes: { last_modified: '12/11/2019' } },
    { attributes: {} },
    ['value-invalid last_modified: set to unknown'],
  ],
  [
    'does not take the 30th of February',
    { ...calculation, attributes: { last_modified: '2019-02-30T00:00:00Z' } },
    { attributes: {} },
    ['value-invalid last_modified: set to unknown'],
  ],
  [
    'puts dates of extended JSON into UTC, whatever their property',
    { ...calculation, attributes: { _exmpl_day: '2020-01-01T01:00:00+01:00' }, datePaths: ['_exmpl_day'] },
    { attributes: { _exmpl_day: '2020-01-01T00:00:00Z' } },
    [],
  ],
  [
    'wraps a mass that stands alone',
    { attributes: { species: [{ name: 'Fe', chemical_symbols: ['Fe'], concentration: [1], mass: 55.8 }] } },
    {
      attributes: {
        species: [{ name: 'Fe', chemical_symbols: ['Fe'], concentration: [1], mass: [55.8] }],
        structure_features: [],
      },
    },
    ['rule-doubtful species_at_sites: kept', 'value-adjusted species: changed'],
  ],
  [
    'drops null from keys of dictionaries that allow none',
    {
      attributes: {
        ...rockSalt,
        species: (rockSalt.species as JsonObject[]).map((kind) => ({ ...kind, mass: null, attached: null })),
      },
    },
    { attributes: rockSalt },
    [],
  ],
  [
    'takes a whole number for text where text is due',
    { type: 'references', attributes: { title: 'T', year: 1968, volume: 11.5 } },
    { attributes: { title: 'T', year: '1968' } },
    ['value-adjusted year: changed', 'value-invalid volume: set to unknown'],
  ],
  [
    'rejects a file without a URL, which nothing can replace',
    { type: 'files', attributes: { name: 'x.cif', url: true } },
    'rejected',
    ['value-invalid url: entry rejected'],
  ],
  [
    'rejects a file without a name',
    { type: 'files', attributes: { url: 'https://x' } },
    'rejected',
    ['rule-broken name: entry rejected'],
  ],
  [
    'rejects a reference that says nothing',
    { type: 'references' },
    'rejected',
    ['rule-broken -: entry rejected'],
  ],
];

for (const [name, raw, expected, issues, options = {}] of rows) {
  test(name, () => {
    const taken = takeEntry(rawEntry(raw), options);
    expect(taken.issues).toEqual(issues);
    if (expected === 'rejected') {
      expect(taken.entry).toBeUndefined();
      return;
    }
    const { type = raw.type ?? 'structures', id = raw.id ?? 'a', attributes } = expected;
    expect(taken.entry).toMatchObject({ type, id });
    if (attributes !== undefined) expect({ ...taken.entry?.attributes }).toEqual(attributes);
  });
}

test('counts what was read, stored and rejected', () => {
  const { report } = takeEntry(rawEntry({ id: '' }));
  expect(report.entryTypes).toEqual({ structures: { read: 1, stored: 0, rejected: 1, derived: {} } });
  expect(report.hasErrors).toBe(true);
});

test('passes the remarks of the reader on', () => {
  const remarks: RawEntry['remarks'] = [
    { code: 'not-a-number', message: 'NaN was read as unknown.', count: 4 },
  ];
  const { report } = takeEntry(rawEntry({ ...calculation, remarks }));
  expect(report.issues).toMatchObject([{ code: 'not-a-number', count: 4, examples: [{ id: 'a', line: 1 }] }]);
});
