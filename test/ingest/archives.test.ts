// Archives from end to end: what becomes the archive of which entry, and of none.
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { ArchiveEntry } from '../../src/backend/index.ts';
import { MemoryWriter } from '../../src/backend/index.ts';
import type { IngestOptions, IngestResult } from '../../src/ingest/index.ts';
import { ingest } from '../../src/ingest/index.ts';
import { formatReport, SourceError } from '../../src/ingest/without-reading.ts';
import { cif } from './dataset/dataset-scene.ts';
import { memoryFiles, memorySource } from './reader/memory-source.ts';

const plain = { prefix: 'own', aliases: {}, lengthAliases: {}, providerFields: {}, strict: false };
const hooks = { ingestedAt: '2026-01-01T00:00:00Z' };

interface Ingested extends IngestResult {
  /** Text of the archive by the entry, `type/id`, else by its key. */
  readonly archives: Readonly<Record<string, string>>;
  readonly listed: readonly ArchiveEntry[];
}

async function ingestSource(
  source: Parameters<typeof ingest>[0],
  options: Partial<IngestOptions> = {},
): Promise<Ingested> {
  let writer = new MemoryWriter();
  const makeWriter = (referencePatterns: readonly string[]) => {
    writer = new MemoryWriter({ referencePatterns });
    return writer;
  };
  const result = await ingest(source, makeWriter, { ...plain, ...options }, hooks);
  const page = { orderBy: 'mainFile', descending: false, after: undefined, offset: 0, limit: 1_000 } as const;
  const listed = result.description === undefined ? [] : writer.archives.page(page)!;
  const archives = listed.flatMap((listedEntry) => {
    const { entry, key } = listedEntry;
    const node = writer.archives.open(listedEntry);
    const name = entry === undefined ? key : `${entry.type}/${entry.id}`;
    return node === undefined ? [] : [[name, Buffer.concat([...node.read()]).toString()] as const];
  });
  return { ...result, archives: Object.fromEntries(archives), listed };
}

const ingestFiles = (contents: Parameters<typeof memoryFiles>[0], options: Partial<IngestOptions> = {}) =>
  ingestSource(memoryFiles(contents), options);

const header = '{"x-optimade":{"api_version":"1.2.0"}}';
/** Keys in no order, digits that no program would write, an escape, and blanks. */
const odd = '{"type":"t", "id":"a","attributes":{"z":1.10,"2":1E5,"1":"\\u0041", "b":12345678901234567890}}';

describe('the record of an entry of JSON is its archive, byte by byte', () => {
  const cases: readonly (readonly [string, string | Uint8Array, string])[] = [
    ['a line', `${header}\n${odd} \r\n`, odd],
    ['the last line', `${header}\n${odd}`, odd],
    ['an item of a list', `[ ${odd} , {"type":"t","id":"b"}]`, odd],
    ['one object', ` ${odd}\n`, odd],
    ['an item of a response', `{"data": [${odd}], "meta":{}}`, odd],
    ['the object of a response', `{"meta":{}, "data": ${odd} }`, odd],
    ['an item of a response in a line', `${header}\n{"data":[{"type":"t","id":"b"}, ${odd}]}`, odd],
    ['what is included', `${header}\n{"data":null,"included":[${odd}]}`, odd],
    [
      'with NaN, which is mended',
      '{"type":"t","id":"a","attributes":{"z":1.0,"x":[NaN,-Infinity]}}',
      '{"type":"t","id":"a","attributes":{"z":1.0,"x":[null,null]}}',
    ],
    [
      'that is no UTF-8, as it was read',
      Buffer.from('{"type":"t","id":"a","attributes":{"x":"\xe9"}}', 'latin1'),
      '{"type":"t","id":"a","attributes":{"x":"\ufffd"}}',
    ],
    [
      'with wrappers, which stay',
      '{"type":"t","id":"a","attributes":{"x":{"$oid":"1"}}}',
      '{"type":"t","id":"a","attributes":{"x":{"$oid":"1"}}}',
    ],
  ];
  test.each(cases)('%s', async (_, text, expected) => {
    const { archives, report, listed } = await ingestSource(memorySource(text));
    expect(archives['_own_t/a']).toBe(expected);
    expect(report).toMatchObject({ archives: listed.length, looseArchives: 0 });
    expect(listed.find(({ entry }) => entry?.id === 'a')?.mainFile).toMatch(/^memory/);
  });

  test('however the chunks fall', async () => {
    const lines = Array.from({ length: 200 }, (_, index) => `{"type":"t","id":"${index}","n":${index}.50}`);
    const text = Buffer.from([header, ...lines].join('\n'));
    for (const size of [1, 7, 64]) {
      const chunks = Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
        Buffer.from(text.subarray(index * size, (index + 1) * size)),
      );
      const { archives } = await ingestSource(memorySource(...chunks));
      expect(lines.map((_, index) => archives[`_own_t/${index}`])).toEqual(lines);
    }
  });
});

describe('a database of archives', () => {
  const both = {
    'structures/a.cif': cif('H'),
    'structures/b.cif': cif('O'),
    'archive/structures/a.json': '{"run":[{"energy":-1.50}]}',
  };

  test('has the file below archive/ before the record', async () => {
    const { archives, report, description } = await ingestFiles(both);
    expect(archives['structures/a']).toBe('{"run":[{"energy":-1.50}]}');
    expect(JSON.parse(archives['structures/b']!)).toMatchObject({ _atom_site: [{ _atom_site_label: 'O1' }] });
    expect(report).toMatchObject({ archives: 2, looseArchives: 0, hasErrors: false });
    expect(description?.archiveReferences).toEqual(['*_ref', '*_refs']);
  });

  test.each([
    ['files', { 'structures/a': '{"run":[{"energy":-1.50}]}' }],
    ['none', {}],
  ] as const)('keeps what the setting says: %s', async (archives, expected) => {
    expect((await ingestFiles(both, { archives })).archives).toEqual(expected);
    const sidecar = { ...both, 'respawn.yaml': `archives: ${archives}` };
    expect((await ingestFiles(sidecar)).archives).toEqual(expected);
  });

  test.each([
    ['one file', { 'archive/e1.json': '{"a":1}' }, { e1: '{"a":1}' }],
    [
      'files in folders, compressed or not',
      { 'archive/x/e1.json': '{"a":1}', 'archive/e2.json.gz': gzipSync('{"a":2}') },
      { e1: '{"a":1}', e2: '{"a":2}' },
    ],
    [
      'a folder around it',
      { 'db/archive/e1.json': '{"type":"structures"}' },
      { e1: '{"type":"structures"}' },
    ],
    [
      'what looks like entries',
      { 'archive/e1.json': '{"id":"x","type":"structures","attributes":{}}', 'README.md': 'hello' },
      { e1: '{"id":"x","type":"structures","attributes":{}}' },
    ],
  ])('needs no entries: %s', async (_, contents, expected) => {
    const { archives, report, description, listed } = await ingestFiles(contents);
    const count = Object.keys(expected).length;
    expect(archives).toEqual(expected);
    expect(report).toMatchObject({ archives: count, looseArchives: count, issues: [] });
    expect(formatReport(report)).toContain(`archives: ${count}, of no entry`);
    expect(description?.entryTypes.structures).toMatchObject({ count: 0 });
    const paths = Object.keys(contents).filter((path) => path.includes('archive/'));
    const mainFiles = paths.map((path) => path.replace(/.*archive\//, ''));
    expect(listed.map(({ mainFile }) => mainFile)).toEqual(mainFiles.toSorted());
  });

  test('beside files that are no part of the scheme', async () => {
    const { archives, report } = await ingestFiles({ 'a.cif': cif('H'), 'archive/a.json': '{"a":1}' });
    expect(archives).toEqual({ 'structures/a': '{"a":1}' });
    expect(report.looseArchives).toBe(0);
  });

  test('tells of those that belong to no entry', async () => {
    const { report, archives } = await ingestFiles({ ...both, 'archive/structures/c.json': '{"c":1}' });
    expect(report).toMatchObject({ archives: 3, looseArchives: 1, hasErrors: false });
    expect(report.issues.find(({ code }) => code === 'archive-unmatched')).toMatchObject({
      severity: 'note',
      count: 1,
    });
    expect(archives.c).toBe('{"c":1}');
  });

  test('of nothing else than what cannot be kept is none', async () => {
    const { report, description } = await ingestFiles({ 'archive/e1.json': '{"a":', 'archive/e2.json': '' });
    expect(description).toBeUndefined();
    expect(report.issues.map(({ code, count }) => [code, count])).toEqual(
      expect.arrayContaining([
        ['archive-unreadable', expect.any(Number)],
        ['nothing-stored', 1],
      ]),
    );
  });

  test('tells what cannot be kept, or ends there where that is asked for', async () => {
    const contents = { 'archive/e1.json': '{"a":NaN}', 'archive/e2.json': '{' };
    const { report, archives } = await ingestFiles(contents);
    expect(archives).toEqual({ e1: '{"a":null}' });
    expect(report.issues).toMatchObject([
      {
        code: 'archive-unreadable',
        severity: 'error',
        action: 'left out',
        examples: [{ file: 'archive/e2.json' }],
      },
      { code: 'not-a-number', severity: 'warning', count: 1, examples: [{ file: 'archive/e1.json' }] },
    ]);
    expect(report.malformed).toBe(1);
    await expect(ingestFiles(contents, { onError: 'fail' })).rejects.toThrow(SourceError);
  });

  test('knows references by the patterns of respawn.yaml', async () => {
    const sidecar = 'title: T\nreferences: ["see_*", "run/**/next"]\n';
    const { description } = await ingestFiles({ 'archive/e1.json': '{"a":1}', 'respawn.yaml': sidecar });
    expect(description).toMatchObject({
      archiveReferences: ['see_*', 'run/**/next'],
      database: { name: 'T' },
    });
  });
});
