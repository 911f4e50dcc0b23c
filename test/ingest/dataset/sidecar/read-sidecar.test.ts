import { describe, expect, it } from 'vitest';
import { settingTable } from '../../../../src/config/setting-table.ts';
import type { Sidecar } from '../../../../src/ingest/dataset/sidecar/read-sidecar.ts';
import { readSidecar } from '../../../../src/ingest/dataset/sidecar/read-sidecar.ts';
import { serverKeys, sidecarKeys } from '../../../../src/ingest/dataset/sidecar/sidecar-keys.ts';

function read(text: string): Sidecar {
  const found = readSidecar(text, 'respawn.yaml');
  if ('problem' in found) throw new Error(found.problem);
  return found.sidecar;
}

describe('readSidecar', () => {
  it('reads every key', () => {
    const sidecar = read(`
title: Table salts
description: |
  From everywhere.
homepage: https://example.org/salts
prefix: salts
id-scheme: path
frames: all
symmetry: computed
symmetry-tolerance: 0.01
on-error: fail
nested-bundles: true
archives: files
references: ["*_ref", "run/**/next"]
entries:
  - type: structures
    files:
      - "cifs/**/*.cif"
      - more.cif
      - {file: data.zip, matches: ["*.dat"], format: xyz}
      - {matches: ["structures/**/*.json"], format: optimade, id-folder: structures}
    tables: [energies.csv, {file: more.txt}]
    undeclared: left-out
    properties:
      - {name: energy, title: Energy, description: Of a cell., unit: eV, type: float, aliases: [E, e tot]}
      - {name: gap, maps-to: "https://example.org/gap"}
  - type: _salts_runs
    aiida: {file: runs.aiida, group: g}
    properties:
      - name: time
        aiida-query:
          - {incoming-node: CalcJobNode, filters: {label: x}, edge-filters: {label: z}}
          - {outgoing-node: Dict}
          - {project: attributes.time}
attachments:
  - {collection: archive, folder: archive}
  - {collection: file, folder: raw/}
`);
    expect(sidecar).toEqual({
      title: 'Table salts',
      description: 'From everywhere.',
      homepage: 'https://example.org/salts',
      settings: {
        prefix: 'salts',
        idScheme: 'path',
        frames: 'all',
        symmetry: 'computed',
        symmetryTolerance: 0.01,
        onError: 'fail',
        nestedBundles: true,
        archives: 'files',
      },
      references: ['*_ref', 'run/**/next'],
      selections: [
        {
          entryType: 'structures',
          files: [
            { file: '', matches: ['cifs/**/*.cif'] },
            { file: 'more.cif' },
            { file: 'data.zip', matches: ['*.dat'], format: 'xyz' },
            { file: '', matches: ['structures/**/*.json'], format: 'optimade', idFolder: 'structures/' },
          ],
          tables: [
            { file: 'energies.csv', format: 'table' },
            { file: 'more.txt', format: 'table' },
          ],
          undeclared: 'left out',
          properties: [
            {
              name: 'energy',
              title: 'Energy',
              description: 'Of a cell.',
              unit: 'eV',
              type: 'float',
              aliases: ['E', 'e tot'],
            },
            { name: 'gap', mapsTo: 'https://example.org/gap', aliases: [] },
          ],
        },
        {
          entryType: '_salts_runs',
          files: [],
          tables: [],
          undeclared: 'served',
          aiida: { file: 'runs.aiida', group: 'g' },
          properties: [
            {
              name: 'time',
              aliases: [],
              aiidaQuery: [
                { incomingNode: 'CalcJobNode', filters: { label: 'x' }, edgeFilters: { label: 'z' } },
                { outgoingNode: 'Dict' },
                { project: 'attributes.time' },
              ],
            },
          ],
        },
      ],
      attachments: [
        { collection: 'archive', folder: 'archive/' },
        { collection: 'file', folder: 'raw/' },
      ],
      remarks: [],
    });
  });

  it.each(['', '# nothing yet\n', '~', '{}'])('takes %j for a file that says nothing', (text) => {
    expect(read(text)).toMatchObject({ settings: {}, selections: undefined, remarks: [] });
  });

  const faults: readonly (readonly [string, string])[] = [
    ['- a', 'line 1, column 1: it is a list, where there should be a mapping'],
    ['prefx: a', 'line 1, column 1: "prefx" is no key that can stand here; did you mean "prefix"?'],
    ['a: [', 'line 1'],
    ['title: [a]', 'line 1, column 8: "title" is a list, where there should be text'],
    [
      'title: no',
      'line 1, column 8: "no" is a boolean in YAML 1.1, where there should be text; put it in quotes',
    ],
    ['\nprefix: My_Data', 'line 2, column 9: a prefix is lower-case letters and digits'],
    ['homepage: javascript:alert(1)', 'the homepage should be an address'],
    ['frames: lasts', '"lasts" means nothing here; did you mean "last"?'],
    ['symmetry-tolerance: 2', 'the tolerance should be more than 0 and at most 1'],
    ['symmetry-tolerance: "0.1"', '"symmetry-tolerance" is text, where there should be a number'],
    ['archives: file', '"file" means nothing here; did you mean "files"?'],
    ['references: "*_ref"', '"references" is text, where there should be a list'],
    ['\nreferences:\n  - a\n  - [b]', 'line 4, column 5: it is a list, where there should be text'],
    ['references: [""]', 'line 1, column 14: a pattern that is empty matches no key'],
    [`references: ["${'x'.repeat(1_001)}"]`, 'the pattern is longer than 1000 characters'],
    [`references: [${Array(101).fill('a').join()}]`, 'there are more than 100 patterns'],
    ['nested-bundles: 1', '"nested-bundles" is a number, where there should be true or false'],
    ['entries: [{}]', 'it takes files, or an aiida archive'],
    ['entries: [{type: Structures, files: [a]}]', 'the type should be structures'],
    ['entries: [{files: ["../a"]}]', 'the path leads out of the folder'],
    ['entries: [{files: ["/etc/passwd"]}]', 'the path leads out of the folder'],
    ['entries: [{files: [{}]}]', 'it takes a file, matches, or both'],
    ['entries: [{files: [{file: a, matches: []}]}]', 'the list of matches is empty'],
    ['entries: [{files: [{file: a, format: CIF}]}]', '"CIF" means nothing here; did you mean "cif"?'],
    ['entries: [{files: [a], properties: [{}]}]', 'the name is missing'],
    ['entries: [{files: [a], properties: [{name: e}, {name: e}]}]', 'the property "e" stands there twice'],
    ['entries: [{files: [a], properties: [{name: e, type: double}]}]', '"double" means nothing here'],
    ['entries: [{files: [a], properties: [{name: e, aiida-query: [{}]}]}]', 'a step takes project'],
    ['attachments: [{folder: a}]', 'it takes a collection and a folder'],
    [`title: ${'x'.repeat(400)}`, 'the text is longer than 300 characters'],
    [`title: ${'x'.repeat(2_000_000)}`, 'it is longer than 1048576 characters'],
    ['title: *nobody', 'line 1'],
  ];
  it.each(faults)('tells what is wrong with %.60s', (text, problem) => {
    const found = readSidecar(text, 'respawn.yaml');
    expect('problem' in found && found.problem).toContain(problem);
  });

  it('is not blown up by aliases or nesting', () => {
    const names = [...'abcdefghijkl'];
    const bomb = names.map((name, index) => {
      const before = names[index - 1];
      return `${name}: &${name} [${before === undefined ? 'x' : Array(9).fill(`*${before}`).join()}]`;
    });
    for (const text of [bomb.join('\n'), '['.repeat(5_000), `entries: ${'[{files: '.repeat(1_000)}`]) {
      expect(readSidecar(text, 'respawn.yaml')).toHaveProperty('problem');
    }
  });

  it('knows the settings of the server, which have no effect', () => {
    const names = settingTable.filter(({ only }) => only !== 'environment').map(({ name }) => name);
    expect([...sidecarKeys, ...serverKeys]).toEqual(expect.arrayContaining(names));
    expect(names).toEqual(expect.arrayContaining([...serverKeys]));
    expect(read('port: 80\nprovider: {name: x}').remarks).toEqual([
      'respawn.yaml: port, provider are settings of the server, without effect unless it starts in this folder',
    ]);
  });
});
