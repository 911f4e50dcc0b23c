import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { DatasetPlan } from '../../../src/ingest/dataset/dataset-plan.ts';
import type { ReadDatasetOptions } from '../../../src/ingest/dataset/read-dataset.ts';
import { readDataset } from '../../../src/ingest/dataset/read-dataset.ts';
import type { Source } from '../../../src/ingest/index.ts';
import { createParserPool } from '../../../src/ingest/parsing/create-parser-pool.ts';
import { parseTask } from '../../../src/ingest/parsing/parse-task.ts';
import type { ParserPool } from '../../../src/ingest/parsing/parser-pool.ts';
import { treeFile } from '../../../src/ingest/source/tree/tree-file.ts';
import { collect, memoryFiles } from '../reader/memory-source.ts';
import type { Contents } from './dataset-scene.ts';
import {
  atom,
  cif,
  entriesOf,
  issuesOf,
  planOf,
  pymatgen,
  readAll,
  selection,
  zip,
  zipped,
} from './dataset-scene.ts';

const json = (value: unknown) => JSON.stringify(value);
const twoFrames = atom('H') + atom('He');

describe('ids of entries, and the raw ids that are their immutable ones', () => {
  test.each<[name: string, contents: Contents, options: Partial<ReadDatasetOptions>, ids: readonly string[]]>(
    [
      ['one file', { 'a.xyz': atom('H') }, {}, ['a = a.xyz']],
      [
        'files of one kind',
        { 'd/a.xyz': atom('H'), 'd/b.xyz': atom('H') },
        {},
        ['a = d/a.xyz', 'b = d/b.xyz'],
      ],
      ['of two kinds', { 'a.cif': cif('H'), 'a.xyz': atom('H') }, {}, ['a.cif = a.cif', 'a.xyz = a.xyz']],
      ['the scheme of paths', { 'd/a.xyz': atom('H') }, { idScheme: 'path' }, ['d/a.xyz = d/a.xyz']],
      ['the last frame', { 'a.xyz': twoFrames }, {}, ['a = a.xyz']],
      ['all frames', { 'a.xyz': twoFrames }, { frames: 'all' }, ['a/0 = a.xyz/0', 'a/1 = a.xyz/1']],
      ['all of one frame', { 'a.xyz': atom('H') }, { frames: 'all' }, ['a = a.xyz']],
      ['blocks of a CIF', { 'a.cif': cif('H', 'x') + cif('O', 'y') }, {}, ['a/x = a.cif/x', 'a/y = a.cif/y']],
      ['a list', { 'a.json': json([pymatgen('H'), pymatgen('O')]) }, {}, ['0 = a.json/0', '1 = a.json/1']],
      ['a list of one', { 'a.json': json([pymatgen('H')]) }, {}, ['0 = a.json/0']],
      ['an object alone', { 'a.json': json(pymatgen('H')) }, {}, ['a = a.json']],
      [
        'lists in an object',
        { 'a.json': json({ one: [pymatgen('H')], other: [pymatgen('O')] }) },
        {},
        ['0 = a.json/0', '1 = a.json/1'],
      ],
      [
        'lines',
        { 'a.jsonl': `${json(pymatgen('H'))}\n${json(pymatgen('O'))}\n` },
        {},
        ['0 = a.jsonl/0', '1 = a.jsonl/1'],
      ],
      [
        'lists beside an object',
        { 'a.json': json([pymatgen('H'), pymatgen('O')]), 'b.json': json(pymatgen('H')) },
        {},
        ['a.json/0 = a.json/0', 'a.json/1 = a.json/1', 'b.json = b.json'],
      ],
      ['an id of its own', { 'a.json': json([pymatgen('H', { material_id: 'mp-1' })]) }, {}, ['mp-1 = mp-1']],
      [
        'compressed files',
        { 'a.cif.gz': gzipSync(cif('H')), 'b.cif.gz': gzipSync(cif('O')) },
        {},
        ['a = a.cif.gz', 'b = b.cif.gz'],
      ],
    ],
  )('%s', async (_, contents, options, ids) => {
    const entries = entriesOf(await readAll(contents, undefined, options));
    expect(entries.map(({ id, attributes }) => `${id} = ${attributes.immutable_id}`)).toEqual(ids);
  });

  test('hold the number of an element, and of what is in it', async () => {
    const lists = [{ one: [pymatgen('H'), pymatgen('O')] }, { one: [pymatgen('C')] }];
    const files = [{ file: 'a.json', format: 'pymatgen' as const }];
    const plan = planOf({ selections: [selection({ files })] });
    const entries = entriesOf(await readAll({ 'a.json': json(lists) }, plan));
    expect(entries.map(({ id, attributes }) => `${id} = ${attributes.immutable_id}`)).toEqual([
      '0/0 = a.json/0/0',
      '0/1 = a.json/0/1',
      '1/0 = a.json/1/0',
    ]);
  });

  const within = (matches: readonly string[]): DatasetPlan =>
    planOf({ selections: [selection({ files: [{ file: 'd/s.zip', matches }] })] });
  const bundle = { 'd/s.zip': zip({ 'cifs/1.cif': cif('H'), 'cifs/2.cif': cif('O'), 'x.txt': 'x' }) };

  test('name the bundle and the path beside it, or the bundle alone', async () => {
    const several = entriesOf(await readAll(await zipped(bundle), within(['d/cifs/*'])));
    expect(several.map(({ id, file, attributes }) => [id, attributes.immutable_id, file])).toEqual([
      ['1', 'd/s.zip/d/cifs/1.cif', 'd/s.zip/cifs/1.cif'],
      ['2', 'd/s.zip/d/cifs/2.cif', 'd/s.zip/cifs/2.cif'],
    ]);
    const [alone] = entriesOf(await readAll(await zipped(bundle), within(['d/cifs/2.cif'])));
    expect([alone?.id, alone?.attributes.immutable_id]).toEqual(['s', 'd/s.zip']);
  });

  test('follow from the folder of a type, where the scheme says so', async () => {
    const scheme = {
      'structures/a.json': json({ attributes: { nsites: 1 } }),
      'structures/sub/b%3Ac.json': json({ id: 'own', attributes: { nsites: 1 } }),
      'structures/sub/c.cif': cif('H'),
    };
    const entries = entriesOf(await readAll(scheme));
    expect(entries.map(({ type, id }) => `${type} ${id}`).sort()).toEqual([
      'structures a',
      'structures own',
      'structures sub/c',
    ]);
  });
});

describe('properties', () => {
  const table = 'id,E,nsites,note\na,1.5,7,x\nb.xyz,2.5,8,\nz,3,9,\n';
  const contents = {
    'a.xyz': atom('H', 'energy=-1 spin=2'),
    'b.xyz': atom('O', 'energy=-2 spin=1'),
    't.csv': table,
  };
  const files = [{ file: '', matches: ['*.xyz'] }];
  const tables = [{ file: 't.csv' }];
  const valuesOf = async (plan: DatasetPlan) =>
    entriesOf(await readAll(contents, plan)).map(({ attributes }) =>
      Object.fromEntries(Object.entries(attributes).filter(([name]) => name.startsWith('_'))),
    );

  test('that nothing declares are served under the prefix, those of tables first', async () => {
    const plan = planOf({ selections: [selection({ files, tables, undeclared: 'served' })] });
    expect(await valuesOf(plan)).toEqual([
      { _p_E: 1.5, _p_nsites: 7, _p_note: 'x', _p_energy: -1, _p_spin: 2 },
      { _p_E: 2.5, _p_nsites: 8, _p_energy: -2, _p_spin: 1 },
    ]);
  });

  test('are those that are declared, from the table, else from the file', async () => {
    const properties = [
      { name: 'energy', aliases: ['E'], type: 'float' },
      { name: 'moment', aliases: ['spin'], type: 'string' },
      { name: 'charge', aliases: [], type: 'integer' },
    ];
    const plan = planOf({ selections: [selection({ files, tables, properties })] });
    expect(await valuesOf(plan)).toEqual([
      { _p_energy: 1.5, _p_moment: '2' },
      { _p_energy: 2.5, _p_moment: '1' },
    ]);
    expect(issuesOf(await readAll(contents, plan))).toEqual([
      'row-unmatched the tables have rows of no entry, by the ids "z"',
      'column-unused the column "nsites" is of no declared property',
      'column-unused the column "note" is of no declared property',
      'property-absent no file and no table has a value of the property "charge"',
    ]);
  });

  test('whose table knows no entry are told beside the ids that entries have', async () => {
    const mismatched = { ...contents, 't.csv': 'id,x\nmp-1,2\n' };
    const plan = planOf({ selections: [selection({ files, tables, undeclared: 'served' })] });
    expect(issuesOf(await readAll(mismatched, plan))).toEqual([
      'row-unmatched the tables have rows of no entry, by the ids "mp-1"; ' +
        'entries without a row have ids such as "a", "b"',
    ]);
  });

  test('of a type that they cannot have are left out and told of', async () => {
    const properties = [{ name: 'spin', aliases: ['energy'], type: 'boolean' }];
    const [entry] = entriesOf(
      await readAll(contents, planOf({ selections: [selection({ files, properties })] })),
    );
    expect(entry?.remarks).toMatchObject([{ code: 'value-unreadable' }]);
    expect(entry?.attributes).not.toHaveProperty('_p_spin');
  });

  test('of properties have the prefix, too', async () => {
    const [entry] = entriesOf(await readAll({ 'a.cif': cif('H') }));
    expect(entry?.meta).toMatchObject({
      property_metadata: { space_group_it_number: { _p_symmetry_source: 'declared' } },
    });
  });

  describe('that the format knows', () => {
    const more = (z: number) => `_cell_formula_units_Z ${z}\n_exptl_crystal_density_diffrn 2.5`;
    const cifs = { 'a.cif': cif('H'), 'b.cif': cif('O', 'x', more(1)), 'c.cif': cif('N', 'x', more(2)) };
    const plan = (parts: object = {}) =>
      planOf({
        selections: [
          selection({ files: [{ file: '', matches: ['*.cif'] }], undeclared: 'served', ...parts }),
        ],
      });
    const told = async (contents: Contents, described: DatasetPlan) =>
      (await readAll(contents, described, { symmetry: 'none' })).map((record) =>
        record.kind === 'entry-info' ? Object.entries(record.info.properties!) : record.kind,
      );

    test('are defined once, before the first entry that has them', async () => {
      expect(await told(cifs, plan())).toEqual([
        'entry',
        [
          ['_p_density', expect.objectContaining({ type: 'float', unit: 'g/cm^3' })],
          ['_p_formula_units', expect.objectContaining({ type: 'integer', unit: 'dimensionless' })],
        ],
        'entry',
        'entry',
      ]);
    });

    test('mean what tables and declarations say where these have them too', async () => {
      const contents = { ...cifs, 't.csv': 'id,density\na,1\n' };
      const properties = [{ name: 'formula_units', aliases: [], title: 'Z' }];
      expect(await told(contents, plan({ tables: [{ file: 't.csv' }], properties }))).toEqual([
        [['_p_formula_units', { title: 'Z' }]],
        'entry',
        'entry',
        'entry',
      ]);
    });
  });

  test('of a whole file are those of all its entries', async () => {
    const two = { 'a.xyz': twoFrames, 't.csv': 'id,x\na,1\n' };
    const plan = planOf({ selections: [selection({ files, tables, undeclared: 'served' })] });
    const entries = entriesOf(await readAll(two, plan, { frames: 'all' }));
    expect(entries.map(({ attributes }) => attributes._p_x)).toEqual([1, 1]);
  });
});

describe('what cannot be read', () => {
  const cut = gzipSync(cif('H')).subarray(0, 80);
  const contents = {
    'a.xyz': atom('H'),
    'b.xyz': '2\nmore is announced\nH 0 0 0\n',
    'c.cif': cut,
    'd.cif': '',
    'd.xyz': '',
    'e.cif': cif('O'),
    'f.png': '\u0089PNG',
    'g.png': '\u0089PNG',
    'notes.md': '# Notes',
    't.csv': 'id,x\na,1\n',
  };

  test('is told of by file and line, and the rest is read', async () => {
    const records = await readAll(contents, planOf({}));
    expect(entriesOf(records).map(({ id }) => id)).toEqual(['a.xyz', 'e.cif']);
    expect(issuesOf(records)).toEqual([
      'file-unreadable b.xyz:1 announces 2 atoms, of which 1 follow',
      expect.stringMatching(/^file-unreadable c\.cif .*cut off/),
      'file-unreadable d.cif:1 holds no data block',
      'file-unreadable d.xyz holds no entry',
      'file-skipped f.png is a file of the kind .png, which gives no entries (2)',
      'file-skipped notes.md is a file of the kind .md, which gives no entries',
      'file-skipped t.csv is a file of the kind table, which gives no entries',
    ]);
  });

  test.each([
    ['b.xyz', 'the file b.xyz, line 1, announces 2 atoms'],
    ['c.cif', 'the file c.cif '],
  ])('ends the reading where that is wanted: %s', async (file, problem) => {
    const plan = planOf({ selections: [selection({ files: [{ file: '', matches: [file, 'a.xyz'] }] })] });
    await expect(readAll(contents, plan, { onError: 'fail' })).rejects.toThrow(problem);
  });

  test('is told of a part, where the rest of the file stands', async () => {
    const frames = { 'a.xyz': `${atom('H')}1\n\nnonsense\n${atom('He')}`, 'b.xyz': atom('H') };
    const records = await readAll(frames, planOf({}), { frames: 'all' });
    expect(entriesOf(records).map(({ id }) => id)).toEqual(['a/0', 'a/2', 'b']);
    expect(issuesOf(records)).toEqual([
      'part-unreadable a.xyz:6 has "nonsense" where an atom with three coordinates should stand',
    ]);
  });

  test('are frames that nobody wants, and files that are named and not there', async () => {
    const files = [{ file: 'a.xyz' }, { file: 'A.xyz' }, { file: 's.zip', matches: ['*'] }];
    const records = await readAll(
      { 'a.xyz': twoFrames.repeat(2) },
      planOf({ selections: [selection({ files })] }),
    );
    expect(issuesOf(records)).toEqual([
      'dataset-doubtful there is no file "A.xyz"; did you mean "a.xyz"?',
      'dataset-doubtful there is no file "s.zip"',
      'frames-skipped a.xyz holds several frames, of which the last is read; "frames: all" reads the others too (3)',
    ]);
  });

  test('are not files that are meant twice', async () => {
    const files = [
      { file: 'a.xyz' },
      { file: '', matches: ['a.*'] },
      { file: '', matches: ['*.xyz'] },
      { file: '', matches: ['b.*'] },
      { file: '*.xyz' },
    ];
    const records = await readAll(
      { 'a.xyz': atom('H'), 'b.xyz': atom('H') },
      planOf({ selections: [selection({ files })] }),
    );
    expect(entriesOf(records).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(issuesOf(records)).toEqual(['dataset-doubtful there is no file "*.xyz"; did you mean "a.xyz"?']);
  });

  test('are bundles among others, with what they hold', async () => {
    const damaged = zip({ '1.cif': cif('H') }).subarray(0, 200);
    const source = await zipped({ 'a.zip': damaged, 'b.zip': zip({ '1.cif': cif('O') }) });
    const files = ['a.zip', 'b.zip'].map((file) => ({ file, matches: ['*.cif'] }));
    const records = await readAll(source, planOf({ selections: [selection({ files })] }));
    expect(entriesOf(records)).toHaveLength(1);
    expect(issuesOf(records)).toEqual([expect.stringMatching(/^file-unreadable a\.zip /)]);
  });

  test('a source that is one file alone is not read at all', async () => {
    const files = [{ file: 'c.cif' }];
    await expect(readAll(contents, planOf({ selections: [selection({ files })] }))).rejects.toThrow(
      'cut off',
    );
  });
});

test('a plan says what the data say of themselves', async () => {
  const properties = [
    { name: 'gap', title: 'Gap', unit: 'eV', type: 'float', mapsTo: 'https://example.org/gap', aliases: [] },
  ];
  const plan = planOf({
    title: 'T',
    description: 'D',
    homepage: 'https://example.org/',
    selections: [selection({ files: [], properties })],
    remarks: ['the plan is doubtful'],
  });
  const [meta, info, remark] = await readAll({}, plan);
  const database = { name: 'T', description: 'D', homepage: 'https://example.org/' };
  expect(meta).toMatchObject({ kind: 'meta', meta: { database } });
  const resource = { relation: expect.any(String), 'resource-id': 'https://example.org/gap' };
  const gap = { title: 'Gap', unit: 'eV', type: 'float', 'x-optimade-definition': { resources: [resource] } };
  expect(info).toMatchObject({
    kind: 'entry-info',
    entryType: 'structures',
    info: { properties: { _p_gap: gap } },
  });
  expect(remark).toMatchObject({ code: 'dataset-doubtful', problem: 'the plan is doubtful' });
});

test('what is read does not depend on the number of threads', async () => {
  const numbers = Array.from({ length: 60 }, (_, index) => index);
  const contents = Object.fromEntries(
    numbers.map((index) => [
      `${index}.xyz`,
      index % 7 === 0 ? 'nonsense' : atom('H').repeat(1 + (index % 3)),
    ]),
  );
  const readWith = (threads: number) =>
    readAll(contents, planOf({}), {
      frames: 'all',
      createPool: () => createParserPool({ threads, bytesHereMax: 0 }),
    });
  const one = await readWith(1);
  expect(entriesOf(one).length).toBeGreaterThan(80);
  expect(await readWith(3)).toEqual(one);
});

test('attachments come last, an archive as its document, a raw file byte by byte', async () => {
  const packed = gzipSync('{"x":1}');
  const contents = {
    'archive/structures/set/a.json.gz': packed,
    'files/raw/out.gz': packed,
    'structures/a.cif': cif('H'),
  };
  const records = await readAll(contents);
  const found = records.filter(({ kind }) => kind === 'archive' || kind === 'attachment') as {
    read(): AsyncIterable<Uint8Array>;
  }[];
  expect(records.slice(-2)).toEqual(found);
  expect(found).toMatchObject([
    { kind: 'archive', name: 'structures/set/a', mainFile: 'structures/set/a.json.gz' },
    { kind: 'attachment', collection: 'file', name: 'raw/out.gz' },
  ]);
  const bytesOf = async (chunks: AsyncIterable<Uint8Array>) => Buffer.concat(await collect(chunks));
  expect((await bytesOf(found[0]!.read())).toString()).toBe('{"x":1}');
  expect(await bytesOf(found[1]!.read())).toEqual(Buffer.from(packed));
});

describe('many files', () => {
  const count = 20_000;
  const bytes = Buffer.from(atom('H'));

  /** A tree whose files are made as they are asked for. */
  function manyFiles(onRead: () => void): Source {
    const files = async function* () {
      for (let index = 0; index < count; index += 1) {
        yield treeFile({
          path: `d/${index}.xyz`,
          location: `${index}`,
          sizeBytes: bytes.length,
          modifiedAt: undefined,
          async *readStored() {
            onRead();
            yield bytes;
          },
        });
      }
    };
    const tree = { kind: 'a folder', files, find: async () => undefined, openBundle: async () => undefined };
    return { ...memoryFiles({}), tree: { ...tree, close: async () => {} } };
  }

  test('are read no faster than they are parsed and taken', async () => {
    let read = 0;
    let taken = 0;
    let aheadMax = 0;
    let tasks = 0;
    let tasksMax = 0;
    const pool: ParserPool = {
      width: 3,
      parse: async (task) => {
        tasks += 1;
        tasksMax = Math.max(tasksMax, tasks);
        await new Promise((resolve) => setImmediate(resolve));
        tasks -= 1;
        return parseTask(task, () => {});
      },
      close: async () => {},
    };
    const source = manyFiles(() => {
      read += 1;
      aheadMax = Math.max(aheadMax, read - taken);
    });
    for await (const batch of readDataset(planOf({}), source, { prefix: 'p', createPool: () => pool })) {
      taken += batch.length;
    }
    expect(taken).toBe(count);
    expect(tasksMax).toBeLessThanOrEqual(4);
    expect(aheadMax).toBeLessThan(1_000);
  });

  test('are left alone once reading ends, and the threads are ended', async () => {
    let read = 0;
    let isClosed = false;
    const pool: ParserPool = {
      width: 1,
      parse: async (task) => parseTask(task, () => {}),
      close: async () => {
        isClosed = true;
      },
    };
    const source = manyFiles(() => {
      read += 1;
    });
    const abort = new AbortController();
    const options = { prefix: 'p', createPool: () => pool, signal: abort.signal };
    const reading = (async () => {
      for await (const _ of readDataset(planOf({}), source, options)) abort.abort(new Error('enough'));
    })();
    await expect(reading).rejects.toThrow('enough');
    expect(read).toBeLessThan(1_000);
    expect(isClosed).toBe(true);
  });
});
