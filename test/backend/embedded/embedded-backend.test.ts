import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BoundFilter, FuzzyOperator } from '../../../src/query/index.ts';
import { definitions, entry, query, textDefinition } from '../build-query.ts';
import { describeBackend } from '../conformance.ts';
import { buildInMemory } from '../memory/build-in-memory.ts';
import { randomQuery } from '../random/random-query.ts';
import { randomWorld } from '../random/random-world.ts';
import { describeDifferential } from '../random.ts';
import { builder, tinyTuning } from './build-embedded.ts';

const cacheBytesTiny = 4096;
const inTinyBlocks = builder({ tuning: tinyTuning }, cacheBytesTiny);
/** No path has a column, so that all is asked of the documents. */
const withoutColumns = builder({ tuning: { itemsMax: -1 } });

describeBackend('embedded', builder());
describeBackend('embedded, in tiny blocks', inTinyBlocks);
describeBackend('embedded, without columns', withoutColumns);

describeDifferential('embedded', builder());
describeDifferential('embedded, in tiny blocks', inTinyBlocks);

describe('embedded backend', () => {
  it('agrees with memory on thousands of entries, where sets are bits and lists', async () => {
    const [world] = fc.sample(fc.noBias(randomWorld({ minLength: 4000, maxLength: 4000 })), {
      numRuns: 1,
      seed: 7,
    });
    // Ids of the pool repeat; made different, all entries stay.
    const entries = world!.entries.map((one, index) =>
      index % 9 === 0 ? one : { ...one, id: `${one.id}-${index}` },
    );
    const plain = await buildInMemory(entries);
    const backend = await builder()(entries, world!.definitions);
    const queries = fc.sample(randomQuery(world!.definitions), { numRuns: 60, seed: 7 });
    for (const one of queries) {
      const [found, wanted] = [await backend.run(one), await plain.run(one)];
      expect([found.dataReturned, found.rows.map((row) => row.id)], JSON.stringify(one)).toEqual([
        wanted.dataReturned,
        wanted.rows.map((row) => row.id),
      ]);
    }
    backend.close();
  });

  it('finds parts of texts as JavaScript does, with and without trigrams', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '\u{10000}'), maxLength: 8 });
    const operator = fc.constantFrom<FuzzyOperator>('contains', 'starts', 'ends');
    const needles = fc.array(fc.tuple(operator, text), { minLength: 20, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 40 }), needles, async (texts, wanted) => {
        const types = definitions({ structures: { _x_name: textDefinition } });
        const entries = texts.map((name, index) => entry(String(index).padStart(3, '0'), { _x_name: name }));
        const backend = await inTinyBlocks(entries, types);
        try {
          for (const [one, needle] of wanted) {
            const { rows } = await backend.run(query({ filter: search(one, needle) }));
            const holders = texts.flatMap((name, index) => (test[one](name, needle) ? [index] : []));
            expect(rows.map((row) => Number(row.id))).toEqual(holders);
          }
        } finally {
          backend.close();
        }
      }),
      { numRuns: 25 },
    );
  });

  it('lets others have a turn while it reads many documents', async () => {
    const types = definitions({ structures: { _x_name: textDefinition } });
    const entries = Array.from({ length: 5000 }, (_, index) =>
      entry(`${index}`, { _x_name: 'x'.repeat(500) }),
    );
    const backend = await withoutColumns(entries, types);
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    await backend.run(query({ filter: search('contains', 'y') }));
    clearInterval(timer);
    backend.close();
    expect(turns).toBeGreaterThan(0);
  });
});

const test: Record<FuzzyOperator, (text: string, needle: string) => boolean> = {
  contains: (text, needle) => text.includes(needle),
  starts: (text, needle) => text.startsWith(needle),
  ends: (text, needle) => text.endsWith(needle),
};

function search(operator: FuzzyOperator, value: string): BoundFilter {
  return {
    kind: 'fuzzy',
    left: { kind: 'attribute', property: '_x_name', keys: [], list: false, type: 'string' },
    operator,
    right: { kind: 'constant', type: 'string', value },
  };
}
