import { beforeAll, describe, expect, it } from 'vitest';
import { archiveKey } from '../../../src/backend/index.ts';
import type { JsonObject, JsonValue } from '../../../src/base/index.ts';
import { isJsonObject, limits, OptimadeError } from '../../../src/base/index.ts';
import { databasePrefix } from '../../../src/graph/index.ts';
import { askGraph } from './ask-graph.ts';
import type { WorldOfTest } from './graph-world-of.ts';
import { graphWorldOf } from './graph-world-of.ts';

let world: WorldOfTest;
beforeAll(async () => {
  const archives = (...stems: string[]) => ({
    archives: Object.fromEntries(stems.map((stem) => [stem, {}])),
  });
  world = await graphWorldOf({
    u1: archives('a', 'b', 'c'),
    u2: archives('d'),
    u3: { entries: [] },
    u4: archives('e', 'f'),
  });
});

/** Ids that are listed, and the pagination. */
async function list(request: unknown, token = 'entries') {
  const answer = await askGraph(world, request);
  if (answer instanceof OptimadeError) throw answer;
  const listed = answer[token] as JsonObject;
  const { m_response: response, m_errors: errors, ...members } = listed;
  const pagination = isJsonObject(response) ? (response.pagination as JsonObject) : undefined;
  return { ids: Object.keys(members), members, pagination, errors };
}

const paged = (pagination: unknown, more = {}) => ({ entries: { m_request: { pagination }, ...more } });

describe('forms of listings', () => {
  it.each([
    ['ids', { entries: '*' }, { a: 'a', b: 'b', c: 'c', d: 'd', e: 'e', f: 'f' }],
    ['ids of an empty request', { entries: {} }, { a: 'a', b: 'b', c: 'c', d: 'd', e: 'e', f: 'f' }],
    ['fields', paged({ page_size: 1 }, { '*': { upload_id: '*' } }), { a: { upload_id: 'u1' } }],
    [
      'records',
      paged({ page_size: 1 }, { '*': { m_request: { exclude: ['mainfile*'] } } }),
      { a: { entry_id: 'a', upload_id: 'u1' } },
    ],
    [
      'records in the place of ids',
      {
        entries: {
          m_request: {
            directive: 'resolved',
            resolve_type: 'entry',
            include: ['*_id'],
            pagination: { page_size: 1 },
          },
        },
      },
      { a: { entry_id: 'a', upload_id: 'u1' } },
    ],
    [
      'one that is named beside the others',
      paged({ page_size: 2 }, { '*': { upload_id: '*' }, b: { entry_id: '*' }, f: { entry_id: '*' } }),
      { a: { upload_id: 'u1' }, b: { entry_id: 'b' }, f: { entry_id: 'f' } },
    ],
    ['only what is named', paged({ page_size: 1 }, { b: { entry_id: '*' } }), { b: { entry_id: 'b' } }],
  ])('lists %s', async (_, request, members) => {
    expect((await list(request)).members).toEqual(members);
  });

  it('lists uploads without opening any', async () => {
    const fresh = await graphWorldOf({ u1: {}, u2: {}, u3: {} });
    const uploads = {
      m_request: { query: { upload_id: ['u3', 'u1', 'nope'] }, pagination: { page_size: 1 } },
    };
    expect(await askGraph(fresh, { uploads })).toMatchObject({
      uploads: { u1: 'u1', m_response: { pagination: { total: 2, next_page_after_value: 'u1' } } },
    });
    expect(fresh.opened).toEqual([]);
  });

  it('reads what is named without asking for a listing', async () => {
    const { pagination, errors } = await list(paged({ page_after_value: 'nope' }, { b: { entry_id: '*' } }));
    expect(pagination).toMatchObject({ total: null, page_after_value: 'nope', next_page_after_value: null });
    expect(errors).toBeUndefined();
    expect((await list({ entries: { b: { entry_id: '*' } } })).pagination).toBeUndefined();
  });
});

describe('pages of entries', () => {
  it.each([
    [{ page_size: 2 }, ['a', 'b'], 'b'],
    [{ page_size: 2, page: 2 }, ['c', 'd'], 'd'],
    [{ page_size: 4, page_offset: 2 }, ['c', 'd', 'e', 'f'], 'f'],
    [{ page_size: 3, page_after_value: 'b' }, ['c', 'd', 'e'], 'e'],
    [{ page_size: 3, page_after_value: 'd' }, ['e', 'f'], null],
    [{ page_size: 3, page_after_value: 'f' }, [], null],
    [{ page_size: 3, page: 9 }, [], null],
    [{ page_size: 0 }, [], null],
    [{ page_size: 4, order: 'desc' }, ['f', 'e', 'd', 'c'], 'c'],
    [{ page_size: 2, order: 'desc', page_after_value: 'e' }, ['d', 'c'], 'c'],
    [{ page_size: 2, order_by: 'mainfile', page_after_value: 'c' }, ['d', 'e'], 'e'],
    [{ page_size: 9, order_by: 'entry_id' }, ['a', 'b', 'c', 'd', 'e', 'f'], null],
  ])('answers %j', async (page, ids, next) => {
    const listed = await list(paged(page));
    expect(listed.ids).toEqual(ids);
    expect(listed.pagination).toEqual({
      order_by: null,
      order: 'asc',
      page_after_value: null,
      page: null,
      page_offset: null,
      total: 6,
      next_page_after_value: next,
      page_url: null,
      next_page_url: null,
      prev_page_url: null,
      first_page_url: null,
      ...page,
    });
  });

  it.each([
    [paged({ page_after_value: 'nope' }), '/entries/m_request/pagination/page_after_value'],
    [
      { uploads: { u1: { entries: { pagination: { page_after_value: 'd' } } } } },
      '/uploads/u1/entries/pagination/page_after_value',
    ],
    [{ uploads: { pagination: { page_after_value: 'u9' } } }, '/uploads/pagination/page_after_value'],
    [paged({ order_by: 'parser_name' }), '/entries/m_request/pagination/order_by'],
    [paged({ page_size: limits.graphPageSizeMax + 1 }), '/entries/m_request/pagination/page_size'],
  ])('refuses %j', async (request, pointer) => {
    expect(await askGraph(world, request)).toMatchObject({ status: 400, options: { pointer } });
  });

  it('goes through all entries whatever the size of the page', async () => {
    const entries = Array.from({ length: 23 }, (_, index) => {
      return [{ type: 'structures', id: `s${index}`, attributes: { nsites: index } }] as const;
    });
    world = await graphWorldOf({ x: { entries, archives: { loose: 1 } }, y: { archives: { z: 2 } } });
    const all = (await list(paged({ page_size: 100 }))).ids;
    expect(all).toHaveLength(25);
    const keys = entries.map(([{ id }]) => databasePrefix('x') + archiveKey('structures', id));
    expect(new Set(all)).toEqual(new Set([...keys, 'loose', 'z']));
    for (const pageSize of [1, 4, 12, 25]) {
      const ids: string[] = [];
      for (let after: JsonValue | undefined; after !== null; ) {
        const page = { page_size: pageSize, ...(after === undefined ? {} : { page_after_value: after }) };
        const listed = await list(paged(page));
        ids.push(...listed.ids);
        after = listed.pagination?.next_page_after_value ?? null;
      }
      expect(ids).toEqual(all);
    }
  });
});

describe('bounds of listings', () => {
  it('tells of databases that cannot be asked, and lists the others', async () => {
    world = await graphWorldOf({
      a: { archives: { x: 1 } },
      b: 'Upload b sleeps.',
      c: { archives: { y: 1 } },
    });
    const { ids, errors, pagination } = await list({ entries: '*' });
    expect(ids).toEqual(['x', 'y']);
    expect(errors).toEqual([{ error_type: 'GENERAL', message: 'Upload b sleeps.' }]);
    expect(pagination).toMatchObject({ total: 2 });
  });

  it('opens no more databases than it may, those behind the page first', async () => {
    const count = limits.graphDatabasesMax + 5;
    const name = (index: number) => `u${String(index).padStart(3, '0')}`;
    const uploads = Array.from({ length: count }, (_, index) => [
      name(index),
      { archives: { [`e${index}`]: 1 } },
    ]);
    world = await graphWorldOf(Object.fromEntries(uploads));
    const first = await list(paged({ page_size: limits.graphDatabasesMax }));
    expect(first.ids).toHaveLength(limits.graphDatabasesMax);
    expect(first.errors).toMatchObject([{ error_type: 'LIMIT' }]);
  });

  it('ends where the client is gone', async () => {
    world = await graphWorldOf({ u: { archives: { x: 1 } } });
    const signal = AbortSignal.abort(new Error('gone'));
    await expect(askGraph(world, { entries: '*' }, { signal })).rejects.toThrow('gone');
  });

  it('lists on as long as there is time', async () => {
    world = await graphWorldOf({ u: { archives: { x: 1, y: 2 } } });
    let time = 0;
    const now = () => (time += limits.graphMillisecondsMax / 2);
    expect(await askGraph(world, { entries: '*' }, { now })).toMatchObject({
      entries: { m_errors: [{ error_type: 'LIMIT', message: expect.stringContaining(' ms ') }] },
    });
  });

  it('reads no more entries than it may', async () => {
    const stems = Array.from({ length: 110 }, (_, index) => [`e${index}`, 1]);
    world = await graphWorldOf({ u: { archives: Object.fromEntries(stems) } });
    const inner = { m_request: { pagination: { page_size: 110 } }, '*': { entry_id: '*' } };
    const request = paged({ page_size: 110 }, { '*': { upload: { entries: inner } } });
    const answer = JSON.stringify(await askGraph(world, request));
    expect(answer.match(/"entry_id"/g)!.length).toBeLessThanOrEqual(limits.graphEntriesMax);
    expect(answer).toContain(`at most ${limits.graphEntriesMax} entries`);
  });
});
