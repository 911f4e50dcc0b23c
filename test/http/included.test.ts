import { describe, expect, test } from 'vitest';
import { limits } from '../../src/base/index.ts';
import type { Entry } from '../../src/standard/index.ts';
import { asker } from './ask.ts';
import { idsOf, testReplies } from './expect-replies.ts';
import { directoryOf, serve } from './small-database.ts';

const ask = asker();

describe('included', () => {
  testReplies(ask, [
    {
      name: 'LST-18, REL-07 references are included by default, each once; REL-08 what is missing is not',
      path: '/v1/structures',
      values: { '/included/0/id': 'ashcroft', '/included/1/id': 'bragg', '/included/2': undefined },
    },
    {
      name: 'REL-08 a relation to a missing entry stays',
      path: '/v1/structures/Si',
      values: { '/data/relationships/references/data/1/id': 'gone' },
    },
    {
      name: 'LST-19 other types exclude references',
      path: '/v1/structures?include=structures',
      values: { '/included': [] },
    },
    {
      name: 'LST-20, LST-21 an empty include gives an empty list',
      path: '/v1/structures?include=',
      values: { '/included': [] },
    },
    {
      name: 'REL-06 files can be included',
      path: '/v1/structures?include=files',
      values: { '/included/0/id': 'cif', '/included/1': undefined },
    },
    {
      name: 'REL-03, CAL-01 meta of a relation is kept',
      path: '/v1/structures/quartz',
      values: { '/data/relationships/files/data/0/meta': { role: 'input' } },
    },
    { name: 'LST-17 an unknown path is 400', path: '/v1/structures?include=nosuch', status: 400 },
    {
      name: 'LST-17 a path of two steps is 400',
      path: '/v1/structures?include=references.structures',
      status: 400,
    },
    {
      name: 'REL-11 a known type that nobody relates to',
      path: '/v1/structures?include=trajectories',
      values: { '/included': [] },
    },
    {
      name: 'REL-04 single entries include references, too',
      path: '/v1/structures/NaCl',
      values: { '/included/1/id': 'bragg' },
    },
    {
      name: 'REL-09 included entries keep their default fields, and relationships are not pruned',
      path: '/v1/structures/NaCl?response_fields=nsites',
      values: {
        '/included/0/attributes/title': 'Solid State Physics',
        '/data/relationships/references/data/0/id': 'ashcroft',
      },
    },
    {
      name: 'REL-10 a page includes what its own entries relate to',
      path: '/v1/structures?page_offset=2',
      values: { '/included': [] },
    },
  ]);

  test('REL-07 what stands in data is not repeated', async () => {
    const link = (type: string, ids: readonly string[]) => ({
      [type]: { data: ids.map((id) => ({ type, id })) },
    });
    const entries: readonly Entry[] = [
      { type: 'references', id: 'a', attributes: {}, relationships: link('references', ['b', 'a']) },
      { type: 'references', id: 'b', attributes: {} },
    ];
    const self = asker({ directory: directoryOf(serve('small', entries)) });
    expect((await self('/small/v1/references')).at('/included')).toEqual([]);
    expect(idsOf((await self('/small/v1/references?page_limit=1')).at('/included'))).toEqual(['b']);
  });

  test('includedMax bounds what is included, with a warning', async () => {
    const ids = Array.from({ length: limits.includedMax + 1 }, (_, index) => String(index));
    const entries: readonly Entry[] = [
      {
        type: 'structures',
        id: 'x',
        attributes: {},
        relationships: { references: { data: ids.map((id) => ({ type: 'references', id })) } },
      },
      ...ids.map((id) => ({ type: 'references', id, attributes: {} })),
    ];
    const wide = asker({ directory: directoryOf(serve('small', entries)) });
    const reply = await wide('/small/v1/structures');
    expect(idsOf(reply.at('/included'))).toHaveLength(limits.includedMax);
    expect(reply.at('/meta/warnings/0/code')).toBe('_exmpl_included_cut');
  });
});
