/** Archives as they are found, served by the program and asked over HTTP. */
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { zipOf } from '../ingest/source/tree/zip-builder.ts';
import { getJson, serve } from './live-server.ts';
import { root, temporaryFolder } from './run-program.ts';

interface Mineral {
  readonly path: string;
  readonly id: string;
  /** Of the site in the middle; where there are two, they share it. */
  readonly middle: readonly string[];
  readonly elements: readonly string[];
  readonly energy: number;
}

const metals = ['Al', 'Ca', 'Fe', 'K', 'Mg', 'Na', 'Si', 'Ti'];

/** Perovskites of any three elements, of which every fifth shares a site; their energies are made up. */
const minerals: readonly Mineral[] = Array.from({ length: 160 }, (_, index): Mineral => {
  const anion = index % 3 === 0 ? 'F' : 'O';
  const corner = metals[index % 8]!;
  const first = metals[(index * 3 + 1) % 8]!;
  const middle = index % 5 === 0 ? ['Al', 'Si'] : [first];
  const folder = anion === 'O' ? 'oxides' : 'fluorides';
  return {
    path: `cifs/${folder}/m${index}.cif`,
    id: `${folder}/m${index}`,
    middle,
    elements: [...new Set([corner, ...middle, anion])].sort(),
    energy: ((index * 7) % 11) - 5,
  };
});

function cifOf({ path, middle, elements }: Mineral): string {
  const anion = path.includes('oxides') ? 'O' : 'F';
  const corner = elements.find((element) => element !== anion && !middle.includes(element)) ?? middle[0]!;
  const share = 1 / middle.length;
  const edges = ['a', 'b', 'c'].map((edge) => `_cell_length_${edge} 3.95(1)`);
  const angles = ['alpha', 'beta', 'gamma'].map((angle) => `_cell_angle_${angle} 90`);
  const keys = ['label', 'fract_x', 'fract_y', 'fract_z', 'occupancy'].map((key) => `_atom_site_${key}`);
  return [
    'data_mineral',
    ...edges,
    ...angles,
    "_symmetry_space_group_name_H-M 'P m -3 m'",
    'loop_',
    ...keys,
    `${corner}1 0 0 0 1`,
    ...middle.map((element) => `${element}2 0.5 0.5 0.5 ${share}`),
    `${anion}3 0.5 0.5 0 1`,
    '',
  ].join('\n');
}

const table = `file,energy\n${minerals.map(({ path, energy }) => `${path},${energy}\n`).join('')}`;

const withAluminosilicates = 'elements HAS ALL "Al","Si","O" AND _x_energy < 0';

it('serves a zip archive of CIFs with a table of energies', async () => {
  using home = temporaryFolder();
  const parts = minerals.map((mineral) => ({ name: mineral.path, content: cifOf(mineral) }));
  const archive = join(home.path, 'minerals.zip');
  writeFileSync(archive, zipOf([...parts, { name: 'energies.csv', content: table }]));
  await using server = await serve([archive, '--prefix', 'x', '--home', join(home.path, 'home')]);
  const structures = `${server.origin}/minerals/v1/structures?page_limit=200`;
  const idsOf = async (filter: string) => {
    const { document } = await getJson(`${structures}&filter=${encodeURIComponent(filter)}`);
    return document.data.map(({ id }: { id: string }) => id);
  };
  const expected = (holds: (mineral: Mineral) => boolean) =>
    minerals
      .filter(holds)
      .map(({ id }) => id)
      .sort();

  const wanted = expected(
    ({ elements, energy }) => ['Al', 'O', 'Si'].every((each) => elements.includes(each)) && energy < 0,
  );
  expect(wanted.length).toBeGreaterThan(5);
  expect(await idsOf(withAluminosilicates)).toEqual(wanted);
  const shared = expected(({ middle }) => middle.length > 1);
  expect(await idsOf('structure_features HAS "disorder"')).toEqual(shared);

  const { document } = await getJson(`${server.origin}/minerals/v1/structures/${shared[0]}`);
  expect(document.data.attributes).toMatchObject({
    nsites: 5,
    immutable_id: `cifs/${shared[0]}.cif`,
    species: expect.arrayContaining([
      expect.objectContaining({
        chemical_symbols: expect.arrayContaining(['Al', 'Si']),
        concentration: [0.5, 0.5],
      }),
    ]),
  });
});

const makerExamples = join(root, '../shared/reference/maker-examples');
const areMissing = !existsSync(makerExamples);

it.skipIf(areMissing)(
  areMissing
    ? 'serves the examples of optimade-maker (skipped: they are not here)'
    : 'serves the examples of optimade-maker',
  async () => {
    using home = temporaryFolder();
    const names = readdirSync(makerExamples).filter((name) =>
      existsSync(join(makerExamples, name, 'optimade.yaml')),
    );
    expect(names).toHaveLength(8);
    // Served from a copy: nothing may be written beside the data.
    const copy = join(home.path, 'examples');
    cpSync(makerExamples, copy, { recursive: true });
    const before = readdirSync(copy, { recursive: true }).sort();
    const sources = names.map((name) => join(copy, name));
    await using server = await serve([...sources, '--prefix', 'x', '--home', join(home.path, 'home')]);
    for (const name of names) {
      const { status, document } = await getJson(`${server.origin}/${name}/v1/structures`);
      expect([name, status]).toEqual([name, 200]);
      expect(document.meta.data_available).toBeGreaterThan(1);
    }
    expect(readdirSync(copy, { recursive: true }).sort()).toEqual(before);
  },
);

describe('a folder in the scheme of its own', () => {
  it('is served with archives and raw files', async () => {
    using home = temporaryFolder();
    const folder = join(home.path, 'mydata');
    const files = {
      'structures/a.json': '{"type":"structures","id":"a","attributes":{"elements":["Si"],"nelements":1}}',
      'archive/structures/a.json': '{"steps":[{"energy":-1.5}]}',
      'files/a/OUTCAR': 'free energy TOTEN = -1.5 eV\n',
    };
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    await using server = await serve([folder, '--prefix', 'x', '--home', join(home.path, 'home')]);
    const { document } = await getJson(`${server.origin}/mydata/v1/files?filter=name="OUTCAR"`);
    expect(document.data).toMatchObject([{ id: 'a/OUTCAR', attributes: { size: 28 } }]);
    const raw = await fetch(document.data[0].attributes.url);
    expect(await raw.text()).toBe(files['files/a/OUTCAR']);
  });
});
