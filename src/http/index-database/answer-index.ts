/**
 * The index meta-database of the server, at `/index`. It is made of the registry's records at each request, so that no
 * database is missing or listed in vain.
 *
 * @spec OPTIMADE 1.3.0, "Index Meta-Database"
 */
import { limits } from '../../base/index.ts';
import type { ServiceSettings } from '../../config/index.ts';
import type { DatabaseDirectory } from '../../registry/index.ts';
import type { DocumentContext, IndexedDatabase, RequestEcho } from '../../response/index.ts';
import {
  createIndexContext,
  indexInfoData,
  indexLinks,
  serializeBaseInfo,
  serializeLinks,
} from '../../response/index.ts';
import type { IndexModel } from '../../web/index.ts';
import { renderIndex } from '../../web/index.ts';
import type { Answer } from '../answer.ts';
import { jsonAnswer } from '../answer.ts';
import { readApiHint } from '../api-hint.ts';
import type { AppRequest } from '../app-request.ts';
import { endpointUnknown } from '../endpoint-unknown.ts';
import { answerVersions } from '../endpoints/versions.ts';
import { htmlAnswer } from '../html-answer.ts';
import { prefersJson } from '../negotiation.ts';
import type { Progress } from '../progress.ts';
import { echoOf } from '../progress.ts';
import type { Route } from '../route.ts';
import { parseEndpoint, parseVersion, unversionedRoute, versionedUrl } from '../route.ts';
import { servedDatabases } from './indexed-database.ts';

export interface IndexRequest {
  readonly request: AppRequest;
  /** Percent-encoded, below `/index`. */
  readonly segments: readonly string[];
  readonly rootUrl: string;
  readonly directory: Pick<DatabaseDirectory, 'list'>;
  readonly settings: ServiceSettings;
  readonly progress: Progress;
}

/** Errors: endpoint-unknown, version-unsupported, those of reading the query. */
export function answerIndex(asked: IndexRequest): Answer {
  const { request, segments, rootUrl, directory, settings, progress } = asked;
  const scopeOf = (route: Route) => ({
    context: indexContext(asked, route),
    echo: echoOf(request, route.path),
  });
  progress.scope = scopeOf(unversionedRoute(segments));
  const route = parseVersion(segments);
  const { context, echo } = scopeOf(route);
  progress.scope = { context, echo };
  const endpoint = parseEndpoint(route);
  if (endpoint?.kind === 'versions') return answerVersions();
  const hinted = { ...echo, warnings: readApiHint(route, request.target.query) };
  const databases = () => servedDatabases(directory.list(), rootUrl);
  switch (endpoint?.kind) {
    case 'base-page':
      return prefersJson(request.header('accept'))
        ? answerInfo(context, hinted, databases(), settings)
        : htmlAnswer(renderIndex(indexModel(context, databases())));
    case 'info':
      return answerInfo(context, hinted, databases(), settings);
    case 'links':
      return jsonAnswer(serializeLinks(context, hinted, indexLinks(context, databases())));
    default:
      throw endpointUnknown(echo.path, 'An index offers info and links; /links names the databases.');
  }
}

function indexContext({ rootUrl, settings }: IndexRequest, route: Route): DocumentContext {
  const baseUrl = `${rootUrl}/index`;
  const versionedBaseUrl = versionedUrl(baseUrl, route);
  return createIndexContext({ service: settings, version: route.version, baseUrl, versionedBaseUrl });
}

/** Without a word of the operator, the only database is the default one. */
function answerInfo(
  context: DocumentContext,
  echo: RequestEcho,
  databases: readonly IndexedDatabase[],
  { defaultDatabase }: ServiceSettings,
): Answer {
  const named = databases.find(({ id }) => id === defaultDatabase);
  const only = defaultDatabase === undefined && databases.length === 1 ? databases[0] : undefined;
  return jsonAnswer(serializeBaseInfo(context, echo, indexInfoData(context, (named ?? only)?.id)));
}

function indexModel(
  { provider, baseUrl }: DocumentContext,
  databases: readonly IndexedDatabase[],
): IndexModel {
  return {
    provider: { name: provider.name, homepage: provider.homepage },
    baseUrl,
    infoUrl: `${baseUrl}/v1/info`,
    linksUrl: `${baseUrl}/v1/links`,
    databaseCount: databases.length,
    databases: databases
      .slice(0, limits.pageRowsMax)
      .map(({ name, description, baseUrl: url }) => ({ name, description, url })),
  };
}
