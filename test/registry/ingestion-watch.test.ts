import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { limits } from '../../src/base/index.ts';
import { TestHome, wish } from './home.ts';

let home: TestHome;
let parts: ReturnType<TestHome['openParts']>;
beforeEach(async () => {
  home = new TestHome();
  const registry = home.open();
  registry.spawn(wish(await registry.locate(home.writeSource('data.jsonl', 1)), { id: 'data' }));
  parts = home.openParts();
});
afterEach(async () => {
  parts.watch.end();
  await home.remove();
});

const settled = (seconds: number, signal?: AbortSignal) => parts.watch.settled('data', seconds, signal);

describe('whoever waits for an ingestion', () => {
  it('is told when it is over, with all others', async () => {
    const waiting = [settled(60), settled(60), settled(60)];
    expect(parts.watch.count).toBe(3);
    const claim = parts.queue.claim()!;
    parts.queue.finish(claim, {
      outcome: 'failed',
      failure: { reason: 'gone', message: 'gone', at: home.now().toISOString() },
    });
    expect(await Promise.all(waiting)).toEqual([true, true, true]);
    expect(parts.watch.count).toBe(0);
  });

  it('is told when the time is over, and when called off', async () => {
    const leaving = new AbortController();
    const waiting = settled(60, leaving.signal);
    expect([await settled(0), await settled(0.01)]).toEqual([false, false]);
    leaving.abort();
    expect([await waiting, await settled(60, leaving.signal)]).toEqual([false, false]);
    expect(parts.watch.count).toBe(0);
  });

  it('does not wait for what is not being made', async () => {
    expect(await parts.watch.settled('nothing', 60, undefined)).toBe(true);
  });

  it('is one of so many at most: others are told at once that it is under way', async () => {
    const waiting = Array.from({ length: limits.waitingRequestsMax }, () => settled(60));
    expect(await settled(60)).toBe(false);
    await expect(parts.watch.settled('data', 60, undefined)).resolves.toBe(false);
    parts.watch.end();
    expect(new Set(await Promise.all(waiting))).toEqual(new Set([false]));
  });
});
