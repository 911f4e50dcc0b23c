import { existsSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IngestionFailure } from '../../src/registry/database-record.ts';
import type { ClaimedIngestion } from '../../src/registry/ingestion/ingestion-queue.ts';
import { locationOf, publish, startTime, TestHome, wish } from './home.ts';

let home: TestHome;
beforeEach(() => {
  home = new TestHome();
});
afterEach(() => home.remove());

const progress = { stage: 'reading', fraction: 0.5, entries: 3, bytes: 70 } as const;

function failWith(reason: IngestionFailure['reason'], more: Partial<IngestionFailure> = {}) {
  const failure = { reason, message: 'It failed.', at: new Date(startTime).toISOString(), ...more };
  return { outcome: 'failed', failure } as const;
}

describe('claims', () => {
  it('are given once, oldest first, to whichever process asks', () => {
    const registry = home.open();
    const [one, two] = [home.openParts().queue, home.openParts().queue];
    for (const name of ['b', 'a', 'c']) {
      registry.spawn(wish(locationOf(name)));
      home.passSeconds(1);
    }
    expect([one.claim(), two.claim(), one.claim(), two.claim()].map((claim) => claim?.id)).toEqual([
      'b',
      'a',
      'c',
      undefined,
    ]);
  });

  it('keep to the budget of all processes together, except those that a command waits for', () => {
    const registry = home.open();
    const [one, two] = [
      home.openParts({ ingestionsMax: 2 }).queue,
      home.openParts({ ingestionsMax: 2 }).queue,
    ];
    for (const name of ['a', 'b', 'c', 'd']) registry.spawn(wish(locationOf(name)));
    const first = one.claim()!;
    expect(two.claim()?.id).toBe('b');
    expect(one.claim()).toBeUndefined();
    expect(two.claim()).toBeUndefined();
    expect(two.claimOne('d')?.id).toBe('d');
    expect(two.claimOne('d')).toBeUndefined();
    publish(one, first);
    expect(two.claim()).toBeUndefined();
  });

  it('tell what there was before, for those whose file is there still', () => {
    const registry = home.open();
    const { queue } = home.openParts();
    registry.spawn(wish(locationOf('a')));
    const first = queue.claim()!;
    expect(first.previous).toBeUndefined();
    publish(queue, first);
    registry.refresh('a');
    expect(queue.claim()?.previous?.checksum).toBe(first.lease);
  });
});

describe('leases', () => {
  it('are kept by reporting, which shows in the record', () => {
    const registry = home.open();
    const { queue, caretaker } = home.openParts();
    registry.spawn(wish(locationOf('a')));
    const claim = queue.claim()!;
    for (let second = 0; second < 30; second += 6) {
      home.passSeconds(6);
      expect(queue.report(claim, progress)).toBe(true);
      caretaker.tick();
    }
    expect(registry.find('a')?.ingestion).toMatchObject({ ...progress, interruptions: 0 });
    expect(queue.claim()).toBeUndefined();
  });

  it('are lost by silence, and then the file of the silent is of no use', () => {
    const registry = home.open();
    const [slow, fast] = [home.openParts().queue, home.openParts().queue];
    registry.spawn(wish(locationOf('a')));
    const first = slow.claim()!;
    home.passSeconds(10);
    const second = fast.claim()!;
    expect(second).toMatchObject({ id: 'a', previous: undefined });
    expect(slow.report(first, progress)).toBe(false);
    expect(registry.find('a')?.ingestion).toMatchObject({ stage: 'fetching', interruptions: 1 });
    publish(fast, second);
    publish(slow, first);
    expect(registry.find('a')).toMatchObject({ generation: 1, contents: { dataVersion: second.lease } });
    expect(existsSync(first.stagedPath)).toBe(false);
  });

  it('do not outlive a clock that went wrong and was set back', () => {
    const registry = home.open();
    const { queue } = home.openParts();
    registry.spawn(wish(locationOf('a')));
    const held = queue.claim()!;
    home.passSeconds(-30);
    expect(queue.claim()).toBeUndefined();
    expect(queue.report(held, progress)).toBe(true);
    home.passSeconds(-86_400);
    expect(queue.claim()).toMatchObject({ id: 'a' });
    expect(queue.report(held, progress)).toBe(false);
  });

  it('end with what blames the ingestion after three sudden ends', () => {
    const registry = home.open();
    const { queue, caretaker } = home.openParts();
    registry.spawn(wish(locationOf('a')));
    for (const remaining of [2, 1]) {
      queue.claim();
      home.passSeconds(11);
      caretaker.tick();
      expect(registry.find('a')?.ingestion).toMatchObject({ stage: 'queued', interruptions: 3 - remaining });
    }
    queue.finish(queue.claim()!, { outcome: 'interrupted', blamed: true });
    expect(registry.find('a')).toMatchObject({ state: 'failed', failure: { reason: 'interrupted' } });
    // It may have been the server's fault: a request tries again after a while.
    expect(registry.find('a')?.failure?.retryAt).toBeDefined();
    // Whoever wishes for it again may have it tried again.
    expect(registry.spawn(wish(locationOf('a'))).record).toMatchObject({ state: 'ingesting' });
    expect(registry.find('a')?.ingestion?.interruptions).toBe(0);
  });

  it('are given back without blame', () => {
    const registry = home.open();
    const { queue } = home.openParts();
    registry.spawn(wish(locationOf('a')));
    for (let time = 0; time < 5; time += 1)
      queue.finish(queue.claim()!, { outcome: 'interrupted', blamed: false });
    expect(registry.find('a')).toMatchObject({ state: 'ingesting', ingestion: { interruptions: 0 } });
  });
});

describe('outcomes', () => {
  let claim: ClaimedIngestion;
  const settle = (budgets = {}) => {
    const registry = home.open(budgets);
    const { queue, files } = home.openParts(budgets);
    registry.spawn(wish(locationOf('a')));
    claim = queue.claim()!;
    return { registry, queue, files };
  };

  it('put file and report in their places together', async () => {
    const { registry, queue, files } = settle();
    writeFileSync(claim.stagedReportPath, '{"issues":[]}');
    publish(queue, claim);
    expect(registry.find('a')).toMatchObject({ state: 'live', generation: 1, contents: { fileBytes: 100 } });
    expect(existsSync(files.pathOf('a'))).toBe(true);
    expect(await registry.report('a')).toBe('{"issues":[]}');
    expect(await registry.report('b')).toBeUndefined();
    home.passSeconds(600);
    expect(registry.find('a')?.state).toBe('dormant');
  });

  it('keep what is there where it is right still, or nothing else can be had', () => {
    const { registry, queue } = settle();
    publish(queue, claim);
    registry.refresh('a');
    queue.finish(queue.claim()!, { outcome: 'unchanged' });
    expect(registry.find('a')).toMatchObject({ state: 'live', generation: 1 });
    expect(registry.find('a')?.ingestion).toBeUndefined();
    registry.refresh('a');
    queue.finish(queue.claim()!, failWith('gone'));
    expect(registry.find('a')).toMatchObject({ state: 'live', generation: 1, failure: { reason: 'gone' } });
    registry.refresh('a');
    queue.finish(queue.claim()!, { outcome: 'unchanged' });
    expect(registry.find('a')?.failure).toBeUndefined();
  });

  it('never leave a database with nothing for unchanged', () => {
    const { registry, queue } = settle();
    queue.finish(claim, { outcome: 'unchanged' });
    expect(registry.find('a')).toMatchObject({ state: 'ingesting', ingestion: { interruptions: 1 } });
  });

  it('that are larger than all files may be are failures', () => {
    const { registry, queue, files } = settle({ diskBytesMax: 1_000 });
    publish(queue, claim, 1_001);
    expect(registry.find('a')).toMatchObject({
      state: 'failed',
      failure: { reason: 'limit', message: expect.stringContaining('disk-max') },
    });
    expect(files.survey()).toEqual({ databases: [], reports: [], downloads: [], staged: [] });
  });

  it.each([
    ['unreachable', 30, 60, 120, 240, 480, 600, 600],
    ['no-room', 30, 60],
    ['internal', 30, 60],
    ['gone', undefined, undefined],
    ['refused', undefined],
    ['unreadable', undefined],
    ['refused-by-strict', undefined],
  ] as const)('that are %s may be tried again by a request after so many seconds', (reason, ...delays) => {
    const { registry, queue } = settle();
    for (const delay of delays) {
      queue.finish(claim, failWith(reason));
      const retryAt = registry.find('a')?.failure?.retryAt;
      expect(retryAt && (Date.parse(retryAt) - home.time) / 1000).toBe(delay);
      registry.refresh('a');
      claim = queue.claim()!;
    }
  });

  it('wait as long as the other side asked for', () => {
    const { registry, queue } = settle();
    const retryAt = new Date(home.time + 500_000).toISOString();
    queue.finish(claim, failWith('unreachable', { retryAt }));
    expect(registry.find('a')?.failure?.retryAt).toBe(retryAt);
  });
});
