// What is converted and read again is served byte by byte as what was read at once.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/base/index.ts';
import type { IngestOptions } from '../../../src/ingest/index.ts';
import { openSource } from '../../../src/ingest/index.ts';
import { rockSalt } from '../entry/take-entry.ts';
import { memorySource } from '../reader/memory-source.ts';
import { convert, documentsOf } from './converted.ts';

const reference = join(import.meta.dirname, '../../../../shared/reference');
const missing = !existsSync(reference);
const reason = missing ? ' (skipped: ../shared/reference is not there)' : '';

const header = { 'x-optimade': { api_version: '1.3.0' } };
const asLines = (lines: readonly JsonObject[]) => lines.map((line) => JSON.stringify(line)).join('\n');

const json = fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' });
const text = fc.string({ unit: 'binary', maxLength: 8 });
const type = fc.constantFrom(
  'structures',
  'references',
  'files',
  'calculations',
  '_exmpl_things',
  'Odd type',
);
const customName = fc.constantFrom('_exmpl_a', '_exmpl_b', '_other_c', 'energy', 'Fermi level', 'links');
const relationship = fc.record({ type, id: text, meta: fc.constantFrom(undefined, { description: 'why' }) });

const entry = fc
  .record({
    type,
    id: fc.oneof(fc.constantFrom('a', 'b'), text, fc.integer()),
    isStructure: fc.boolean(),
    attributes: fc.dictionary(fc.oneof(customName, text), json, { maxKeys: 5 }),
    standard: fc.record(
      {
        last_modified: fc.constantFrom('2020-01-01T00:00:00+02:00', '2020-01-01', { $date: 0 }, null),
        immutable_id: text,
        species: json,
        title: text,
        year: text,
        name: text,
        url: fc.constantFrom('https://example.org/a', 'x'),
      },
      { requiredKeys: [] },
    ),
    relationships: fc.option(fc.array(relationship, { maxLength: 3 }), { nil: undefined }),
    links: fc.constantFrom(
      undefined,
      null,
      { self: 'https://example.org/x' },
      { about: 'https://example.org/y' },
    ),
    meta: fc.option(
      fc.record(
        {
          property_metadata: fc.dictionary(customName, fc.dictionary(fc.constant('_exmpl_how'), json)),
          _exmpl_flag: json,
        },
        { requiredKeys: [] },
      ),
      { nil: undefined },
    ),
  })
  .map(({ isStructure, attributes, standard, relationships, ...members }) => ({
    ...members,
    attributes: { ...(isStructure ? rockSalt : {}), ...standard, ...attributes },
    ...(relationships === undefined ? {} : { relationships: { any: { data: relationships } } }),
  }));

const definition = fc.record(
  {
    description: text,
    unit: fc.constantFrom('eV', 'dimensionless', 'furlong', 7),
    type: fc.constantFrom(
      'string',
      'float',
      'integer',
      'list',
      'dictionary',
      'unknown',
      ['number', 'null'],
      'odd',
    ),
    'x-optimade-type': fc.constantFrom('string', 'float', 'list', 'dictionary'),
    sortable: fc.boolean(),
  },
  { requiredKeys: [] },
);
const info = fc.record({
  type: fc.constant('info'),
  id: type,
  description: text,
  properties: fc.dictionary(customName, definition),
});

/** Both ways, and what came of them. */
async function expectSameDocuments(
  source: () => ReturnType<typeof memorySource>,
  options: Partial<IngestOptions> = {},
): Promise<void> {
  const direct = await documentsOf(source(), options);
  const { bytes } = await convert(source(), options);
  if (direct.description === undefined) {
    expect(bytes).toHaveLength(0);
    return;
  }
  const again = await documentsOf(memorySource(bytes));
  expect(again.documents).toEqual(direct.documents);
  // In the file itself nothing is left to be changed.
  const second = await convert(memorySource(bytes));
  expect(second.bytes.toString()).toBe(bytes.toString());
}

test('JSL-14 whatever the entries', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(info, { maxLength: 3 }),
      fc.array(entry, { minLength: 1, maxLength: 6 }),
      async (infos, entries) => {
        const lines = asLines([header, ...infos, ...entries] as unknown as JsonObject[]);
        await expectSameDocuments(() => memorySource(lines));
      },
    ),
    { numRuns: 25 },
  );
});

test('properties that are too large for a page', async () => {
  const large = 'x'.repeat(200_000);
  const meta = { property_metadata: { _exmpl_text: { _exmpl_how: 'at length' } } };
  const lines = asLines([
    header,
    { type: 'structures', id: 'a', attributes: { ...rockSalt, _exmpl_text: large, _exmpl_after: 1 }, meta },
  ]);
  await expectSameDocuments(() => memorySource(lines));
});

describe.skipIf(missing)(`data of others${reason}`, () => {
  const config = missing
    ? undefined
    : (JSON.parse(readFileSync(join(reference, 'python-tools/config.json'), 'utf8')) as {
        provider: { prefix: string };
        aliases: IngestOptions['aliases'];
        length_aliases: IngestOptions['lengthAliases'];
        provider_fields: Record<string, (string | { name: string })[]>;
      });

  test('the data of the reference server, with its configuration', async () => {
    const path = join(reference, 'python-tools/test_data.jsonl');
    const fields = Object.entries(config!.provider_fields).map(([of, names]) => [
      of,
      names.map((field) => (typeof field === 'string' ? { name: field } : field)),
    ]);
    const options = {
      prefix: config!.provider.prefix,
      aliases: config!.aliases,
      lengthAliases: config!.length_aliases,
      providerFields: Object.fromEntries(fields),
    };
    const bytes = readFileSync(path);
    await expectSameDocuments(() => memorySource(bytes), options);
  });

  test.each([
    'python-tools/test_data.jsonl',
    'necroptimade/test_structures.json',
    'maker-examples/direct_from_jsonl/optimade.jsonl',
    'maker-examples/direct_from_jsonl_gz/example.jsonl.gz',
    'maker-examples/aiida_archive',
    'maker-examples/bzipped_pymatgen',
    'maker-examples/xyz_files_no_compression',
    'maker-examples/zip_of_cif',
    'maker-examples/zip_of_cif_and_xyz',
  ])('%s', async (path) => {
    const direct = await documentsOf(await openSource(join(reference, path)));
    const { bytes } = await convert(await openSource(join(reference, path)));
    expect((await documentsOf(memorySource(bytes))).documents).toEqual(direct.documents);
    expect(direct.documents.length).toBeGreaterThan(1);
  });
});
