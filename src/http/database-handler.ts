/** What is asked of one database: finds the version and the endpoint, and lets the endpoint answer. */
import type { ServiceSettings } from '../config/index.ts';
import type { ServedDatabase } from '../registry/index.ts';
import { shownEntryTypes } from '../response/index.ts';
import type { Outcome } from './answer.ts';
import { readApiHint } from './api-hint.ts';
import type { AppRequest } from './app-request.ts';
import { versionedDatabaseUrl } from './database-url.ts';
import { endpointUnknown } from './endpoint-unknown.ts';
import { answerEndpoint } from './endpoints/answer-endpoint.ts';
import { entityTag } from './entity-tag.ts';
import type { GraphHandler } from './graph/graph-handler.ts';
import { prefersHtml, prefersJson } from './negotiation.ts';
import type { DatabasePlace } from './place.ts';
import type { Progress } from './progress.ts';
import { echoOf } from './progress.ts';
import type { RequestScope } from './request-scope.ts';
import { ScopeCache } from './request-scope.ts';
import { respond, respondNotModified } from './respond.ts';
import type { Endpoint, Route } from './route.ts';
import { parseEndpoint, parseVersion, unversionedRoute } from './route.ts';
import { StreamedBody } from './streamed-body.ts';

export class DatabaseHandler {
  readonly #settings: ServiceSettings;
  readonly #settingsTag: string;
  readonly #scopes: ScopeCache;
  readonly #graph: GraphHandler;

  constructor(settings: ServiceSettings, graph: GraphHandler) {
    this.#settings = settings;
    this.#graph = graph;
    this.#settingsTag = entityTag([JSON.stringify(settings)]);
    this.#scopes = new ScopeCache(settings);
  }

  /** Errors: those of the path and of the endpoint. */
  async answer(
    database: ServedDatabase,
    place: DatabasePlace,
    request: AppRequest,
    progress: Progress,
  ): Promise<Outcome> {
    progress.scope = this.#scopeOf(database, place, unversionedRoute(place.segments), request);
    const route = parseVersion(place.segments);
    const scope = this.#scopeOf(database, place, route, request);
    progress.scope = scope;
    const endpoint = parseEndpoint(route);
    if (endpoint === undefined) throw nothingAt(scope);
    // Whoever asks for the versions finds out that the hint is not among them.
    const warnings = endpoint.kind === 'versions' ? [] : readApiHint(route, request.target.query);
    if (endpoint.kind === 'graph-query') {
      const { rootUrl, id: onlyDatabase } = place;
      return this.#graph.answer(request, { rootUrl, onlyDatabase }, progress);
    }
    const tag = this.#tagOf(scope, endpoint, request);
    const known = respondNotModified(request, tag);
    if (known !== undefined) return { response: known };
    const hinted = { ...scope, echo: { ...scope.echo, warnings } };
    const answer = await answerEndpoint(endpoint, hinted, {
      accept: request.header('accept'),
      range: rangeOf(request, tag),
      readArchive: (archive, asked) => {
        progress.isWatched = true;
        return this.#graph.readArchive(request, place.rootUrl, archive, asked);
      },
      urlOfDatabase: (id) => versionedDatabaseUrl(place.rootUrl, id, this.#settings),
    });
    const sent = answer.body instanceof StreamedBody ? answer.body.ended : undefined;
    return { response: await respond(answer, request, tag), count: answer.count, sent };
  }

  #scopeOf(database: ServedDatabase, place: DatabasePlace, route: Route, request: AppRequest): RequestScope {
    const known = this.#scopes.publicDatabase(database, place, route);
    return { ...known, database, settings: this.#settings, echo: echoOf(request, route.path) };
  }

  /** Names everything that an answer depends on, but for the time. */
  #tagOf({ context, database, echo }: RequestScope, endpoint: Endpoint, request: AppRequest): string {
    const accept = request.header('accept');
    const isOther =
      (endpoint.kind === 'base-page' && prefersJson(accept)) ||
      (endpoint.kind === 'archive' && prefersHtml(accept));
    return entityTag([
      this.#settingsTag,
      database.description.dataVersion,
      context.staticMeta,
      context.baseUrl,
      context.versionedBaseUrl,
      // Whether it is the other one of a page and a document.
      isOther ? 'other' : 'usual',
      // With settings references are written in full, some of which only the database that they lead to tells.
      endpoint.kind === 'archive' && echo.query !== '' ? this.#graph.stateTag : '',
      echo.path,
      echo.query,
    ]);
  }
}

/** A range counts for the state of the answer that the client has the rest of. */
function rangeOf(request: AppRequest, tag: string): string | undefined {
  const state = request.header('if-range');
  return state === undefined || state === `"${tag}"` ? request.header('range') : undefined;
}

function nothingAt({ database, echo }: RequestScope) {
  const offered = [...shownEntryTypes(database.description), 'info', 'links', 'extensions/docs'];
  return endpointUnknown(echo.path, `Offered here: ${offered.join(', ')}.`);
}
