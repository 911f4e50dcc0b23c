import { describe, expect, it } from 'vitest';
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

describe('a record of optimade.yaml, a zip archive and a table', () => {
  it.each(['legacy', 'invenio'] as const)('is served as its owner means it: %s', async (shape) => {
    using home = temporaryFolder();
    const id = 'abcde-12345';
    const title = 'Salts';
    const repository = await startFakeRepository([{ id, shape, files, title, doi: '10.1234/salts' }]);
    const record = `${repository.origin}/records/${id}`;
    const { host } = new URL(record);
    await using server = await serve(['--empty', '--allow-host', host, '--prefix', 'x', '--home', home.path]);
    const at = ['--server', server.origin];
    const spawned = await respawn(['spawn', record, '--id', 'salts', ...at]);
    expect(spawned).toMatchObject({ code: 0 });
    expect(spawned.out).toMatch(/^salts: live, 2 entries/);

    const structures = `${server.origin}/salts/v1/structures`;
    const { document } = await getJson(structures);
    expect(document.data.map(({ id }: { id: string }) => id)).toEqual(['7', '8']);
    const [{ attributes }] = document.data;
    expect(attributes).toMatchObject({
      chemical_formula_reduced: 'ClNa',
      nsites: 8,
      space_group_it_number: 225,
      immutable_id: 'salts.zip/salts/7.cif',
      _x_energy: -7.5,
    });
    const filter = encodeURIComponent('elements HAS "Cl" AND _x_energy >= 0');
    const { document: found } = await getJson(`${structures}?filter=${filter}`);
    expect(found.data.map(({ id }: { id: string }) => id)).toEqual(['8']);
    const { document: info } = await getJson(`${server.origin}/salts/v1/info/structures`);
    expect(info.data.properties._x_energy).toMatchObject({ title: 'Energy', description: 'Made up.' });

    const { document: database } = await getJson(`${server.origin}/extensions/databases/salts`);
    expect(JSON.stringify(database)).toContain('Salts whose energies are made up.');
    const { document: report } = await getJson(`${server.origin}/extensions/databases/salts/report`);
    expect(JSON.stringify(report)).toContain('salts/broken.cif');
    expect(JSON.stringify(report)).toContain('row-unmatched');

    const asked = repository.log.length;
    expect((await respawn(['refresh', 'salts', ...at])).code).toBe(0);
    expect(repository.log.slice(asked).filter((line) => /salts\.zip|data\.csv/.test(line))).toEqual([]);
    await repository.close();
  });
});
