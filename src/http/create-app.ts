/**
 * The whole service as one function from requests to responses: it finds the database, the version and the endpoint of
 * a request, lets the endpoint answer, and turns faults into error documents. Knows no endpoint from inside.
 */
import type { Context } from 'hono';
import { Hono } from 'hono';
import { errorTable, limits, OptimadeError } from '../base/index.ts';
import type { ServiceSettings } from '../config/index.ts';
import type { DatabaseDirectory } from '../registry/index.ts';
import { shownEntryTypes } from '../response/index.ts';
import { readApiHint } from './api-hint.ts';
import type { AppEnvironment, AppRequest } from './app-request.ts';
import { readRequest } from './app-request.ts';
import { endpointUnknown } from './endpoint-unknown.ts';
import { answerEndpoint } from './endpoints/answer-endpoint.ts';
import { answerHomePage } from './endpoints/home-page.ts';
import { entityTag } from './entity-tag.ts';
import type { ErrorScope } from './error-answer.ts';
import { ErrorAnswers } from './error-answer.ts';
import type { Place } from './find-database.ts';
import { findDatabase } from './find-database.ts';
import type { HttpLog } from './http-log.ts';
import { checkMediaTypes, prefersJson } from './negotiation.ts';
import type { RequestScope } from './request-scope.ts';
import { ScopeCache } from './request-scope.ts';
import { allowedMethods, respond, respondNotModified, respondPreflight } from './respond.ts';
import type { Endpoint, Route } from './route.ts';
import { parseEndpoint, parseVersion, unversionedRoute } from './route.ts';

export interface AppOptions {
  readonly directory: DatabaseDirectory;
  readonly settings: ServiceSettings;
  readonly now: () => Date;
  readonly log: HttpLog;
}

export type App = Hono<AppEnvironment>;

interface Outcome {
  readonly response: Response;
  readonly count?: number | undefined;
}

/** The service of some databases. `fetch` and `request` of the result answer, over a port or without one. */
export function createApp({ directory, settings, now, log }: AppOptions): App {
  const scopes = new ScopeCache(settings);
  const errors = new ErrorAnswers(log);
  const settingsTag = entityTag([JSON.stringify(settings)]);

  async function answerRequest(request: AppRequest): Promise<Outcome> {
    let scope: ErrorScope = { context: undefined, echo: echoOf(request, request.target.path) };
    try {
      if (request.method === 'OPTIONS') {
        return { response: respondPreflight(request.header('access-control-request-headers')) };
      }
      checkRequest(request);
      const place = await findDatabase(request, directory, settings);
      if (place.kind === 'home') {
        const answer = answerHomePage(await directory.list(), place.url, request.header('accept'));
        return { response: await respond(answer, request) };
      }
      scope = scopeOf(place, unversionedRoute(place.segments), request);
      const route = parseVersion(place.segments);
      const routed = scopeOf(place, route, request);
      scope = routed;
      return await answerRoute(routed, route, request);
    } catch (error) {
      return { response: await respond(errors.answer(error, scope), request) };
    }
  }

  async function answerRoute(scope: RequestScope, route: Route, request: AppRequest): Promise<Outcome> {
    const endpoint = parseEndpoint(route);
    if (endpoint === undefined) throw nothingAt(scope);
    const warnings = readApiHint(route, request.target.query);
    const tag = identityOf(scope, endpoint, request);
    const known = respondNotModified(request, tag);
    if (known !== undefined) return { response: known };
    const hinted = { ...scope, echo: { ...scope.echo, warnings } };
    const answer = await answerEndpoint(endpoint, hinted, request.header('accept'));
    return { response: await respond(answer, request, tag), count: answer.count };
  }

  function scopeOf(place: Place & { kind: 'database' }, route: Route, request: AppRequest): RequestScope {
    const { database, baseUrl } = place;
    const known = scopes.publicDatabase(database, baseUrl, route);
    return { ...known, database, settings, echo: echoOf(request, route.path) };
  }

  /** Everything that an answer depends on, but for the time. */
  function identityOf(
    { context, database, echo }: RequestScope,
    endpoint: Endpoint,
    request: AppRequest,
  ): string {
    const kind =
      endpoint.kind === 'base-page' && prefersJson(request.header('accept')) ? 'info' : endpoint.kind;
    const { versionedBaseUrl, version, baseUrl } = context;
    const { dataVersion } = database.description;
    return entityTag([
      settingsTag,
      dataVersion,
      baseUrl,
      versionedBaseUrl,
      version.number,
      kind,
      echo.path,
      echo.query,
    ]);
  }

  const app = new Hono<AppEnvironment>({
    // Hono would decode the path; all requests take one way here, and route.ts reads the path as it came.
    getPath: () => '/',
  });
  app.all('/', async (context) => {
    const started = performance.now();
    const request = readRequest(context, now());
    const { response, count } = await answerRequest(request);
    nameStatus(context, response.status);
    log.request({
      method: request.method,
      path: request.target.path,
      filter: filterOf(request.target.query),
      status: response.status,
      count,
      milliseconds: performance.now() - started,
    });
    return response;
  });
  return app;
}

/** Errors: method-not-allowed, url-too-long, media-type-unsupported, not-acceptable. */
function checkRequest({ method, targetBytes, header }: AppRequest): void {
  if (method !== 'GET' && method !== 'HEAD') {
    throw new OptimadeError('method-not-allowed', { method, allowed: allowedMethods });
  }
  if (targetBytes > limits.urlBytesMax) {
    throw new OptimadeError('url-too-long', { limit: limits.urlBytesMax });
  }
  checkMediaTypes(header('content-type'), header('accept'));
}

function echoOf({ target, targetBytes, time }: AppRequest, path: string): RequestScope['echo'] {
  // What is too long to be read is too long to be repeated.
  const query = targetBytes > limits.urlBytesMax ? '' : target.query;
  return { path: targetBytes > limits.urlBytesMax ? '/' : path, query, time, warnings: [] };
}

function nothingAt({ database, echo }: RequestScope): OptimadeError {
  const offered = [...shownEntryTypes(database.description), 'info', 'links', 'extensions/docs'];
  return endpointUnknown(echo.path, `Offered here: ${offered.join(', ')}.`);
}

/** Gives a status that Node does not know the name that the standard has for it. */
function nameStatus({ env }: Context<AppEnvironment>, status: number): void {
  const { title, status: versionStatus } = errorTable['version-unsupported'];
  if (status === versionStatus && env?.outgoing !== undefined) env.outgoing.statusMessage = title;
}

function filterOf(query: string): string | undefined {
  return query.includes('filter=') ? (new URLSearchParams(query).get('filter') ?? undefined) : undefined;
}
