// The record of an entry as its reader hands it on: bytes where it is JSON, else a tree.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits } from '../../../src/base/index.ts';
import { nodeTree } from '../../../src/ingest/reader/aiida/node-tree.ts';
import { loopKey } from '../../../src/ingest/reader/cif/loop-key.ts';
import { readNumber } from '../../../src/ingest/reader/finding/written-number.ts';
import type { Finding } from '../../../src/ingest/reader/format/format-reader.ts';
import type { ParsedFormat } from '../../../src/ingest/reader/format/format-table.ts';
import { formatTable } from '../../../src/ingest/reader/format/format-table.ts';
import { JsonParts } from '../../../src/ingest/reader/json-parts.ts';
import { JsonTree } from '../../../src/ingest/reader/tree/json-tree.ts';

function findingsOf(format: ParsedFormat, text: string, keepsSource = true): readonly Finding[] {
  const piece = { bytes: Buffer.from(text), line: 1, index: 0 };
  return formatTable[format](piece, { path: 'file', keepsSource }).findings;
}

const textOf = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString();
const sourcesOf = (format: ParsedFormat, text: string) =>
  findingsOf(format, text).map(({ source }) => textOf(source));

const cell = ['a', 'b', 'c'].map((edge) => `_cell_length_${edge} 5.6402(3)`).join('\n');
const angles = ['alpha', 'beta', 'gamma'].map((angle) => `_cell_angle_${angle} 90`).join('\n');
const atoms = (label: string) =>
  `loop_\n_atom_site_label\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n${label} 0 0.50 -0\n`;
const cellTree =
  '"_cell_length_a":"5.6402(3)","_cell_length_b":"5.6402(3)","_cell_length_c":"5.6402(3)",' +
  '"_cell_angle_alpha":"90","_cell_angle_beta":"90","_cell_angle_gamma":"90"';
const atomTree = (label: string) =>
  `"_atom_site":[{"_atom_site_label":"${label}","_atom_site_fract_x":"0","_atom_site_fract_y":"0.50",` +
  '"_atom_site_fract_z":"-0"}]';

describe('CIF', () => {
  test('each block has a tree of its own, with all that it says', () => {
    const first = `data_One\n${cell}\n${angles}\n_exptl_Special ?\n_other .\n_quoted 'a "b"'\n`;
    const texts = '_publ_section_title\n;\n Of "salt"\n\\a\n;\n';
    const bonds = 'loop_\n_geom_bond_atom_site_label_1\n_geom_bond_distance\nNa1 2.82(1)\nCl1 .\n';
    const text = `# x\n${first}${texts}${atoms('Na1')}${bonds}data_two\n${cell}\n${angles}\n${atoms('Cl1')}`;
    expect(sourcesOf('cif', text)).toEqual([
      `{"data_block":"One",${cellTree},"_exptl_Special":"?","_other":".","_quoted":"a \\"b\\"",` +
        `"_publ_section_title":"\\n Of \\"salt\\"\\n\\\\a",${atomTree('Na1')},` +
        '"_geom_bond":[{"_geom_bond_atom_site_label_1":"Na1","_geom_bond_distance":"2.82(1)"},' +
        '{"_geom_bond_atom_site_label_1":"Cl1","_geom_bond_distance":"."}]}',
      `{"data_block":"two",${cellTree},${atomTree('Cl1')}}`,
    ]);
  });

  test('what breaks the rules is kept under a name of its own', () => {
    const twice = `_x 1\n_x 2\n_x 3\nloop_\n_y\n_y\n1 2 3\nloop_\n_y\n4\nsave_f\n_x 4\nsave_\n_z 5\n`;
    const [source] = sourcesOf('cif', `data_a\n${cell}\n${angles}\n${atoms('Na1')}${twice}`);
    expect(source).toContain(
      '"_x":"1","_x#2":"2","_x#3":"3","_y":[{"_y":"1","_y#2":"2"},{"_y":"3"}],"_y#2":[{"_y":"4"}],' +
        '"save_f":{"_x":"4"},"_z":"5"}',
    );
  });

  test('items before the first block count as one', () => {
    expect(sourcesOf('cif', `${cell}\n${angles}\n${atoms('Na1')}`)).toEqual([
      `{"data_block":"",${cellTree},${atomTree('Na1')}}`,
    ]);
  });

  test.each([
    [['_atom_site_label', '_atom_site_fract_x'], '_atom_site'],
    [['_atom_site_label'], '_atom_site'],
    [['_atom_site_aniso_label', '_atom_site_aniso_U_11'], '_atom_site_aniso'],
    [['_atom_site.id', '_atom_site.Cartn_x'], '_atom_site'],
    [['_symmetry_equiv_pos_as_xyz'], '_symmetry_equiv'],
    [['_Publ_Author_name', '_publ_author_address'], '_Publ_Author'],
    [['_lab_run_time', '_lab_run_mass'], '_lab_run'],
    [['_lab_run', '_lab_run_mass'], '_lab_run'],
    [['_lab_run_time'], '_lab_run_time'],
    [['_a', '_b'], '_a'],
    [[`_${'a_'.repeat(1_000_000)}`], `_${'a_'.repeat(1_000_000)}`],
  ])('a loop of %.80j', (tags, key) => {
    expect(loopKey(tags)).toBe(key);
  });

  test('time grows with the length, whatever is there twice', () => {
    const many = `data_a\n${cell}\n${angles}\n${atoms('Na1')}${'_x 1\n'.repeat(200_000)}`;
    expect(sourcesOf('cif', many)[0]).toContain('"_x#200000":"1"');
  });
});

const frame =
  '2\nLattice="5.0 0 0 0 5.0 0 0 0 5.00" Properties=species:S:1:pos:R:3:q:I:1 energy=-1.50 flag x=nan\n' +
  'H 0 .5 1.0D-3 +1\nO 1. 2 3 nan tail\n';
const lattice = '{"lattice":{"matrix":[[5.0,0,0],[0,5,0],[0,0,5]]},';
const crystal = `${lattice}"sites":[{"species":[{"element":"Na","occu":1}],"abc":[0,0,0.50]}]}`;

const cases: readonly (readonly [string, ParsedFormat, string, readonly string[]])[] = [
  [
    'a frame of extended XYZ',
    'xyz',
    frame,
    [
      '{"count":2,"comment":"Lattice=\\"5.0 0 0 0 5.0 0 0 0 5.00\\" Properties=species:S:1:pos:R:3:q:I:1 ' +
        'energy=-1.50 flag x=nan","info":{"Lattice":[5.0,0,0,0,5.0,0,0,0,5.00],' +
        '"Properties":"species:S:1:pos:R:3:q:I:1","energy":-1.50,"x":null},"columns":{"species":["H","O"],' +
        '"pos":[[0,0.5,1.0e-3],[1,2,3]],"q":[1,null]},"others":[[],["tail"]]}',
    ],
  ],
  [
    'a POSCAR',
    'poscar',
    'salt\n1.0 ! scale\n5.0 0 0\n0 5 0\n0 0 5\nNa Cl\n1 1\nSel\nDirect\n0 0 0 T T F Na1\n.5 0 0 F F F\n\nx\n',
    [
      '{"comment":"salt","scale":[1.0],"lattice":[[5.0,0,0],[0,5,0],[0,0,5]],"species":["Na","Cl"],' +
        '"counts":[1,1],"selective_dynamics":true,"coordinates":"Direct","positions":[[0,0,0],[0.5,0,0]],' +
        '"flags":[["T","T","F"],["F","F","F"]],"labels":[["Na1"],[]],"rest":["","x"]}',
    ],
  ],
  ['a document of pymatgen', 'pymatgen', ` ${crystal}\n`, [crystal]],
  ['a list of them', 'pymatgen', `[${crystal}, ${crystal} ]`, [crystal, crystal]],
  ['a list of a dictionary', 'pymatgen', `{"x":1,"all":[${crystal}]}`, [crystal]],
  [
    'documents by name, those by number first',
    'pymatgen',
    `{"b":${crystal}, "7" : ${crystal.replace('0.50', '0.7')}}`,
    [crystal.replace('0.50', '0.7'), crystal],
  ],
  [
    'rows of ASE',
    'ase',
    '{"1": {"numbers":[1],"positions":[[0,0,0.10]]},\n"2": {"numbers":[8],"positions":[[0,0,1]],"x":NaN},"ids":[2,1]}',
    ['{"numbers":[8],"positions":[[0,0,1]],"x":null}', '{"numbers":[1],"positions":[[0,0,0.10]]}'],
  ],
  [
    'BibTeX',
    'bibtex',
    '@string{jp = "J. Phys."}\n@Article{A1, title={A {B}}, journal = jp, Year=2000}',
    ['{"type":"article","key":"A1","fields":{"title":"A {B}","journal":"J. Phys.","year":"2000"}}'],
  ],
  ['CSL', 'csl', '[{"id":"a", "volume":1.10}, {"id":"b"}]', ['{"id":"a", "volume":1.10}', '{"id":"b"}']],
];

test.each(cases)('%s', (_, format, text, expected) => {
  expect(sourcesOf(format, text)).toEqual(expected);
  expect(findingsOf(format, text, false).every(({ source }) => source === undefined)).toBe(true);
});

test('a node of AiiDA has its attributes and extras as they stand in the archive', () => {
  const node = {
    id: 1,
    uuid: 'u',
    label: '',
    mtime: '2020',
    attributes: '{"b": 1.0, "a": NaN}',
    extras: null,
  };
  const expected = '{"uuid":"u","label":"","mtime":"2020","attributes":{"b": 1.0, "a": null},"extras":null}';
  expect(textOf(nodeTree(node).source)).toBe(expected);
});

test('a tree that is too large is left out, with a remark', () => {
  const tree = new JsonTree().openList();
  const text = 'x'.repeat(1024 * 1024);
  for (let count = 0; count <= limits.archiveTreeBytesMax; count += text.length) tree.text(text);
  expect(tree.closeList().finish()).toMatchObject({
    source: undefined,
    remarks: [{ code: 'archive-too-large' }],
  });
});

test('numbers are written in the grammar of JSON and mean the same', () => {
  const digits = fc.stringMatching(
    /^[+-]?(\d{0,4}\.\d{1,4}|\d{1,6}\.?)([eEdDqQ][+-]?\d{1,2}|\*\^\d|[+-]\d{3})?$/,
  );
  fc.assert(
    fc.property(digits, (written) => {
      const value = readNumber(written);
      fc.pre(value !== undefined);
      expect(JSON.parse(textOf(new JsonTree().number(written).finish().source)!)).toBe(value);
    }),
  );
  expect(textOf(new JsonTree().numbers(['1.10', 'x', 'NaN', '']).finish().source)).toBe('[1.10,"x",null,""]');
});

test('parts of JSON are found as they stand there', () => {
  const spaced = (value: unknown, space: number) => Buffer.from(JSON.stringify(value, undefined, space));
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), fc.nat(3), (value, space) => {
      const json = { a: [value, { '': value, '"': value }], b: value, 1: [[value]] };
      const parts = new JsonParts(spaced(json, space));
      for (const place of [['a', 0], ['a', 1, ''], ['a', 1, '"'], ['b'], ['1', 0, 0]]) {
        expect(JSON.parse(parts.find(place)!.toString())).toEqual(JSON.parse(JSON.stringify(value)));
      }
      for (const place of [['c'], ['a', 2], ['a', 1, 'x'], ['1', 0, 0, 'no', 'such']]) {
        if (value === null || typeof value !== 'object') expect(parts.find(place)).toBeUndefined();
      }
    }),
  );
});
