// The examples of optimade-maker with the first entries that it makes of them, compared as its own tests compare.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MemoryWriter } from '../../../src/backend/index.ts';
import type { JsonObject, JsonValue } from '../../../src/base/index.ts';
import type { IngestOptions, IngestReport } from '../../../src/ingest/index.ts';
import { ingest, openSource } from '../../../src/ingest/index.ts';
import type { Entry } from '../../../src/standard/index.ts';

const examples = join(import.meta.dirname, '../../../../shared/reference/maker-examples');
const isMissing = !existsSync(examples);

const options: IngestOptions = {
  prefix: 'optimake',
  aliases: {},
  lengthAliases: {},
  providerFields: {},
  strict: false,
};

class RecordingWriter extends MemoryWriter {
  readonly entries = new Map<string, Entry>();

  override write(...[entry, ...others]: Parameters<MemoryWriter['write']>): void {
    this.entries.set(entry.id, entry);
    super.write(entry, ...others);
  }
}

interface Served {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly report: IngestReport;
}

async function serve(example: string): Promise<Served> {
  const source = await openSource(join(examples, example));
  const writer = new RecordingWriter();
  const own = example.startsWith('direct') ? { ...options, prefix: undefined } : options;
  const hooks = { ingestedAt: '2026-01-01T00:00:00Z' };
  try {
    const { report } = await ingest(source, () => writer, own, hooks);
    return { entries: writer.entries, report };
  } finally {
    await source.tree.close();
  }
}

/** Where an entry is to be another than that of optimade-maker, and why. */
type Difference = readonly [attribute: string, value: unknown, reason: string];

/** In all examples that are not JSON Lines already. */
const everywhere = (hillFormula: string): readonly Difference[] => [
  [
    'chemical_formula_hill',
    hillFormula,
    'where the formula follows from the sites there is no reason to leave it out',
  ],
  [
    'fractional_site_positions',
    expect.any(Array),
    'a property that came after optimade-maker, with OPTIMADE 1.3',
  ],
];
const declaredSymmetry: readonly Difference[] = [
  ['space_group_it_number', 1, 'the symmetry that the CIF declares is passed on'],
  ['space_group_symbol_hall', 'P 1', 'the symmetry that the CIF declares is passed on'],
  ['space_group_symbol_hermann_mauguin', 'P 1', 'the symmetry that the CIF declares is passed on'],
  ['space_group_symmetry_operations_xyz', ['x,y,z'], 'the symmetry that the CIF declares is passed on'],
];
const undated: Difference = [
  'last_modified',
  null,
  'the time of the conversion is none at which the entry was modified; nothing else tells one',
];

const differences: Readonly<Record<string, readonly Difference[]>> = {
  aiida_archive: [
    ...everywhere('C2'),
    ['_optimake_ctime', '2025-02-21T17:24:17.534593Z', 'times are kept in UTC'],
  ],
  bzipped_pymatgen: [...everywhere('Ac4'), undated],
  direct_from_jsonl: [],
  direct_from_jsonl_gz: [],
  simple_zip_of_cif: [...everywhere('C4Ba2N4S4'), ...declaredSymmetry, undated],
  xyz_files_no_compression: [
    ...everywhere('H'),
    undated,
    [
      'lattice_vectors',
      [
        [null, null, null],
        [null, null, null],
        [null, null, null],
      ],
      'a molecule has no lattice; vectors of zeros are none that the standard knows',
    ],
    ['fractional_site_positions', null, 'without a lattice there are no fractions'],
  ],
  zip_of_cif: [...everywhere('C4Ba2N4S4'), ...declaredSymmetry, undated],
  zip_of_cif_and_xyz: [...everywhere('C4Ba2N4S4'), ...declaredSymmetry, undated],
};

const title = `the examples of optimade-maker${isMissing ? ' (skipped: ../shared is not there)' : ''}`;

describe.skipIf(isMissing)(title, () => {
  test.each(Object.entries(differences))('%s: the first entry', async (example, different) => {
    const { entries } = await serve(example);
    const wanted = JSON.parse(readFileSync(join(examples, example, '.testing/first_entry.json'), 'utf8'));
    const { id, type, attributes, relationships } = wanted;
    const entry = entries.get(id);
    expect([...entries.keys()]).toContain(id);
    expect(entry).toMatchObject({ id, type });
    expect(entry?.relationships ?? null).toEqual(relationships);
    const expected = { ...attributes, ...Object.fromEntries(different) };
    expect(comparable(entry!.attributes)).toEqual(comparable(expected));
  });

  test.each<[example: string, ids: string[], issues: string[]]>([
    ['aiida_archive', ['4453cd37-17fd-4022-b571-ccd639bb6bd0', '3 in all'], []],
    ['bzipped_pymatgen', ['agm002133054', '10 in all'], []],
    [
      'direct_from_jsonl',
      ['structures.zip/structures/cifs/55c564f6-ac6a-4122-b8d9-0ad9fe61e961.cif', '3 in all'],
      ['not-a-number'],
    ],
    [
      'direct_from_jsonl_gz',
      ['structures.zip/structures/cifs/55c564f6-ac6a-4122-b8d9-0ad9fe61e961.cif', '3 in all'],
      ['not-a-number'],
    ],
    ['simple_zip_of_cif', ['set1/101', 'set2/102', '2 in all'], []],
    ['xyz_files_no_compression', ['H_1', 'H_2', '2 in all'], []],
    ['zip_of_cif', ['55c564f6-ac6a-4122-b8d9-0ad9fe61e961', '3 in all'], []],
    [
      'zip_of_cif_and_xyz',
      [
        'molecules/benzene.xyz',
        'molecules/butadiene.xyz',
        'set1/55c564f6-ac6a-4122-b8d9-0ad9fe61e961.cif',
        '8 in all',
      ],
      [],
    ],
  ])('%s: the ids, and what is told', async (example, ids, issues) => {
    const { entries, report } = await serve(example);
    const sorted = [...entries.keys()].sort();
    expect([...sorted.slice(0, ids.length - 1), `${entries.size} in all`]).toEqual(ids);
    expect(report.issues.map(({ code }) => code)).toEqual(issues);
  });

  test('a cell that is null or empty is unknown', async () => {
    const { entries } = await serve('zip_of_cif');
    const { attributes } = entries.get('991bec7a-b3a8-49af-ba6d-be5afd685cd4')!;
    expect(attributes._optimake_structure_description ?? null).toBeNull();
    const other = (await serve('simple_zip_of_cif')).entries.get('set2/102')!.attributes;
    expect([other._optimake_energy, other._optimake_list_property ?? null]).toEqual([3.2, null]);
  });
});

/**
 * Cells and positions count to six decimals, species in any order, of `last_modified` only whether it is there. What is
 * unknown may be null or left out.
 */
function comparable(attributes: JsonObject): JsonObject {
  const { last_modified: lastModified, species, ...rest } = attributes;
  const known = Object.entries(rest).filter(([, value]) => value !== null);
  return {
    ...Object.fromEntries(known),
    isDated: lastModified !== null && lastModified !== undefined,
    lattice_vectors: rounded(rest.lattice_vectors ?? null),
    cartesian_site_positions: rounded(rest.cartesian_site_positions ?? null),
    species: (species as JsonObject[])
      .map((each) => Object.fromEntries(Object.entries(each).filter(([, value]) => value !== null)))
      .sort((one, other) => (String(one.name) < String(other.name) ? -1 : 1)),
  };
}

function rounded(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(rounded);
  return typeof value === 'number' ? Math.round(value * 1e6) / 1e6 + 0 : value;
}
