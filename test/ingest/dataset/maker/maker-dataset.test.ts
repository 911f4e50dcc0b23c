// What optimade.yaml says, through the whole of the ingestion.
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { MemoryWriter } from '../../../../src/backend/index.ts';
import type { JsonObject } from '../../../../src/base/index.ts';
import type { IngestReport } from '../../../../src/ingest/index.ts';
import { ingest, openSource } from '../../../../src/ingest/index.ts';
import { temporaryFolder } from '../../source/temporary-folder.ts';
import { zipOf } from '../../source/tree/zip-builder.ts';

const folder = temporaryFolder();
let datasets = 0;

class RecordingWriter extends MemoryWriter {
  readonly attributes: Record<string, JsonObject> = {};

  override write(...[entry, ...others]: Parameters<MemoryWriter['write']>): void {
    this.attributes[entry.id] = entry.attributes;
    super.write(entry, ...others);
  }
}

/** Serves some files with an `optimade.yaml` whose entries are structures of these paths. */
async function serve(
  files: Readonly<Record<string, string | Buffer>>,
  entry: string,
): Promise<{ attributes: Record<string, JsonObject>; report: IngestReport }> {
  datasets += 1;
  const name = `dataset-${datasets}`;
  const yaml = `config_version: 0.1.0\ndatabase_description: Made up\nentries:\n  - entry_type: structures\n${entry}`;
  for (const [path, content] of Object.entries({ ...files, 'optimade.yaml': yaml })) {
    folder.write(join(name, path), content);
  }
  const source = await openSource(join(folder.path, name));
  const writer = new RecordingWriter();
  const options = { prefix: 'x', aliases: {}, lengthAliases: {}, providerFields: {}, strict: false };
  const { report } = await ingest(source, () => writer, options, { ingestedAt: '2026-01-01T00:00:00Z' });
  await source.tree.close();
  return { attributes: writer.attributes, report };
}

const xyz = '1\n\nH 0 0 0\n';

test.each<[what: string, files: Record<string, string | Buffer>, paths: string, ids: Record<string, string>]>(
  [
    [
      'an archive in a folder, as if it lay unpacked there',
      {
        'd/s.zip': zipOf([
          { name: 'm/1.xyz', content: xyz },
          { name: 'm/2.xyz', content: xyz },
        ]),
      },
      '{file: d/s.zip, matches: [d/m/*.xyz]}',
      { 1: 'd/s.zip/d/m/1.xyz', 2: 'd/s.zip/d/m/2.xyz' },
    ],
    [
      'the only file of an archive, which has the name of that',
      { 's.zip': zipOf([{ name: '1.xyz', content: xyz }]), 'b.xyz': xyz },
      '{file: s.zip, matches: [1.xyz]}, {file: b.xyz}',
      { 's.zip': 's.zip', 'b.xyz': 'b.xyz' },
    ],
    [
      'a compressed file',
      { '1.xyz.gz': gzipSync(xyz) },
      '{file: 1.xyz.gz, matches: [1.xyz]}',
      { '1.xyz': '1.xyz.gz' },
    ],
    [
      'the folder itself',
      { 'm/1.xyz': xyz, 'm/2.xyz': xyz, 'n/3.xyz': xyz },
      '{file: ., matches: [m/*.xyz]}',
      { 1: 'm/1.xyz', 2: 'm/2.xyz' },
    ],
    [
      'a folder in the place of an archive',
      { 'm/1.xyz': xyz, 'm/2.xyz': xyz, 'n/3.xyz': xyz },
      '{file: m, matches: ["*/*.xyz"]}',
      { 1: 'm/m/1.xyz', 2: 'm/m/2.xyz' },
    ],
  ],
)('%s', async (_what, files, paths, ids) => {
  const { attributes, report } = await serve(files, `    entry_paths: [${paths}]`);
  const found = Object.entries(attributes).map(([id, { immutable_id }]) => [id, immutable_id]);
  expect(Object.fromEntries(found)).toEqual(ids);
  expect(report.issues).toEqual([]);
});

test('values of tables, keyed by path or id, are joined as they are meant', async () => {
  const { attributes, report } = await serve(
    {
      '007.xyz': xyz,
      '8.xyz': xyz,
      'by-id.csv': 'id,number,flag,label,ignored\n007,0,False,1,a\n8,,,,b\n9,1,true,1,c\n',
      'by-path.csv': 'id,flag\n8.xyz,no\n',
    },
    `    entry_paths: [{file: 007.xyz}, {file: 8.xyz}]
    property_paths: [{file: by-id.csv}, {file: by-path.csv}]
    property_definitions:
      - {name: number, type: float}
      - {name: flag, type: boolean}
      - {name: label, type: string}
      - {name: missing, type: string}
`,
  );
  expect(attributes['007']).toMatchObject({ _x_number: 0, _x_flag: false, _x_label: '1' });
  expect(attributes['8']).toMatchObject({ _x_flag: false });
  const { _x_number: number = null, _x_label: label = null } = attributes['8']!;
  expect([number, label]).toEqual([null, null]);
  expect(attributes['8']).not.toHaveProperty('_x_ignored');
  const told = report.issues.map(({ code }) => code);
  expect(told.sort()).toEqual(['column-unused', 'property-absent', 'row-unmatched']);
});

test('what a pattern does not find is told', async () => {
  const paths = '    entry_paths: [{file: a.cif}, {file: ., matches: ["*.xyz"]}]';
  const { report } = await serve({ 'm/1.xyz': xyz, 'A.cif': 'data_a' }, paths);
  const details = report.issues.flatMap(({ examples }) => examples.map(({ detail }) => detail));
  expect(details.join('\n')).toContain('there is no file "a.cif"; did you mean "A.cif"?');
  expect(details.join('\n')).toContain('no file matches "*.xyz"; did you mean "m/1.xyz"?');
});
