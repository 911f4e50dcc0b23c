/** A file of a whole API, read and served again. */
import { describe, expect, test } from 'vitest';
import { MemoryWriter } from '../../src/backend/index.ts';
import type { JsonObject } from '../../src/base/index.ts';
import { ingest } from '../../src/ingest/index.ts';
import { asker } from '../http/ask.ts';
import { idsOf } from '../http/expect-replies.ts';
import { directoryOf } from '../http/small-database.ts';
import { memorySource } from '../ingest/reader/memory-source.ts';
import { ingestLines } from './conformance-database.ts';
import { fixtureLines } from './fixture.ts';
import { askOdd, testOdd } from './odd-database.ts';

const header = { 'x-optimade': { api_version: '1.3.0' } };
const meta = { meta: { provider: { name: 'x', description: 'x', prefix: 'exmpl' } } };
const entry = { type: 'calculations', id: 'a', attributes: { _exmpl_x: 1.5 } };
const definition = { description: 'Something', type: 'float', unit: 'eV' };
const info = { type: 'info', id: 'calculations', description: 'd', properties: { _exmpl_x: definition } };
const baseInfo = { type: 'info', id: '/', attributes: { api_version: '1.2.0' } };
const responseInfo = { data: info };
const olderInfo = {
  description: 'calculations',
  properties: { _exmpl_x: definition },
  formats: ['json'],
  output_fields_by_format: { json: ['_exmpl_x'] },
};
const text = (...lines: readonly JsonObject[]) => lines.map((line) => JSON.stringify(line)).join('\n');

/** Ingests text and serves it at `/odd`. */
async function serveText(source: string) {
  const writer = new MemoryWriter();
  const options = { prefix: undefined, aliases: {}, lengthAliases: {}, providerFields: {}, strict: false };
  const { description, report } = await ingest(memorySource(source), () => writer, options, {
    ingestedAt: '2026-11-21T00:00:00Z',
  });
  const { backend, attachments, archives } = writer;
  const database = { id: 'odd', description: description!, backend, attachments, archives };
  return { ask: asker({ directory: directoryOf(database) }), report };
}

describe('files that are read', () => {
  test.each([
    ['JSL-01 lines without an end of the last', text(header, meta, info, entry)],
    [
      'JSL-01 with a byte order mark and \\r\\n',
      `\uFEFF${text(header, meta, info, entry).replaceAll('\n', '\r\n')}\r\n`,
    ],
    ['JSL-02, JSL-04, JSL-05 the order of the standard', text(header, meta, baseInfo, info, entry)],
    [
      'JSL-03 the older header',
      text({ 'x-optimade': { meta: { api_version: '1.1.0' } } }, meta, info, entry),
    ],
    ['JSL-04 without meta', text(header, baseInfo, info, entry)],
    ['JSL-06 info as responses', text(header, meta, { data: baseInfo }, responseInfo, entry)],
    ['JSL-07 entry info of before 1.2, without type and id', text(header, meta, olderInfo, entry)],
    ['JSL-05 info after the entries', text(header, meta, entry, info)],
    [
      'JSL-12 a line that is no JSON is left out',
      text(header, meta, info, entry).replace('\n', '\n{"broken\n'),
    ],
    [
      'JSL-12 the first of two with one id stands',
      text(header, meta, info, entry, { ...entry, attributes: {} }),
    ],
  ])('%s', async (_, source) => {
    const { ask } = await serveText(source);
    const listing = await ask('/odd/v1/calculations');
    expect(idsOf(listing.at('/data'))).toEqual(['a']);
    expect(listing.at('/data/0/attributes/_exmpl_x')).toBe(1.5);
    expect((await ask('/odd/v1/info/calculations')).at('/data/properties/_exmpl_x/x-optimade-unit')).toBe(
      'eV',
    );
  });

  test('JSL-12 what was left out is told with its line', async () => {
    const { report } = await serveText(text(header, meta, info, entry, entry).replace('\n', '\n{"broken\n'));
    const told = report.issues.map(({ code, examples }) => [code, examples[0]?.line]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['record-malformed', 2],
        ['entry-duplicate', 6],
      ]),
    );
  });

  test('JSL-11 without entry info definitions are made from the data, with a note', async () => {
    const { ask, report } = await serveText(text(header, meta, entry));
    expect((await ask('/odd/v1/info/calculations')).at('/data/properties/_exmpl_x/x-optimade-type')).toBe(
      'float',
    );
    expect(report.issues.map(({ code }) => code)).toContain('definition-inferred');
  });

  test('JSL-13 a file of a later major is refused', async () => {
    await expect(serveText(text({ 'x-optimade': { api_version: '2.0.0' } }, entry))).rejects.toThrow('2.0.0');
  });

  test('JSL-15 values in wrappers of a database come out plain', async () => {
    const structure = { _id: { $oid: '5cfb441f053b174410700d02' }, nsites: { $numberInt: '2' } };
    const dump = [
      { ...structure, last_modified: { $date: '2019-06-08T05:13:37.331Z' }, task_id: 'x', id: 'x' },
    ];
    const { ask } = await serveText(JSON.stringify(dump));
    const attributes = (await ask('/odd/v1/structures/x')).at('/data/attributes') as JsonObject;
    expect(attributes).toMatchObject({
      immutable_id: '5cfb441f053b174410700d02',
      last_modified: '2019-06-08T05:13:37.331Z',
      nsites: 2,
    });
  });
});

describe('what is served of a file', () => {
  testOdd([
    {
      name: 'JSL-09 the base info is our own',
      path: '/v1/info',
      values: {
        '/data/attributes/api_version': '1.3.0',
        '/data/attributes/available_api_versions/0/version': '1.3.0',
      },
    },
    {
      name: 'JSL-10 definitions of the file are kept',
      path: '/v1/info/structures',
      values: {
        '/data/properties/_exmpl_gap/description': 'Width of the band gap',
        '/data/properties/_exmpl_note/description': 'What nobody wrote yet',
      },
    },
    {
      name: 'META-11 the database keeps its name, and has the id under which it is served',
      path: '/v1/info',
      values: {
        '/meta/database': { id: 'odd', name: 'Odds and ends', description: 'Serves examples', version: '1' },
      },
    },
  ]);

  test('JSL-08 entries come out as they went in', async () => {
    const full = fixtureLines.find(({ id }) => id === 'quartz.cif')!;
    const served = (await askOdd('/odd/v1/files/quartz.cif')).at('/data') as JsonObject;
    expect(served).toEqual({ ...full, attributes: { ...(full.attributes as object), last_modified: null } });
  });

  test('JSL-08 what is served can be read again, and is then served alike', async () => {
    const types = ['structures', 'references', 'files', 'calculations', '_exmpl_things'];
    const data = await Promise.all(types.map(async (type) => (await askOdd(`/odd/v1/${type}`)).at('/data')));
    const infos = await Promise.all(
      types.map(async (type) => (await askOdd(`/odd/v1/info/${type}`)).at('/data')),
    );
    const lines = [header, meta, ...infos, ...data.flat()] as JsonObject[];
    const { database } = await ingestLines('odd', lines);
    const again = asker({ directory: directoryOf(database) });
    for (const [index, type] of types.entries()) {
      expect((await again(`/odd/v1/${type}`)).at('/data')).toEqual(data[index]);
      const properties = (await again(`/odd/v1/info/${type}`)).at('/data/properties');
      expect(properties).toEqual((infos[index] as JsonObject).properties);
    }
  });
});
