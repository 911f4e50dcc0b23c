import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkDocument } from '../../../src/standard/checking.ts';
import { ControlScene } from './control-scene.ts';

/** The source that most of these ask for. */
const a = { loc: 'a.jsonl', id: 'a' };

let scene: ControlScene;
beforeEach(() => {
  scene = new ControlScene();
});
afterEach(() => scene.remove());

describe('a location that nobody asked for before', () => {
  it('is accepted, and says where to look and when', async () => {
    scene.home.writeSource('a.jsonl', 3);
    const { status, headers, json } = await scene.post('/extensions/spawn', a);
    expect(status).toBe(202);
    expect(headers.get('location')).toBe('http://localhost/extensions/databases/a');
    expect(headers.get('retry-after')).toBe('2');
    expect(json.data).toEqual([
      {
        id: 'a',
        type: 'links',
        attributes: {
          name: 'a',
          description: expect.stringMatching(/^Static data from .*a\.jsonl$/),
          base_url: 'http://localhost/a',
          homepage: null,
          link_type: 'child',
          aggregate: 'no',
          no_aggregate_reason: expect.stringContaining('nobody'),
        },
      },
    ]);
    expect(json.meta).toMatchObject({
      _exmpl_state: 'ingesting',
      _exmpl_progress: { stage: 'queued', fraction: null, entries: 0, started_at: null },
      provider: { prefix: 'exmpl' },
    });
    // It is one link of the list that /links of the index gives in full.
    expect(checkDocument('links', json).map(({ rule }) => rule)).toEqual(['one-link-is-root']);
  });

  it('is ready in the same request where that can wait', async () => {
    scene.home.writeSource('a.jsonl', 3);
    const asked = scene.post('/extensions/spawn', a, { Prefer: 'wait=20' });
    await expect.poll(() => scene.registry.find('a')).toBeDefined();
    await scene.complete('a');
    const { status, headers, json } = await asked;
    expect(status).toBe(201);
    expect(headers.get('preference-applied')).toBe('wait=20');
    expect(headers.get('retry-after')).toBeNull();
    expect(json.meta).toMatchObject({ _exmpl_state: 'live', _exmpl_progress: null });
    const { json: listing } = await scene.ask('/a/v1/structures');
    expect(listing.meta.data_returned).toBe(3);
  });

  it('is waited for by a plain GET, as of old, but not by one that says not to', async () => {
    scene.home.writeSource('a.jsonl', 3);
    const early = await scene.ask('/extensions/spawn?loc=a.jsonl&id=a&wait=0');
    expect(early.status).toBe(202);
    const other = await scene.ask('/extensions/spawn?loc=a.jsonl&id=a', {
      headers: { Prefer: 'respond-async' },
    });
    expect(other.status).toBe(202);
    expect(other.headers.get('preference-applied')).toBe('respond-async');
    const asked = scene.ask('/extensions/spawn?loc=a.jsonl&id=a');
    await scene.complete('a');
    expect((await asked).status).toBe(201);
    expect((await scene.ask('/extensions/spawn?loc=a.jsonl&id=a')).status).toBe(200);
  });

  it('is read by the server itself in the background', async () => {
    const working = new ControlScene({ registry: { ingests: true } });
    working.registry.start();
    working.home.writeSource('a.jsonl', 3);
    const { status, json } = await working.ask('/extensions/spawn?loc=a.jsonl&id=a&wait=40');
    expect(status, JSON.stringify(json)).toBe(201);
    await working.remove();
  }, 60_000);

  it('carries what is said of it, in the answer and in the API', async () => {
    scene.home.writeSource('a.jsonl', 1);
    const said = {
      title: 'Süß <b>',
      description: 'Two\nlines',
      homepage: 'https://example.org/a',
      id: 'mine',
    };
    const wish = { loc: 'a.jsonl', ...said, aggregate: 'staging', no_aggregate_reason: 'not yet', ttl: 77 };
    const { json } = await scene.post('/extensions/spawn', wish);
    expect(json.data[0]).toMatchObject({
      id: 'mine',
      attributes: {
        name: said.title,
        description: said.description,
        homepage: said.homepage,
        aggregate: 'staging',
        no_aggregate_reason: 'not yet',
      },
    });
    await scene.complete('mine');
    const { json: info } = await scene.ask('/mine/v1/info');
    expect(info.meta.database).toMatchObject({ id: 'mine', name: said.title, homepage: said.homepage });
    const { json: shown } = await scene.ask('/extensions/databases/mine');
    expect(shown.data.attributes).toMatchObject({ time_to_live: 77, origin: 'spawned' });
  });

  it('is read under a configuration of its own', async () => {
    const entry = { type: 'structures', id: 's', attributes: { gap: 1.5 } };
    writeFileSync(join(scene.home.folder, 'own.jsonl'), `${JSON.stringify(entry)}\n`);
    const config = {
      provider: { prefix: 'own', name: 'Own', description: 'Own' },
      provider_fields: { structures: [{ name: 'gap', type: 'float', unit: 'eV', description: 'Gap.' }] },
    };
    await scene.post('/extensions/spawn', { loc: 'own.jsonl', id: 'own', config });
    await scene.complete('own');
    const { json } = await scene.ask('/own/v1/structures?filter=_own_gap>1');
    expect(json.meta.data_returned).toBe(1);
    // Who has no opinion on how it is read gets it as it is; who has another, does not.
    expect((await scene.ask('/extensions/spawn?loc=own.jsonl')).status).toBe(200);
    const other = await scene.post('/extensions/spawn', { loc: 'own.jsonl', config: { prefix: 'other' } });
    expect([other.status, other.json.errors[0].code]).toEqual([409, 'options-differ']);
  });
});

describe('the bundled example', () => {
  it.each(['http://localhost', 'http://127.0.0.1', 'http://[::1]'])(
    'is read from the disk by %s',
    async (origin) => {
      const asked = scene.ask(`/extensions/spawn?loc=${origin}/static/example_structures.json`);
      await expect.poll(() => scene.registry.list()).toHaveLength(1);
      const { id } = scene.registry.list()[0]!;
      await scene.complete(id);
      expect((await asked).status).toBe(201);
      const { json } = await scene.ask(`/${id}/v1/structures`);
      expect(json.meta.data_returned).toBe(20);
      expect(json.data[0].attributes.last_modified).toBe('2026-11-21T00:00:00Z');
      const { json: shown } = await scene.ask(`/extensions/databases/${id}`);
      expect(shown.data.attributes.location).toBe('http://localhost/static/example_structures.json');
    },
  );

  it('is named by an address that works, where none is given', async () => {
    const { status, json } = await scene.ask('/extensions/spawn');
    expect([status, json.errors[0].code]).toEqual([400, 'location-missing']);
    const [example] = /http:\S+$/.exec(json.errors[0].detail)!;
    const url = new URL(example);
    expect((await scene.ask(`${url.pathname}${url.search}&wait=0`)).status).toBe(202);
  });

  it('is served', async () => {
    const { status, headers, json } = await scene.ask('/static/example_structures.json');
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(json).toHaveLength(20);
    const again = await scene.ask('/static/example_structures.json', {
      headers: { 'If-None-Match': headers.get('etag')! },
    });
    expect(again.status).toBe(304);
    expect((await scene.ask('/static/..%2Fpackage.json')).status).toBe(404);
  });
});

describe('what cannot be spawned is told, with the status that fits', () => {
  const cases: readonly (readonly [string, Record<string, unknown>, number, string, string])[] = [
    ['an unknown member', { loc: 'a.jsonl', titel: 'x' }, 400, 'member-unknown', '/titel'],
    ['a member of another type', { loc: 'a.jsonl', title: 5 }, 400, 'member-invalid', '/title'],
    ['an empty location', { loc: ' ' }, 400, 'member-invalid', '/loc'],
    ['a location with a line break', { loc: 'a\nb' }, 400, 'member-invalid', '/loc'],
    ['a location that is too long', { loc: 'a'.repeat(9_000) }, 400, 'member-invalid', '/loc'],
    [
      'a title with an escape character',
      { loc: 'a.jsonl', title: '\u001b[31m' },
      400,
      'member-invalid',
      '/title',
    ],
    ['half a character', { loc: 'a.jsonl', title: '\ud800' }, 400, 'member-invalid', '/title'],
    [
      'a script as homepage',
      { loc: 'a.jsonl', homepage: 'javascript:alert(1)' },
      400,
      'member-invalid',
      '/homepage',
    ],
    [
      'a password in the homepage',
      { loc: 'a.jsonl', homepage: 'https://u:p@e.org' },
      400,
      'member-invalid',
      '/homepage',
    ],
    ['an unknown aggregate', { loc: 'a.jsonl', aggregate: 'yes' }, 400, 'member-invalid', '/aggregate'],
    [
      'a needless reason',
      { loc: 'a.jsonl', aggregate: 'ok', no_aggregate_reason: 'x' },
      400,
      'member-invalid',
      '/no_aggregate_reason',
    ],
    ['a time to live of no time', { loc: 'a.jsonl', ttl: 0 }, 400, 'member-invalid', '/ttl'],
    ['a broken number', { loc: 'a.jsonl', ttl: 1.5 }, 400, 'member-invalid', '/ttl'],
    ['a configuration that is a list', { loc: 'a.jsonl', config: [] }, 400, 'member-invalid', '/config'],
    [
      'a configuration that makes no sense',
      { loc: 'a.jsonl', config: { aliases: 5 } },
      400,
      'config-invalid',
      '/config',
    ],
    ['an id that is none', { loc: 'a.jsonl', id: '../x' }, 400, 'id-reserved', '/id'],
    ['an id with a meaning', { loc: 'a.jsonl', id: 'index' }, 400, 'id-reserved', '/id'],
    ['an id of another database', { loc: 'b.jsonl', id: 'taken' }, 409, 'id-taken', '/id'],
    ['a file that is not there', { loc: 'nothing.jsonl' }, 404, 'location-gone', '/loc'],
    ['a file outside of the folders', { loc: '/etc/passwd' }, 403, 'location-refused', '/loc'],
    ['a way out of the folders', { loc: '../../../../etc/passwd' }, 403, 'location-refused', '/loc'],
    ['an address of this server', { loc: 'http://localhost/v1/info' }, 403, 'location-refused', '/loc'],
    ['another scheme', { loc: 'ftp://example.org/a' }, 400, 'location-malformed', '/loc'],
    ['an address within', { loc: 'http://169.254.169.254/latest' }, 403, 'location-refused', '/loc'],
  ];

  it.each(cases)('%s', async (_, body, status, code, pointer) => {
    scene.home.writeSource('a.jsonl', 1);
    scene.home.writeSource('b.jsonl', 1);
    await scene.post('/extensions/spawn', { loc: 'a.jsonl', id: 'taken' });
    const { json, ...reply } = await scene.post('/extensions/spawn', body);
    expect({ status: reply.status, error: json.errors?.[0] }, reply.text).toMatchObject({
      status,
      error: { code, source: { pointer }, status: String(status) },
    });
    expect(checkDocument('error', json)).toEqual([]);
  });

  it('and the same in a URL, with what was meant', async () => {
    const unknown = await scene.ask('/extensions/spawn?loc=a.jsonl&titles=x');
    expect(unknown.json.errors[0]).toMatchObject({ code: 'member-unknown', source: { parameter: 'titles' } });
    expect(unknown.json.errors[0].detail).toContain('Did you mean "title"?');
    const cut = await scene.ask('/extensions/spawn?loc=https://example.org/x?a=1&b=2');
    expect(cut.json.errors[0].detail).toContain('%26');
    const twice = await scene.ask('/extensions/spawn?loc=a&loc=b');
    expect(twice.json.errors[0]).toMatchObject({ code: 'parameter-repeated', source: { parameter: 'loc' } });
    const config = await scene.ask('/extensions/spawn?loc=a.jsonl&config={}');
    expect(config.json.errors[0].code).toBe('member-unknown');
  });

  it.each([
    ['data that nobody can read', 'garbage in, garbage out', {}, 422, 'location-unreadable'],
    [
      'errors, where strict allows none',
      '{"type":"structures","attributes":{}}\n{"type":"structures","id":"s","attributes":{"nsites":1}}\n',
      { strict: true },
      422,
      'ingestion-refused',
    ],
  ])('%s', async (_, text, config, status, code) => {
    writeFileSync(join(scene.home.folder, 'bad.jsonl'), text);
    await scene.post('/extensions/spawn', { loc: 'bad.jsonl', id: 'bad', config });
    await scene.complete('bad');
    const asked = scene.post(
      '/extensions/spawn',
      { loc: 'bad.jsonl', id: 'bad', config },
      { Prefer: 'wait=20' },
    );
    await expect.poll(() => scene.registry.find('bad')?.ingestion).toBeDefined();
    await scene.complete('bad');
    const { json, ...reply } = await asked;
    expect({ status: reply.status, error: json.errors?.[0] }, reply.text).toMatchObject({
      status,
      error: { code, meta: { state: 'failed' } },
    });
    const { json: shown } = await scene.ask('/extensions/databases/bad');
    expect(shown.data.attributes).toMatchObject({ state: 'failed', failure: { choices: [] } });
  });

  it('a source that went away', async () => {
    scene.home.writeSource('a.jsonl', 1);
    await scene.post('/extensions/spawn', a);
    rmSync(join(scene.home.folder, 'a.jsonl'));
    await scene.complete('a');
    const { status, json } = await scene.post('/extensions/databases/a/refresh');
    expect(status).toBe(202);
    expect(json.data.attributes.failure).toMatchObject({ reason: 'gone' });
    expect((await scene.post('/extensions/spawn', a)).status).toBe(404);
  });
});

describe('budgets', () => {
  it.each([
    [{ databasesMax: 1 }, 429, 'databases-full'],
    [{ queueMax: 1 }, 503, 'ingestion-queue-full'],
  ])('%o', async (budgets, status, code) => {
    const small = new ControlScene({ budgets });
    small.home.writeSource('a.jsonl', 1);
    small.home.writeSource('b.jsonl', 1);
    expect((await small.post('/extensions/spawn', a)).status).toBe(202);
    const { json, ...reply } = await small.post('/extensions/spawn', { loc: 'b.jsonl', id: 'b' });
    expect([reply.status, json.errors[0].code]).toEqual([status, code]);
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
    await small.remove();
  });
});
