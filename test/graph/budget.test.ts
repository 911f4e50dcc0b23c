import { describe, expect, it } from 'vitest';
import { limits } from '../../src/base/index.ts';
import { GraphBudget } from '../../src/graph/budget.ts';

describe('GraphBudget', () => {
  it.each([
    ['graphNodesMax', (budget: GraphBudget) => budget.takeNode()],
    ['graphVisitsMax', (budget: GraphBudget) => budget.takeVisit()],
    ['graphEntriesMax', (budget: GraphBudget) => budget.takeEntry()],
    ['graphTargetsMax', (budget: GraphBudget) => budget.takeTarget()],
    ['graphBytesMax', (budget: GraphBudget) => budget.takeBytes(1)],
  ] as const)('gives as much as %s', (name, take) => {
    const budget = new GraphBudget(() => 0, undefined, { ...limits, [name]: 3 });
    expect([take(budget), take(budget), take(budget), take(budget)]).toEqual([true, true, true, false]);
    expect(budget.limit).toContain('3');
  });

  it('does not take bytes that do not fit', () => {
    const budget = new GraphBudget(() => 0, undefined, { ...limits, graphBytesMax: 10 });
    expect([budget.takeBytes(11), budget.takeBytes(10), budget.takeBytes(1)]).toEqual([false, true, false]);
  });

  it('counts the time of computing alone', async () => {
    let now = 0;
    const budget = new GraphBudget(() => now, undefined, { ...limits, graphMillisecondsMax: 100 });
    expect(await budget.pause()).toBe(true);
    now += 60;
    budget.rest();
    now += 1000;
    expect(await budget.pause()).toBe(true);
    now += 60;
    expect(await budget.pause()).toBe(false);
    expect(budget.limit).toContain('100 ms');
  });

  it('lets others have a turn when a slice is over', async () => {
    let now = 0;
    const budget = new GraphBudget(() => now);
    let turns = 0;
    setImmediate(() => (turns += 1));
    await budget.pause();
    expect(turns).toBe(0);
    now += 50;
    await budget.pause();
    expect(turns).toBe(1);
  });

  it('does not take a short wait for a turn of others', async () => {
    let now = 0;
    const budget = new GraphBudget(() => now);
    let turns = 0;
    setImmediate(() => (turns += 1));
    for (let step = 0; step < 5; step += 1) {
      await budget.pause();
      now += 3;
      budget.rest();
    }
    expect(turns).toBe(1);
    budget.passTurn();
    await budget.pause();
    expect(budget.isPauseDue).toBe(false);
  });

  it('ends where the client is gone', async () => {
    const controller = new AbortController();
    const budget = new GraphBudget(() => 0, controller.signal);
    controller.abort(new Error('gone'));
    await expect(budget.pause()).rejects.toThrow('gone');
  });
});
