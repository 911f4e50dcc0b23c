import { beforeAll, describe, expect, it } from 'vitest';
import { archiveKey } from '../../../src/backend/index.ts';
import type { JsonObject } from '../../../src/base/index.ts';
import { OptimadeError } from '../../../src/base/index.ts';
import { databasePrefix } from '../../../src/graph/index.ts';
import type { Entry } from '../../../src/standard/index.ts';
import { askGraph } from './ask-graph.ts';
import type { WorldOfTest } from './graph-world-of.ts';
import { graphWorldOf } from './graph-world-of.ts';

const structure = (id: string, nsites: number, more = {}): readonly [Entry, unknown] => [
  { type: 'structures', id, attributes: { nsites, ...more } },
  { name: id },
];

const idOf = (upload: string, id: string, type = 'structures') =>
  databasePrefix(upload) + archiveKey(type, id);

let world: WorldOfTest;
beforeAll(async () => {
  world = await graphWorldOf({
    a: {
      entries: [
        structure('s1', 1, { _exmpl_band_gap: 2 }),
        structure('s2', 2),
        structure('s3', 3, { _exmpl_band_gap: 3 }),
        [{ type: 'references', id: 'r', attributes: { title: 'A book' } }],
      ],
    },
    b: { entries: [structure('s1', 5), structure('s4', 2)], unknownProperties: ['_exmpl_band_gap'] },
    c: { archives: { loose: { name: 'loose' } } },
  });
});

const request = (query: unknown, page: unknown = undefined, more = {}) => ({
  search: { m_request: { query, ...(page === undefined ? {} : { pagination: page }) }, ...more },
});

async function search(value: unknown) {
  const answer = await askGraph(world, value);
  if (answer instanceof OptimadeError) throw answer;
  const { m_response: response, m_errors: errors, ...hits } = answer.search as JsonObject;
  const { pagination, query } = response as { pagination: JsonObject; query?: JsonObject };
  return { ids: Object.keys(hits), hits, pagination, query, errors };
}

const everything = (filter: string) => ({ owner: 'public', query: { optimade_filter: filter } });

describe('search', () => {
  it('gives everything where there is no filter', async () => {
    const { ids, pagination } = await search(request({ owner: 'visible' }));
    const structures = [idOf('a', 's1'), idOf('a', 's2'), idOf('a', 's3'), idOf('b', 's1'), idOf('b', 's4')];
    expect(new Set(ids)).toEqual(new Set([...structures, idOf('a', 'r', 'references'), 'loose']));
    expect(pagination).toMatchObject({ total: 7, next_page_after_value: null });
  });

  it.each([
    [
      'nsites >= 2',
      {},
      [
        ['a', 's2'],
        ['a', 's3'],
        ['b', 's1'],
        ['b', 's4'],
      ],
      false,
    ],
    [
      'nsites >= 2',
      { page_size: 3 },
      [
        ['a', 's2'],
        ['a', 's3'],
        ['b', 's1'],
      ],
      true,
    ],
    [
      'nsites >= 2',
      { page_size: 2, page: 2 },
      [
        ['b', 's1'],
        ['b', 's4'],
      ],
      false,
    ],
    [
      'nsites >= 2',
      { page_size: 2, page_offset: 1 },
      [
        ['a', 's3'],
        ['b', 's1'],
      ],
      true,
    ],
    [
      'nsites >= 2',
      { page_size: 2, page_after_value: idOf('a', 's1') },
      [
        ['a', 's2'],
        ['a', 's3'],
      ],
      true,
    ],
    ['nsites >= 2', { page_size: 2, page_after_value: idOf('b', 's1') }, [['b', 's4']], false],
    [
      'nsites >= 2',
      { page_size: 4, page_after_value: idOf('a', 's3') },
      [
        ['b', 's1'],
        ['b', 's4'],
      ],
      false,
    ],
  ])('finds %s, page %j', async (filter, page, expected, hasMore) => {
    const { ids, pagination, query } = await search(request(everything(filter), page));
    expect(ids).toEqual(expected.map(([upload, id]) => idOf(upload!, id!)));
    expect(pagination).toMatchObject({ total: 4, next_page_after_value: hasMore ? ids.at(-1) : null });
    expect(query).toEqual({ optimade_filter: filter });
  });

  it('leads from hits to entries, their archives and uploads', async () => {
    const below = {
      '*': { optimade_id: '*', entry: { archive: { name: '*' } }, upload: { upload_id: '*' } },
    };
    const { hits } = await search(request(everything('nsites = 5'), undefined, below));
    expect(hits).toEqual({
      [idOf('b', 's1')]: {
        optimade_id: 's1',
        entry: { archive: { name: 's1' } },
        upload: { upload_id: 'b' },
      },
    });
  });

  it('finds entries of another type', async () => {
    const query = { query: { entry_type: 'references', optimade_filter: 'title CONTAINS "book"' } };
    expect((await search(request(query))).ids).toEqual([idOf('a', 'r', 'references')]);
    expect((await search(request({ query: { entry_type: 'references' } }))).ids).toHaveLength(1);
  });

  it('gives a fault for a database that does not know a property', async () => {
    const { ids, errors } = await search(request(everything('_exmpl_band_gap > 2.5')));
    expect(ids).toEqual([idOf('a', 's3')]);
    expect(errors).toEqual([
      { error_type: 'GENERAL', message: expect.stringContaining('Upload b was not searched: ') },
    ]);
  });

  it('tells where no database has entries of the type', async () => {
    const { ids, errors } = await search(request({ query: { entry_type: 'calculations' } }));
    expect(ids).toEqual([]);
    expect(errors).toMatchObject([{ error_type: 'GENERAL' }]);
  });

  it.each([
    ['nsites >', 'filter-syntax'],
    ['_exmpl_gap > 2', 'property-unknown'],
  ])('refuses the filter %s, which no database understands', async (filter, code) => {
    const error = await askGraph(world, request(everything(filter)));
    const pointer = '/search/m_request/query/query/optimade_filter';
    expect(error).toMatchObject({ code, status: 400, options: { pointer } });
    expect((error as OptimadeError).options.parameter).toBeUndefined();
    expect((error as OptimadeError).detail).toContain('\n');
  });

  it.each([
    ['loose', 'nsites > 1'],
    [idOf('a', 'r', 'references'), 'nsites > 1'],
    ['nope', 'nsites > 1'],
  ])('cannot go on behind %s', async (after, filter) => {
    const error = await askGraph(world, request(everything(filter), { page_after_value: after }));
    expect(error).toMatchObject({
      code: 'graph-request-invalid',
      options: { pointer: '/search/m_request/pagination/page_after_value' },
    });
  });
});
