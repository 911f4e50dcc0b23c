import { existsSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DatabaseFileError } from '../../src/backend/index.ts';
import type { DatabaseRegistry } from '../../src/registry/database-registry.ts';
import { StoredFiles } from '../../src/registry/stored-files.ts';
import { TestHome, wish } from './home.ts';

let home: TestHome;
beforeEach(() => {
  home = new TestHome();
});
afterEach(() => home.remove());

const filePath = () => new StoredFiles(home.options().home).pathOf('data');
const hooks = { signal: new AbortController().signal, onProgress: () => {} };
const failing = (reason: string) => expect.objectContaining({ name: 'RegistryError', reason });

/** Registers a source of so many structures. */
async function register(registry: DatabaseRegistry, id: string, count = 3): Promise<string> {
  const path = home.writeSource(`${id}.jsonl`, count);
  registry.spawn(wish(await registry.locate(path), { id }));
  return path;
}

async function make(registry: DatabaseRegistry, id: string, count = 3): Promise<string> {
  const path = await register(registry, id, count);
  expect(await registry.complete(id, hooks)).toMatchObject({ outcome: 'built' });
  return path;
}

const count = (registry: DatabaseRegistry, id: string, options = {}) =>
  registry.use(id, async ({ backend }) => backend.count('structures'), options);

describe('a request', () => {
  it('works with what is there, and gets nothing of what is not', async () => {
    const registry = home.open();
    await make(registry, 'data');
    expect(await count(registry, 'data')).toBe(3);
    expect(await count(registry, 'other')).toBeUndefined();
    expect(registry.find('data')?.lastRequestAt).toBe(home.now().toISOString());
  });

  it('finds the description as it was asked for', async () => {
    const registry = home.open();
    const location = await registry.locate(home.writeSource('data.jsonl', 1));
    const presentation = { aggregate: 'no', title: 'A title', homepage: 'https://example.org/' } as const;
    registry.spawn(wish(location, { id: 'data', presentation }));
    await registry.complete('data', hooks);
    const described = () => registry.use('data', async ({ description }) => description.database);
    expect(await described()).toMatchObject({ name: 'A title', homepage: 'https://example.org/' });
    registry.spawn(wish(location, { origin: 'command', presentation: { aggregate: 'ok', title: 'New' } }));
    expect(await described()).toMatchObject({ name: 'New' });
  });

  it('wakes what sleeps, in whatever process', async () => {
    const [one, two] = [home.open(), home.open()];
    await make(one, 'data');
    home.passSeconds(600);
    expect(two.find('data')?.state).toBe('dormant');
    home.told();
    expect(await count(two, 'data')).toBe(3);
    expect(one.find('data')?.state).toBe('live');
    expect(await count(one, 'data')).toBe(3);
    expect(home.told()).toEqual(['revived data']);
  });

  it('of many at once on what sleeps wakes it once', async () => {
    const registry = home.open();
    await make(registry, 'data');
    home.passSeconds(600);
    home.told();
    expect(await Promise.all(Array.from({ length: 50 }, () => count(registry, 'data')))).toEqual(
      Array(50).fill(3),
    );
    expect(home.told()).toEqual(['revived data']);
  });

  it('finds after a restart what was there before', async () => {
    const first = home.open();
    await make(first, 'data');
    await first.close();
    expect(await count(home.open(), 'data')).toBe(3);
  });

  it('learns of a new file at once, and an old one stays as long as it is worked with', async () => {
    const [one, two] = [home.open(), home.open()];
    await make(one, 'data', 3);
    const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>();
    const slow = two.use('data', async ({ backend }) => {
      await mayEnd;
      return backend.count('structures');
    });
    home.writeSource('data.jsonl', 5);
    one.refresh('data');
    expect(await one.complete('data', hooks)).toMatchObject({ outcome: 'built', record: { generation: 2 } });
    expect(await count(two, 'data')).toBe(5);
    expect(await count(one, 'data')).toBe(5);
    end();
    expect(await slow).toBe(3);
  });

  it('ends in peace where its database is removed meanwhile', async () => {
    const [one, two] = [home.open(), home.open()];
    await make(one, 'data');
    const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>();
    const slow = one.use('data', async ({ backend }) => {
      await mayEnd;
      return backend.count('structures');
    });
    expect(two.remove('data')).toBe(true);
    expect(await count(one, 'data')).toBeUndefined();
    end();
    expect(await slow).toBe(3);
  });

  it('never finds the file of an earlier database of the same id', async () => {
    const [one, two] = [home.open(), home.open()];
    await make(one, 'data', 3);
    expect(await count(two, 'data')).toBe(3);
    one.remove('data');
    const other = await one.locate(home.writeSource('other.jsonl', 7));
    one.spawn(wish(other, { id: 'data' }));
    await one.complete('data', hooks);
    expect(two.find('data')?.generation).toBe(1);
    expect(await count(two, 'data')).toBe(7);
  });
});

describe('a request on what is not there yet', () => {
  it('is told so, or waits', async () => {
    const registry = home.open();
    await register(registry, 'data');
    await expect(count(registry, 'data')).rejects.toThrow(failing('ingesting'));
    await expect(count(registry, 'data', { waitSeconds: 0.1 })).rejects.toThrow(failing('ingesting'));
    const [waited] = await Promise.all([
      count(registry, 'data', { waitSeconds: 20 }),
      home.open().complete('data', hooks),
    ]);
    expect(waited).toBe(3);
  });

  it('is let go where it is removed, or nobody waits any more', async () => {
    const registry = home.open();
    await register(registry, 'data');
    const leaving = new AbortController();
    const left = count(registry, 'data', { waitSeconds: 20, signal: leaving.signal });
    leaving.abort(new Error('gone home'));
    await expect(left).rejects.toThrow('gone home');
    const waiting = count(registry, 'data', { waitSeconds: 20 });
    home.open().remove('data');
    expect(await waiting).toBeUndefined();
  });

  it('is told why it failed, and tries again when that is due', async () => {
    const registry = home.open();
    const { queue } = home.openParts();
    await register(registry, 'data');
    const failure = {
      reason: 'unreachable',
      message: 'Nobody answers.',
      at: home.now().toISOString(),
    } as const;
    queue.finish(queue.claim()!, { outcome: 'failed', failure });
    await expect(count(registry, 'data')).rejects.toThrow(
      expect.objectContaining({
        reason: 'failed',
        retryAfterSeconds: 30,
        message: expect.stringContaining('Nobody answers.'),
      }),
    );
    expect(registry.find('data')?.state).toBe('failed');
    home.passSeconds(30);
    await expect(count(registry, 'data')).rejects.toThrow(failing('cold'));
    expect(registry.find('data')?.state).toBe('ingesting');
    await registry.complete('data', hooks);
    expect(await count(registry, 'data')).toBe(3);
  });

  it('does not try again what will not get better', async () => {
    const registry = home.open();
    const { queue } = home.openParts();
    await register(registry, 'data');
    const failure = { reason: 'gone', message: 'It is gone.', at: home.now().toISOString() } as const;
    queue.finish(queue.claim()!, { outcome: 'failed', failure });
    home.passSeconds(100_000);
    await expect(count(registry, 'data')).rejects.toThrow(
      expect.objectContaining({ reason: 'failed', retryAfterSeconds: undefined }),
    );
    expect(registry.find('data')?.ingestion).toBeUndefined();
  });
});

describe('a file that is of no use', () => {
  const spoils: [string, (path: string) => void][] = [
    ['missing', (path) => rmSync(path)],
    ['cut short', (path) => truncateSync(path, 8192)],
    ['empty', (path) => truncateSync(path, 0)],
    ['something else', (path) => writeFileSync(path, 'not a database at all, but long enough'.repeat(100))],
  ];

  it.each(spoils)('since it is %s is made anew, and the request is told to wait', async (_, spoil) => {
    const registry = home.open();
    await make(registry, 'data');
    const path = filePath();
    spoil(path);
    home.told();
    await expect(count(registry, 'data')).rejects.toThrow(failing('cold'));
    expect(registry.find('data')?.state).toBe('ingesting');
    expect(existsSync(path)).toBe(false);
    expect(home.told()).toEqual(['evicted data']);
    await registry.complete('data', hooks);
    expect(await count(registry, 'data')).toBe(3);
  });

  it('is found out in the middle of a request', async () => {
    const registry = home.open();
    await make(registry, 'data');
    const damaged = registry.use('data', async () => {
      throw new DatabaseFileError('damaged', filePath(), 'is damaged');
    });
    await expect(damaged).rejects.toThrow(failing('cold'));
    expect(registry.find('data')).toMatchObject({ state: 'ingesting' });
    expect(registry.find('data')?.contents?.entryCounts).toEqual({ structures: 3 });
  });

  it('is not the new one where the old one was damaged', async () => {
    const registry = home.open();
    await make(registry, 'data', 3);
    const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>();
    const damaged = registry.use('data', async () => {
      await mayEnd;
      throw new DatabaseFileError('damaged', filePath(), 'is damaged');
    });
    home.writeSource('data.jsonl', 5);
    registry.refresh('data');
    await registry.complete('data', hooks);
    end();
    await expect(damaged).rejects.toThrow(expect.objectContaining({ reason: 'cold', retryAfterSeconds: 1 }));
    expect(registry.find('data')).toMatchObject({ state: 'live', generation: 2 });
    expect(await count(registry, 'data')).toBe(5);
  });

  it('is not this one where a request that works with several tells of another', async () => {
    const registry = home.open();
    await make(registry, 'data');
    const error = new DatabaseFileError('damaged', `${filePath()}-other`, 'is damaged');
    await expect(registry.use('data', () => Promise.reject(error))).rejects.toBe(error);
    expect(await count(registry, 'data')).toBe(3);
  });

  it('is not what other errors of a request tell of', async () => {
    const registry = home.open();
    await make(registry, 'data');
    const faulty = registry.use('data', async () => {
      throw new Error('a fault of ours');
    });
    await expect(faulty).rejects.toThrow('a fault of ours');
    expect(await count(registry, 'data')).toBe(3);
  });
});

describe('a command', () => {
  it('reuses what is right, builds what is not, and says why', async () => {
    const registry = home.open();
    const path = home.writeSource('data.jsonl', 3);
    const location = await registry.locate(path);
    const complete = async (more = {}) => {
      registry.spawn(wish(location, { origin: 'command', id: 'data', ...more }));
      return registry.complete('data', hooks);
    };
    const first = await complete();
    expect(first).toMatchObject({ outcome: 'built', report: { entryTypes: { structures: { stored: 3 } } } });
    expect(first?.rebuildReason).toBeUndefined();
    expect(await registry.report('data')).not.toContain(home.folder);
    expect((await complete())?.outcome).toBe('reused');
    home.writeSource('data.jsonl', 4);
    expect(await complete()).toMatchObject({
      outcome: 'built',
      rebuildReason: 'the source or its settings changed',
    });
    truncateSync(filePath(), 8192);
    expect((await complete())?.rebuildReason).toContain('could not be used');
    expect(await count(registry, 'data')).toBe(4);
  });

  it('is told of data that are refused, and keeps the older file', async () => {
    const registry = home.open();
    const path = await make(registry, 'data');
    writeFileSync(path, '{"type":"structures","id":"a","attributes":{"nelements":"many"}}\n');
    const location = await registry.locate(path);
    const options = { prefix: undefined, aliases: {}, lengthAliases: {}, providerFields: {}, strict: true };
    registry.spawn(wish(location, { origin: 'command', id: 'data', options }));
    expect(await registry.complete('data', hooks)).toMatchObject({
      outcome: 'refused',
      failure: { reason: 'refused-by-strict' },
      report: { hasErrors: true },
      record: { state: 'live' },
    });
    expect(await count(registry, 'data')).toBe(3);
  });

  it('follows what another process is at', async () => {
    const [one, two] = [home.open(), home.open()];
    await register(one, 'data', 2_000);
    const ends = await Promise.all([one.complete('data', hooks), two.complete('data', hooks)]);
    expect(ends).toMatchObject([{ outcome: 'built' }, { outcome: 'built', report: { malformed: 0 } }]);
    expect(home.told().filter((event) => event.startsWith('ingesting'))).toHaveLength(1);
  });

  it('that is called off leaves the ingestion to others', async () => {
    const registry = home.open();
    await register(registry, 'data');
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(registry.complete('data', { ...hooks, signal })).rejects.toThrow('enough');
    expect(await home.open().complete('data', hooks)).toMatchObject({ outcome: 'built' });
  });
});
