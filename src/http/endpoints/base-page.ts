import { shownEntryTypes } from '../../response/index.ts';
import type { DatabaseDescription, EntryTypeDescription } from '../../standard/index.ts';
import type { DatabaseModel } from '../../web/index.ts';
import { renderDatabase } from '../../web/index.ts';
import type { Answer } from '../answer.ts';
import { htmlAnswer } from '../html-answer.ts';
import { prefersJson } from '../negotiation.ts';
import type { RequestScope } from '../request-scope.ts';
import { answerInfo } from './info.ts';

/**
 * A base URL itself: a page for people; for programs that ask for JSON, what `/info` says.
 *
 * @spec OPTIMADE 1.3.0, "Base URL"
 */
export function answerBasePage(scope: RequestScope, accept: string | undefined): Answer {
  if (prefersJson(accept)) return answerInfo(scope);
  return scope.staticParts.get('base-page', () => htmlAnswer(renderDatabase(databaseModel(scope))));
}

function databaseModel({ context, settings, database }: RequestScope): DatabaseModel {
  const { description, provider, baseUrl } = context;
  const apiUrl = `${baseUrl}/v1`;
  return {
    name: textOr(description.database.name, database.id),
    description: textOr(description.database.description, provider.description),
    provider: { name: provider.name, homepage: provider.homepage },
    licenseUrl: settings.licenseUrl,
    baseUrl,
    infoUrl: `${apiUrl}/info`,
    entryTypes: shownEntryTypes(description).map((name) => {
      const { description: text, count } = description.entryTypes[name]!;
      return { name, description: text, count, url: `${apiUrl}/${name}`, infoUrl: `${apiUrl}/info/${name}` };
    }),
    properties: shownEntryTypes(description).flatMap((name) => propertyRows(description.entryTypes[name]!)),
    examples: exampleQueries(description).map(({ title, path, parameters }) => ({
      title,
      query: Object.entries(parameters)
        .map(([name, value]) => `${name}=${value}`)
        .join('&'),
      url: `${apiUrl}/${path}?${new URLSearchParams(parameters)}`,
    })),
    endpoints: [
      { path: '/v1/info', title: 'What this API offers', url: `${apiUrl}/info` },
      { path: '/v1/links', title: 'Related APIs', url: `${apiUrl}/links` },
      { path: '/versions', title: 'Versions of the standard', url: `${baseUrl}/versions` },
      { path: '/v1/extensions/docs', title: 'The API in full', url: `${apiUrl}/extensions/docs` },
    ],
  };
}

const namelessUnits = new Set(['inapplicable', 'dimensionless']);

/** The properties that some entry of a type has. */
function propertyRows(type: EntryTypeDescription): DatabaseModel['properties'] {
  return Object.entries(type.knownCounts)
    .filter(([, count]) => count > 0)
    .sort(
      ([first, firstCount], [second, secondCount]) => secondCount - firstCount || (first < second ? -1 : 1),
    )
    .map(([name, count]) => {
      const { title, 'x-optimade-type': dataType, 'x-optimade-unit': unit } = type.properties[name]!;
      return {
        entryType: type.name,
        name,
        title: title ?? '',
        dataType,
        unit: namelessUnits.has(unit) ? undefined : unit,
        count,
      };
    });
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value !== '' ? value : otherwise;
}

interface ExampleQuery {
  readonly title: string;
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Queries that make sense for what the database holds: each names only properties that some entry has. */
function exampleQueries({ entryTypes }: DatabaseDescription): readonly ExampleQuery[] {
  return Object.values(entryTypes)
    .filter(({ count }) => count > 0)
    .flatMap(({ name, knownCounts }) => [
      { title: `The first ${name}`, path: name, parameters: { page_limit: '5' } },
      ...examplesByProperty
        .filter(({ entryType, property }) => entryType === name && Object.hasOwn(knownCounts, property))
        .map(({ title, parameters }) => ({ title, path: name, parameters })),
      ...ownExamples(entryTypes[name]!),
    ]);
}

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
