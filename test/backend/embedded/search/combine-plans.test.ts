import { describe, expect, it } from 'vitest';
import { checkPlaces, gatherOrdinals } from '../../../../src/backend/embedded/search/combine-plans.ts';
import { ordinalsOf } from '../../../../src/backend/embedded/search/ordinal-set.ts';
import { Pace } from '../../../../src/backend/embedded/search/pace.ts';
import { limits } from '../../../../src/base/index.ts';
import {
  all,
  and,
  any,
  constant,
  definitions,
  entry,
  fuzzy,
  listOf,
  not,
  or,
  query,
  text,
  textDefinition,
  texts,
} from '../../build-query.ts';
import { buildInMemory } from '../../memory/build-in-memory.ts';
import { builder } from '../build-embedded.ts';

describe('many terms', () => {
  it('are combined as they come, to the same union', () => {
    const union = gatherOrdinals();
    const third = (start: number) =>
      ordinalsOf(Array.from({ length: 60_000 }, (_, index) => start + 3 * index));
    // 60,000 ranges each: what waits is combined several times.
    for (let turn = 0; turn < 30; turn += 1) union.add(third(turn % 2));
    expect(union.combined()).toEqual(
      Array.from({ length: 120_000 }, (_, index) => 3 * (index >> 1) + 2 * (index % 2)),
    );
  });

  it('find what each would find', async () => {
    const names = Array.from({ length: 3000 }, (_, index) => `${index.toString(36)}-${index % 7}`);
    const entries = names.map((name, index) => entry(`e${index}`, { _x_name: name, _x_names: [name, 'z'] }));
    const types = definitions({
      structures: { _x_name: textDefinition, _x_names: listOf(textDefinition) },
    });
    const [plain, backend] = [await buildInMemory(entries), await builder()(entries, types)];
    const needles = Array.from({ length: 600 }, (_, index) => ['-', '1', 'a', '-3', 'b'][index % 5]!);
    const named = needles.map((needle) => fuzzy(text('_x_name'), 'contains', needle));
    const tests = needles.map((needle) => ['contains', constant(needle)] as const);
    const filters = [
      or(...named),
      not(or(...named.slice(1, 2), ...named.slice(3, 4))),
      and(...named),
      any(texts('_x_names'), ...tests),
      all(texts('_x_names'), ...tests.slice(0, 2)),
    ];
    for (const filter of filters) {
      const [found, wanted] = [await backend.run(query({ filter })), await plain.run(query({ filter }))];
      expect(found.dataReturned).toBe(wanted.dataReturned);
      expect(found.rows.map(({ id }) => id)).toEqual(wanted.rows.map(({ id }) => id));
    }
    backend.close();
  });

  it('are refused where they would fill the memory', () => {
    expect(() => checkPlaces(limits.queryPlacesMax)).not.toThrow();
    expect(() => checkPlaces(limits.queryPlacesMax + 1)).toThrow(/more than 20000000 places in the index/);
  });
});

describe('the pace of a query', () => {
  it('lets it go on while it has time left', async () => {
    await expect(new Pace().pause()).resolves.toBeUndefined();
  });

  it('ends it where its time is over', async () => {
    await expect(new Pace(0).pause()).rejects.toThrow(/more than 0 seconds of computing/);
  });
});
