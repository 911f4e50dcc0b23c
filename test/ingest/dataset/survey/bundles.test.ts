import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DatasetPlan } from '../../../../src/ingest/dataset/dataset-plan.ts';
import { planDataset } from '../../../../src/ingest/dataset/plan-dataset.ts';
import { openSource } from '../../../../src/ingest/source/open-source.ts';
import { temporaryFolder } from '../../source/temporary-folder.ts';
import { zipOf } from '../../source/tree/zip-builder.ts';

const cif = 'data_x\n_cell_length_a 5.4\n';
const xyz = '1\nhydrogen\nH 0 0 0\n';
const table = 'id,energy\na,1\n';

type Contents = Readonly<Record<string, string | Buffer>>;

function zip(contents: Contents): Buffer {
  return zipOf(Object.entries(contents).map(([name, content]) => ({ name, content })));
}

const folder = temporaryFolder();
let count = 0;

/** Plans a folder of files, or one file. */
async function plan(contents: Contents, nestedBundles?: boolean): Promise<DatasetPlan> {
  count += 1;
  const path = join(folder.path, String(count));
  for (const [name, content] of Object.entries(contents)) {
    mkdirSync(join(path, name, '..'), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  const [only, ...others] = Object.keys(contents);
  const source = await openSource(others.length === 0 ? join(path, only!) : path);
  try {
    return await planDataset(source.tree, { location: 'here', nestedBundles });
  } finally {
    await source.tree.close();
  }
}

describe('bundles', () => {
  it('are looked into where they lie in a folder', async () => {
    const found = await plan({ 'in/s.zip': zip({ 'x/a.cif': cif, 'x/b.cif': cif }), 'data.csv': table });
    expect(found.name).toBe('2 CIF files and 1 table of properties in a folder');
    expect(found.selections).toMatchObject([
      {
        files: [{ file: 'in/s.zip', matches: ['in/**/*.cif'], format: 'cif' }],
        tables: [{ file: '', matches: ['**/*.csv'], format: 'table' }],
      },
    ]);
  });

  it('have one selection each, whatever is in them', async () => {
    const found = await plan({ 'a.zip': zip({ 'a.cif': cif, 'b.xyz': xyz }), 'b.xyz': xyz });
    expect(found.selections[0]?.files).toEqual([
      { file: '', matches: ['**/*.xyz'], format: 'xyz' },
      { file: 'a.zip', matches: ['**/*.cif', '**/*.xyz'] },
    ]);
  });

  it('are served though the first of many files in them are spoilt', async () => {
    const spoilt = Array.from({ length: 30 }, (_, index) => [`a${index}.cif`, ''] as const);
    const found = await plan({ 's.zip': zip({ ...Object.fromEntries(spoilt), 'b.cif': cif }) });
    expect(found.name).toBe('31 CIF files in a zip archive');
  });

  it('are the source themselves', async () => {
    const found = await plan({
      'a.zip': zip({ 'top/a.cif': cif, 'top/b.cif': cif, '__MACOSX/top/a.cif': 'x' }),
    });
    expect(found.name).toBe('2 CIF files in a zip archive');
    expect(found.selections[0]?.files).toEqual([{ file: '', matches: ['**/*.cif'], format: 'cif' }]);
    expect((await plan({ 'b.zip': zip({ 'a.cif': cif }) })).name).toBe('a CIF file in a zip archive');
  });

  it('stay closed within bundles, unless they are asked for', async () => {
    const nested = { 'a.zip': zip({ 'a.cif': cif, 'in/b.zip': zip({ 'b.cif': cif, 'c.cif': cif }) }) };
    const closed = await plan(nested);
    expect(closed.selections[0]?.files).toHaveLength(1);
    expect(closed.remarks).toEqual([
      '1 bundle in it was not opened, such as in/b.zip; ' +
        'the setting nested-bundles (--nested-bundles) opens them, one level deep',
    ]);
    const opened = await plan(nested, true);
    expect(opened.selections[0]?.files).toMatchObject([
      { file: '' },
      { file: 'in/b.zip', matches: ['in/**/*.cif'] },
    ]);
    expect(opened.remarks).toEqual([]);
  });

  it('are told of where there is nothing else', async () => {
    const nested = { 'a.zip': zip({ 'b.zip': zip({ 'b.cif': cif }), README: 'x' }) };
    await expect(plan(nested)).rejects.toThrow(
      'holds nothing that can be served, only 1 README. 1 bundle in it',
    );
  });

  it('are found to be AiiDA archives by what is in them', async () => {
    const archive = { 'metadata.json': '{}', 'db.sqlite3': 'SQLite format 3\0' };
    expect((await plan({ 'a.aiida': zip(archive) })).selections).toMatchObject([{ aiida: { file: '' } }]);
    const beside = await plan({ 'x.aiida': zip(archive), 'data.csv': table });
    expect(beside.name).toBe('1 AiiDA archive and 1 table of properties in a folder');
    expect(beside.selections).toMatchObject([{ files: [], aiida: { file: 'x.aiida' }, tables: [{}] }]);
  });

  it('that are damaged do not hide the others', async () => {
    const whole = zip({ 'a.cif': cif, 'b.cif': cif });
    const found = await plan({ 'a.zip': whole.subarray(0, whole.length - 30), 'b.cif': cif });
    expect(found.selections[0]?.files[0]).toMatchObject({ file: '', matches: ['**/*.cif'] });
    expect(found.remarks).toEqual([
      'the bundle a.zip cannot be read: the zip archive is cut off: it has no directory at its end',
    ]);
  });

  it('that are the files of a program count as such', async () => {
    await expect(plan({ 'a.xlsx': zip({ 'x.xml': '<a/>' }), 'b.pdf': '%PDF' })).rejects.toThrow(
      'only 1 XLSX, 1 PDF',
    );
  });
});
