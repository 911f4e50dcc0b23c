import { expect, it } from 'vitest';
import { startFakeRepository } from '../ingest/source/repository/fake-repository.ts';
import { zipOf } from '../ingest/source/tree/zip-builder.ts';
import { getJson, serve } from './live-server.ts';
import { respawn, temporaryFolder } from './run-program.ts';

/** Two elements in a cubic cell, as rock salt has them. */
const rockSalt = (cation: string, anion: string, edge: number) => `data_${cation}${anion}
_cell_length_a ${edge}
_cell_length_b ${edge}
_cell_length_c ${edge}
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 90
_symmetry_space_group_name_H-M 'F m -3 m'
loop_
_atom_site_label
_atom_site_type_symbol
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
${cation}1 ${cation} 0 0 0
${anion}1 ${anion} 0.5 0.5 0.5
`;

const config = `config_version: 0.1.0
database_description: Salts whose energies are made up.
entries:
  - entry_type: structures
    entry_paths:
      - file: salts.zip
        matches: [salts/*.cif]
    property_paths:
      - file: data.csv
    property_definitions:
      - name: energy
        title: Energy
        description: Made up.
        unit: eV
        type: float
        aliases: [E / eV]
`;

const files = {
  'optimade.yaml': config,
  'salts.zip': zipOf([
    { name: 'salts/7.cif', content: rockSalt('Na', 'Cl', 5.64) },
    { name: 'salts/8.cif', content: rockSalt('K', 'Cl', 6.29) },
    { name: 'salts/broken.cif', content: 'data_nothing\n' },
    { name: 'notes/9.cif', content: rockSalt('Li', 'F', 4.03) },
  ]),
  'data.csv': 'id,E / eV\n7,-7.5\nsalts.zip/salts/8.cif,0\n10,1\n',
  'read me.md': '# Salts',
};

it('serves a record of optimade.yaml, a zip archive and a table as its owner means it', async () => {
  using home = temporaryFolder();
  const record = { files, title: 'Salts', doi: '10.1234/salts' };
  const repository = await startFakeRepository([
    { ...record, id: 'abcde-12345', shape: 'legacy' },
    { ...record, id: 'fghij-67890', shape: 'invenio' },
  ]);
  const { host } = new URL(repository.origin);
  await using server = await serve(['--empty', '--allow-host', host, '--prefix', 'x', '--home', home.path]);
  const at = ['--server', server.origin];
  for (const id of ['abcde-12345', 'fghij-67890']) {
    const location = `${repository.origin}/records/${id}`;
    const spawned = await respawn(['spawn', location, '--id', id, ...at]);
    expect(spawned.out).toMatch(/^\w+-\d+: live, 2 entries/);
    await expectSalts(server.origin, id);
  }
  const asked = repository.log.length;
  expect((await respawn(['refresh', 'abcde-12345', ...at])).code).toBe(0);
  expect(repository.log.slice(asked).filter((line) => /salts\.zip|data\.csv/.test(line))).toEqual([]);
  await repository.close();
});

async function expectSalts(origin: string, databaseId: string): Promise<void> {
  const structures = `${origin}/${databaseId}/v1/structures`;
  const { document } = await getJson(structures);
  expect(document.data.map(({ id }: { id: string }) => id)).toEqual(['7', '8']);
  expect(document.data[0].attributes).toMatchObject({
    chemical_formula_reduced: 'ClNa',
    nsites: 8,
    space_group_it_number: 225,
    immutable_id: 'salts.zip/salts/7.cif',
    _x_energy: -7.5,
  });
  const filter = encodeURIComponent('elements HAS "Cl" AND _x_energy >= 0');
  const { document: found } = await getJson(`${structures}?filter=${filter}`);
  expect(found.data.map(({ id }: { id: string }) => id)).toEqual(['8']);
  const { document: info } = await getJson(`${origin}/${databaseId}/v1/info/structures`);
  expect(info.data.properties._x_energy).toMatchObject({ title: 'Energy', description: 'Made up.' });

  const database = `${origin}/extensions/databases/${databaseId}`;
  expect(JSON.stringify((await getJson(database)).document)).toContain('Salts whose energies are made up.');
  const report = JSON.stringify((await getJson(`${database}/report`)).document);
  expect(report).toContain('salts/broken.cif');
  expect(report).toContain('row-unmatched');
}
