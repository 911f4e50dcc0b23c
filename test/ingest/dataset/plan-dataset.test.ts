import { describe, expect, it } from 'vitest';
import type { DatasetPlan, FileSelection } from '../../../src/ingest/dataset/dataset-plan.ts';
import { planDataset } from '../../../src/ingest/dataset/plan-dataset.ts';
import { memoryTree } from '../source/tree/memory-tree.ts';

const cif = 'data_x\n_cell_length_a 5.4\n';
const xyz = '1\nhydrogen\nH 0 0 0\n';
const poscar = 'Na\n1.0\n5 0 0\n0 5 0\n0 0 5\nNa\n1\nDirect\n0 0 0\n';
const structure = { '@class': 'Structure', sites: [{ species: [{}], abc: [0, 0, 0] }] };
const resource = { id: '1', type: 'structures', attributes: { nelements: 1 } };
const response = JSON.stringify({ data: [resource] });

type Contents = Readonly<Record<string, string | Uint8Array>>;

function plan(contents: Contents): Promise<DatasetPlan> {
  return planDataset(memoryTree(contents), { location: 'here' });
}

/** A plan in few words: `type: files + tables`, with the formats that are given. */
function shown({ selections }: DatasetPlan): string[] {
  return selections.map(({ entryType, files, tables, aiida }) => {
    const parts = [...files, ...(aiida ? [{ file: aiida.file, format: 'aiida' as const }] : [])];
    const beside = tables.length === 0 ? '' : ` + ${tables.map(shownFile).join(' ')}`;
    return `${entryType}: ${parts.map(shownFile).join(' ')}${beside}`;
  });
}

function shownFile({ file, matches, format, idFolder }: FileSelection): string {
  const what = matches === undefined ? file : `${file}[${matches.join(' ')}]`;
  return `${what}${format === undefined ? '' : `=${format}`}${idFolder === undefined ? '' : ` by ${idFolder}`}`;
}

const cases: readonly (readonly [string, Contents, string, readonly string[]])[] = [
  [
    'one file of JSON Lines',
    { 'a.jsonl': `${JSON.stringify(resource)}\n` },
    'the files themselves',
    [': a.jsonl=optimade'],
  ],
  ['one file of JSON rows', { 'a.json': '[{"id":"1"}]' }, 'the files themselves', [': a.json=optimade']],
  ['one CIF file', { 'a.cif': cif }, 'the files themselves', ['structures: a.cif=cif']],
  ['one bibliography', { 'a.bib': '@book{a,}' }, 'the files themselves', ['references: a.bib=bibtex']],
  [
    'files of one kind',
    { 'x/a.cif': cif, 'x/b.cif': cif, 'README.md': 'hello', 'x/plot.png': '\x89PNG\0' },
    'the files themselves',
    ['structures: [**/*.cif]=cif'],
  ],
  [
    'files of several kinds, with a table and a bibliography',
    {
      'a.cif': cif,
      'b.xyz': xyz,
      'run/1/CONTCAR': poscar,
      'data.csv': 'id,e\na,1\n',
      'refs.bib': '@book{a,}',
    },
    'the files themselves',
    [
      'references: [**/*.bib]=bibtex',
      'structures: [**/*.cif]=cif [**/*.xyz]=xyz [**/CONTCAR*]=poscar + [**/*.csv]=table',
    ],
  ],
  [
    'JSON of several kinds, each named',
    { 'a.json': JSON.stringify(structure), 'b.json': '[{"id":"a","e":1}]', 'package.json': '{"name":"x"}' },
    'the files themselves',
    ['structures: [a.json]=pymatgen + [b.json]=table'],
  ],
  [
    'JSON rows and nothing that they are about',
    { 'a.json': '[{"id":"a","e":1}]', 'b.json': '[{"id":"b","e":1}]' },
    'the files themselves',
    ['structures: [**/*.json]=optimade'],
  ],
  [
    'OPTIMADE JSON among other files',
    { 'a.cif': cif, 'a.jsonl': JSON.stringify(resource) },
    'the files themselves',
    ['structures: [**/*.cif]=cif [**/*.jsonl]=optimade'],
  ],
  [
    'a CIF file that is damaged beside others',
    { 'a.cif': cif, 'b.cif': 'nothing of the kind', 'c.cif': '' },
    'the files themselves',
    ['structures: [**/*.cif]=cif'],
  ],
  [
    'names without endings',
    { 'geo/1': poscar, 'geo/2': poscar, LICENSE: 'All may use it' },
    'the files themselves',
    ['structures: [geo/1 geo/2]=poscar'],
  ],
  [
    'an AiiDA archive',
    { 'metadata.json': '{}', 'db.sqlite3': 'SQLite format 3\0', 'repo/ab': 'x' },
    'the files themselves',
    ['structures: =aiida'],
  ],
  [
    'the folder scheme of lists',
    {
      'structures.jsonl': response,
      'references.json': response,
      '_x_runs.jsonl.gz': response,
      'energies.csv': 'id,e\n1,2\n',
      'references.csv': 'id,e\n1,2\n',
      'archive/structures/1.json': '{}',
      'files/a/b.txt': 'raw',
    },
    'the folder scheme',
    [
      '_x_runs: _x_runs.jsonl.gz',
      'references: references.json + references.csv=table',
      'structures: structures.jsonl + energies.csv=table',
    ],
  ],
  [
    'the folder scheme of files',
    { 'structures/mp-1.json': '{}', 'structures/a/b.cif.gz': cif, 'structures/c/POSCAR': poscar },
    'the folder scheme',
    ['structures: [structures/**/*.cif.gz structures/**/*.json structures/**/POSCAR*] by structures/'],
  ],
  [
    'a folder structures without more',
    { 'structures/a.cif': cif, 'data.csv': 'id,e\na,1\n' },
    'the files themselves',
    ['structures: [**/*.cif]=cif + [**/*.csv]=table'],
  ],
  [
    'the same with archives',
    { 'structures/a.cif': cif, 'archive/a.json': '{}' },
    'the folder scheme',
    ['structures: [structures/**/*.cif] by structures/'],
  ],
  [
    'a dump of responses',
    {
      'v1/info.json': '{}',
      'v1/info/structures.json': '{}',
      'v1/links.json': '{}',
      'v1/structures.json': response,
      'v1/structures?page_offset=100.json': response,
      'v1/structures?page_offset=20.json': response,
      'v1/references': response,
      'v2/structures.json': response,
    },
    'a dump of the responses of an API',
    [
      'structures: v1/info.json=optimade v1/info/structures.json=optimade ' +
        'v1/structures?page_offset=20.json v1/structures?page_offset=100.json v1/structures.json',
      'references: v1/references',
    ],
  ],
  [
    'a dump of responses in pages',
    { 'info/structures.json': '{}', 'structures/page-2.json': response },
    'a dump of the responses of an API',
    ['structures: info/structures.json=optimade [structures/**/*.json] by structures/'],
  ],
  [
    'nothing but archives',
    { 'archive/structures/1.txt': 'a', 'archive/structures/2.txt': 'b' },
    'the folder scheme',
    [],
  ],
  [
    'optimade.yaml',
    {
      'optimade.yaml':
        'config_version: 0.1.0\ndatabase_description: d\nentries:\n- entry_type: structures\n' +
        '  entry_paths: [{file: a.cif}]\n',
      'a.cif': cif,
    },
    'optimade.yaml',
    ['structures: a.cif'],
  ],
  [
    'respawn.yaml',
    { 'respawn.yaml': 'entries:\n- files: ["*.cif", b.xyz]\n', 'a.cif': cif, 'b.xyz': xyz },
    'respawn.yaml',
    ['structures: [*.cif] b.xyz'],
  ],
  [
    'respawn.yaml that leaves it open',
    { 'respawn.yaml': 'title: T\n', 'a.cif': cif, 'b.cif': cif },
    'the files themselves',
    ['structures: [**/*.cif]=cif'],
  ],
];

describe('planDataset', () => {
  it.each(cases)('plans %s', async (_name, contents, origin, selections) => {
    const found = await plan(contents);
    expect(found.origin).toBe(origin);
    expect(shown(found)).toEqual(selections);
  });

  it('names what it found', async () => {
    const files = { 'a.cif': cif, 'b.cif': cif, 'data.csv': 'id,e\na,1\n' };
    expect((await plan(files)).name).toBe('2 CIF files and 1 table of properties in files in memory');
    expect((await plan({ 'a.xyz': xyz })).name).toBe('an XYZ file');
    expect((await plan({ 'a.jsonl': '{"x-optimade":{}}\n{"id":"1"}\n' })).name).toBe('OPTIMADE JSON Lines');
  });

  it('takes a single folder for the tree', async () => {
    const scheme = await plan({ 'db/structures.jsonl': response, 'db/archive/1.json': '{}' });
    expect(scheme).toMatchObject({
      root: 'db/',
      origin: 'the folder scheme',
      attachments: [{ collection: 'archive', folder: 'archive/' }],
    });
    const sidecar = await plan({ 'db/respawn.yaml': 'entries: [{files: [a.cif]}]', 'db/a.cif': cif });
    expect(sidecar).toMatchObject({ root: 'db/', origin: 'respawn.yaml' });
    const files = await plan({ 'db/a.cif': cif, 'db/b.cif': cif });
    expect(files.root).toBeUndefined();
  });

  it('takes title, settings and attachments from respawn.yaml, whatever else describes the data', async () => {
    const yaml =
      'title: T\nhomepage: https://example.org\nframes: all\nport: 80\n' +
      'attachments: [{collection: file, folder: raw}]\n';
    expect(await plan({ 'respawn.yaml': yaml, 'a.cif': cif })).toMatchObject({
      title: 'T',
      homepage: 'https://example.org',
      settings: { frames: 'all' },
      attachments: [{ collection: 'file', folder: 'raw/' }],
      remarks: [
        'respawn.yaml: port is a setting of the server, without effect unless it starts in this folder',
      ],
    });
  });

  it('tells what has no place in the scheme', async () => {
    const { remarks } = await plan({ 'structures.jsonl': response, 'x.cif': cif, 'y.cif': cif, README: 'x' });
    expect(remarks).toEqual(['2 files have no place in the folder scheme and stay out, such as x.cif']);
  });

  it('tells what is not read, by kind, and how spreadsheets would be', async () => {
    const outputs = { 'a/POSCAR': poscar, 'a/OUTCAR': 'vasp.6', 'b/OUTCAR': 'vasp.6', 'b/_x': '0' };
    const { name, remarks } = await plan({ ...outputs, 'a.png': '\x89PNG\0', 'data.xlsx': 'PK\x03\x04' });
    expect(name).toBe(
      '1 POSCAR file in files in memory (not read: 2 OUTCAR, 1 PNG, 1 file without an ending, 1 XLSX)',
    );
    expect(remarks).toEqual(['the spreadsheet data.xlsx is not read; a table that is saved as CSV is']);
  });

  const faults: readonly (readonly [string, Contents, string])[] = [
    [
      'pictures',
      { 'a.pdf': '%PDF-1', 'b.pdf': '%PDF-1', README: 'hi' },
      'nothing that can be served, only 2 PDF, 1 README',
    ],
    ['a table alone', { 'a.csv': 'id,e\n1,2\n' }, 'here: is a table of properties without structures'],
    ['tables alone', { 'a.csv': 'id,e\n1,2\n', 'b.csv': 'id,e\n1,2\n' }, 'only 2 tables of properties'],
    ['one picture', { 'a.pdf': '%PDF-1' }, 'here: holds nothing that can be served, only 1 PDF. Served are '],
    ['JSON of a kind of its own', { 'a.json': '{"x":1}', 'b.json': '{"x":2}' }, 'any JSON below a folder'],
    ['white space', { 'a.json': ' \n' }, 'here: holds nothing but white space'],
    [
      'a configuration that is wrong',
      { 'db/respawn.yaml': 'titles: x\n', 'db/a.cif': cif },
      'here: its db/respawn.yaml, line 1, column 1: "titles" is no key that can stand here; did you mean "title"?',
    ],
    [
      'optimade.yaml that is wrong',
      { 'optimade.yaml': 'x: 1\n', 'a.cif': cif },
      'its optimade.yaml, line 1, column 1',
    ],
  ];
  it.each(faults)('refuses %s', async (_name, contents, message) => {
    await expect(plan(contents)).rejects.toThrow(message);
  });
});
