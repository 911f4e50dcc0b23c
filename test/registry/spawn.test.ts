import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { limits } from '../../src/base/index.ts';
import { removeDatabase } from '../../src/registry/store/register.ts';
import { locationOf, plainOptions, publish, TestHome, wish } from './home.ts';

let home: TestHome;
beforeEach(() => {
  home = new TestHome();
});
afterEach(() => home.remove());

const failing = (reason: string) => expect.objectContaining({ name: 'RegistryError', reason });

describe('what is wished for over the network', () => {
  it('is registered, and waits to be read', () => {
    const registry = home.open();
    const { outcome, record } = registry.spawn(wish(locationOf('data.jsonl')));
    expect(outcome).toBe('registered');
    expect(record).toMatchObject({
      id: 'data-jsonl',
      state: 'ingesting',
      location: 'data.jsonl',
      generation: 0,
      timeToLiveSeconds: 600,
      ingestion: { stage: 'queued', interruptions: 0 },
    });
    expect(JSON.stringify(record)).not.toContain('/data/');
    expect(registry.find('data-jsonl')).toEqual(record);
    expect(registry.list()).toEqual([record]);
    expect(home.told()).toEqual(['registered data-jsonl']);
  });

  it('is the same for the same location, whoever asks for it', () => {
    const first = home.open().spawn(wish(locationOf('data')));
    const second = home.open().spawn(wish(locationOf('data'), { id: 'other' }));
    expect(second).toEqual({ outcome: 'existed', record: first.record });
    expect(home.told()).toEqual(['registered data']);
  });

  it('never takes the id of another location', () => {
    const registry = home.open();
    registry.spawn(wish(locationOf('data')));
    expect(() => registry.spawn(wish(locationOf('other'), { id: 'data' }))).toThrow(failing('id-taken'));
    // Their files would be one on some file systems.
    expect(() => registry.spawn(wish(locationOf('other'), { id: 'DATA' }))).toThrow(failing('id-taken'));
    expect(registry.spawn(wish({ ...locationOf('other'), name: 'data' })).record.id).toMatch(/^data-\w{8}$/);
    expect(() => registry.spawn(wish(locationOf('more'), { id: 'index' }))).toThrow(failing('id-reserved'));
    expect(registry.list()).toHaveLength(2);
  });

  it('is not read under other options than it is served with', () => {
    const registry = home.open();
    registry.spawn(wish(locationOf('data')));
    const options = { ...plainOptions, prefix: 'other' };
    expect(() => registry.spawn(wish(locationOf('data'), { options }))).toThrow(failing('options-differ'));
  });

  it.each([
    [{ databasesMax: 1 }, 'databases-full', 'databases-max'],
    [{ queueMax: 1 }, 'queue-full', 'queue-max'],
  ])('keeps to %j', (budgets, reason, setting) => {
    const registry = home.open(budgets);
    registry.spawn(wish(locationOf('one')));
    expect(() => registry.spawn(wish(locationOf('two')))).toThrow(
      expect.objectContaining({
        reason,
        message: expect.stringContaining(setting),
        retryAfterSeconds: expect.any(Number),
      }),
    );
    expect(registry.list().map(({ id }) => id)).toEqual(['one']);
    expect(registry.spawn(wish(locationOf('one'))).outcome).toBe('existed');
  });

  it('keeps to the disk budget where nothing can be given up', () => {
    const registry = home.open({ diskBytesMax: 100 });
    const { queue } = home.openParts({ diskBytesMax: 100 });
    registry.spawn(wish(locationOf('one')));
    publish(queue, queue.claim()!, 100);
    expect(() => registry.spawn(wish(locationOf('two')))).toThrow(failing('storage-full'));
    // Asleep, the first makes room.
    home.passSeconds(601);
    expect(registry.spawn(wish(locationOf('two'))).outcome).toBe('registered');
  });

  it('is found by the paths under which the original program served it', () => {
    const registry = home.open();
    registry.spawn(wish({ ...locationOf('data'), aliases: ['tmp/data', 'data', 'data'] }));
    registry.spawn(wish({ ...locationOf('later'), aliases: ['data'] }));
    expect(registry.findAlias('tmp/data')).toBe('data');
    expect(registry.findAlias('data')).toBe('data');
    expect(registry.findAlias('tmp')).toBeUndefined();
    registry.remove('data');
    expect(registry.findAlias('tmp/data')).toBeUndefined();
    expect(registry.findAlias('data')).toBe('later');
  });

  it('is found by further paths that lead to it, but not by any number of them', () => {
    const registry = home.open();
    for (let number = 0; number < limits.aliasesMax + 5; number += 1)
      registry.spawn(wish({ ...locationOf('data'), aliases: [`path/${number}`] }));
    expect(registry.findAlias(`path/${limits.aliasesMax - 1}`)).toBe('data');
    expect(registry.findAlias(`path/${limits.aliasesMax}`)).toBeUndefined();
  });

  it('is not found by the path that a command named, until somebody asks for it by that path', () => {
    const registry = home.open();
    const location = { ...locationOf('data'), aliases: ['srv/data'] };
    registry.spawn(wish(location, { origin: 'command' }));
    expect(registry.findAlias('srv/data')).toBeUndefined();
    registry.spawn(wish(location));
    expect(registry.findAlias('srv/data')).toBe('data');
    registry.spawn(wish(location, { origin: 'command' }));
    expect(registry.findAlias('srv/data')).toBe('data');
  });
});

describe('what a command names', () => {
  const command = { origin: 'command' } as const;

  it('replaces presentation and options, and has the source looked at again', () => {
    const registry = home.open();
    const { queue } = home.openParts();
    registry.spawn(wish(locationOf('data')));
    publish(queue, queue.claim()!);
    expect(registry.find('data')?.ingestion).toBeUndefined();
    const options = { ...plainOptions, prefix: 'mine' };
    const presentation = { aggregate: 'ok', title: 'Mine' } as const;
    const { outcome, record } = registry.spawn(
      wish(locationOf('data'), { ...command, options, presentation }),
    );
    expect(outcome).toBe('existed');
    expect(record).toMatchObject({ origin: 'command', options, presentation, state: 'live', generation: 1 });
    expect(record.ingestion?.stage).toBe('queued');
  });

  it('interrupts an ingestion under other options, and follows one under the same', () => {
    const registry = home.open();
    const { queue } = home.openParts();
    registry.spawn(wish(locationOf('data')));
    const claim = queue.claim()!;
    const progress = { stage: 'reading', fraction: 0.5, entries: 3, bytes: 1 } as const;
    registry.spawn(wish(locationOf('data'), command));
    expect(queue.report(claim, progress)).toBe(true);
    registry.spawn(wish(locationOf('data'), { ...command, options: { ...plainOptions, strict: true } }));
    expect(queue.report(claim, progress)).toBe(false);
    expect(queue.claim()?.options.strict).toBe(true);
  });

  it('points an id to another location, and gives a location another id', () => {
    const registry = home.open();
    const { queue, files } = home.openParts();
    registry.spawn(wish(locationOf('old'), { ...command, id: 'mine' }));
    publish(queue, queue.claim()!);
    registry.spawn(wish(locationOf('new'), { ...command, id: 'mine' }));
    expect(registry.list()).toMatchObject([
      { id: 'mine', location: 'new', state: 'ingesting', generation: 0 },
    ]);
    registry.spawn(wish(locationOf('new'), { ...command, id: 'renamed' }));
    expect(registry.list()).toMatchObject([{ id: 'renamed', location: 'new' }]);
    expect(files.survey()).toEqual({ databases: [], reports: [], downloads: [], staged: [] });
    expect(home.told()).toContain('removed mine');
  });

  it('has no bound on the queue', () => {
    const registry = home.open({ queueMax: 1 });
    for (const name of ['one', 'two', 'three']) registry.spawn(wish(locationOf(name), command));
    expect(registry.list()).toHaveLength(3);
  });

  it('suggests the id that a location has, else a free one', () => {
    const registry = home.open();
    expect(registry.suggestId(locationOf('below/data.jsonl'))).toBe('data');
    registry.spawn(wish(locationOf('other/data.jsonl'), { id: 'data' }));
    expect(registry.suggestId(locationOf('below/data.jsonl'))).toBe('data-2');
    expect(registry.suggestId(locationOf('other/data.jsonl'))).toBe('data');
  });
});

describe('removal', () => {
  it('leaves nothing, also of what is being read', async () => {
    const registry = home.open();
    const { queue, files, caretaker } = home.openParts();
    registry.spawn(wish(locationOf('data')));
    const claim = queue.claim()!;
    writeFileSync(claim.stagedPath, 'half');
    expect(registry.remove('data')).toBe(true);
    expect(registry.remove('data')).toBe(false);
    expect(registry.find('data')).toBeUndefined();
    publish(queue, claim);
    expect(registry.find('data')).toBeUndefined();
    caretaker.tick();
    await caretaker.stop();
    expect(files.survey()).toEqual({ databases: [], reports: [], downloads: [], staged: [] });
  });

  it('never lets a late ingestion into the database that took its id', () => {
    const parts = home.openParts();
    const registry = home.open();
    const { queue } = parts;
    registry.spawn(wish(locationOf('old'), { id: 'data' }));
    const late = queue.claim()!;
    removeDatabase(parts, 'data');
    registry.spawn(wish(locationOf('new'), { id: 'data' }));
    publish(queue, late);
    expect(registry.find('data')).toMatchObject({ location: 'new', state: 'ingesting', generation: 0 });
    publish(queue, queue.claim()!);
    expect(registry.find('data')).toMatchObject({ location: 'new', state: 'live', generation: 1 });
  });
});

it('keeps a registration over restarts', async () => {
  const first = home.open();
  first.spawn(wish(locationOf('data'), { timeToLiveSeconds: 5 }));
  const record = first.find('data');
  await first.close();
  expect(home.open().find('data')).toEqual(record);
});
