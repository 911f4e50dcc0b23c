import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { limits } from '../../src/base/index.ts';
import type { DatabaseRegistry } from '../../src/registry/database-registry.ts';
import { evictSurplus, revive } from '../../src/registry/store/life-cycle.ts';
import { sweepFiles } from '../../src/registry/sweep-files.ts';
import { locationOf, publish, TestHome, wish } from './home.ts';

let home: TestHome;
beforeEach(() => {
  home = new TestHome();
});
afterEach(() => home.remove());

type Parts = ReturnType<TestHome['openParts']>;

/** Registers databases and has files of a hundred bytes made of them, a second after each other. */
function make(registry: DatabaseRegistry, { queue }: Parts, ...ids: string[]): void {
  for (const id of ids) {
    registry.spawn(wish(locationOf(id)));
    publish(queue, queue.claim()!);
    home.passSeconds(1);
  }
  home.told();
}

const states = (registry: DatabaseRegistry) =>
  Object.fromEntries(registry.list().map(({ id, state }) => [id, state]));

const none = new Set<number>();

/** A request on a database, as far as the registry sees it. */
function ask(parts: Parts, id: string, inUse: ReadonlySet<number> = none): boolean {
  const { serial, timeToLiveSeconds } = parts.store.find(id)!;
  return revive(
    parts,
    { serial, lastRequestAt: home.time, liveUntil: home.time + timeToLiveSeconds * 1000 },
    inUse,
  );
}

describe('sleep', () => {
  it('comes with time, is told once, and ends with a request', () => {
    const registry = home.open();
    const [one, two] = [home.openParts(), home.openParts()];
    make(registry, one, 'a');
    home.passSeconds(598);
    expect(states(registry)).toEqual({ a: 'live' });
    home.passSeconds(1);
    expect(states(registry)).toEqual({ a: 'dormant' });
    one.caretaker.tick();
    two.caretaker.tick();
    expect(home.told()).toEqual(['dormant a']);
    expect(ask(two, 'a')).toBe(true);
    expect(states(registry)).toEqual({ a: 'live' });
    expect(home.told()).toEqual(['revived a']);
  });

  it('is kept off by requests, which cost few writes', async () => {
    const registry = home.open();
    const path = home.writeSource('data.jsonl', 1);
    registry.spawn(wish(await registry.locate(path), { id: 'a' }));
    await registry.complete('a', { signal: new AbortController().signal, onProgress: () => {} });
    registry.start();
    const other = home.openParts();
    const before = registry.find('a')?.liveUntil;
    for (let second = 0; second < 4; second += 1) {
      home.passSeconds(1);
      await registry.use('a', async () => {});
    }
    await registry.close();
    // Its own last words.
    expect(home.time + 600_000).toBe(other.store.find('a')?.liveUntil);
    expect(other.store.find('a')?.lastRequestAt).toBe(home.time);
    expect(before).not.toBe(home.open().find('a')?.liveUntil);
  });

  it('is put off by whoever asks for that, up to a day', async () => {
    const registry = home.open();
    make(registry, home.openParts(), 'a');
    const wakesUntil = async (seconds: number | undefined) =>
      (Date.parse((await registry.keepAlive('a', seconds))?.liveUntil ?? '') - home.time) / 1000;
    expect(await wakesUntil(3_600)).toBe(3_600);
    expect(await wakesUntil(60)).toBe(3_600);
    expect(await wakesUntil(1e9)).toBe(86_400);
    expect(await registry.keepAlive('b', 60)).toBeUndefined();
    home.passSeconds(100_000);
    expect(states(registry)).toEqual({ a: 'dormant' });
    expect(await wakesUntil(undefined)).toBe(600);
  });

  it('keeps nothing alive that is not there', async () => {
    const registry = home.open();
    registry.spawn(wish(locationOf('a')));
    expect(await registry.keepAlive('a', 60)).toMatchObject({ state: 'ingesting' });
  });
});

describe('the budget of live databases', () => {
  const budgets = { liveDatabasesMax: 2 };

  it('sends to sleep what was not used for longest', () => {
    const registry = home.open(budgets);
    const parts = home.openParts(budgets);
    make(registry, parts, 'a', 'b', 'c');
    expect(states(registry)).toEqual({ a: 'dormant', b: 'live', c: 'live' });
    ask(parts, 'b');
    home.passSeconds(1);
    ask(parts, 'a');
    expect(states(registry)).toEqual({ a: 'live', b: 'live', c: 'dormant' });
    expect(home.told()).toEqual(['dormant c', 'revived a']);
  });

  it('is told of where all are in use', () => {
    const registry = home.open(budgets);
    const parts = home.openParts(budgets);
    make(registry, parts, 'a', 'b', 'c');
    const inUse = new Set(['b', 'c'].map((id) => parts.store.find(id)!.serial));
    expect(() => ask(parts, 'a', inUse)).toThrow(
      expect.objectContaining({
        reason: 'live-full',
        retryAfterSeconds: 1,
        message: expect.stringContaining('live-max'),
      }),
    );
    expect(states(registry)).toEqual({ a: 'dormant', b: 'live', c: 'live' });
    expect(home.told()).toEqual([]);
  });

  it('knows of requests that were not noted yet', async () => {
    const registry = home.open(budgets);
    for (const id of ['a', 'b', 'c']) {
      registry.spawn(wish(await registry.locate(home.writeSource(`${id}.jsonl`, 1)), { id }));
      await registry.complete(id, { signal: new AbortController().signal, onProgress: () => {} });
      home.passSeconds(1);
    }
    await registry.use('c', async () => {});
    home.passSeconds(1);
    await registry.use('b', async () => {});
    expect(home.openParts().store.find('b')?.lastRequestAt).toBeNull();
    await registry.use('a', async () => {});
    expect(states(registry)).toEqual({ a: 'live', b: 'live', c: 'dormant' });
  });

  it('holds for the files that a process has open', async () => {
    const registry = home.open(budgets);
    for (const id of ['a', 'b', 'c']) {
      registry.spawn(wish(await registry.locate(home.writeSource(`${id}.jsonl`, 1)), { id }));
      await registry.complete(id, { signal: new AbortController().signal, onProgress: () => {} });
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    const busy = ['a', 'b'].map((id) => registry.use(id, () => promise));
    await expect(registry.use('c', async () => {})).rejects.toThrow(
      expect.objectContaining({ reason: 'live-full' }),
    );
    // Another process sends both to sleep; their files are open here none the less.
    const other = home.openParts(budgets);
    ask(other, 'c');
    home.passSeconds(700);
    await expect(registry.use('c', async () => {})).rejects.toThrow(
      expect.objectContaining({ reason: 'live-full' }),
    );
    resolve();
    await Promise.all(busy);
    await registry.use('c', async () => {});
  });
});

describe('the disk budget', () => {
  const budgets = { diskBytesMax: 250 };

  it('takes the files that were not used for longest, and none that is live', () => {
    const registry = home.open(budgets);
    const parts = home.openParts(budgets);
    make(registry, parts, 'a', 'b', 'c');
    parts.caretaker.tick();
    expect(states(registry)).toEqual({ a: 'live', b: 'live', c: 'live' });
    home.passSeconds(600);
    ask(parts, 'a');
    parts.caretaker.tick();
    expect(states(registry)).toEqual({ a: 'live', b: 'cold', c: 'dormant' });
    expect(existsSync(parts.files.pathOf('b'))).toBe(false);
    expect(registry.find('b')).toMatchObject({ generation: 1, contents: { entryCounts: { structures: 1 } } });
    expect(home.told()).toContain('evicted b');
  });

  it('takes nothing whose source could not be had when it was looked at last', () => {
    const registry = home.open(budgets);
    const parts = home.openParts(budgets);
    make(registry, parts, 'a', 'b', 'c');
    registry.refresh('a');
    const failure = { reason: 'gone', message: 'It is gone.', at: home.now().toISOString() } as const;
    parts.queue.finish(parts.queue.claim()!, { outcome: 'failed', failure });
    registry.refresh('b');
    home.passSeconds(600);
    evictSurplus(parts);
    expect(states(registry)).toEqual({ a: 'dormant', b: 'dormant', c: 'cold' });
  });

  it('is kept by several processes at once, each file going once', () => {
    const registry = home.open(budgets);
    const [one, two] = [home.openParts(budgets), home.openParts(budgets)];
    make(registry, one, 'a', 'b', 'c');
    home.passSeconds(700);
    make(registry, one, 'd');
    home.passSeconds(700);
    for (const parts of [one, two, one]) parts.caretaker.tick();
    expect(Object.values(states(registry)).sort()).toEqual(['cold', 'cold', 'dormant', 'dormant']);
    expect(home.told().filter((event) => event.startsWith('evicted'))).toEqual(['evicted a', 'evicted b']);
  });

  it('gives up what a request brings back', async () => {
    const registry = home.open(budgets);
    const parts = home.openParts(budgets);
    make(registry, parts, 'a', 'b', 'c');
    home.passSeconds(700);
    parts.caretaker.tick();
    await expect(registry.use('a', async () => {})).rejects.toThrow(
      expect.objectContaining({ reason: 'cold', retryAfterSeconds: 1 }),
    );
    await expect(registry.use('a', async () => {})).rejects.toThrow(
      expect.objectContaining({ reason: 'ingesting' }),
    );
    publish(parts.queue, parts.queue.claim()!);
    expect(registry.find('a')).toMatchObject({ state: 'live', generation: 2 });
  });
});

describe('what is half fetched', () => {
  it('waits for another try, and not for ever', async () => {
    const registry = home.open();
    const parts = home.openParts();
    registry.spawn(wish(locationOf('a')));
    const claim = parts.queue.claim()!;
    mkdirSync(claim.downloadFolder);
    const failure = { reason: 'unreachable', message: 'later', at: home.now().toISOString() } as const;
    parts.queue.finish(claim, { outcome: 'failed', failure });
    const isThere = async (): Promise<boolean> => {
      await sweepFiles(parts);
      return existsSync(claim.downloadFolder);
    };
    home.passSeconds(limits.downloadKeptSeconds - 1);
    expect(await isThere()).toBe(true);
    home.passSeconds(1);
    expect(await isThere()).toBe(false);
  });
});

describe('files that nothing speaks for', () => {
  it('are removed, and no others', async () => {
    const registry = home.open();
    const parts = home.openParts();
    make(registry, parts, 'a');
    registry.spawn(wish(locationOf('b')));
    const claim = parts.queue.claim()!;
    const { databasesFolder, downloadsFolder } = parts.files;
    const kept = [
      claim.stagedPath,
      claim.stagedReportPath,
      join(databasesFolder, 'a.report.json'),
      join(claim.downloadFolder, 'part'),
      join(`${claim.downloadFolder}.${claim.lease}`, 'part'),
      join(databasesFolder, 'notes of somebody.txt'),
    ];
    const orphans = [
      join(databasesFolder, 'b.sqlite'),
      join(databasesFolder, 'gone.sqlite'),
      join(databasesFolder, 'gone.report.json'),
      join(databasesFolder, `b.${'0'.repeat(32)}.staged`),
      join(databasesFolder, `b.${'0'.repeat(32)}.staged.json`),
      join(databasesFolder, '.removed-0123456789abcdef'),
      join(downloadsFolder, 'gone.77', 'part'),
      join(`${claim.downloadFolder}.${'0'.repeat(32)}`, 'part'),
      join(parts.files.downloadFolder(parts.store.find('a')!), 'part'),
    ];
    for (const path of [...kept, ...orphans]) {
      mkdirSync(join(path, '..'), { recursive: true });
      writeFileSync(path, 'x');
    }
    parts.caretaker.tick();
    await parts.caretaker.stop();
    expect(home.failures).toEqual([]);
    expect(kept.map((path) => existsSync(path))).toEqual(kept.map(() => true));
    expect(orphans.map((path) => existsSync(path))).toEqual(orphans.map(() => false));
    expect(existsSync(parts.files.pathOf('a'))).toBe(true);
    expect(home.failures).toEqual([]);
  });
});
