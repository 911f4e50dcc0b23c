import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { formatGraph } from '../../bench/graph/format-graph.ts';
import type { GraphBenchResult } from '../../bench/graph/run-graph.ts';
import { runGraphBench } from '../../bench/graph/run-graph.ts';

// Shows that the bench runs and measures what it says; how quick anything is, no test judges.
let folder: string;
let result: GraphBenchResult;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'respawn-graph-bench-test-'));
  const sizes = { archives: 3, framesOfLarge: 40, framesOfSmall: 4 };
  result = await runGraphBench({ sizes, folder, secondsMax: 0.05, onStep: () => {} });
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

it('asks every question of the large archive, and of a small one what can be asked of one', () => {
  expect(result.questions.map(({ small }) => small !== undefined)).toEqual([...Array(6).fill(true), false]);
  for (const { large, load } of result.questions) {
    expect(large.repeats).toBeGreaterThanOrEqual(10);
    expect(load.requestsPerSecond).toBeGreaterThan(0);
  }
  expect(result.largeBytes).toBeGreaterThan(40 * 3_000);
  expect(result.parse.milliseconds).toBeGreaterThan(0);
});

it('prints a row for each question', () => {
  const text = formatGraph(result);
  for (const { name } of result.questions) expect(text).toContain(`| ${name} |`);
});
