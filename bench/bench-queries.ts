import { parseFilter } from '../src/filter/index.ts';
import type { EntryQuery, SortKey } from '../src/query/index.ts';
import { bindFilter } from '../src/query/index.ts';
import type { DatabaseDescription } from '../src/standard/index.ts';
import { structureId } from './generate-structures.ts';

/** A query as a client would send it. */
export interface BenchQuery {
  readonly name: string;
  readonly filter?: string;
  /** A numeric property, preceded by `-` for descending order. */
  readonly sort?: string;
  readonly offset?: number;
}

export const pageLimit = 20;

/** One query for each way in which filters find things; most databases see these shapes. */
export function benchQueries(total: number): readonly BenchQuery[] {
  const year = 'last_modified>="2020-01-01T00:00:00Z" AND last_modified<"2021-01-01T00:00:00Z"';
  const anyOfFive =
    'elements HAS "Cu" OR nelements=6 OR _x_band_gap>5 OR chemical_formula_anonymous="A2B" ' +
    'OR space_group_it_number=225';
  return [
    { name: 'q1' },
    { name: 'q2', filter: 'nelements=4' },
    { name: 'q3', filter: 'elements HAS ALL "Si","O"' },
    { name: 'q4', filter: 'elements HAS ANY "Li","Na","K"' },
    { name: 'q5', filter: 'elements HAS ONLY "Al","O","Si"' },
    { name: 'q6', filter: 'elements HAS "O" AND nelements=3 AND nsites<50' },
    { name: 'q7', filter: 'NOT elements HAS "O"' },
    { name: 'q8', filter: 'chemical_formula_reduced="O2Si"' },
    { name: 'q9', filter: 'chemical_formula_descriptive CONTAINS "SiO"' },
    { name: 'q10', filter: '_x_band_gap>1.5 AND _x_band_gap<1.6' },
    { name: 'q11', filter: '_x_band_gap IS UNKNOWN' },
    { name: 'q12', filter: 'elements:elements_ratios HAS "Al":>0.33' },
    { name: 'q13', filter: year },
    { name: 'q14', filter: 'elements HAS "Fe"', sort: '-_x_formation_energy' },
    { name: 'q15', offset: Math.floor(total / 2) },
    { name: 'q16', filter: `id="${structureId(total - 1)}"` },
    { name: 'q17', filter: anyOfFive },
  ];
}

/** The query as a backend takes it; everything from the text on is done anew, as for a request. */
export function bindBenchQuery(
  query: BenchQuery,
  limit: number,
  description: DatabaseDescription,
): EntryQuery {
  const context = { description, entryType: 'structures', knownPrefixes: new Set<string>() };
  const { filter: text, sort, offset = 0 } = query;
  return {
    entryType: 'structures',
    filter: text === undefined ? undefined : bindFilter(parseFilter(text), text, context).filter,
    sort: sort === undefined ? [] : [sortKey(sort)],
    page: { kind: 'offset', offset, limit },
  };
}

function sortKey(sort: string): SortKey {
  const property = sort.replace(/^-/, '');
  return {
    path: { kind: 'attribute', property, keys: [], list: false, type: 'number' },
    descending: sort.startsWith('-'),
  };
}

/** The path and query of the URL that asks for a page of it. */
export function urlPathOf({ filter, sort, offset }: BenchQuery): string {
  const parameters = new URLSearchParams({ page_limit: String(pageLimit) });
  if (filter !== undefined) parameters.set('filter', filter);
  if (sort !== undefined) parameters.set('sort', sort);
  if (offset !== undefined) parameters.set('page_offset', String(offset));
  return `/v1/structures?${parameters}`;
}
