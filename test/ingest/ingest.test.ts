import { expect, test } from 'vitest';
import { MemoryWriter } from '../../src/backend/index.ts';
import type { JsonObject } from '../../src/base/index.ts';
import type { IngestHooks, IngestOptions, IngestProgress, IngestResult } from '../../src/ingest/index.ts';
import { ingest } from '../../src/ingest/index.ts';
import { singleFileTree } from '../../src/ingest/source/tree/single-file-tree.ts';
import { formatReport, SourceError } from '../../src/ingest/without-reading.ts';
import { parseTimestamp } from '../../src/standard/index.ts';
import { generatedSource, memorySource } from './reader/memory-source.ts';

const plainOptions: IngestOptions = {
  prefix: undefined,
  aliases: {},
  lengthAliases: {},
  providerFields: {},
  strict: false,
};

const ingestedAt = '2026-01-01T00:00:00Z';

interface Ingested extends IngestResult {
  readonly writers: readonly MemoryWriter[];
  /** Attributes by id, of entries of all types. */
  readonly attributes: Readonly<Record<string, JsonObject>>;
}

/** Ingests JSON Lines made of these values. */
async function ingestLines(
  lines: readonly JsonObject[],
  options: Partial<IngestOptions> = {},
  hooks: Partial<IngestHooks> = {},
): Promise<Ingested> {
  const written = new Map<MemoryWriter, Record<string, JsonObject>>();
  const makeWriter = () => {
    const writer = new RecordingWriter();
    written.set(writer, writer.attributes);
    return writer;
  };
  const source = memorySource(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const result = await ingest(source, makeWriter, { ...plainOptions, ...options }, { ingestedAt, ...hooks });
  const writers = [...written.keys()];
  return { ...result, writers, attributes: written.get(writers.at(-1)!) ?? {} };
}

/** Remembers what it was given, as it was given. */
class RecordingWriter extends MemoryWriter {
  readonly attributes: Record<string, JsonObject> = {};

  override write(...[entry, ...others]: Parameters<MemoryWriter['write']>): void {
    this.attributes[entry.id] ??= { ...entry.attributes };
    super.write(entry, ...others);
  }
}

const header = { 'x-optimade': { api_version: '1.3.0' } };
const entry = (id: string, attributes: JsonObject = {}, type = 'calculations'): JsonObject => ({
  type,
  id,
  attributes,
});
const info = (properties: JsonObject, type = 'calculations'): JsonObject => ({
  type: 'info',
  id: type,
  description: 'd',
  properties,
});
const timestamp = { description: 'A day.', type: 'timestamp', unit: null };
/** More entries than are read ahead. */
const many = (attributes: JsonObject): JsonObject[] =>
  Array.from({ length: 1200 }, (_, index) =>
    entry(`n${index}`, { ...attributes, filler: 'x'.repeat(5_000) }),
  );

test('describes what was published', async () => {
  const { description, report } = await ingestLines([
    header,
    {
      meta: { provider: { name: 'N', description: 'D', prefix: '_own' }, database: { id: 'x', name: 'DB' } },
    },
    info({ _own_energy: { description: 'E', type: 'float', unit: 'eV' } }),
    entry('a', { _own_energy: 1, flags: [true], note: null }),
    entry('b', { flags: [false, null] }),
  ]);
  expect(description).toMatchObject({
    provider: { name: 'N', description: 'D', prefix: 'own' },
    database: { name: 'DB' },
    ingestedAt,
  });
  expect(description?.database).not.toHaveProperty('id');
  const { properties, ...calculations } = description!.entryTypes.calculations!;
  expect(calculations).toMatchObject({
    count: 2,
    knownCounts: { _own_energy: 1, _own_flags: 2 },
    declaredProperties: ['_own_energy'],
  });
  expect(properties._own_energy).toMatchObject({ 'x-optimade-type': 'float', type: ['number', 'null'] });
  expect(properties._own_flags).toMatchObject({
    'x-optimade-type': 'list',
    type: ['array'],
    items: { 'x-optimade-type': 'boolean', type: ['boolean', 'null'] },
  });
  expect(properties).not.toHaveProperty('_own_note');
  expect(description?.entryTypes).toMatchObject({ structures: { count: 0 }, files: { count: 0 } });
  expect(report).toMatchObject({ hasErrors: false, prefix: 'own', format: 'OPTIMADE JSON Lines' });
});

test('the data version changes with the way of reading, and with nothing else', async () => {
  const versionOf = async (options: Partial<IngestOptions>) =>
    (await ingestLines([entry('a', { x: 1 })], options)).description?.dataVersion;
  expect(await versionOf({})).toBe(await versionOf({}));
  expect(await versionOf({ prefix: 'other' })).not.toBe(await versionOf({}));
});

const prefixes: readonly (readonly [
  string,
  readonly JsonObject[],
  Partial<IngestOptions>,
  string,
  boolean,
])[] = [
  [
    'the options',
    [{ meta: { provider: { prefix: 'm' } } }, entry('a', { _n_x: 1 })],
    { prefix: 'o' },
    'o',
    false,
  ],
  ['the meta', [{ meta: { provider: { prefix: '_m_' } } }, entry('a', { _n_x: 1 })], {}, 'm', false],
  ['the only prefix of properties', [entry('a', { _n_x: 1 }), entry('b', { _n_y: 1 })], {}, 'n', false],
  ['the only prefix of definitions', [info({ _n_x: {} }), entry('a')], {}, 'n', false],
  ['the prefix of a custom type', [entry('a', {}, '_n_things')], {}, 'n', false],
  ['nothing, where there are several', [entry('a', { _n_x: 1, _m_y: 1 })], {}, 'exmpl', true],
  ['nothing, where there is none', [entry('a')], {}, 'exmpl', true],
  [
    'a prefix that cannot be one',
    [{ meta: { provider: { prefix: 'No Prefix' } } }, entry('a')],
    {},
    'exmpl',
    true,
  ],
];

for (const [name, lines, options, prefix, warned] of prefixes) {
  test(`the own prefix follows from ${name}`, async () => {
    const { report, description } = await ingestLines([header, ...lines], options);
    expect(report.prefix).toBe(prefix);
    expect(description?.provider.prefix).toBe(prefix);
    expect(report.issues.some(({ code }) => code === 'prefix-unregistered')).toBe(warned);
  });
}

test('a definition that comes late is honored, and entries are read again where it must be', async () => {
  const day = '2020-01-01T01:00:00+01:00';
  const late = await ingestLines([
    header,
    ...many({ day }),
    info({ _exmpl_day: timestamp }),
    entry('z', { day }),
  ]);
  expect(late.writers).toHaveLength(2);
  for (const id of ['n0', 'n1199', 'z'])
    expect(late.attributes[id]?._exmpl_day).toBe(parseTimestamp(day)?.utc);
  expect(late.report.entryTypes.calculations).toMatchObject({ read: 1201, stored: 1201 });
  expect(late.description?.entryTypes.calculations?.properties._exmpl_day).toMatchObject({
    'x-optimade-type': 'timestamp',
    description: 'A day.',
  });
});

test('a definition that comes late but before its values needs no second reading', async () => {
  const late = await ingestLines([
    header,
    ...many({}),
    info({ _exmpl_day: timestamp }),
    entry('z', { day: 'x' }),
  ]);
  expect(late.writers).toHaveLength(1);
  expect(late.attributes.z).not.toHaveProperty('_exmpl_day');
  expect(late.report.issues).toMatchObject([
    { code: 'value-invalid', property: '_exmpl_day' },
    {},
    {},
    {},
    {},
  ]);
});

test('files put one after the other need no second reading', async () => {
  const part = [header, info({ _exmpl_day: timestamp }), ...many({ _exmpl_day: '2020-01-01T00:00:00Z' })];
  const joined = await ingestLines([...part, header, info({ _exmpl_day: { type: 'string' } }), entry('z')]);
  expect(joined.writers).toHaveLength(1);
  expect(joined.description?.entryTypes.calculations?.properties._exmpl_day).toMatchObject({
    'x-optimade-type': 'timestamp',
  });
});

test('a prefix that comes late is used for all entries', async () => {
  const late = await ingestLines([header, ...many({ x: 1 }), { meta: { provider: { prefix: 'late' } } }]);
  expect(late.writers).toHaveLength(2);
  expect(late.attributes.n0).toHaveProperty('_late_x');
  expect(late.report.prefix).toBe('late');
});

test('the configuration declares, but the source knows better', async () => {
  const providerFields = {
    calculations: [
      { name: 'gap', type: 'float', description: 'of the configuration', unit: 'eV' },
      { name: 'energy', type: 'integer' },
      { name: 'unused' },
    ],
  };
  const { description } = await ingestLines(
    [
      header,
      info({ _exmpl_energy: { description: 'of the source', type: 'float' } }),
      entry('a', { gap: 1, energy: 2 }),
    ],
    { providerFields, lengthAliases: { calculations: { names: 'gap' } }, prefix: 'exmpl' },
  );
  const calculations = description!.entryTypes.calculations!;
  expect(calculations.properties._exmpl_gap).toMatchObject({
    'x-optimade-type': 'float',
    description: 'of the configuration',
  });
  expect(calculations.properties._exmpl_energy).toMatchObject({
    'x-optimade-type': 'float',
    description: 'of the source',
  });
  expect(calculations.properties).toHaveProperty('_exmpl_unused');
  expect(calculations.lengthAliases).toEqual({ _exmpl_names: '_exmpl_gap' });
});

test('what a definition leaves open is learned from the values', async () => {
  const fields = [
    { name: 'd', type: 'dictionary', description: 'kept' },
    { name: 'l', type: 'list' },
    { name: 'u' },
  ];
  const { description } = await ingestLines([entry('a', { d: { k: 1 }, l: ['x'], u: 2.5 })], {
    providerFields: { calculations: fields },
  });
  expect(description?.entryTypes.calculations?.properties).toMatchObject({
    _exmpl_d: { description: 'kept', properties: { k: { 'x-optimade-type': 'integer' } } },
    _exmpl_l: { items: { 'x-optimade-type': 'string' } },
    _exmpl_u: { 'x-optimade-type': 'float' },
  });
});

test('values of different kinds make an opaque property', async () => {
  const { description, report } = await ingestLines([entry('a', { x: 1 }), entry('b', { x: 'y' })]);
  expect(description?.entryTypes.calculations?.properties._exmpl_x).toMatchObject({
    'x-optimade-type': '_exmpl_mixed',
    type: ['string', 'integer'],
  });
  expect(report.issues.map(({ code }) => code)).toContain('definition-mixed');
});

test('a custom entry type has the common properties and its own', async () => {
  const { description } = await ingestLines([
    header,
    info({ _exmpl_mass: { type: 'float' } }, '_exmpl_things'),
    entry('a', { _exmpl_mass: 1, last_modified: '2020-01-01T00:00:00Z' }, '_exmpl_things'),
  ]);
  const things = description?.entryTypes._exmpl_things;
  expect(things).toMatchObject({ count: 1, description: 'd', declaredProperties: ['_exmpl_mass'] });
  expect(Object.keys(things!.properties).sort()).toEqual([
    '_exmpl_mass',
    'id',
    'immutable_id',
    'last_modified',
    'type',
  ]);
});

test('an info line without a type speaks of the only type there is', async () => {
  const { description } = await ingestLines([
    header,
    {
      description: 'An old way.',
      properties: { _n_e: { type: 'float' } },
      formats: ['json'],
      output_fields_by_format: {},
    },
    entry('a', { _n_e: 1 }),
  ]);
  expect(description?.entryTypes.calculations?.declaredProperties).toEqual(['_n_e']);
});

test('duplicates are rejected, the first stands', async () => {
  const { report, description } = await ingestLines([
    entry('a', { immutable_id: '1' }),
    entry('b'),
    entry('a'),
  ]);
  expect(report.entryTypes.calculations).toMatchObject({ read: 3, stored: 2, rejected: 1 });
  expect(report.issues[0]).toMatchObject({ code: 'entry-duplicate', examples: [{ id: 'a', line: 3 }] });
  expect(description?.entryTypes.calculations).toMatchObject({ count: 2, knownCounts: { immutable_id: 1 } });
});

test('a malformed line is reported with its number, and the rest is served', async () => {
  const source = memorySource(
    `${JSON.stringify(entry('a'))}\n{"type": "calculations", "id"\n${JSON.stringify(entry('b'))}\n`,
  );
  const { report, description } = await ingest(source, () => new MemoryWriter(), plainOptions, {
    ingestedAt,
  });
  expect(report.malformed).toBe(1);
  expect(report.issues[0]).toMatchObject({ code: 'record-malformed', examples: [{ line: 2 }] });
  expect(description?.entryTypes.calculations?.count).toBe(2);
});

test('strict publishes nothing where there is an error, and all where there is a warning', async () => {
  const bad = await ingestLines([entry('a', { last_modified: 'x' })], { strict: true });
  expect(bad.description).toBeUndefined();
  expect(bad.report.hasErrors).toBe(true);
  expect(() => bad.writers[0]!.backend).toThrow();
  const doubtful = await ingestLines([entry('a')], { strict: true });
  expect(doubtful.report.counts.warning).toBe(1);
  expect(doubtful.description).toBeDefined();
});

test('nothing is published where nothing can be served', async () => {
  const { description, report } = await ingestLines([header, { ...entry('a'), id: null }]);
  expect(description).toBeUndefined();
  expect(report.issues.map(({ code }) => code)).toContain('nothing-stored');
});

test('a later version of the standard is refused', async () => {
  const lines = [{ 'x-optimade': { api_version: '2.0.0' } }, entry('a')];
  await expect(ingestLines(lines)).rejects.toThrow(SourceError);
});

test('calling off aborts the writer and throws the reason', async () => {
  const controller = new AbortController();
  const aborted: string[] = [];
  class Watched extends MemoryWriter {
    override async abort(): Promise<void> {
      aborted.push('aborted');
    }
    override write(...parameters: Parameters<MemoryWriter['write']>): void {
      super.write(...parameters);
      controller.abort(new Error('called off'));
    }
  }
  const source = memorySource(...many({}).map((line) => `${JSON.stringify(line)}\n`));
  const hooks = { ingestedAt, signal: controller.signal };
  await expect(ingest(source, () => new Watched(), plainOptions, hooks)).rejects.toThrow('called off');
  expect(aborted).toEqual(['aborted']);
});

test('more entries than there may be end the ingestion, wherever they stand', async () => {
  for (const count of [3, 1200]) {
    const lines = Array.from({ length: count }, (_, index) => entry(`n${index}`));
    await expect(ingestLines(lines, {}, { entriesMax: count - 1 })).rejects.toMatchObject({
      name: 'SourceError',
      reason: 'limit',
      problem: `holds more than ${count - 1} entries, the most that entries-max allows`,
    });
    const { description } = await ingestLines(lines, {}, { entriesMax: count });
    expect(description?.entryTypes.calculations?.count).toBe(count);
  }
});

test('a source that fails in the middle aborts the writer', async () => {
  let aborted = false;
  class Watched extends MemoryWriter {
    override async abort(): Promise<void> {
      aborted = true;
    }
  }
  const source = generatedSource(function* () {
    for (const line of many({})) yield Buffer.from(`${JSON.stringify(line)}\n`);
    throw new SourceError('memory', 'is cut off');
  });
  const reading = ingest(source, () => new Watched(), plainOptions, { ingestedAt });
  await expect(reading).rejects.toThrow('is cut off');
  expect(aborted).toBe(true);
});

test('progress is told as a fraction of the bytes on disk', async () => {
  const bytes = Buffer.from(JSON.stringify([entry('a')]));
  const tree = singleFileTree({
    path: 'a.json',
    location: 'memory',
    sizeBytes: bytes.length * 2,
    modifiedAt: undefined,
    readStored: async function* () {
      yield bytes;
      yield Buffer.alloc(bytes.length * 2, ' ');
    },
  });
  const told: IngestProgress[] = [];
  const hooks = { ingestedAt, onProgress: (progress: IngestProgress) => told.push(progress) };
  await ingest({ ...memorySource(), tree }, () => new MemoryWriter(), plainOptions, hooks);
  expect(told.filter(({ stage }) => stage === 'reading')).toEqual([
    { stage: 'reading', fraction: 0.5, entries: 0, files: 1 },
    { stage: 'reading', fraction: 1, entries: 0, files: 1 },
  ]);
});

test('the report groups equal issues, and is short for people', async () => {
  const bad = Array.from({ length: 9 }, (_, index) => entry(`b${index}`, { last_modified: 'x' }));
  const { report } = await ingestLines([...bad, entry('ok')], { prefix: 'exmpl' });
  expect(report.issues).toMatchObject([{ code: 'value-invalid', property: 'last_modified', count: 9 }]);
  expect(report.issues[0]!.examples.map(({ id, line }) => [id, line])).toEqual([
    ['b0', 1],
    ['b1', 2],
    ['b2', 3],
  ]);
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  expect(formatReport(report).split('\n')).toEqual([
    'memory: OPTIMADE JSON Lines without a header, own prefix "exmpl"',
    'calculations: 10 entries',
    'error: calculations.last_modified: last_modified is "x", which is no date-time → set to unknown [9 times] (line 1, "b0"; line 2, "b1"; line 3, "b2", …)',
    '9 errors, 0 warnings, 0 notes',
  ]);
});
