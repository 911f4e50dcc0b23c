/**
 * Random queries on random entries: a backend against the plain meaning, which is the memory backend's. A
 * failure is shrunk and printed with the seed that repeats it.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Backend, EntryQuery } from '../../src/query/index.ts';
import type { BuildBackend } from './conformance.ts';
import { buildInMemory } from './memory/build-in-memory.ts';
import { randomQuery } from './random/random-query.ts';
import type { World } from './random/random-world.ts';
import { randomWorld } from './random/random-world.ts';

interface Case {
  readonly world: World;
  readonly queries: readonly EntryQuery[];
}

/** Many small cases, which show faults best; and some around the bounds of machine words and dense sets. */
const sizes = {
  small: { entries: { minLength: 0, maxLength: 12 }, queries: 50, runs: 60 },
  medium: { entries: { minLength: 60, maxLength: 150 }, queries: 100, runs: 8 },
} as const;

export function describeDifferential(name: string, build: BuildBackend): void {
  describe(`${name} backend on random entries`, () => {
    it.each(['small', 'medium'] as const)('agrees with memory, %s', (size) =>
      compareOnRandomEntries(build, size),
    );
  });
}

/** Rejects with the smallest case found on which the backend and memory differ. */
export async function compareOnRandomEntries(
  build: BuildBackend,
  size: keyof typeof sizes,
  options: fc.Parameters<[Case]> = {},
): Promise<void> {
  const { entries, queries, runs } = sizes[size];
  const cases = randomWorld(entries).chain((world) =>
    fc.record<Case>({
      world: fc.constant(world),
      queries: fc.array(randomQuery(world.definitions), { minLength: 1, maxLength: queries, size: 'max' }),
    }),
  );
  // The pools hold the odd values already; fast-check's own bias would mostly make short lists.
  const property = fc.asyncProperty(fc.noBias(cases), (random) => compareOn(random, build));
  await fc.assert(property, { numRuns: runs, ...options });
}

async function compareOn({ world, queries }: Case, build: BuildBackend): Promise<void> {
  const plain = await buildInMemory(world.entries);
  const other = await build(world.entries, world.definitions);
  try {
    for (const query of queries) expect(await answer(other, query)).toEqual(await answer(plain, query));
  } finally {
    other.close();
  }
}

async function answer(backend: Backend, query: EntryQuery): Promise<unknown> {
  const { rows, dataReturned, offset } = await backend.run(query);
  return {
    dataReturned,
    ids: rows.map((row) => row.id),
    rows: rows.map((row) => Buffer.from(row.resourceObject).toString()),
    // Without rows it is a matter of taste.
    offset: rows.length > 0 ? offset : undefined,
  };
}
