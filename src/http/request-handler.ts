/**
 * From a request to a response: finds the database, the version and the endpoint, lets the endpoint answer,
 * and turns faults into error documents. Knows no endpoint from inside, and nothing of Hono.
 */
import { limits, OptimadeError } from '../base/index.ts';
import type { ServiceSettings } from '../config/index.ts';
import type { DatabaseDirectory } from '../registry/index.ts';
import { shownEntryTypes } from '../response/index.ts';
import { readApiHint } from './api-hint.ts';
import type { AppRequest } from './app-request.ts';
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

export interface HandlerOptions {
  readonly directory: DatabaseDirectory;
  readonly settings: ServiceSettings;
  readonly log: HttpLog;
}

/** A response, with what the log should know of it. */
export interface Outcome {
  readonly response: Response;
  readonly count?: number | undefined;
}

export class RequestHandler {
  readonly #directory: DatabaseDirectory;
  readonly #settings: ServiceSettings;
  readonly #settingsTag: string;
  readonly #scopes: ScopeCache;
  readonly #errors: ErrorAnswers;

  constructor({ directory, settings, log }: HandlerOptions) {
    this.#directory = directory;
    this.#settings = settings;
    this.#settingsTag = entityTag([JSON.stringify(settings)]);
    this.#scopes = new ScopeCache(settings);
    this.#errors = new ErrorAnswers(log);
  }

  /** Never throws: whatever goes wrong becomes a response. */
  async handle(request: AppRequest): Promise<Outcome> {
    // The scope grows as the request is understood, so that an error document says all that is known by then.
    let scope: ErrorScope = { context: undefined, echo: echoOf(request, request.target.path) };
    try {
      if (request.method === 'OPTIONS') {
        return { response: respondPreflight(request.header('access-control-request-headers')) };
      }
      checkRequest(request);
      const place = await findDatabase(request, this.#directory, this.#settings);
      if (place.kind === 'home') {
        const answer = answerHomePage(await this.#directory.list(), place.url, request.header('accept'));
        return { response: await respond(answer, request) };
      }
      scope = this.#scopeOf(place, unversionedRoute(place.segments), request);
      const route = parseVersion(place.segments);
      const routed = this.#scopeOf(place, route, request);
      scope = routed;
      return await this.#handleRoute(routed, route, request);
    } catch (error) {
      return { response: await respond(this.#errors.answer(error, scope), request) };
    }
  }

  async #handleRoute(scope: RequestScope, route: Route, request: AppRequest): Promise<Outcome> {
    const endpoint = parseEndpoint(route);
    if (endpoint === undefined) throw nothingAt(scope);
    // Whoever asks for the versions finds out that the hint is not among them.
    const warnings = endpoint.kind === 'versions' ? [] : readApiHint(route, request.target.query);
    const tag = this.#tagOf(scope, endpoint, request);
    const known = respondNotModified(request, tag);
    if (known !== undefined) return { response: known };
    const hinted = { ...scope, echo: { ...scope.echo, warnings } };
    const answer = await answerEndpoint(endpoint, hinted, request.header('accept'));
    return { response: await respond(answer, request, tag), count: answer.count };
  }

  #scopeOf(place: Place & { kind: 'database' }, route: Route, request: AppRequest): RequestScope {
    const { database, baseUrl } = place;
    const known = this.#scopes.publicDatabase(database, baseUrl, route);
    return { ...known, database, settings: this.#settings, echo: echoOf(request, route.path) };
  }

  /** Names everything that an answer depends on, but for the time. */
  #tagOf({ context, database, echo }: RequestScope, endpoint: Endpoint, request: AppRequest): string {
    const isJsonPage = endpoint.kind === 'base-page' && prefersJson(request.header('accept'));
    return entityTag([
      this.#settingsTag,
      database.description.dataVersion,
      context.baseUrl,
      context.versionedBaseUrl,
      isJsonPage ? 'json' : 'usual',
      echo.path,
      echo.query,
    ]);
  }
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
