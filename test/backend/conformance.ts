/**
 * What every backend must answer: tables of entries, queries and ids. `build` makes a backend of entries that
 * come in the order of a source; the memory backend passes by definition of the words, the others since they
 * agree with it.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../src/query/index.ts';
import type { Entry } from '../../src/standard/index.ts';
import type { Definitions } from './build-query.ts';
import {
  all,
  any,
  compare,
  definitions,
  entry,
  length,
  listOf,
  only,
  query,
  text,
  textDefinition,
  texts,
} from './build-query.ts';
import type { ConformanceGroup } from './conformance/conformance-group.ts';
import { listGroup, zipGroup } from './conformance/list-group.ts';
import { nestedGroup, relationshipGroup } from './conformance/nested-group.ts';
import { pagingCases, pagingDefinitions, pagingEntries } from './conformance/paging-cases.ts';
import { momentGroup, numberGroup } from './conformance/scalar-group.ts';
import { textGroup } from './conformance/text-group.ts';

export type BuildBackend = (entries: readonly Entry[], definitions: Definitions) => Promise<Backend>;

const groups: readonly ConformanceGroup[] = [
  numberGroup,
  momentGroup,
  textGroup,
  listGroup,
  zipGroup,
  nestedGroup,
  relationshipGroup,
];

export function describeBackend(name: string, build: BuildBackend): void {
  describe(`${name} backend`, () => {
    for (const group of groups) describeGroup(group, build);
    describePaging(build);
    describeRows(build);
  });
}

/** A backend that is built once for all tests of the surrounding block. */
function useBackend(build: BuildBackend, entries: readonly Entry[], types: Definitions): () => Backend {
  let backend: Backend | undefined;
  beforeAll(async () => {
    backend = await build(entries, types);
  });
  afterAll(() => backend?.close());
  return () => backend!;
}

function describeGroup({ title, entries, definitions: types, cases }: ConformanceGroup, build: BuildBackend) {
  describe(title, () => {
    const backend = useBackend(build, entries, types);
    it.each(cases)('%s', async (_, filter, ids) => {
      const found = await backend().run(query({ filter }));
      expect(found.rows.map((row) => row.id).join(' ')).toBe(ids);
      expect(found.dataReturned).toBe(found.rows.length);
      const counted = await backend().run(query({ filter, page: { kind: 'offset', offset: 0, limit: 0 } }));
      expect([counted.rows.length, counted.dataReturned]).toEqual([0, found.rows.length]);
    });
  });
}

function describePaging(build: BuildBackend) {
  describe('sorting and paging', () => {
    const backend = useBackend(build, pagingEntries, pagingDefinitions);
    it.each(pagingCases)('%s', async (_, parts, ids, dataReturned, offset) => {
      const found = await backend().run(query(parts));
      expect(found.rows.map((row) => row.id).join(' ')).toBe(ids);
      expect([found.dataReturned, found.offset]).toEqual([dataReturned, offset]);
    });
  });
}

function describeRows(build: BuildBackend) {
  describe('rows', () => {
    const entries = [
      entry('x', { _x_name: 'first', elements: [] }),
      entry('x', { _x_name: 'second', elements: ['O'] }),
      entry('x', {}, [], 'references'),
    ];
    const properties = { _x_name: textDefinition, elements: listOf(textDefinition) };
    const types = definitions({ structures: properties, references: {} });
    const backend = useBackend(build, entries, types);

    it('keep the first of two entries of one type and id', async () => {
      const { rows, dataReturned } = await backend().run(query());
      expect(dataReturned).toBe(1);
      expect(Buffer.from(rows[0]!.resourceObject).toString()).toBe(
        '{"id":"x","type":"structures","attributes":{"_x_name":"first","elements":[],"last_modified":null,' +
          '"structure_features":null}}',
      );
      expect((await backend().run(query({ filter: undefined, entryType: 'references' }))).dataReturned).toBe(
        1,
      );
    });

    it.each([
      ['equal', compare(text('_x_name'), '=', 'second'), 0],
      ['not equal', compare(text('_x_name'), '!=', 'second'), 1],
      ['any', any(texts('elements'), 'O'), 0],
      ['all', all(texts('elements'), 'O'), 0],
      ['only', only(texts('elements'), 'O'), 1],
      ['length', length(texts('elements'), '=', 1), 0],
    ])('know nothing of the values of the second: %s', async (_, filter, count) => {
      expect((await backend().run(query({ filter }))).dataReturned).toBe(count);
    });

    it('are found by type and id', () => {
      expect(
        Buffer.from(backend().get({ type: 'structures', id: 'x' })!.property('_x_name')!).toString(),
      ).toBe('"first"');
      expect(backend().get({ type: 'references', id: 'x' })?.property('_x_name')).toBeUndefined();
      expect(backend().get({ type: 'structures', id: 'X' })).toBeUndefined();
      expect(backend().get({ type: '__proto__', id: 'x' })).toBeUndefined();
    });

    it('are counted by type', () => {
      const types = ['structures', 'references', 'files', '__proto__'];
      expect(types.map((type) => backend().count(type))).toEqual([1, 1, 0, 0]);
    });
  });
}
