import { describe, expect, it } from 'vitest';
import type { BoundFilter, EntryPage, EntryQuery } from '../../src/query/index.ts';
import type { BuildBackend } from './conformance.ts';
import { buildInMemory } from './memory/build-in-memory.ts';
import { compareOnRandomEntries } from './random.ts';

/** The memory backend with one fault. */
function faulty(
  changeQuery: (query: EntryQuery) => EntryQuery,
  changePage: (page: EntryPage) => EntryPage = (page) => page,
): BuildBackend {
  return async (entries) => {
    const backend = await buildInMemory(entries);
    return {
      run: async (query) => changePage(await backend.run(changeQuery(query))),
      get: (key) => backend.get(key),
      count: (entryType) => backend.count(entryType),
      close: () => backend.close(),
    };
  };
}

const withFilter = (change: (filter: BoundFilter) => BoundFilter): BuildBackend => {
  const everywhere = (filter: BoundFilter): BoundFilter => {
    if (filter.kind === 'and' || filter.kind === 'or') {
      return change({ ...filter, operands: filter.operands.map(everywhere) });
    }
    return change(filter.kind === 'not' ? { ...filter, operand: everywhere(filter.operand) } : filter);
  };
  return faulty((query) =>
    query.filter === undefined ? query : { ...query, filter: everywhere(query.filter) },
  );
};

const faults: readonly (readonly [string, BuildBackend])[] = [
  [
    'counts the page',
    faulty(
      (query) => query,
      (page) => ({ ...page, dataReturned: page.rows.length }),
    ),
  ],
  ['forgets the second sort key', faulty((query) => ({ ...query, sort: query.sort.slice(0, 1) }))],
  [
    'sorts upwards only',
    faulty((query) => ({ ...query, sort: query.sort.map((key) => ({ ...key, descending: false })) })),
  ],
  [
    'takes what is unknown for false',
    withFilter((filter) => {
      if (filter.kind !== 'comparison') return filter;
      const paths = [filter.left, filter.right].filter((operand) => operand.kind !== 'constant');
      const known = paths.map((path) => ({ kind: 'known', path, known: true }) as const);
      return { kind: 'and', operands: [...known, filter] };
    }),
  ],
  [
    'takes "at most" for "below"',
    withFilter((filter) =>
      filter.kind === 'comparison' && filter.operator === '<=' ? { ...filter, operator: '<' } : filter,
    ),
  ],
  [
    'takes only for any',
    withFilter((filter) =>
      filter.kind === 'has' && filter.quantifier === 'only' ? { ...filter, quantifier: 'any' } : filter,
    ),
  ],
  [
    'looks at the first zipped list alone',
    withFilter((filter) =>
      filter.kind === 'has'
        ? {
            ...filter,
            paths: filter.paths.slice(0, 1),
            groups: filter.groups.map((group) => group.slice(0, 1)),
          }
        : filter,
    ),
  ],
  [
    'takes starts for contains',
    withFilter((filter) =>
      filter.kind === 'fuzzy' && filter.operator === 'starts' ? { ...filter, operator: 'contains' } : filter,
    ),
  ],
  [
    'counts one item too few',
    withFilter((filter) =>
      filter.kind === 'length' && filter.right.kind === 'constant' && filter.right.type === 'number'
        ? { ...filter, right: { ...filter.right, value: filter.right.value + 1 } }
        : filter,
    ),
  ],
  [
    'knows everything',
    withFilter((filter) => (filter.kind === 'known' ? { kind: 'truth', truth: filter.known } : filter)),
  ],
];

describe('random queries on random entries', () => {
  it.each(faults)('find out a backend that %s', async (_, build) => {
    // The seed is fixed here, since a fault may hide from an unlucky run.
    await expect(compareOnRandomEntries(build, 'small', { seed: 1 })).rejects.toThrow('Property failed');
  });

  it('find nothing in the memory backend itself', async () => {
    await compareOnRandomEntries(buildInMemory, 'small', { seed: 1 });
  });
});
