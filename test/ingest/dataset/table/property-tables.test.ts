import { describe, expect, onTestFinished, test } from 'vitest';
import { limits } from '../../../../src/base/index.ts';
import type { PropertyDeclaration } from '../../../../src/ingest/dataset/dataset-plan.ts';
import type { IdColumnRule } from '../../../../src/ingest/dataset/table/id-column.ts';
import type { PropertyTables } from '../../../../src/ingest/dataset/table/property-tables.ts';
import { openPropertyTables } from '../../../../src/ingest/dataset/table/property-tables.ts';
import type { TableIssue } from '../../../../src/ingest/dataset/table/table-issue.ts';

interface Setting {
  readonly declarations?: readonly (Partial<PropertyDeclaration> & { name: string })[];
  readonly idColumn?: IdColumnRule;
  readonly chunkBytes?: number;
}

/** Tables of texts by path, and what was told of them. */
async function tablesOf(
  files: Readonly<Record<string, string | Buffer>>,
  { declarations = [], idColumn = 'maker', chunkBytes = 1_000_000 }: Setting = {},
): Promise<PropertyTables & { issues: TableIssue[] }> {
  const issues: TableIssue[] = [];
  const tables = openPropertyTables({
    declarations: declarations.map((declaration) => ({ aliases: [], ...declaration })),
    idColumn,
    report: (issue) => issues.push(issue),
  });
  onTestFinished(() => tables.close());
  for (const [path, content] of Object.entries(files)) {
    await tables.add({ path, read: () => inChunks(Buffer.from(content), chunkBytes) });
  }
  return Object.assign(tables, { issues });
}

async function* inChunks(bytes: Buffer, chunkBytes: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    yield new Uint8Array(bytes.subarray(start, start + chunkBytes));
  }
}

const typed = (type: string) => ({ declarations: [{ name: 'x', type }] });

describe('what optimade-maker gets wrong', () => {
  test.each<[what: string, csv: string, setting: Setting, key: string, row: object | undefined]>([
    ['ids that look like integers', 'id,x\n1,5\n', typed('integer'), '1', { x: 5 }],
    ['ids with leading zeros', 'id,x\n007,5\n', typed('integer'), '007', { x: 5 }],
    ['and those that are not the same', 'id,x\n007,5\n', typed('integer'), '7', undefined],
    ['zero', 'id,x\na,0\n', typed('float'), 'a', { x: 0 }],
    ['false', 'id,x\na,False\n', typed('boolean'), 'a', { x: false }],
    ['a missing float', 'id,x\na,\n', typed('float'), 'a', {}],
    ['a missing string', 'id,x\na,null\n', typed('string'), 'a', {}],
    ['a missing boolean', 'id,x\na,NaN\n', typed('boolean'), 'a', {}],
    ['a missing integer among others', 'id,x\na,\nb,3\n', typed('integer'), 'b', { x: 3 }],
    ['an integer written as a float', 'id,x\na,3.0\n', typed('integer'), 'a', { x: 3 }],
    ['text of digits', 'id,x\na,007\n', typed('string'), 'a', { x: '007' }],
  ])('%s', async (_what, csv, setting, key, row) => {
    const tables = await tablesOf({ 'data.csv': csv }, setting);
    expect(tables.take([key])).toEqual(row);
    expect(tables.issues).toEqual([]);
  });

  test('an id that comes twice: the same again is nothing, another is told', async () => {
    const tables = await tablesOf({ 'd.csv': 'id,x\na,1\na,1\na,2\nb,1\n' });
    expect(tables.take(['a'])).toEqual({ x: 1 });
    expect(tables.issues).toEqual([
      {
        code: 'table-doubtful',
        file: 'd.csv',
        line: 4,
        problem: 'has another row for "a" with other values; the first, of line 2, counts',
      },
    ]);
  });
});

describe('values', () => {
  const matrix = '"[[1, 2.0, NaN], [null, 2, 3]]"';
  test.each<[type: string, cell: string, value: unknown]>([
    ['string', ' kept as it is ', ' kept as it is '],
    ['string', '"a ""quoted"", one"', 'a "quoted", one'],
    ['float', '-1.5e-3', -0.0015],
    ['float', '.5', 0.5],
    ['float', '7', 7],
    ['boolean', 'yes', true],
    ['boolean', '0', false],
    ['boolean', 'TRUE', true],
    ['timestamp', '2020-01-31', '2020-01-31T00:00:00Z'],
    ['timestamp', '2020-01-31 12:30', '2020-01-31T12:30:00Z'],
    ['timestamp', '2020-01-31T12:30:05.25+0100', '2020-01-31T12:30:05.25+01:00'],
    [
      'list',
      matrix,
      [
        [1, 2, null],
        [null, 2, 3],
      ],
    ],
    ['dictionary', '"{""a"": 1}"', { a: 1 }],
    ['unknown', '2', 2],
  ])('%s of %s', async (type, cell, value) => {
    const tables = await tablesOf({ 'd.csv': `id,x\na,${cell}\n` }, typed(type));
    expect(tables.take(['a'])).toEqual({ x: value });
    expect(tables.issues).toEqual([]);
  });

  test.each<[type: string, cell: string]>([
    ['integer', '1.5'],
    ['integer', '9007199254740993'],
    ['float', 'fast'],
    ['float', 'inf'],
    ['float', '0x10'],
    ['boolean', 'maybe'],
    ['timestamp', '2020-02-31'],
    ['timestamp', 'yesterday'],
    ['list', "['a']"],
    ['list', '5'],
    ['dictionary', '[1]'],
  ])('no %s: %s', async (type, cell) => {
    const tables = await tablesOf({ 'd.csv': `id,x\na,"${cell}"\n` }, typed(type));
    expect(tables.take(['a'])).toEqual({});
    const problem = `has ${JSON.stringify(cell)} in "x", which is no ${type}; it is left out`;
    expect(tables.issues).toEqual([{ code: 'table-doubtful', file: 'd.csv', line: 2, problem }]);
  });

  test.each<[cells: string[], values: unknown[]]>([
    [
      ['1', '', '-20'],
      [1, undefined, -20],
    ],
    [
      ['1', '2.5'],
      [1, 2.5],
    ],
    [
      ['1', 'a'],
      ['1', 'a'],
    ],
    [
      ['007', '8'],
      ['007', '8'],
    ],
    [
      ['9007199254740993', '1'],
      ['9007199254740993', '1'],
    ],
    [
      ['True', 'false'],
      [true, false],
    ],
    [
      ['1', 'true'],
      ['1', 'true'],
    ],
    [
      ['[1]', '[]'],
      [[1], []],
    ],
    [['{"a":1}'], [{ a: 1 }]],
    [
      ['[1', '[]'],
      ['[1', '[]'],
    ],
    [
      ['2020-01-01', '2021-01-01 10:00:00Z'],
      ['2020-01-01T00:00:00Z', '2021-01-01T10:00:00Z'],
    ],
    [
      ['2020', '2020-01-01'],
      ['2020', '2020-01-01'],
    ],
  ])('of columns that nothing declares: %j', async (cells, values) => {
    const csv = cells.map((cell, index) => `${index},"${cell.replaceAll('"', '""')}"\n`);
    const tables = await tablesOf({ 'd.csv': `id,x\n${csv.join('')}` });
    expect(cells.map((_, index) => tables.take([String(index)])?.x)).toEqual(values);
    expect(tables.issues).toEqual([]);
  });
});

describe('which row is whose', () => {
  test('by path and by id, the path before the id, whatever they are keyed by', async () => {
    const tables = await tablesOf({
      'a.csv': 'id,x,y\nset1/101,1,2\n',
      'b.csv': 'id,x,z\nstructures.zip/cifs/set1/101.cif,,3\n',
      'c.csv': 'id,x\nstructures.zip/cifs/set1/101.cif,4\n',
    });
    const keys = ['structures.zip/cifs/set1/101.cif', 'set1/101'];
    expect(tables.take(keys)).toEqual({ x: 4, y: 2, z: 3 });
    expect(tables.columns).toEqual(['x', 'y', 'z']);
    expect(tables.unused()).toEqual({ keys: [], count: 0 });
  });

  test('later tables over earlier ones, but not with cells that are missing', async () => {
    const tables = await tablesOf({ 'a.csv': 'id,x,y\na,1,1\n', 'b.csv': 'id,x,y\na,,2\n' });
    expect(tables.take(['a'])).toEqual({ x: 1, y: 2 });
  });

  test.each<[key: string, isFound: boolean]>([
    ['cifs/1.cif', true],
    ['./1.cif', true],
    ['1', true],
    ['s.zip/cifs/1', true],
    ['2.cif', false],
    ['ifs/1.cif', false],
  ])('as a last resort by the end of the path: %s', async (key, isFound) => {
    const tables = await tablesOf({ 'd.csv': `id,x\n${key},1\n` });
    expect(tables.take(['s.zip/cifs/1.cif'])).toEqual(isFound ? { x: 1 } : undefined);
    expect(tables.issues).toEqual([]);
  });

  test('a row that could be of several is told', async () => {
    const tables = await tablesOf({ 'd.csv': 'id,x\nPOSCAR,1\n' });
    expect(tables.take(['a/POSCAR', 'a'])).toEqual({ x: 1 });
    expect(tables.take(['b/POSCAR', 'b'])).toEqual({ x: 1 });
    expect(tables.issues).toMatchObject([
      { line: 2, problem: expect.stringContaining('of several entries') },
    ]);
  });

  test('rows that nobody takes are known', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => `k${index},${index}\n`).join('');
    const tables = await tablesOf({ 'd.csv': `id,x\n${rows}` });
    tables.take(['k1']);
    expect(tables.unused().count).toBe(29);
    expect(tables.unused().keys).toHaveLength(limits.unusedRowsShownMax);
    expect(tables.unused().keys.slice(0, 2)).toEqual(['k0', 'k2']);
  });
});

describe('columns', () => {
  test.each<[rule: IdColumnRule, header: string, id: string | undefined]>([
    ['maker', 'name,id', 'id'],
    ['maker', 'width,name', 'width'],
    ['maker', 'name,Material_ID,id_2', 'Material_ID'],
    ['maker', ',x', ''],
    ['maker', 'name,x', undefined],
    ['usual', 'width,name', 'name'],
    ['usual', 'width,File Name', 'File Name'],
    ['usual', 'x,ICSD id', 'ICSD id'],
    ['usual', 'filename,immutable_id', 'immutable_id'],
    ['usual', 'width,Fluoride', undefined],
    ['usual', ',x', ''],
  ])('%s rule: the ids of %j are in %j', async (idColumn, header, id) => {
    const names = header.split(',');
    const tables = await tablesOf({ 'd.csv': `${header}\n${names.map((_, i) => `v${i}`)}\n` }, { idColumn });
    expect(tables.take([`v${names.indexOf(id ?? '?')}`]) !== undefined).toBe(id !== undefined);
    expect(tables.columns.includes(id ?? '?')).toBe(false);
    const problem = 'has no column of ids, only ';
    expect(tables.issues.map((issue) => issue.problem.slice(0, problem.length))).toEqual(
      id === undefined ? [problem] : [],
    );
  });

  test.each([
    ['Name;Datei;E', 'Halite;halite.cif;1', 'halite.cif'],
    ['run;structure;E', 'runs/1/POSCAR;a;1', 'runs/1/POSCAR'],
    ['note;E;cif', 'x.y;1;a.cif.gz', 'a.cif.gz'],
  ])('of %j may be known by names of files', async (header, row, key) => {
    const tables = await tablesOf({ 'd.csv': `${header}\n${row}\n` }, { idColumn: 'usual' });
    expect(tables.take([key])).toMatchObject({ E: 1 });
  });

  test('an alias stands for the property, even over a column of its name; the first one counts', async () => {
    const declarations = [{ name: 'b', type: 'float', aliases: ['no such', 'Property B', 'other'] }];
    const tables = await tablesOf({ 'd.csv': 'id,b,Property B,other\na,1,0.99,3\n' }, { declarations });
    expect(tables.take(['a'])).toEqual({ b: 0.99, other: 3 });
  });

  test('the column of ids can be a property too, where it is declared', async () => {
    const declarations = [
      { name: 'material_id', type: 'string' },
      { name: 'mp', type: 'string', aliases: ['id'] },
    ];
    const tables = await tablesOf({ 'd.csv': 'material_id\na\n', 'e.csv': 'id\na\n' }, { declarations });
    expect(tables.take(['a'])).toEqual({ material_id: 'a', mp: 'a' });
  });

  test('hostile names are names like others', async () => {
    const tables = await tablesOf({ 'd.csv': 'id,__proto__,constructor\n__proto__,1,2\n' });
    const row = tables.take(['__proto__']);
    expect(Object.entries(row!)).toEqual([
      ['__proto__', 1],
      ['constructor', 2],
    ]);
    expect(tables.take(['constructor'])).toBeUndefined();
  });

  test('columns without a name, and of the same name', async () => {
    const tables = await tablesOf({ 'd.csv': 'id,x,x,\na,1,2,3\n' });
    expect(tables.take(['a'])).toEqual({ x: 1 });
    expect(tables.issues.map(({ problem }) => problem)).toEqual([
      'has two columns "x"; the first counts',
      'has a column without a name, which is left out',
    ]);
  });
});

describe('forms of tables', () => {
  const expected = [{ x: 1.5, y: 'p,q' }, { x: 2 }];
  test.each<[form: string, text: string]>([
    ['commas', 'id,x,y\na,1.5,"p,q"\nb,2,\n'],
    ['semicolons and decimal commas', 'id;x;y\na;1,5;p,q\nb;2;\n'],
    ['tabs', 'id\tx\ty\na\t1.5\tp,q\nb\t2\t\n'],
    ['Windows', '\ufeffid,x,y\r\na,1.5,"p,q"\r\n\r\nb,2,\r\n'],
    ['no newline at the end', 'id,x,y\na,1.5,"p,q"\nb,2,'],
    ['delimiters in the header', 'id,"x",y\na,1.5,"p,q"\nb,2,'],
    ['JSON list', '[{"id":"a","x":1.5,"y":"p,q"},{"id":"b","x":2,"y":null}]'],
    ['JSON Lines', '{"id":"a","x":1.5,"y":"p,q"}\n{"id":"b","x":2}\n'],
    ['JSON under data', '{"meta":{},"data":[{"id":"a","x":1.5,"y":"p,q"},{"id":"b","x":2}]}'],
    ['JSON by id', ' {"a":{"x":1.5,"y":"p,q"},"b":{"x":2}}'],
  ])('%s', async (_form, text) => {
    for (const chunkBytes of [1, 3, 1_000]) {
      const tables = await tablesOf({ file: text }, { chunkBytes });
      expect([tables.take(['a']), tables.take(['b'])]).toEqual(expected);
      expect(tables.issues).toEqual([]);
    }
  });

  test('cells of JSON are of their types, or become those declared', async () => {
    const declarations = [
      { name: 'f', type: 'float' },
      { name: 's', type: 'string' },
      { name: 'l', type: 'list' },
      { name: 'b', type: 'boolean' },
    ];
    const row = '{"id":1,"f":"2.5","s":7,"l":"[1]","b":0,"u":"5","z":null,"n":NaN}';
    const tables = await tablesOf({ 'd.jsonl': `${row}\n` }, { declarations });
    expect(tables.take(['1'])).toEqual({ f: 2.5, s: '7', l: [1], b: false, u: '5' });
    expect(tables.issues).toEqual([]);
  });
});

describe('what is doubtful or broken is told, and the rest is read', () => {
  test.each<[text: string, issues: [line: number | undefined, problem: RegExp][], keys: string[]]>([
    ['', [[undefined, /is a table without rows/]], []],
    ['id,x\n', [[undefined, /is a table without rows/]], []],
    [
      'id,x\na\nb,1,2\nc,1\n',
      [
        [2, /a row of 1 cell, where the header has 2/],
        [3, /a row of 3 cells/],
      ],
      ['a', 'b', 'c'],
    ],
    ['id,x\n,1\nb,1\n', [[2, /a row without "id"/]], ['b']],
    [`id,x\n${'k'.repeat(5_000)},1\nb,1\n`, [[2, /an id of more than 4096 bytes/]], ['b']],
    ['id,x\na,1\nb,"1\nc,2\n', [[2, /opens a quote after this line that is not closed/]], ['a']],
    ['id,x\na,5" of it\nb,1\n', [], ['a', 'b']],
    ['[{"id":"a","x":1},3,{"id":"b","x":1}]', [[2, /is no object of properties/]], ['a', 'b']],
    ['[{"id":"a","x":1},{"x":2},{"id":"b","x":1}]', [[2, /a row without "id"/]], ['a', 'b']],
    ['[{"id":"a","x":1},{"id":"b"', [[2, /is cut off/]], ['a']],
    ['[{"id":"a","x":1},{"id":b}]', [[2, /is not valid JSON/]], ['a']],
  ])('%#: %j', async (text, issues, keys) => {
    const tables = await tablesOf({ 'd.csv': text });
    expect(tables.issues.map(({ line }) => line)).toEqual(issues.map(([line]) => line));
    for (const [index, [, problem]] of issues.entries()) {
      expect(tables.issues[index]!.problem).toMatch(problem);
    }
    expect(['a', 'b', 'c'].filter((key) => tables.take([key]))).toEqual(keys);
  });

  test.each([1, 2, 3, 5, 100])(
    'text that is not UTF-8 is Windows-1252, in chunks of %i',
    async (chunkBytes) => {
      const bytes = Buffer.from('id,x\na,\xe9\x80\nb,\x96\xfc', 'latin1');
      const tables = await tablesOf({ 'd.csv': bytes }, { chunkBytes });
      expect(['a', 'b'].map((key) => tables.take([key])?.x)).toEqual(['é€', '–ü']);
      expect(tables.issues).toMatchObject([{ line: 1, problem: 'is no UTF-8; it is read as Windows-1252' }]);
    },
  );

  test.each([1, 2, 3, 5])('letters of several bytes are not torn by chunks of %i', async (chunkBytes) => {
    const tables = await tablesOf({ 'd.csv': 'id,x\na,石英😀é\n' }, { chunkBytes });
    expect(tables.take(['a'])).toEqual({ x: '石英😀é' });
    expect(tables.issues).toEqual([]);
  });

  test('cells and rows without end', async () => {
    const long = 'x'.repeat(limits.tableCellLengthMax + 1);
    const tables = await tablesOf({ 'd.csv': `id,x\na,${long}\nb,1\n` });
    expect(tables.take(['a'])).toEqual({});
    expect(tables.issues).toMatchObject([
      { line: 2, problem: expect.stringContaining('has a cell of more than') },
    ]);
    const endless = `id,x\na,1\nb,"${'x'.repeat(limits.tableRowLengthMax + 1)}`;
    const broken = await tablesOf({ 'd.csv': endless }, { chunkBytes: 100_000 });
    expect(broken.take(['a'])).toEqual({ x: 1 });
    expect(broken.issues).toMatchObject([
      { line: 2, problem: expect.stringContaining('or a quote that is not') },
    ]);
  });
});
