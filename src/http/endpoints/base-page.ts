import { limits } from '../../base/index.ts';
import { shownEntryTypes } from '../../response/index.ts';
import type { DatabaseModel } from '../../web/index.ts';
import { renderDatabase } from '../../web/index.ts';
import type { Answer } from '../answer.ts';
import { archiveNames } from '../graph/archive-names.ts';
import { archiveUrl } from '../graph/archive-url.ts';
import { htmlAnswer } from '../html-answer.ts';
import { prefersJson } from '../negotiation.ts';
import type { RequestScope } from '../request-scope.ts';
import { exampleQueries } from './example-queries.ts';
import { answerInfo } from './info.ts';
import { propertyRows } from './property-rows.ts';

/**
 * A base URL itself: a page for people; for programs that ask for JSON, what `/info` says.
 *
 * @spec OPTIMADE 1.3.0, "Base URL"
 */
export function answerBasePage(scope: RequestScope, accept: string | undefined): Answer {
  if (prefersJson(accept)) return answerInfo(scope);
  return scope.staticParts.get('base-page', () => htmlAnswer(renderDatabase(databaseModel(scope))));
}

function databaseModel({ context, settings, database: { archives } }: RequestScope): DatabaseModel {
  const { description, database, provider, baseUrl } = context;
  const apiUrl = `${baseUrl}/v1`;
  const types = shownEntryTypes(description)
    .slice(0, limits.pageRowsMax)
    .map((name) => description.entryTypes[name]!);
  return {
    name: database.name,
    description: database.description,
    provider: { name: provider.name, homepage: provider.homepage },
    licenseUrl: settings.licenseUrl,
    baseUrl,
    infoUrl: `${apiUrl}/info`,
    entryTypes: types.map(({ name, description: text, count }) => ({
      name,
      description: text,
      count,
      url: `${apiUrl}/${name}`,
      infoUrl: `${apiUrl}/info/${name}`,
    })),
    properties: types.flatMap(propertyRows).slice(0, limits.pageRowsMax),
    examples: exampleQueries(types).map(({ title, path, parameters }) => ({
      title,
      query: `${path}?${Object.entries(parameters)
        .map(([name, value]) => `${name}=${value}`)
        .join('&')}`,
      url: `${apiUrl}/${path}?${new URLSearchParams(parameters)}`,
    })),
    endpoints: [
      { path: '/v1/info', title: 'What this API offers', url: `${apiUrl}/info` },
      { path: '/v1/links', title: 'Related APIs', url: `${apiUrl}/links` },
      { path: '/versions', title: 'Versions of the standard', url: `${baseUrl}/versions` },
      {
        path: '/v1/extensions/graph',
        title: 'Full source documents, in parts',
        url: `${apiUrl}/extensions/graph`,
      },
      ...archiveNames({ archives }, 1).map((name) => ({
        path: `/v1/extensions/archive/${name}`,
        title: 'One of them, to look around in',
        url: archiveUrl(apiUrl, name, []),
      })),
      { path: '/v1/extensions/docs', title: 'The API in full', url: `${apiUrl}/extensions/docs` },
    ],
  };
}
