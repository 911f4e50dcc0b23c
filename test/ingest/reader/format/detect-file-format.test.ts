import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectFileFormat } from '../../../../src/ingest/reader/format/detect-file-format.ts';

const cif = '_cell_length_a 5.4\nloop_\n_atom_site_label\nSi1\n';
const poscar = 'NaCl\n1.0\n5.6 0 0\n0 5.6 0\n0 0 5.6\n';
const site = { species: [{ element: 'Na', occu: 1 }], abc: [0, 0, 0], xyz: [0, 0, 0] };
const structure = { '@module': 'pymatgen.core.structure', '@class': 'Structure', lattice: {}, sites: [site] };
const aseRow = { numbers: [1], positions: [[0, 0, 0]], unique_id: 'f' };
const resource = { id: '1', type: 'structures', attributes: { nsites: 1 } };
const article = { id: 'a1', type: 'article-journal', title: 'T', DOI: '10.1/x' };

/** Name, content (what is no text is JSON), format. */
const cases: readonly (readonly [string, unknown, string | undefined])[] = [
  ['a.cif', `data_x\n${cif}`, 'cif'],
  ['noname', `\n# from a diffractometer\n#\ndata_x\n${cif}`, 'cif'],
  ['upper', `DATA_X\r\n_CELL_LENGTH_A 5\r\n`, 'cif'],
  ['field', `;\nanything at all\ndata here\n;\ndata_x ${cif}`, 'cif'],
  ['mail.cif', `From: somebody\n\ndata_x\n${cif}`, 'cif'],
  ['bom.cif', `\uFEFFdata_x\n${cif}`, 'cif'],
  ['empty.cif', 'data_x\n', 'cif'],
  ['mail.txt', `From: somebody\n\ndata_x\n${cif}`, undefined],
  ['notes.md', `data_x\n${cif}`, undefined],
  ['variables', 'data_set of numbers\nand more of them\n', undefined],

  ['h.xyz', '1\nhydrogen\nH 0 0 0\n', 'xyz'],
  ['h', '2\n\nH 0.0 0.0 0.0\nH .7 0. 1e-3 0.1\n', 'xyz'],
  ['numbers.dat', ' 1 \ncomment\n 14 0 0 0\n', 'xyz'],
  ['ext.txt', '1\nProperties=pos:R:3:species:S:1\n0 0 0 H\n', 'xyz'],
  ['none.xyz', '0\n\n', 'xyz'],
  ['count', '3\nof apples\nand pears, and so on\n', undefined],
  ['zero', '0\n\n', undefined],

  ['POSCAR', `${poscar}Na Cl\n1 1\nDirect\n0 0 0\n.5 .5 .5\n`, 'poscar'],
  ['any', `${poscar}1 1\nCartesian\n0 0 0\n`, 'poscar'],
  ['sel', `${poscar}Na\n1\nSelective dynamics\ndirect\n0 0 0 T T F\n`, 'poscar'],
  ['scales', `NaCl\n1 1 2\n5 0 0\n0 5 0\n0 0 5\nNa Cl\n1 1\nD\n0 0 0\n`, 'poscar'],
  ['volume.vasp', `1\n-170.0 ! volume\n5 0 0\n0 5 0\n0 0 5\nNa_pv\n1\nD\n0 0 0\n`, 'poscar'],
  ['run/CHGCAR', `${poscar}Na Cl\n1 1\nDirect\n0 0 0\n.5 .5 .5\n\n 48 48 48\n`, undefined],
  ['XDATCAR', `${poscar}Na\n1\nDirect configuration=     1\n0 0 0\n`, undefined],
  ['KPOINTS', 'Automatic mesh\n0\nGamma\n4 4 4\n0 0 0\n', undefined],
  ['OUTCAR', ' vasp.5.4.4.18Apr17\n executed on Linux\n', undefined],
  ['INCAR', 'ENCUT = 520\nISMEAR = 0\n', undefined],

  ['a.json', structure, 'pymatgen'],
  ['a.json', [{ energy: -1, structure }], 'pymatgen'],
  ['a.json', { results: [structure], other: [structure] }, 'pymatgen'],
  ['a.json', [{ tags: { mineral: 'x' }, snl: structure }], 'pymatgen'],
  ['a.json', { 'mp-1': { structure }, 'mp-2': { structure } }, 'pymatgen'],
  ['a.json', { '@class': 'Molecule', sites: [{ species: [], xyz: [0, 0, 0] }] }, 'pymatgen'],
  ['a.jsonl', `${JSON.stringify(structure)}\n${JSON.stringify(structure)}\n`, 'pymatgen'],
  ['a.json', { 1: aseRow, 2: aseRow, ids: [1, 2], nextid: 3 }, 'ase'],
  ['a.json', { ids: [], nextid: 1 }, 'ase'],
  ['a.json', { __ase_objtype__: 'atoms', numbers: {} }, 'ase'],
  ['a.json', [article], 'csl'],
  ['a.json', article, 'csl'],

  ['a.jsonl', '{"x-optimade":{"api_version":"1.2.0"}}\n{"id":"1"}\n', 'optimade'],
  ['a.json', { data: [resource], meta: {} }, 'optimade'],
  ['a.json', [resource], 'optimade'],
  ['a.json', [{ _id: { $oid: '5f' }, energy: 1 }], 'optimade'],
  ['a.json', [{ id: '1', lattice_vectors: [] }], 'optimade'],
  ['a.jsonl', '{"id":"1","type":"structures","nelements":2}\n', 'optimade'],
  ['nan.jsonl', '{"id":"1","attributes":{"_x_a":NaN}}\n', 'optimade'],

  ['a.json', [{ id: '1', energy: 1 }], 'table'],
  ['a.json', { a: { energy: 1 }, b: { energy: 2 } }, 'table'],
  ['a.json', { id: ['a', 'b'], energy: [1, 2] }, 'table'],
  ['a.json', [{ mp_id: 'x', e: 1 }], 'table'],
  ['config.json', { provider: { name: 'x', prefix: 'y' } }, undefined],
  ['config.json', { provider: { name: 'x' }, log: { level: 'y' } }, undefined],
  ['package.json', { name: 'x', version: '1', scripts: { a: 'b' } }, undefined],
  ['book.ipynb', { cells: [{ cell_type: 'code' }], metadata: { kernel: {} }, nbformat: 4 }, undefined],
  ['geo.json', { type: 'FeatureCollection', features: [] }, undefined],
  ['a.json', [1, 2, 3], undefined],
  ['a.json', '{]', undefined],

  ['refs.bib', '@article{key,\n title = {T}\n}\n', 'bibtex'],
  ['refs.bib', 'My papers\n@book{key, title = "T"}', 'bibtex'],
  ['refs', '% mine {\n\n@string{a = "b"}\n', 'bibtex'],
  ['Main.java', '@Override\npublic void x() {}\n', undefined],
  ['mail', 'hello\n@article{key,\n title = {T}\n}\n', undefined],

  ['data.csv', 'id,energy\na,1\n', 'table'],
  ['data.csv', 'id,matrix\na,"[[1,2],[3,4]]"\nb\n', 'table'],
  ['data.tsv', 'id\tenergy\na\t1\n', 'table'],
  ['data.csv', 'id;energy\na;1,5\n', 'table'],
  ['data.csv', '\uFEFFid,energy\na,1\n', 'table'],
  ['data.csv.gz', 'id,energy\na,1\n', 'table'],
  ['data.txt', 'id,energy\na,1\nb,2\n', 'table'],
  ['data', 'id\tenergy\na\t1\n', 'table'],
  ['data.csv', '1,2\n3,4\n', undefined],
  ['one.csv', 'id\na\n', undefined],
  ['prose.txt', 'Well, this is text\nand, as such, goes on\n', undefined],
  ['README', 'one, two\nthree, four\n', undefined],
  ['LICENSE.txt', 'Permission is granted, free of charge\nto any person, obtaining\n', undefined],
  ['table.log', 'id,energy\na,1\n', undefined],

  ['index.html', '<!doctype html><pre>data_x\n_cell_length_a 5</pre>', undefined],
  ['optimade.yaml', 'config_version: 0.1.0\nentries:\n  - entry_type: structures\n', undefined],
  ['zero', 'data_x\0\n_cell', undefined],
  ['nothing', '', undefined],
  ['blank', ' \n\n', undefined],
];

function textOf(content: unknown): string {
  return typeof content === 'string' ? content : JSON.stringify(content);
}

describe('detectFileFormat', () => {
  it.each(cases)('%s %j is %s', (path, content, format) => {
    expect(detectFileFormat(path, Buffer.from(textOf(content)), true)).toBe(format);
  });

  it('needs no more than the beginning', () => {
    const large = (object: object) => JSON.stringify({ ...object, zzz: Array(40_000).fill(1) });
    const head = (text: string) => Buffer.from(text).subarray(0, 65_536);
    expect(detectFileFormat('a.json', head(`[${large(structure)}]`), false)).toBe('pymatgen');
    expect(
      detectFileFormat('a.json', head(large({ 1: { ...aseRow, x: Array(40_000).fill(1) } })), false),
    ).toBe('ase');
    expect(detectFileFormat('a.json', head(`{"data":[${large(resource)}]}`), false)).toBe('optimade');
    expect(detectFileFormat('a.csv', head(`id,e\n${'a,"1"\n'.repeat(20_000)}`), false)).toBe('table');
  });

  it('never fails', () => {
    const piece = fc.constantFrom(
      ...['{', '}', '[', ']', '"', ',', ':', '\\', '\n', '1', ' ', 'data_', '@a{', '"id"', '__proto__', ';'],
    );
    fc.assert(
      fc.property(fc.array(piece), fc.boolean(), (pieces, isWhole) => {
        expect(() => detectFileFormat('a', Buffer.from(pieces.join('')), isWhole)).not.toThrow();
      }),
    );
  });

  it('is quick on hostile text', () => {
    for (const text of ['[', '{"a":', '@a{', '; ', 'data_', ' ', '1 ', '\t', '"\\', '1,']) {
      const bytes = Buffer.from(text.repeat(65_536 / text.length));
      expect(['optimade', 'bibtex', undefined]).toContain(detectFileFormat('a', bytes, false));
    }
  });

  const examples = join(import.meta.dirname, '../../../../../shared/reference/maker-examples');
  it.skipIf(!existsSync(examples))('knows the files of others (skipped where they are not beside us)', () => {
    const found = readdirSync(examples, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(?:xyz|csv|jsonl|ya?ml|md)$/.test(path))
      .map((path) => {
        const bytes = readFileSync(join(examples, path));
        return [
          path.replace(/.*\./, ''),
          detectFileFormat(path, bytes.subarray(0, 65_536), bytes.length <= 65_536),
        ];
      });
    const kinds = new Set(found.map((pair) => pair.join(' ')));
    expect([...kinds].sort()).toEqual(['csv table', 'jsonl optimade', 'md ', 'xyz xyz', 'yaml ']);
  });
});
