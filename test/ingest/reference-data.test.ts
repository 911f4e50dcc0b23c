// Ingests what the reference implementation and other tools ship as their own test data.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MemoryWriter } from '../../src/backend/index.ts';
import type { JsonObject } from '../../src/base/index.ts';
import type { IngestOptions, IngestReport } from '../../src/ingest/index.ts';
import { ingest, openSource } from '../../src/ingest/index.ts';
import type { Entry } from '../../src/standard/index.ts';
import { memorySource } from './reader/memory-source.ts';

const reference = join(import.meta.dirname, '../../../shared/reference');
const missing = !existsSync(reference);
const reason = missing ? ' (skipped: ../shared/reference is not there)' : '';

const plainOptions: IngestOptions = {
  prefix: undefined,
  aliases: {},
  lengthAliases: {},
  providerFields: {},
  strict: false,
};

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(reference, path), 'utf8'));
}

function configuredOptions(): IngestOptions {
  const config = readJson('python-tools/config.json') as {
    provider: { prefix: string };
    aliases: IngestOptions['aliases'];
    length_aliases: IngestOptions['lengthAliases'];
    provider_fields: Record<string, (string | { name: string })[]>;
  };
  return {
    ...plainOptions,
    prefix: config.provider.prefix,
    aliases: config.aliases,
    lengthAliases: config.length_aliases,
    providerFields: Object.fromEntries(
      Object.entries(config.provider_fields).map(([type, fields]) => [
        type,
        fields.map((field) => (typeof field === 'string' ? { name: field } : field)),
      ]),
    ),
  };
}

class RecordingWriter extends MemoryWriter {
  readonly entries: Entry[] = [];

  override write(...[entry, ...others]: Parameters<MemoryWriter['write']>): void {
    this.entries.push(entry);
    super.write(entry, ...others);
  }
}

interface Ingested {
  readonly entries: readonly Entry[];
  readonly report: IngestReport;
}

async function ingestFile(path: string, options: IngestOptions): Promise<Ingested> {
  const writer = new RecordingWriter();
  const source = await openSource(join(reference, path));
  const { report } = await ingest(source, () => writer, options, { ingestedAt: '2026-01-01T00:00:00Z' });
  return { entries: writer.entries, report };
}

async function ingestOne(document: unknown): Promise<Ingested> {
  const writer = new RecordingWriter();
  const source = memorySource(JSON.stringify([document]));
  const hooks = { ingestedAt: '2026-01-01T00:00:00Z' };
  const { report } = await ingest(source, () => writer, configuredOptions(), hooks);
  return { entries: writer.entries, report };
}

/** The faults of the data, without notes. */
function faultsOf({ issues }: IngestReport): string[] {
  return issues
    .filter(({ severity }) => severity !== 'note')
    .map(({ code, property }) => `${code} ${property}`);
}

/** Which property each of the bad structures is bad in. */
const badProperties = [
  'species',
  'cartesian_site_positions',
  'species_at_sites',
  'nsites',
  'elements_ratios',
  'chemical_formula_reduced',
  'species_at_sites',
  'elements',
  'structure_features',
  'structure_features',
  'relationships',
  'lattice_vectors',
  'lattice_vectors',
  'cartesian_site_positions',
  'cartesian_site_positions',
  'lattice_vectors',
  'lattice_vectors',
  'lattice_vectors',
  'nperiodic_dimensions',
  'cartesian_site_positions',
  'structure_features',
  'species',
  'structure_features',
  'elements',
  'structure_features',
  'structure_features',
  'chemical_formula_hill',
  'species',
  'last_modified',
  'space_group_symmetry_operations_xyz',
  'nperiodic_dimensions',
];

describe.skipIf(missing)(`the models of the reference${reason}`, () => {
  test.each(badProperties.map((property, index) => [index, property] as const))(
    'bad structure %i gives an issue that names %s',
    async (index, property) => {
      const documents = readJson('python-tools/models/test_bad_structures.json') as unknown[];
      expect(documents).toHaveLength(badProperties.length);
      const { report } = await ingestOne(documents[index]);
      const named = report.issues
        .filter(({ severity }) => severity !== 'note')
        .map((issue) => issue.property);
      expect(named).toContain(property);
    },
  );

  test.each(['structures', 'references'])('good %s give none', async (type) => {
    for (const document of readJson(`python-tools/models/test_good_${type}.json`) as unknown[]) {
      const { entries, report } = await ingestOne(document);
      expect(faultsOf(report)).toEqual([]);
      expect(entries).toHaveLength(1);
    }
  });
});

describe.skipIf(missing)(`whole files of other tools${reason}`, () => {
  test('the data of the reference server are served as they are', async () => {
    const { entries, report } = await ingestFile('python-tools/test_data.jsonl', configuredOptions());
    expect(report.issues).toEqual([]);
    expect(entries).toHaveLength(24);
    const { aliases } = configuredOptions();
    const lines = readFileSync(join(reference, 'python-tools/test_data.jsonl'), 'utf8').trim().split('\n');
    const given = lines
      .map((line) => JSON.parse(line) as JsonObject)
      .filter(({ attributes }) => attributes !== undefined);
    for (const [index, { type, id, attributes }] of given.entries()) {
      const entry = entries[index]!;
      expect([entry.type, entry.id]).toEqual([type, id]);
      const served = serve(attributes as JsonObject, aliases[type as string] ?? {});
      expect({ ...entry.attributes }).toEqual(served);
    }
  });

  test('flat documents of a database dump', async () => {
    const { entries, report } = await ingestFile('necroptimade/test_structures.json', plainOptions);
    expect(faultsOf(report)).toEqual(['relationship-dangling references']);
    expect(report.prefix).toBe('exmpl');
    expect(entries).toHaveLength(17);
    expect(entries[0]?.attributes).toMatchObject({
      immutable_id: '5cfb441f053b174410700d02',
      last_modified: '2019-06-08T05:13:37.331Z',
      _exmpl_chemsys: 'Ac',
    });
  });

  test.each(['direct_from_jsonl/optimade.jsonl', 'direct_from_jsonl_gz/example.jsonl.gz'])(
    'JSON Lines that a converter wrote: %s',
    async (path) => {
      const { entries, report } = await ingestFile(`maker-examples/${path}`, plainOptions);
      expect(faultsOf(report)).toEqual(['not-a-number undefined']);
      expect(report.prefix).toBe('mcloudarchive');
      expect(entries).toHaveLength(3);
      expect(entries[0]?.attributes).toMatchObject({
        chemical_formula_reduced: 'B2Ir5Mg2Zn',
        _mcloudarchive_energy: -0.45,
      });
      expect(entries[1]?.attributes).not.toHaveProperty('_mcloudarchive_structure_description');
    },
  );
});

/** What the file says under the names of the configuration: aliases, prefixes, plain dates; null left out. */
function serve(attributes: JsonObject, aliases: Readonly<Record<string, string>>): JsonObject {
  const served: Record<string, unknown> = {};
  for (const [stored, value] of Object.entries(attributes)) {
    if (value === null) continue;
    const names = Object.keys(aliases).filter((name) => aliases[name] === stored && name !== 'id');
    if (names.length === 0 && Object.values(aliases).includes(stored)) continue;
    const own = stored === 'chemsys' ? '_exmpl_chemsys' : stored;
    const plain = typeof value === 'object' && '$date' in value ? value.$date : value;
    for (const name of names.length === 0 ? [own] : names) served[name] = plain;
  }
  return served as JsonObject;
}
