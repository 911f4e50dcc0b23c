import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/base/index.ts';
import { JsonLinesWriter } from '../../../src/ingest/index.ts';
import { checkDocument } from '../../../src/standard/checking.ts';
import { rockSalt } from '../entry/take-entry.ts';
import { memoryFiles, memorySource } from '../reader/memory-source.ts';
import { convert, fileDescription } from './converted.ts';

const header = { 'x-optimade': { api_version: '1.3.0' } };
const provider = { name: 'P', description: 'D', prefix: 'exmpl' };
const meta = { meta: { provider, database: { id: 'old', name: 'Salts', homepage: 'https://example.org' } } };
const gap = { description: 'Width of the gap', unit: 'eV', type: 'float' };
const info = { type: 'info', id: 'structures', properties: { _exmpl_gap: gap } };
const things = { type: 'info', id: '_exmpl_things', description: 'Things', properties: {} };
const salt = {
  type: 'structures',
  id: 'salt',
  attributes: { ...rockSalt, _exmpl_gap: 8.5 },
  relationships: { references: { data: [{ type: 'references', id: 'r' }] } },
  links: { about: 'https://example.org/salt' },
  meta: { property_metadata: { _exmpl_gap: { _exmpl_how: 'seen' } } },
};
const reference = { type: 'references', id: 'r', attributes: { title: 'On salt\u2028' } };
const thing = { type: '_exmpl_things', id: '\u00e9', attributes: { _exmpl_size: null, _exmpl_note: 'a\nb' } };
const sourceOf = (...lines: readonly JsonObject[]) =>
  memorySource(lines.map((line) => JSON.stringify(line)).join('\n'));

/** An info line as the response that it stands for. */
const asResponse = (data: JsonObject, { meta: members }: { meta?: JsonObject }) => ({
  data,
  meta: { ...members, query: { representation: '/info' }, data_returned: 1 },
  links: { next: null },
});

test('header, meta, infos, entries', async () => {
  const { bytes, lines } = await convert(sourceOf(header, meta, info, salt, things, thing, reference));
  const [first, second, base, ...rest] = lines;
  expect(first).toEqual({ 'x-optimade': { api_version: '1.3.0', meta: { api_version: '1.3.0' } } });
  expect(second?.meta).toMatchObject({
    api_version: '1.3.0',
    data_returned: 3,
    provider,
    database: { name: 'Salts', homepage: 'https://example.org' },
    implementation: { name: 'Respawn' },
  });
  expect(base).toMatchObject({ type: 'info', id: '/' });
  const named = rest.map(({ type, id }) => `${type} ${id}`);
  expect(named).toEqual([
    'info structures',
    'info references',
    'info _exmpl_things',
    'structures salt',
    '_exmpl_things é',
    'references r',
  ]);
  expect(rest[3]).toMatchObject(salt);
  expect(rest[4]?.attributes).toEqual({ _exmpl_note: 'a\nb' });
  expect(bytes.includes('\r')).toBe(false);
  expect(bytes.at(-1)).toBe(0x0a);
});

test('infos are what the standard wants of responses, with full definitions', async () => {
  const { lines } = await convert(sourceOf(header, meta, info, salt, things, thing, reference));
  const [, second, base, structures, ...others] = lines;
  expect(checkDocument('base-info', asResponse(base!, second!))).toEqual([]);
  for (const line of [structures!, ...others.slice(0, 2)]) {
    const faults = checkDocument('entry-info', asResponse(line, second!));
    expect(faults.filter(({ severity }) => severity === 'error')).toEqual([]);
  }
  const { properties } = structures as { properties: Record<string, JsonObject> };
  expect(Object.keys(properties)).toEqual(expect.arrayContaining(['id', 'type', 'species', '_exmpl_gap']));
  expect(properties).not.toHaveProperty('wyckoff_positions');
  expect(properties._exmpl_gap).toMatchObject({
    'x-optimade-type': 'float',
    'x-optimade-unit': 'eV',
    type: ['number', 'null'],
    description: 'Width of the gap',
  });
});

test('of two entries with one id the first stands, wherever they are', async () => {
  const later = { ...reference, attributes: { title: 'Another', year: '2000' } };
  const otherType = { ...thing, id: 'r' };
  const { lines, report } = await convert(sourceOf(header, reference, otherType, salt, later, later));
  expect(lines.filter(({ id }) => id === 'r').map(({ attributes }) => attributes)).toEqual([
    { title: 'On salt\u2028' },
    { _exmpl_note: 'a\nb' },
  ]);
  const duplicates = report.issues.find(({ code }) => code === 'entry-duplicate');
  expect(duplicates).toMatchObject({ count: 2, entryType: 'references' });
  expect(duplicates?.examples[0]).toMatchObject({ id: 'r', line: 5 });
  const listed = lines.find(({ id }) => id === 'references') as { properties: object };
  expect(listed.properties).not.toHaveProperty('year');
});

test('NaN and integers without end leave no trace that JSON does not know', async () => {
  const text = `${JSON.stringify(header)}\n{"type":"calculations","id":"a","attributes":{"_exmpl_x":NaN,"_exmpl_y":1e400,"_exmpl_z":[NaN,1]}}`;
  const { lines } = await convert(memorySource(text));
  expect(lines.at(-1)?.attributes).toEqual({ _exmpl_z: [null, 1] });
});

test('the first entries alone', async () => {
  const all = [header, reference, { ...reference, id: 's' }, { ...reference, id: 't' }];
  const { lines, report } = await convert(sourceOf(...all), {}, { entriesWanted: 2 });
  expect(lines.slice(4).map(({ id }) => id)).toEqual(['r', 's']);
  expect(report.entryTypes.references?.read).toBe(2);
});

test('nothing is delivered where there is nothing, or not all is right', async () => {
  const wrong = { ...salt, attributes: { ...rockSalt, nelements: 7 } };
  expect((await convert(sourceOf(header))).bytes).toHaveLength(0);
  expect((await convert(sourceOf(header, wrong), { strict: true })).bytes).toHaveLength(0);
});

test('who serves, and under which licence, as the operator says', async () => {
  const pieces: Uint8Array[] = [];
  const writer = new JsonLinesWriter({
    file: {
      ...fileDescription,
      provider: { name: 'Lab', prefix: 'other' },
      licenseUrl: 'https://example.org/licence',
      availableLicenses: ['CC0-1.0'],
    },
    deliver: async (content) => void pieces.push(...content),
  });
  await writer.index();
  await writer.publish({
    entryTypes: {},
    provider,
    dataVersion: '1',
    ingestedAt: '2026-01-01T00:00:00Z',
    archiveReferences: [],
    database: {},
  });
  const [, second, base] = Buffer.concat(pieces)
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(second.meta.provider).toEqual({ name: 'Lab', description: 'D', prefix: 'exmpl' });
  expect(base.attributes).toMatchObject({
    license: 'https://example.org/licence',
    available_licenses: ['CC0-1.0'],
    available_licenses_for_entries: null,
  });
});

test('attachments are looked at, counted, and not written', async () => {
  const writer = new JsonLinesWriter({ file: fileDescription, deliver: async () => {} });
  const content = async function* () {
    yield Buffer.from('ab');
    yield Buffer.from('c');
  };
  const stored = await writer.attach({ collection: 'file', name: 'a' }, content());
  expect(stored).toEqual({
    sizeBytes: 3,
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  });
  expect(await writer.attach({ collection: 'file', name: 'a' }, content())).toBeUndefined();
  expect(writer.attachmentCount).toBe(1);
  expect(await writer.archive()).toEqual({ sizeBytes: 0, notANumbers: 0 });
  expect(writer.archiveCount).toBe(1);
  await writer.abort();
});

test('entries of files that are kept beside them stay out', async () => {
  const tree = memoryFiles({
    'references.jsonl': JSON.stringify(reference),
    'files.jsonl': JSON.stringify({
      type: 'files',
      id: 'f',
      attributes: { url: 'https://x.org/f', name: 'f' },
    }),
    'files/raw.txt': 'raw',
    'archive/references/r.json': '{"a":1}',
  });
  const { lines, description } = await convert(tree);
  expect(
    lines
      .slice(-2)
      .map(({ type, id }) => `${type} ${id}`)
      .sort(),
  ).toEqual(['files f', 'references r']);
  expect(description?.entryTypes.files?.count).toBe(1);
});
