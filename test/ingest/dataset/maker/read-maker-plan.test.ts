import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits } from '../../../../src/base/index.ts';
import type { DatasetPlan } from '../../../../src/ingest/dataset/dataset-plan.ts';
import { readMakerPlan } from '../../../../src/ingest/dataset/maker/read-maker-plan.ts';

const head = 'config_version: 0.1.1\ndatabase_description: Some data\n';

function planOf(text: string): DatasetPlan {
  const result = readMakerPlan(text);
  if ('problem' in result) throw new Error(result.problem);
  return result.plan;
}

describe('JSON Lines', () => {
  test.each<[entries: string, file: object]>([
    ['{jsonl_path: a.jsonl}', { file: 'a.jsonl' }],
    ['{jsonl_path: ./a.jsonl}', { file: 'a.jsonl' }],
    ['{jsonl_path: folder//a.jsonl, file: null}', { file: 'folder/a.jsonl' }],
    ['{jsonl_path: "2020"}', { file: '2020' }],
    ['{file: a.jsonl.gz, jsonl_path: a.jsonl}', { file: 'a.jsonl.gz', matches: ['a.jsonl'] }],
    ['{file: a.zip, jsonl_path: b/a.jsonl}', { file: 'a.zip', matches: ['b/a.jsonl'] }],
    ['{file: a.jsonl, jsonl_path: a.jsonl}', { file: 'a.jsonl' }],
  ])('%s', (entries, file) => {
    const { selections, description } = planOf(`${head}entries: ${entries}`);
    expect(selections).toMatchObject([{ undeclared: 'served', tables: [], properties: [] }]);
    expect(selections[0]!.files).toEqual([{ ...file, format: 'optimade' }]);
    expect(description).toBe('Some data');
  });
});

test('lists of entries, with everything that can be said of them', () => {
  const plan = planOf(`${head}entries:
  - entry_type: structures
    entry_paths:
      - {file: ./s.zip, matches: ['cifs/*.cif', ./x.cif]}
      - {file: b.xyz, matches: null}
      - {file: s.zip, matches: [more/*.cif]}
      - {file: ., matches: [loose/*.cif]}
      - {file: c.xyz, matches: []}
    property_paths: [{file: d.csv}]
    property_definitions:
      - name: energy
        title: Energy
        description: Of all
        unit: eV
        type: float
        maps_to: https://schemas.optimade.org/defs/v1.2/properties/core/last_modified
        aliases: [e_total, E]
      - {name: bare, type: null, unit: null, title: null, aliases: null, aiida_query: null}
  - entry_type: _x_things
    entry_paths:
      aiida_file: x.aiida
      aiida_group: mine
    property_definitions:
      - name: gap
        type: float
        aiida_query:
          - {outgoing_node: Dict, filters: {label: a}, edge_filters: {label: {like: b}}}
          - {incoming_node: WorkChainNode}
          - {project: attributes.gap}
`);
  expect(plan).toEqual({
    origin: 'optimade.yaml',
    name: 'structures from s.zip and other files; _x_things from x.aiida, described by optimade.yaml',
    description: 'Some data',
    attachments: [],
    settings: {},
    remarks: [],
    selections: [
      {
        entryType: 'structures',
        undeclared: 'left out',
        files: [
          { file: 's.zip', matches: ['cifs/*.cif', 'x.cif', 'more/*.cif'] },
          { file: 'b.xyz' },
          { file: '', matches: ['loose/*.cif'] },
          { file: 'c.xyz' },
        ],
        tables: [{ file: 'd.csv' }],
        properties: [
          {
            name: 'energy',
            title: 'Energy',
            description: 'Of all',
            unit: 'eV',
            type: 'float',
            mapsTo: 'https://schemas.optimade.org/defs/v1.2/properties/core/last_modified',
            aliases: ['e_total', 'E'],
          },
          { name: 'bare', aliases: [] },
        ],
      },
      {
        entryType: '_x_things',
        undeclared: 'left out',
        files: [],
        aiida: { file: 'x.aiida', group: 'mine' },
        tables: [],
        properties: [
          {
            name: 'gap',
            type: 'float',
            aliases: [],
            aiidaQuery: [
              { outgoingNode: 'Dict', filters: { label: 'a' }, edgeFilters: { label: { like: 'b' } } },
              { incomingNode: 'WorkChainNode' },
              { project: 'attributes.gap' },
            ],
          },
        ],
      },
    ],
  });
});

test('anchors, merged mappings and keys that stand twice are read as Python reads them', () => {
  const plan = planOf(`${head}entries:
  - entry_type: structures
    entry_paths: [{file: a.cif}]
    property_definitions:
      - &energy {name: a, type: float, unit: eV}
      - {<<: *energy, name: b}
      - name: c
        type: string
        type: integer
      - {name: c, type: list}
`);
  expect(plan.selections[0]!.properties).toEqual([
    { name: 'a', type: 'float', unit: 'eV', aliases: [] },
    { name: 'b', type: 'float', unit: 'eV', aliases: [] },
    { name: 'c', type: 'list', aliases: [] },
  ]);
  expect(plan.remarks).toEqual([
    'optimade.yaml, line 11, column 9: the key stands there a second time; what comes last counts',
    'optimade.yaml, the property "c" is declared twice; what comes last counts',
  ]);
});

describe('what is wrong is told with its place', () => {
  const entry = (lines: string) => `${head}entries:\n  - entry_type: structures\n${lines}`;
  const property = (lines: string) =>
    `${entry('    entry_paths: [{file: a.cif}]\n    property_definitions:\n')}      - ${lines}`;

  test.each<[text: string, problem: string]>([
    ['', 'line 1, column 1: there should be a mapping'],
    ['[1, 2]', 'line 1, column 1: there should be a mapping'],
    ['a: [', 'line 1, column 5: is no YAML'],
    ['['.repeat(50_000), ': nests too deep'],
    [bomb(), 'line 1, column 1: is no YAML that can be read'],
    [' '.repeat(limits.makerConfigBytesMax + 1), 'line 1, column 1: it is longer than'],
    ['entries: {jsonl_path: a}', 'line 1, column 1: config_version is missing'],
    ['config_version: 0.2.0\nentires: {}', 'line 2, column 1: "entires" is no key that can stand here'],
    ['config_version: 0.2\nentries: {}', 'line 1, column 17: "0.2" is a number in YAML 1.1'],
    ['config_version: 0.2.0\nentries: {}', 'line 1, column 17: the config_version is not understood'],
    ['config_version:\nentries: {}', 'line 1, column 1: the config_version is not understood'],
    [head, 'line 1, column 1: entries is missing'],
    [`${head}entries: 3`, 'line 3, column 10: "entries" is a number, where there should be a mapping'],
    [`${head}entries: []`, 'line 3, column 10: the list of entries is empty'],
    [`${head}entries: {}`, 'line 3, column 10: jsonl_path is missing'],
    [`${head}entries: {jsonl_path: 2020-01-01}`, 'line 3, column 23: "2020-01-01" is a date in YAML 1.1'],
    [
      `${head}entries: {jsonl_path: no}`,
      'line 3, column 23: "no" is a boolean in YAML 1.1, where there should',
    ],
    [`${head}entries: {jsonl_path: 1_000}`, 'line 3, column 23: "1_000" is a number in YAML 1.1'],
    [`${head}entries: {jsonl_path: /etc/passwd}`, 'line 3, column 23: the path leads out of the folder'],
    [`${head}entries: {jsonl_path: a/../../b}`, 'line 3, column 23: the path leads out of the folder'],
    [`${head}entries: {jsonl_path: ${'a'.repeat(2_000)}}`, 'line 3, column 23: no path is as long as this'],
    [
      `${head}entires: {}`,
      'line 3, column 1: "entires" is no key that can stand here; did you mean "entries"?',
    ],
    [`${head}entries: [3]`, 'line 3, column 11: it is a number, where there should be a mapping'],
    [`${head}entries: [{entry_type: files}]`, 'line 3, column 11: entry_paths is missing'],
    [`${head}entries: [{entry_type: files, entry_paths: []}]`, 'line 3, column 24: the entry_type should be'],
    [entry('    entry_path: []'), 'line 5, column 5: "entry_path" is no key that can stand here; did you'],
    [
      entry('    entry_paths: {aiida_profile: p}'),
      'line 5, column 34: an aiida_profile can only be read where',
    ],
    [entry('    entry_paths: {aiida_group: g}'), 'line 5, column 18: aiida_file is missing'],
    [
      entry('    entry_paths: [{files: a}]'),
      'line 5, column 20: "files" is no key that can stand here; did you',
    ],
    [entry('    entry_paths: [{matches: [a]}]'), 'line 5, column 19: file is missing'],
    [entry('    entry_paths: [{file: .}]'), 'line 5, column 19: the folder itself needs matches'],
    [entry('    entry_paths: [{file: a, matches: b}]'), '"matches" is text, where there should be a list'],
    [
      entry('    entry_paths: [{file: a}]\n  - entry_type: structures\n    entry_paths: [{file: b}]'),
      'line 6, column 5: the entry_type structures stands there twice',
    ],
    [
      entry(`    entry_paths: [{file: a, matches: [${'"*",'.repeat(limits.globsMax + 1)}]}]`),
      `line 4, column 3: there are more than ${limits.globsMax} patterns`,
    ],
    [property('{type: float}'), 'line 7, column 9: the name is missing'],
    [property('{name: a}'), 'line 7, column 9: the type is missing'],
    [
      property('{name: a, type: flot}'),
      'line 7, column 25: "flot" means nothing here; did you mean "float"?',
    ],
    [property('{name: a, type: text}'), '"text" means nothing here; there is string, integer, float,'],
    [property('{name: a, type: float, unit: 1}'), '"1" is a number in YAML 1.1, where there should be text'],
    [property('{name: on, type: float}'), 'line 7, column 16: "on" is a boolean in YAML 1.1'],
    [property('{name: a, type: float, aliases: b}'), '"aliases" is text, where there should be a list'],
    [property('{name: a, type: float, aiida_query: [{filters: {}}]}'), 'needs project, incoming_node or'],
    [
      property('{name: a, type: float, aiida_query: [{project: a, filters: {}}]}'),
      'filters and edge_filters belong',
    ],
    [
      property('{name: a, type: float, aiida_query: [{incoming_node: A, filters: 1}]}'),
      '"filters" is a number',
    ],
    [property('{name: a, __proto__: {}, type: float}'), '"__proto__" is no key that can stand here'],
  ])('text %#', (text, problem) => {
    const result = readMakerPlan(text);
    expect('problem' in result ? result.problem : result).toContain(problem);
  });

  test('whatever it holds, there is an answer', () => {
    const value = fc.jsonValue({ maxDepth: 5 }).map((any) => JSON.stringify(any));
    fc.assert(
      fc.property(fc.oneof(value, fc.string({ maxLength: 50 })), (text) => {
        for (const key of ['entries: ', 'entries: [{entry_type: structures, entry_paths: ']) {
          expect(readMakerPlan(`${head}${key}${text}}]`)).toBeDefined();
          expect(readMakerPlan(`${head}${key}${text}`)).toBeDefined();
        }
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
    const plans = readdirSync(examples).map((folder) =>
      planOf(readFileSync(join(examples, folder, 'optimade.yaml'), 'utf8')),
    );
    expect(plans.map(({ name }) => name.replace(', described by optimade.yaml', ''))).toEqual([
      'structures from example.aiida',
      'structures from part_1.json.bz2',
      'optimade.jsonl',
      'example.jsonl.gz',
      'structures from structures.zip',
      'structures from H_1.xyz, H_2.xyz',
      'structures from structures.zip',
      'structures from structures.zip',
    ]);
    expect(plans.flatMap(({ remarks }) => remarks)).toEqual([]);
  },
);
