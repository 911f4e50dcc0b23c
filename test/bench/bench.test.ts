import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { benchQueries } from '../../bench/bench-queries.ts';
import { formatResult } from '../../bench/format-result.ts';
import { generateStructure } from '../../bench/generate-structures.ts';
import type { BenchResult } from '../../bench/run-bench.ts';
import { runBench } from '../../bench/run-bench.ts';

// Shows that the bench runs and measures what it says; how quick anything is, no test judges.
const total = 300;
let folder: string;
let result: BenchResult;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'respawn-bench-test-'));
  result = await runBench({ total, folder, secondsMax: 0.05, onStep: () => {} });
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

it('queries the structures that were made up', () => {
  const entries = Array.from(
    { length: total },
    (_, number) => generateStructure(number, total, 1).attributes,
  );
  const hits = Object.fromEntries(result.each.queries.map(({ name, hits }) => [name, hits]));
  expect(Object.keys(hits)).toEqual(benchQueries(total).map(({ name }) => name));
  expect(hits).toMatchObject({
    q1: total,
    q2: entries.filter(({ nelements }) => nelements === 4).length,
    q7: entries.filter(({ elements }) => !(elements as string[]).includes('O')).length,
    q11: entries.filter(({ _x_band_gap: gap }) => gap === null).length,
    q15: total,
    q16: 1,
  });
});

it('prints every row', () => {
  const page = formatResult(result);
  for (const { name } of benchQueries(total)) expect(page).toContain(`| ${name} | `);
  expect(page.match(/^\| /gm)).toHaveLength(17 + 15 + 4);
  expect(page).not.toMatch(/NaN|Infinity|undefined/);
});
