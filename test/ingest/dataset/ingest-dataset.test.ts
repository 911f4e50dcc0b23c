// Folders and bundles from end to end: planned, read, normalized, stored.
import { expect, test } from 'vitest';
import type { ArchiveNode } from '../../../src/backend/index.ts';
import { MemoryWriter } from '../../../src/backend/index.ts';
import type { IngestHooks, IngestOptions, IngestResult } from '../../../src/ingest/index.ts';
import { ingest } from '../../../src/ingest/index.ts';
import { formatReport } from '../../../src/ingest/without-reading.ts';
import type { Entry } from '../../../src/standard/index.ts';
import { standardEntryTypes } from '../../../src/standard/index.ts';
import { memoryFiles } from '../reader/memory-source.ts';
import type { Contents } from './dataset-scene.ts';
import { atom, cif } from './dataset-scene.ts';

interface Ingested extends IngestResult {
  readonly entries: readonly Entry[];
  readonly writer: MemoryWriter;
}

class RecordingWriter extends MemoryWriter {
  readonly entries: Entry[] = [];

  override write(...[entry, ...others]: Parameters<MemoryWriter['write']>): void {
    this.entries.push(entry);
    super.write(entry, ...others);
  }
}

async function ingestFiles(
  contents: Contents,
  options: Partial<IngestOptions> = {},
  hooks: Partial<IngestHooks> = {},
): Promise<Ingested> {
  const writer = new RecordingWriter();
  const plain = { prefix: undefined, aliases: {}, lengthAliases: {}, providerFields: {}, strict: false };
  const ingestedAt = '2026-01-01T00:00:00Z';
  const all = { ...plain, ...options };
  const result = await ingest(memoryFiles(contents), () => writer, all, { ingestedAt, ...hooks });
  return { ...result, entries: writer.entries, writer };
}

function textOf(node: ArchiveNode | undefined): string {
  return Buffer.concat([...node!.read()]).toString();
}

const structures = { 'a.cif': cif('H'), 'b.cif': cif('O') };

test('a folder with a table is served with its properties, under the prefix of examples', async () => {
  const { entries, report, description } = await ingestFiles({
    ...structures,
    't.csv': 'id,gap\na,1.5\nb,2\n',
  });
  expect(entries.map(({ type, id, attributes }) => [type, id, attributes._exmpl_gap])).toEqual([
    ['structures', 'a', 1.5],
    ['structures', 'b', 2],
  ]);
  expect(description?.entryTypes.structures?.properties._exmpl_gap?.['x-optimade-type']).toBe('float');
  expect(report).toMatchObject({ files: 3, malformed: 0, prefix: 'exmpl' });
  expect(report.issues.map(({ code }) => code).sort()).toEqual([
    'definition-inferred',
    'prefix-unregistered',
  ]);
});

const config = `
config_version: 0.1.0
database_description: Gaps of gases
entries:
  - entry_type: structures
    entry_paths: [{ file: a.cif }, { file: b.cif }]
    property_paths: [{ file: t.csv }]
    property_definitions:
      - { name: gap, title: Gap, type: float, unit: eV, maps_to: "https://example.org/gap" }
`;

test('what optimade.yaml says of the data is what they say of themselves', async () => {
  const contents = { ...structures, 't.csv': 'id,gap\na,1\n', 'optimade.yaml': config };
  const { entries, description } = await ingestFiles(contents, { prefix: 'own' });
  expect(entries.map(({ attributes }) => attributes._own_gap)).toEqual([1, undefined]);
  expect(description?.database).toEqual({ description: 'Gaps of gases' });
  expect(description?.entryTypes.structures?.properties._own_gap).toMatchObject({
    title: 'Gap',
    'x-optimade-unit': 'eV',
    'x-optimade-definition': { resources: [{ 'resource-id': 'https://example.org/gap' }] },
  });
});

test('what respawn.yaml settles holds where the options leave it open', async () => {
  const contents = { 'a.xyz': atom('H').repeat(2), 'respawn.yaml': 'prefix: own\nframes: all\n' };
  const open = await ingestFiles(contents);
  expect([open.report.prefix, open.entries.length]).toEqual(['own', 2]);
  const told = await ingestFiles(contents, { prefix: 'other', frames: 'last' });
  expect([told.report.prefix, told.entries.length]).toEqual(['other', 1]);
});

test('issues are grouped by reason, and placed by file and line', async () => {
  const bad = Object.fromEntries(
    ['c', 'd', 'e', 'f'].map((name, index) => [`${name}.xyz`, `${index + 2}\n\nH 0 0 0\n`]),
  );
  const { report } = await ingestFiles(
    { ...bad, 'a.xyz': atom('H'), 'b.xyz': '1\n\nQq 0 0 0\n' },
    { prefix: 'own' },
  );
  expect(report).toMatchObject({ malformed: 5, hasErrors: true, files: 6 });
  expect(formatReport(report).split('\n')).toEqual([
    'memory: 6 XYZ files in files in memory, own prefix "own"',
    'structures: 1 entry',
    'error: File that cannot be read: announces 2 atoms, of which 1 follow → left out [4 times] (c.xyz:1; d.xyz:1; e.xyz:1, …)',
    'error: File that cannot be read: has "Qq", which names no element → left out (b.xyz:3)',
    '5 errors, 0 warnings, 0 notes',
  ]);
});

test('an entry that comes twice is told of with both its files', async () => {
  const line = (id: string) => JSON.stringify({ type: 'structures', id, attributes: {} });
  const contents = { 'structures/a.json': line('same'), 'structures/b.json': line('same') };
  const { report } = await ingestFiles(contents, { prefix: 'own' });
  const duplicate = report.issues.find(({ code }) => code === 'entry-duplicate');
  expect(duplicate?.examples).toEqual([
    {
      id: 'same',
      line: 1,
      file: 'structures/b.json',
      detail: 'line 1 of structures/a.json has an entry of the same type and id already',
    },
  ]);
});

test('raw files become entries of files, archives do not', async () => {
  const contents = {
    'structures/a.cif': cif('H'),
    'archive/structures/a.json': '{"run":1}',
    'files/out/run.txt': 'energy -1',
  };
  const { entries, writer } = await ingestFiles(contents, { prefix: 'own' });
  expect(entries.map(({ type, id }) => `${type} ${id}`)).toEqual(['structures a', 'files out/run.txt']);
  expect(entries[1]?.attributes).toMatchObject({ name: 'run.txt', size: 9, media_type: 'text/plain' });
  const archive = writer.archives.findByEntry({ type: 'structures', id: 'a' });
  expect(archive?.mainFile).toBe('structures/a.json');
  expect(textOf(writer.archives.open(archive!))).toBe('{"run":1}');
});

test('progress tells the stage, the files and the entries', async () => {
  const stages: string[] = [];
  const files = new Set<number | undefined>();
  await ingestFiles(
    structures,
    {},
    {
      onProgress: (progress) => {
        if (stages.at(-1) !== progress.stage) stages.push(progress.stage);
        if (progress.stage === 'reading') files.add(progress.files);
        expect(progress.fraction).toBeGreaterThanOrEqual(0);
        expect(progress.fraction).toBeLessThanOrEqual(1);
      },
    },
  );
  expect(stages).toEqual(['surveying', 'reading']);
  expect([...files]).toEqual([1, 2]);
});

test.each(['declared', 'computed'] as const)(
  'symmetry has metadata that are defined: %s',
  async (symmetry) => {
    const { entries, description } = await ingestFiles({ 'a.cif': cif('H') }, { prefix: 'x', symmetry });
    const metadata = entries[0]?.meta?.property_metadata as Record<string, Record<string, unknown>>;
    expect(metadata.space_group_it_number?._x_symmetry_source).toBe(symmetry);
    for (const [property, values] of Object.entries(metadata)) {
      const definition = description!.entryTypes.structures!.properties[property]!;
      const { properties } = definition['x-optimade-metadata-definition'] as { properties: object };
      expect(Object.keys(properties)).toEqual(expect.arrayContaining(Object.keys(values)));
      expect(definition['x-optimade-unit-definitions']).toEqual([
        expect.objectContaining({ symbol: 'angstrom' }),
      ]);
    }
  },
);

test('metadata of standard properties are as the source defines them, the first time', async () => {
  const metadata = (key: string) => ({
    'x-optimade-metadata-definition': {
      'x-optimade-type': 'dictionary',
      properties: { [key]: { 'x-optimade-type': 'string', 'x-optimade-unit': 'inapplicable' } },
    },
  });
  const infos = ['_x_origin', '_x_other'].map((key) => ({
    type: 'info',
    id: 'structures',
    properties: { nsites: { ...metadata(key), title: 'of another', type: 'string' } },
  }));
  const lines = [{ 'x-optimade': { api_version: '1.3.0' } }, ...infos];
  const text = lines.map((line) => JSON.stringify(line)).join('\n');
  const entry = JSON.stringify({ type: 'structures', id: 'a', attributes: { nsites: 1 } });
  const { description } = await ingestFiles({ 'a.jsonl': `${text}\n${entry}\n` });
  const { nsites } = description!.entryTypes.structures!.properties;
  expect(nsites).toMatchObject({
    title: standardEntryTypes.get('structures')!.properties.nsites!.title,
    'x-optimade-type': 'integer',
    'x-optimade-metadata-definition': { properties: { _x_origin: { 'x-optimade-type': 'string' } } },
  });
  expect(JSON.stringify(nsites)).not.toContain('_x_other');
});
