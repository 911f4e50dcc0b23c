import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ControlScene } from './control-scene.ts';

let scene: ControlScene;
beforeEach(() => {
  scene = new ControlScene();
});
afterEach(() => scene.remove());

const list = '/extensions/databases';

describe('a database', () => {
  it('tells all that is known of it', async () => {
    await scene.spawned('a.jsonl', 3);
    const { status, json } = await scene.ask(`${list}/a`);
    expect(status).toBe(200);
    expect(json.data).toEqual({
      type: 'databases',
      id: 'a',
      attributes: {
        state: 'live',
        name: expect.any(String),
        description: expect.any(String),
        homepage: null,
        base_url: 'http://localhost/a',
        aggregate: 'no',
        no_aggregate_reason: expect.any(String),
        location: expect.stringMatching(/a\.jsonl$/),
        origin: 'spawned',
        generation: 1,
        created_at: '2026-11-22T00:00:00.000Z',
        last_request_at: null,
        live_until: '2026-11-22T00:10:00.000Z',
        time_to_live: 600,
        contents: {
          name: expect.any(String),
          description: expect.any(String),
          homepage: null,
          prefix: 'exmpl',
          data_version: expect.any(String),
          ingested_at: expect.any(String),
          file_bytes: expect.any(Number),
          format: 'OPTIMADE JSON Lines without a header',
          entry_counts: { structures: 3 },
          archives: 3,
          loose_archives: 0,
          issue_counts: { error: 0, warning: expect.any(Number), note: expect.any(Number) },
        },
        provenance: {
          location: expect.stringMatching(/a\.jsonl$/),
          size_bytes: expect.any(Number),
          checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
          fetched_at: expect.any(String),
        },
        ingestion: null,
        failure: null,
      },
      links: {
        self: 'http://localhost/extensions/databases/a',
        api: 'http://localhost/a',
        report: 'http://localhost/extensions/databases/a/report',
      },
    });
    await scene.ask('/a/v1/structures');
    const { json: later } = await scene.ask(`${list}/a`);
    expect(later.data.attributes.last_request_at).toBe('2026-11-22T00:00:00.000Z');
  });

  it('gives the report of its ingestion', async () => {
    scene.home.writeSource('a.jsonl', 1);
    await scene.post('/extensions/spawn', { loc: 'a.jsonl', id: 'a' });
    expect((await scene.ask(`${list}/a/report`)).json.errors[0].code).toBe('report-missing');
    await scene.complete('a');
    const { status, json } = await scene.ask(`${list}/a/report`);
    expect(status).toBe(200);
    const { attributes } = json.data;
    expect(attributes).toMatchObject({
      source: expect.stringMatching(/a\.jsonl$/),
      prefix: 'exmpl',
      entry_types: { structures: { read: 1, stored: 1, rejected: 0 } },
      has_errors: false,
    });
    expect(attributes.issues[0]).toMatchObject({ code: expect.any(String), count: expect.any(Number) });
    expect(JSON.stringify(attributes)).not.toContain('entryType');
  });

  it('is kept awake', async () => {
    await scene.spawned('a.jsonl');
    const { status, json } = await scene.post(`${list}/a/keep-alive`, { seconds: 3_600 });
    expect([status, json.data.attributes.live_until]).toEqual([200, '2026-11-22T01:00:00.000Z']);
    expect((await scene.post(`${list}/a/keep-alive`)).status).toBe(200);
    // As `curl -X POST` asks.
    expect((await scene.ask(`${list}/a/keep-alive`, { method: 'POST' })).status).toBe(200);
    const unknown = await scene.post(`${list}/a/keep-alive`, { minutes: 5 });
    expect(unknown.json.errors[0]).toMatchObject({ code: 'member-unknown', source: { pointer: '/minutes' } });
    const long = await scene.post(`${list}/a/keep-alive`, { seconds: 1e9 });
    expect(long.json.errors[0].code).toBe('member-invalid');
  });

  it('is refreshed when its source changed, and left alone when it did not', async () => {
    await scene.spawned('a.jsonl', 3);
    const first = await scene.post(`${list}/a/refresh`);
    expect([first.status, first.headers.get('retry-after')]).toEqual([202, '2']);
    expect(first.headers.get('location')).toBe(`http://localhost${list}/a`);
    await scene.complete('a');
    expect((await scene.ask(`${list}/a`)).json.data.attributes.generation).toBe(1);
    scene.home.writeSource('a.jsonl', 5);
    const asked = scene.post(`${list}/a/refresh`, {}, { Prefer: 'wait=20' });
    await expect.poll(() => scene.registry.find('a')?.ingestion).toBeDefined();
    // What is there is served until then.
    expect((await scene.ask('/a/v1/structures')).json.meta.data_returned).toBe(3);
    await scene.complete('a');
    const { status, headers, json } = await asked;
    expect([status, headers.get('preference-applied')]).toEqual([200, 'wait=20']);
    expect(json.data.attributes).toMatchObject({
      generation: 2,
      contents: { entry_counts: { structures: 5 } },
    });
    expect((await scene.ask('/a/v1/structures')).json.meta.data_returned).toBe(5);
  });

  it('goes on as it was where a refresh fails, and says why', async () => {
    await scene.spawned('a.jsonl', 3);
    writeFileSync(join(scene.home.folder, 'a.jsonl'), 'no longer what it was');
    const asked = scene.post(`${list}/a/refresh`, {}, { Prefer: 'wait=20' });
    await expect.poll(() => scene.registry.find('a')?.ingestion).toBeDefined();
    await scene.complete('a');
    const { status, json } = await asked;
    expect([status, json.errors[0].code, json.errors[0].meta.state]).toEqual([
      422,
      'location-unreadable',
      'live',
    ]);
    expect((await scene.ask('/a/v1/structures')).json.meta.data_returned).toBe(3);
    expect((await scene.ask(`${list}/a`)).json.data.attributes.failure.reason).toBe('unreadable');
  });

  it('is gone when it is removed, and can be had again', async () => {
    await scene.spawned('a.jsonl');
    const { status, text } = await scene.ask(`${list}/a`, { method: 'DELETE' });
    expect([status, text]).toEqual([204, '']);
    expect((await scene.ask(`${list}/a`, { method: 'DELETE' })).status).toBe(404);
    expect((await scene.ask('/a/v1/info')).status).toBe(404);
    const { json } = await scene.ask('/index/v1/links');
    expect(json.data.map(({ id }: { id: string }) => id)).not.toContain('a');
    expect(await scene.spawned('a.jsonl')).toBe('a');
  });

  it.each([
    ['GET', ''],
    ['DELETE', ''],
    ['GET', '/report'],
    ['POST', '/keep-alive'],
    ['POST', '/refresh'],
  ])('%s of one that nobody knows%s is not found', async (method, rest) => {
    for (const id of ['nothing', '__proto__', '..%2F..%2Fetc', '%00', 'a'.repeat(500)]) {
      const reply = await scene.ask(`${list}/${id}${rest}`, { method });
      const code = id === '%00' ? 'url-malformed' : 'database-unknown';
      expect(reply.json.errors[0].code, id).toBe(code);
    }
  });
});

describe('the list', () => {
  beforeEach(async () => {
    for (const name of ['a.jsonl', 'b.jsonl', 'c.jsonl']) await scene.spawned(name, 1);
    scene.home.writeSource('d.jsonl', 1);
    await scene.post('/extensions/spawn', { loc: 'd.jsonl', id: 'd' });
  });

  const idsOf = (json: { data: { id: string }[] }): string[] => json.data.map(({ id }) => id);

  it('names all, by id', async () => {
    const { json } = await scene.ask(list);
    expect(idsOf(json)).toEqual(['a', 'b', 'c', 'd']);
    expect(json.meta).toMatchObject({ data_returned: 4, data_available: 4, more_data_available: false });
    expect(json.links).toEqual({
      self: `http://localhost${list}`,
      first: `http://localhost${list}?page_offset=0`,
      prev: null,
      next: null,
    });
  });

  it('is found page by page', async () => {
    const found: string[] = [];
    let url: string | null = `${list}?page_limit=2&state=live`;
    while (url !== null) {
      const { json } = await scene.ask(url.replace('http://localhost', ''));
      found.push(...idsOf(json));
      expect(json.meta.more_data_available).toBe(json.links.next !== null);
      url = json.links.next;
    }
    expect(found).toEqual(['a', 'b', 'c']);
    const { json } = await scene.ask(`${list}?page_limit=2&page_offset=2`);
    expect(json.links.prev).toBe(`http://localhost${list}?page_limit=2&page_offset=0`);
    expect(idsOf((await scene.ask(`${list}?page_limit=0`)).json)).toEqual([]);
  });

  it.each([
    ['state=ingesting', ['d']],
    ['state=failed', []],
  ])('%s', async (query, ids) => {
    const { json } = await scene.ask(`${list}?${query}`);
    expect(idsOf(json)).toEqual(ids);
    expect(json.meta).toMatchObject({ data_returned: ids.length, data_available: 4 });
  });

  it.each([
    ['state=lively', 'member-invalid', 400],
    ['page_limit=-1', 'member-invalid', 400],
    ['page_limit=501', 'page-limit-exceeded', 403],
    ['page_offset=x', 'member-invalid', 400],
    ['filter=x', 'member-unknown', 400],
  ])('%s is refused', async (query, code, status) => {
    const reply = await scene.ask(`${list}?${query}`);
    expect([reply.status, reply.json.errors[0].code]).toEqual([status, code]);
  });
});
