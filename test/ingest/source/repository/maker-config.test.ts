import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMakerConfig } from '../../../../src/ingest/source/repository/maker-config.ts';

const head = 'config_version: 0.1.1\ndatabase_description: Some data\n';

describe('an optimade.yaml that leads to one file', () => {
  test.each<[entries: string, file: string]>([
    ['{jsonl_path: a.jsonl}', 'a.jsonl'],
    ['{jsonl_path: ./a.jsonl}', 'a.jsonl'],
    ['{jsonl_path: folder/a.jsonl}', 'folder/a.jsonl'],
    ['{jsonl_path: a.jsonl.gz}', 'a.jsonl.gz'],
    ['{file: a.jsonl.gz, jsonl_path: a.jsonl}', 'a.jsonl.gz'],
    ['{file: other.bz2, jsonl_path: a.jsonl}', 'other.bz2'],
    ['{file: a.jsonl, jsonl_path: a.jsonl}', 'a.jsonl'],
    ['{jsonl_path: "2020"}', '2020'],
  ])('%s', (entries, file) => {
    expect(readMakerConfig(`${head}entries: ${entries}`)).toEqual({ file, description: 'Some data' });
  });

  test('without a description', () => {
    const text = 'config_version: "0.1.0"\nentries: {jsonl_path: a.jsonl}';
    expect(readMakerConfig(text)).toEqual({ file: 'a.jsonl', description: undefined });
  });
});

describe('what is not followed is told', () => {
  test.each<[text: string, sentence: string]>([
    ['', 'is no YAML that holds a mapping'],
    ['[1, 2]', 'is no YAML that holds a mapping'],
    ['a: [', 'is no YAML that holds a mapping'],
    ['['.repeat(50_000), 'is no YAML that holds a mapping'],
    [bomb(), 'is no YAML that holds a mapping'],
    ['entries: {jsonl_path: a}', 'has the config_version missing'],
    ['config_version: 0.2\nentries: {jsonl_path: a}', 'has the config_version 0.2;'],
    [`${head}`, 'has no "entries" that hold'],
    [`${head}entries: {jsonl_path: 2020-01-01}`, 'has no "entries" that hold'],
    [`${head}entries: {jsonl_path: no}`, 'has no "entries" that hold'],
    [`${head}entries: {file: a.zip, jsonl_path: a.jsonl}`, 'takes its data out of a.zip; bundles'],
    [`${head}entries: {file: a.tar.gz, jsonl_path: a.jsonl}`, 'takes its data out of a.tar.gz; bundles'],
    [`${head}entries: []`, 'makes entries from other files;'],
    [`${head}entries: [3, {entry_paths: 4}]`, 'makes entries from other files;'],
    [
      `${head}entries: [{entry_type: structures, entry_paths: {aiida_file: x.aiida}}]`,
      'makes entries from x.aiida;',
    ],
    [
      `${head}entries: [{entry_paths: [{file: a.zip, matches: ['*.cif']}, {file: ./b.cif}], property_paths: [{file: c.csv}]}]`,
      'makes entries from a.zip, b.cif, c.csv;',
    ],
    [
      `${head}entries: [{entry_paths: [${Array.from({ length: 30 }, (_, index) => `{file: f${index}}`)}]}]`,
      'f9 and 20 more;',
    ],
  ])('text %#', (text, sentence) => {
    expect(readMakerConfig(text)).toContain(sentence);
  });

  test('whatever it holds, there is an answer', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 50 }), (entries) => {
        expect(readMakerConfig(`${head}entries: ${entries}`)).toBeDefined();
      }),
    );
  });
});

/** Aliases of aliases, which would be a billion items. */
function bomb(): string {
  const rows = Array.from({ length: 9 }, (_, index) => {
    const items = index === 0 ? '"x"' : Array.from({ length: 10 }, () => `*a${index - 1}`).join(',');
    return `k${index}: &a${index} [${items}]\n`;
  });
  return `config_version: 0.1.0\n${rows.join('')}entries: *a8\n`;
}

const examples = join(import.meta.dirname, '../../../../../shared/reference/maker-examples');
const isThere = existsSync(examples);

test.skipIf(!isThere)(
  `the examples of optimade-maker${isThere ? '' : ' (skipped: ../shared is not there)'}`,
  () => {
    const read = (folder: string) =>
      readMakerConfig(readFileSync(join(examples, folder, 'optimade.yaml'), 'utf8'));
    expect(read('direct_from_jsonl')).toMatchObject({ file: 'optimade.jsonl' });
    expect(read('direct_from_jsonl_gz')).toMatchObject({ file: 'example.jsonl.gz' });
    expect(read('simple_zip_of_cif')).toContain('makes entries from structures.zip, data.csv;');
    expect(read('bzipped_pymatgen')).toMatch(/makes entries from \S+\.json\.bz2;/);
    expect(read('aiida_archive')).toContain('.aiida');
  },
);
