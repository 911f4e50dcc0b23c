/**
 * From a request to a response: finds out where its path leads, lets whoever stands there answer, and turns faults
 * into error documents. Knows no endpoint from inside, and nothing of Hono.
 */
import { limits, OptimadeError, suggest } from '../base/index.ts';
import type { ServiceSettings } from '../config/index.ts';
import type { DatabaseDirectory, ServedDatabase, UseOptions } from '../registry/index.ts';
import { allowedMethods } from './allowed-methods.ts';
import type { Outcome } from './answer.ts';
import type { AppRequest } from './app-request.ts';
import { DatabaseHandler } from './database-handler.ts';
import { endpointUnknown } from './endpoint-unknown.ts';
import { answerGraphInfo, answerGraphSchema } from './endpoints/graph-info.ts';
import { answerHomePage } from './endpoints/home-page.ts';
import { ErrorAnswers } from './error-answer.ts';
import { findByAlias } from './find-by-alias.ts';
import { GraphHandler } from './graph/graph-handler.ts';
import type { HttpLog } from './http-log.ts';
import { answerIndex } from './index-database/answer-index.ts';
import { checkMediaTypes } from './negotiation.ts';
import type { DatabasePlace, OwnPlace, PartName, Place } from './place.ts';
import { findPlace } from './place.ts';
import type { Progress } from './progress.ts';
import { echoOf } from './progress.ts';
import { publicUrl } from './public-url.ts';
import { redirect } from './redirect.ts';
import { decodeSegment } from './request-target.ts';
import { useOptions } from './request-wishes.ts';
import { respond, respondPreflight } from './respond.ts';
import { parseGraphEndpoint } from './route.ts';

/** Answers everything below one of our own first segments. What it throws becomes an error document. */
type PartHandler = (
  request: AppRequest,
  /** Percent-encoded, below the first. */
  segments: readonly string[],
  rootUrl: string,
) => Promise<Response>;

export interface HandlerOptions {
  readonly directory: DatabaseDirectory;
  readonly settings: ServiceSettings;
  readonly log: HttpLog;
  /** What is not there is not found. */
  readonly parts: Readonly<Partial<Record<PartName, PartHandler>>>;
  /** Whether anybody who sees the home page may spawn a database. */
  readonly offersSpawning: boolean;
}

const hintedDatabasesMax = 10;

export class RequestHandler {
  readonly #options: HandlerOptions;
  readonly #databases: DatabaseHandler;
  readonly #graph: GraphHandler;
  readonly #errors: ErrorAnswers;

  constructor(options: HandlerOptions) {
    this.#options = options;
    this.#graph = new GraphHandler(options.directory, options.settings);
    this.#databases = new DatabaseHandler(options.settings, this.#graph);
    this.#errors = new ErrorAnswers(options.log);
  }

  /** Never throws: whatever goes wrong becomes a response. */
  async handle(request: AppRequest): Promise<Outcome> {
    const progress: Progress = { scope: { context: undefined, echo: echoOf(request, request.target.path) } };
    let outcome: Outcome;
    try {
      outcome = await this.#dispatch(request, progress);
    } catch (error) {
      // Nobody reads this but the log.
      if (progress.isWatched && request.signal.aborted) return { response: clientLeft() };
      const answer = this.#errors.answer(error, { ...progress.scope, allowed: progress.allowed });
      outcome = { response: await respond(answer, request) };
    }
    const { waitSeconds } = progress;
    if (waitSeconds !== undefined) outcome.response.headers.set('Preference-Applied', `wait=${waitSeconds}`);
    return outcome;
  }

  /** Errors: those of all that can be asked. */
  async #dispatch(request: AppRequest, progress: Progress): Promise<Outcome> {
    const { directory, settings, offersSpawning } = this.#options;
    const rootUrl = publicUrl(request, settings);
    const place = findPlace(request, rootUrl, settings.rootDatabase);
    // It guards itself: not even its errors, and what a preflight asks for, are for pages of others.
    if (place.kind === 'control') return { response: await this.#answerPart(place, request) };
    const allowed = allowedMethods(place);
    progress.allowed = allowed;
    if (request.method === 'OPTIONS') return { response: respondToOptions(request, place, allowed) };
    checkRequest(request, allowed);
    switch (place.kind) {
      case 'database':
        return this.#answerDatabase(place, request, progress);
      case 'home': {
        const spawnUrl = offersSpawning ? `${rootUrl}/extensions/spawn` : undefined;
        const answer = answerHomePage(directory.list(), { rootUrl, spawnUrl }, request.header('accept'));
        return { response: await respond(answer, request) };
      }
      case 'index': {
        const answer = answerIndex({ ...place, request, directory, settings, progress });
        return { response: await respond(answer, request) };
      }
      case 'graph':
        return this.#answerGraph(place, request, progress);
      case 'moved':
        return { response: await respond(redirect(place.url), request) };
      default:
        return { response: await this.#answerPart(place, request) };
    }
  }

  /** Errors: endpoint-unknown, those of a graph request. */
  async #answerGraph(
    { segments, rootUrl }: OwnPlace<'graph'>,
    request: AppRequest,
    progress: Progress,
  ): Promise<Outcome> {
    const endpoint = parseGraphEndpoint(segments.map(decodeSegment));
    switch (endpoint?.kind) {
      case 'graph-query':
        return this.#graph.answer(request, { rootUrl, onlyDatabase: undefined }, progress);
      case 'graph':
        return { response: await respond(graphInfoOfAll(rootUrl), request) };
      case 'graph-schema':
        return { response: await respond(answerGraphSchema(), request) };
      default:
        throw endpointUnknown(request.target.path, 'The graph has /query and /schema.json.');
    }
  }

  /** Errors: endpoint-unknown, those of the part. */
  async #answerPart({ kind, segments, rootUrl }: OwnPlace<PartName>, request: AppRequest): Promise<Response> {
    const handler = this.#options.parts[kind];
    if (handler === undefined) throw endpointUnknown(request.target.path, 'This server does not offer it.');
    return handler(request, segments, rootUrl);
  }

  async #answerDatabase(place: DatabasePlace, request: AppRequest, progress: Progress): Promise<Outcome> {
    const { directory, settings } = this.#options;
    const options = useOptions(request);
    progress.waitSeconds = options.waitSeconds;
    progress.isWatched = options.waitSeconds !== undefined;
    const outcome = await useUntilSent(directory, place.id, options, (database) =>
      this.#databases.answer(database, place, request, progress),
    );
    if (outcome !== undefined) return outcome;
    const moved =
      settings.rootDatabase === undefined ? findByAlias(request, place.rootUrl, directory) : undefined;
    if (moved === undefined) throw databaseUnknown(request.target.path, place.id, directory);
    return { response: await respond(redirect(moved), request) };
  }
}

/** The outcome as soon as it is there, while the database stays open until its body was sent. */
function useUntilSent(
  directory: DatabaseDirectory,
  id: string,
  options: UseOptions,
  answer: (database: ServedDatabase) => Promise<Outcome>,
): Promise<Outcome | undefined> {
  return new Promise((resolve, reject) => {
    directory
      .use(
        id,
        async (database) => {
          const outcome = await answer(database);
          resolve(outcome);
          await outcome.sent;
        },
        options,
      )
      // Without effect where there was an outcome.
      .then(() => resolve(undefined), reject);
  });
}

function databaseUnknown(path: string, id: string, directory: DatabaseDirectory): OptimadeError {
  const ids = directory.list().map((record) => record.id);
  const shown = ids.slice(0, hintedDatabasesMax).map((known) => `/${known}`);
  const others = ids.length > shown.length ? ` and others, which /index/v1/links names` : '';
  return endpointUnknown(
    path,
    ids.length === 0
      ? 'No database is served here.'
      : `Databases are served at ${shown.join(', ')}${others}.`,
    suggest(id, ids),
  );
}

/** What watches a server is not for pages of others, so they are not told that they may ask. */
function respondToOptions(request: AppRequest, place: Place, allowed: string): Response {
  return place.kind === 'operations'
    ? new Response(null, { status: 204, headers: { Allow: allowed } })
    : respondPreflight(request.header('access-control-request-headers'), allowed);
}

function graphInfoOfAll(rootUrl: string) {
  return answerGraphInfo(`${rootUrl}/extensions`, `${rootUrl}/{database}/v1`);
}

/** The status that proxies write into their logs, too. */
function clientLeft(): Response {
  return new Response(null, { status: 499 });
}

/** Errors: method-not-allowed, url-too-long, media-type-unsupported, not-acceptable. */
function checkRequest({ method, targetBytes, header }: AppRequest, allowed: string): void {
  if (!allowed.split(', ').includes(method)) {
    throw new OptimadeError('method-not-allowed', { method, allowed });
  }
  if (targetBytes > limits.urlBytesMax) {
    throw new OptimadeError('url-too-long', { limit: limits.urlBytesMax });
  }
  checkMediaTypes(header('content-type'), header('accept'));
}
