import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, test } from 'vitest';
import type { AiidaStep } from '../../../../src/ingest/dataset/dataset-plan.ts';
import { AiidaError } from '../../../../src/ingest/reader/aiida/aiida-error.ts';
import { checkAiidaMetadata, readAiida } from '../../../../src/ingest/reader/aiida/read-aiida.ts';

const schema = `
  CREATE TABLE db_dbnode (id INTEGER PRIMARY KEY, uuid TEXT, node_type TEXT, process_type TEXT, label TEXT,
    description TEXT, ctime TEXT, mtime TEXT, attributes TEXT, extras TEXT);
  CREATE TABLE db_dblink (id INTEGER PRIMARY KEY, input_id INTEGER, output_id INTEGER, label TEXT, type TEXT);
  CREATE TABLE db_dbgroup (id INTEGER PRIMARY KEY, label TEXT);
  CREATE TABLE db_dbgroup_dbnodes (id INTEGER PRIMARY KEY, dbnode_id INTEGER, dbgroup_id INTEGER);
`;
const silicon = {
  cell: [
    [0, 2.7, 2.7],
    [2.7, 0, 2.7],
    [2.7, 2.7, 0],
  ],
  ...{ pbc1: true, pbc2: true, pbc3: true },
  kinds: [{ name: 'Si', symbols: ['Si'], weights: [1], mass: 28.0855 }],
  sites: [
    { position: [0, 0, 0], kind_name: 'Si' },
    { position: [1.35, 1.35, 1.35], kind_name: 'Si' },
  ],
};
const structureType = 'data.core.structure.StructureData.';
const dictType = 'data.core.dict.Dict.';
const chainType = 'process.workflow.workchain.WorkChainNode.';

interface Node {
  readonly id: number;
  readonly type?: string;
  readonly attributes?: unknown;
  readonly extras?: unknown;
  readonly label?: string;
}

/** Links go from the first to the second node. */
function archive(
  nodes: readonly Node[],
  links: readonly (readonly [number, number, string?])[] = [],
): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  database.exec(schema);
  const insert = database.prepare('INSERT INTO db_dbnode VALUES (?, ?, ?, NULL, ?, ?, ?, ?, ?, ?)');
  for (const { id, type = structureType, attributes = silicon, extras = {}, label = '' } of nodes) {
    const times = ['2025-02-21 17:24:17.534593', '2025-02-22 17:24:17'];
    insert.run(
      ...[id, `uuid-${id}`, type, label, '', ...times, JSON.stringify(attributes), JSON.stringify(extras)],
    );
  }
  const link = database.prepare(
    'INSERT INTO db_dblink (input_id, output_id, label, type) VALUES (?, ?, ?, ?)',
  );
  for (const [from, to, name = 'x'] of links) link.run(from, to, name, 'create');
  database.exec(
    `INSERT INTO db_dbgroup VALUES (7, 'served'); INSERT INTO db_dbgroup_dbnodes VALUES (1, 2, 7)`,
  );
  return database;
}

function valuesOf(database: DatabaseSync, steps: readonly AiidaStep[], type?: string): unknown[] {
  const property = { name: 'value', aliases: [], aiidaQuery: steps, ...(type === undefined ? {} : { type }) };
  const read = [...readAiida(database, { group: undefined, properties: [property] })];
  return read.map((one) => ('finding' in one ? one.finding.properties.value : one.fault));
}

const plain = { group: undefined, properties: [] };

describe('structures of an archive', () => {
  it('come with what the nodes tell', () => {
    const extras = { _aiida_hash: 'x', source: { id: 7 } };
    const [first] = readAiida(archive([{ id: 3, label: 'bulk', extras }]), plain);
    expect(first).toEqual({
      finding: {
        line: 3,
        part: undefined,
        id: 'uuid-3',
        lastModified: '2025-02-22T17:24:17+00:00',
        properties: {
          label: 'bulk',
          ctime: '2025-02-21T17:24:17.534593+00:00',
          extras: { source: { id: 7 } },
        },
        references: [],
        remarks: [],
        content: {
          kind: 'structure',
          structure: {
            lattice: silicon.cell,
            periodic: [true, true, true],
            sites: silicon.sites.map(({ position }) => ({
              position,
              label: 'Si',
              occupants: [{ symbol: 'Si', concentration: 1 }],
            })),
            implicitAtoms: false,
            tolerance: 1e-3,
          },
        },
      },
    });
  });

  it('are those of a group where one is named', () => {
    const database = archive([{ id: 1 }, { id: 2 }]);
    const found = [...readAiida(database, { ...plain, group: 'served' })];
    expect(found.map((one) => 'finding' in one && one.finding.id)).toEqual(['uuid-2']);
    expect(() => [...readAiida(database, { ...plain, group: 'serve' })]).toThrow(
      new AiidaError('holds no group "serve"; did you mean "served"?'),
    );
  });

  test.each([
    ['an alloy', { symbols: ['Ti', 'Zr'], weights: [0.9, 0.1] }, ['Ti 0.9', 'Zr 0.1']],
    ['a vacancy', { symbols: ['Ti'], weights: [0.75] }, ['Ti 0.75', 'vacancy 0.25']],
    ['an unknown symbol', { symbols: ['Zz'], weights: [1] }, ['X 1']],
    ['an isotope', { symbols: ['H'], weights: [1], mass: 2.014, name: 'D' }, ['H 1 2.014 D']],
  ])('with %s keep it', (_, kind, expected) => {
    const attributes = { ...silicon, kinds: [{ name: 'Si', ...kind }], sites: [site(kind)] };
    const [one] = readAiida(archive([{ id: 1, attributes }]), plain);
    const content = one !== undefined && 'finding' in one && one.finding.content;
    const occupants = content && content.kind === 'structure' ? content.structure.sites[0]!.occupants : [];
    const isNamed = 'name' in kind;
    expect(
      occupants.map(({ symbol, concentration, mass, originalName }) =>
        [symbol, concentration, mass, isNamed ? originalName : undefined]
          .filter((value) => value !== undefined)
          .join(' '),
      ),
    ).toEqual(expected);
  });
  const site = (kind: object) => ({
    position: [0, 0, 0],
    kind_name: 'name' in kind ? kind.name : 'Si',
  });

  it('have no vectors along which nothing repeats and none is given', () => {
    const cell = [
      [3, 0, 0],
      [0, 4, 0],
      [0, 0, 0],
    ];
    const attributes = { ...silicon, cell, pbc3: false };
    const [one] = readAiida(archive([{ id: 1, attributes }]), plain);
    expect(one).toMatchObject({
      finding: {
        content: { structure: { lattice: [[3, 0, 0], [0, 4, 0], null], periodic: [true, true, false] } },
      },
    });
  });

  test.each([
    ['no attributes', null],
    ['no sites', { ...silicon, sites: undefined }],
    ['a site of no kind', { ...silicon, sites: [{ position: [0, 0, 0], kind_name: 'Ge' }] }],
    ['a site nowhere', { ...silicon, sites: [{ position: [0, null, 0], kind_name: 'Si' }] }],
    ['a kind of nothing', { ...silicon, kinds: [{ name: 'Si' }] }],
    ['a kind beyond one', { ...silicon, kinds: [{ name: 'Si', symbols: ['Si'], weights: [2] }] }],
  ])('with %s are faults, and the others stand', (_, attributes) => {
    const found = [...readAiida(archive([{ id: 1, attributes }, { id: 2 }]), plain)];
    expect(found).toMatchObject([
      { fault: { line: 1, problem: expect.stringContaining('uuid-1') } },
      { finding: { id: 'uuid-2' } },
    ]);
  });
});

describe('steps through the provenance graph', () => {
  // structure 1 ← chain 2 → results 3 and 4; a later chain 5 → results 6
  const nodes = [
    { id: 1 },
    { id: 2, type: chainType },
    { id: 3, type: dictType, attributes: { energy: -1.5, direct: true, nested: { a: ['x'] } } },
    { id: 4, type: dictType, attributes: { energy: -9, note: 'other' } },
    { id: 5, type: chainType },
    { id: 6, type: dictType, attributes: { energy: -2.5, list: [1, 2, 3] } },
  ];
  const links = [
    [1, 2],
    [2, 3, 'scf'],
    [2, 4, 'other'],
    [1, 5],
    [5, 6, 'scf'],
  ] as const;
  const results = (step: Partial<AiidaStep>, path = 'attributes.energy'): AiidaStep[] => [
    { outgoingNode: 'WorkChainNode' },
    { outgoingNode: 'Dict', ...step },
    { project: path },
  ];

  test.each<[string, readonly AiidaStep[], unknown]>([
    ['to the structure itself', [{ project: 'label' }], ''],
    ['to its extras', [{ project: 'extras.a.b' }], null],
    ['to a link of a label', results({ edgeFilters: { label: 'scf' } }), -2.5],
    ['through a filter of equality', results({ filters: { 'attributes.direct': true } }), -1.5],
    ['through an operator', results({ filters: { 'attributes.energy': { '<': -5 } } }), -9],
    [
      'through the opposite of an operator',
      results({ filters: { 'attributes.energy': { '!==': -2.5 } } }),
      -9,
    ],
    ['through in', results({ filters: { 'attributes.energy': { in: [-1.5, 3] } } }), -1.5],
    ['through not in', results({ filters: { 'attributes.energy': { '!in': [-2.5, -9] } } }), -1.5],
    ['through like', results({ filters: { 'attributes.note': { like: 'o_h%' } } }), -9],
    [
      'through like, capitals told apart',
      results({ filters: { 'attributes.note': { like: 'O%' } } }),
      undefined,
    ],
    ['through ilike', results({ filters: { 'attributes.note': { ilike: 'O%' } } }), -9],
    ['through has_key', results({ filters: { attributes: { has_key: 'nested' } } }), -1.5],
    ['through contains', results({ filters: { 'attributes.list': { contains: [2] } } }), -2.5],
    ['through of_length', results({ filters: { 'attributes.list': { of_length: 3 } } }), -2.5],
    ['through longer', results({ filters: { 'attributes.list': { longer: 3 } } }), undefined],
    ['through or', results({ filters: { or: [{ id: 3 }, { id: 99 }] } }), -1.5],
    ['through and within a path', results({ filters: { id: { and: [{ '>': 2 }, { '<': 5 }] } } }), -9],
    ['to a part of a value', results({ filters: { id: 3 } }, 'attributes.nested.a.0'), 'x'],
    ['to a boolean', results({ filters: { id: 3 } }, 'attributes.direct'), true],
    ['by an abstract class', [{ outgoingNode: 'WorkflowNode' }, { project: 'id' }], 5],
    ['by a class that the archive has not', [{ outgoingNode: 'BandsData' }, { project: 'id' }], undefined],
    ['against the links', [{ incomingNode: 'WorkChainNode' }, { project: 'id' }], undefined],
    ['to the class of an injected name', [{ outgoingNode: `x' OR 1=1 --` }, { project: 'id' }], undefined],
    ['to a hostile path', [{ project: `attributes.x"') OR 1=1 --` }], null],
  ])('%s', (_, steps, expected) => {
    expect(valuesOf(archive(nodes, links), steps)).toEqual([expected]);
  });

  it('come to an end where the ways in the graph have none', () => {
    const chains = Array.from({ length: 20 }, (_, index) => ({ id: index + 2, type: chainType }));
    const ways = chains.flatMap(({ id }) => chains.map((other) => [id, other.id] as const));
    const steps = Array.from({ length: 20 }, () => ({ outgoingNode: 'WorkChainNode' }));
    const database = archive([{ id: 1 }, ...chains], [[1, 2], ...ways]);
    expect(valuesOf(database, [...steps, { project: 'id' }])).toEqual([21]);
  });

  it('give moments with their zone', () => {
    const value = valuesOf(archive([{ id: 1 }]), [{ project: 'ctime' }], 'timestamp');
    expect(value).toEqual(['2025-02-21T17:24:17.534593+00:00']);
  });

  test.each<[AiidaStep[], string]>([
    [results({ filters: { 'attributes.x': { near: 1 } } }), 'holds "near" on "attributes.x"'],
    [results({ edgeFilters: { weight: 1 } }), 'holds "==" on "weight"'],
    [[{ project: 'colour' }], 'projects "colour", which no node has'],
    [results({ filters: { or: ['x'] } }), 'take lists of filters'],
  ])('that are not understood are told (%#)', (steps, message) => {
    expect(() => valuesOf(archive(nodes, links), steps)).toThrow(
      new RegExp(
        `cannot be asked for the property "value": its aiida_query .*${message.replaceAll('.', '\\.')}`,
      ),
    );
  });
});

describe('an archive of another make', () => {
  test.each([
    ['{"export_version": "main_0001"}', undefined],
    ['{"export_version": "0.12"}', 'from before AiiDA 2'],
    ['no json', 'that is no JSON'],
  ])('%s', (text, problem) => {
    if (problem === undefined) expect(checkAiidaMetadata(text)).toBeUndefined();
    else expect(checkAiidaMetadata(text)).toContain(problem);
  });

  it('has none of the tables', () => {
    expect(() => [...readAiida(new DatabaseSync(':memory:'), plain)]).toThrow(AiidaError);
  });

  test.each([
    [
      'a view without end',
      'VIEW',
      'AS WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n FROM r) SELECT n FROM r',
    ],
    ['a computed column', 'TABLE', '(id INTEGER PRIMARY KEY, node_type TEXT AS (hex(zeroblob(400000000))))'],
    ['a table of a module', 'VIRTUAL TABLE', 'USING fts5(node_type)'],
  ])('has %s by the name of a table', (_, kind, content) => {
    const database = new DatabaseSync(':memory:');
    database.exec(`CREATE ${kind} DB_dbnode ${content}`);
    expect(() => [...readAiida(database, plain)]).toThrow(
      new AiidaError('has something else than a table as db_dbnode'),
    );
  });

  it('lacks what its nodes always have', () => {
    const database = archive([{ id: 1 }, { id: 2 }]);
    database.exec(
      'UPDATE db_dbnode SET mtime = NULL, ctime = NULL; UPDATE db_dbnode SET uuid = NULL WHERE id = 2',
    );
    const [first, second] = readAiida(database, plain);
    expect(first).toMatchObject({ finding: { properties: {} } });
    expect(first).not.toHaveProperty('finding.lastModified');
    expect(second).toEqual({ fault: { line: 2, problem: 'the node 2 has no UUID' } });
  });

  it('has numbers that no program can have written', () => {
    const database = archive([]);
    database.exec(`INSERT INTO db_dbnode (id, node_type) VALUES (9223372036854775807, '${structureType}')`);
    expect(() => [...readAiida(database, plain)]).toThrow(
      /holds a database that cannot be read \(Value is too/,
    );
  });
});
