import type { EntryTypeDescription } from '../../standard/index.ts';

interface ExampleQuery {
  readonly title: string;
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Queries that make sense for what the database holds: each names only properties that some entry has. */
export function exampleQueries(types: readonly EntryTypeDescription[]): readonly ExampleQuery[] {
  return types
    .filter(({ count }) => count > 0)
    .slice(0, exampleTypesMax)
    .flatMap((type) => [
      { title: `The first ${type.name}`, path: type.name, parameters: { page_limit: '5' } },
      ...examplesByProperty
        .filter(
          ({ entryType, property }) => entryType === type.name && Object.hasOwn(type.knownCounts, property),
        )
        .map(({ title, parameters }) => ({ title, path: type.name, parameters })),
      ...ownExamples(type),
    ]);
}

/** Types of which examples are shown; more would only repeat themselves. */
const exampleTypesMax = 6;

/** Shows the first numeric property of the provider's own, largest values first. */
function ownExamples({ name, properties, knownCounts }: EntryTypeDescription): readonly ExampleQuery[] {
  const property = Object.keys(properties).find(
    (candidate) =>
      candidate.startsWith('_') &&
      Object.hasOwn(knownCounts, candidate) &&
      properties[candidate]!['x-optimade-type'] === 'float',
  );
  if (property === undefined) return [];
  const parameters = { filter: `${property} IS KNOWN`, sort: `-${property}` };
  return [{ title: `${properties[property]!.title ?? property}, highest first`, path: name, parameters }];
}

const examplesByProperty: readonly (Omit<ExampleQuery, 'path'> & {
  readonly entryType: string;
  /** Must be known for the example to find anything. */
  readonly property: string;
})[] = [
  {
    entryType: 'structures',
    property: 'elements',
    title: 'Structures with oxygen',
    parameters: { filter: 'elements HAS "O"' },
  },
  {
    entryType: 'structures',
    property: 'nelements',
    title: 'Binary compounds, formulas only',
    parameters: { filter: 'nelements=2', response_fields: 'chemical_formula_reduced' },
  },
  {
    entryType: 'structures',
    property: 'nsites',
    title: 'The largest cells first',
    parameters: { sort: '-nsites' },
  },
  {
    entryType: 'references',
    property: 'year',
    title: 'The latest literature first',
    parameters: { sort: '-year' },
  },
];
