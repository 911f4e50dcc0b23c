// Groups of disordered atoms, and what becomes of them.
import { describe, expect, test } from 'vitest';
import { crystal, printSite, readOne } from './cif-text.ts';

const columns = '_atom_site_occupancy _atom_site_disorder_assembly _atom_site_disorder_group';

function readDisorder(rows: string, symmetry = 'x,y,z') {
  const { structure, remarks } = readOne(crystal(rows, { columns, symmetry }));
  return {
    sites: structure.sites.map(printSite),
    assemblies: structure.assemblies?.map(({ sitesInGroups, groupProbabilities }) => [
      JSON.stringify(sitesInGroups),
      groupProbabilities,
    ]),
    remarks: remarks.map(({ message }) => message),
  };
}

test('groups that exclude each other are an assembly of whole atoms', () => {
  expect(readDisorder('Na 0 0 0 1 . .\nO1 .5 0 0 .6 A 1\nO2 .5 .2 0 .6 A 1\nO3 .5 .4 0 .4 A 2')).toEqual({
    sites: ['Na 0 0 0', 'O 0.5 0 0', 'O 0.5 0.2 0', 'O 0.5 0.4 0'],
    assemblies: [['[[1,2],[3]]', [0.6, 0.4]]],
    remarks: [],
  });
});

test('what is partly there within its group stays so', () => {
  expect(readDisorder('F .5 0 0 .3 A 1\nCl .5 0 0 .3 A 1\nBr 0 0 0 .4 A 2').sites).toEqual([
    'F0.5Cl0.5 0.5 0 0',
    'Br 0 0 0',
  ]);
});

test('atoms of two groups keep their sites where they meet', () => {
  expect(readDisorder('C1 0 0 0 .6 . 1\nC2 0 0 0 .4 . 2')).toEqual({
    sites: ['C 0 0 0', 'C 0 0 0'],
    assemblies: [['[[0],[1]]', [0.6, 0.4]]],
    remarks: [],
  });
});

test('each image of an assembly is one', () => {
  const rows = 'O1 .1 .1 .1 .7 A 1\nO2 .1 .1 .2 .3 A 2';
  expect(readDisorder(rows, 'x,y,z;-x,-y,-z').assemblies).toEqual([
    ['[[0],[2]]', [0.7, 0.3]],
    ['[[1],[3]]', [0.7, 0.3]],
  ]);
});

test('images that share a site are one assembly', () => {
  const rows = 'O1 0 0 0 .7 A 1\nO2 .1 .1 .2 .3 A 2';
  expect(readDisorder(rows, 'x,y,z;-x,-y,-z').assemblies).toEqual([['[[0],[1,2]]', [0.7, 0.3]]]);
});

test('assemblies that only occupancies tell apart', () => {
  const rows = 'O1 .1 0 0 .6 . 1\nO2 .2 0 0 .4 . 2\nN1 .5 .5 0 .7 . 1\nN2 .6 .5 0 .3 . 2';
  expect(readDisorder(rows).assemblies).toEqual([
    ['[[0],[1]]', [0.6, 0.4]],
    ['[[2],[3]]', [0.7, 0.3]],
  ]);
});

describe('no assembly is made of', () => {
  const vague =
    'Groups of disordered atoms do not make up a whole; each of their sites is partly occupied by itself';

  test.each<[name: string, rows: string, sites: string[], remarks: string[]]>([
    ['one group', 'O1 0 0 0 .6 A 1\nO2 .5 0 0 .6 A 1', ['O0.6 0 0 0', 'O0.6 0.5 0 0'], []],
    ['group 0', 'O1 0 0 0 .6 A 0\nO2 .5 0 0 .4 A 0', ['O0.6 0 0 0', 'O0.4 0.5 0 0'], []],
    [
      'groups that do not add up',
      'O1 0 0 0 .6 A 1\nO2 .5 0 0 .6 A 2',
      ['O0.6 0 0 0', 'O0.6 0.5 0 0'],
      [`${vague}: O1, O2.`],
    ],
    [
      'groups that could be paired in two ways',
      'O1 0 0 0 .5 . 1\nO2 .5 0 0 .6 . 1\nN1 0 .5 0 .5 . 2\nN2 .5 .5 0 .5 . 2\nN3 .5 .5 .5 .5 . 3',
      ['O0.5 0 0 0', 'O0.6 0.5 0 0', 'N0.5 0 0.5 0', 'N0.5 0.5 0.5 0', 'N0.5 0.5 0.5 0.5'],
      [`${vague}: O1, O2, N1, N2, N3.`],
    ],
  ])('%s', (_, rows, sites, remarks) => {
    expect(readDisorder(rows)).toEqual({ sites, assemblies: undefined, remarks });
  });

  test('atoms that exclude their own images, which stay apart however close', () => {
    expect(readDisorder('O1 0.005 0 0 .5 . -1', 'x,y,z;-x,-y,-z')).toEqual({
      sites: ['O0.5 0.005 0 0', 'O0.5 0.995 0 0'],
      assemblies: undefined,
      remarks: [
        'Atoms are disordered across a symmetry element; all their images are partly occupied sites: O1.',
      ],
    });
  });
});

test('alternative places in mmCIF are groups, residue by residue', () => {
  const { structure } = readOne(`data_a _cell.length_a 4 _cell.length_b 5 _cell.length_c 6
    _symmetry.space_group_name_H-M 'P 1' loop_ _atom_site.label_atom_id _atom_site.type_symbol
    _atom_site.label_alt_id _atom_site.auth_seq_id _atom_site.Cartn_x _atom_site.Cartn_y _atom_site.Cartn_z
    _atom_site.occupancy
    CA C A 1 0 0 0 0.6 CA C B 1 0 0 1 0.4 N N . 1 0 2 0 1 CA C A 2 2 0 0 0.5 CA C B 2 2 0 1 0.5`);
  expect(structure.assemblies).toEqual([
    { sitesInGroups: [[0], [1]], groupProbabilities: [0.6, 0.4] },
    { sitesInGroups: [[3], [4]], groupProbabilities: [0.5, 0.5] },
  ]);
});
