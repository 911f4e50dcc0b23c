/**
 * The control API, at `/extensions`: databases are spawned, looked at, kept, refreshed and removed. What may be asked by
 * whom is decided here, before anything is looked at: first that no foreign page asks, then that the endpoint exists,
 * then, where something changes, that whoever asks may do that.
 */
import { limits, OptimadeError } from '../../base/index.ts';
import { createIndexContext, currentVersion } from '../../response/index.ts';
import type { Answer } from '../answer.ts';
import type { AppRequest } from '../app-request.ts';
import { endpointUnknown } from '../endpoint-unknown.ts';
import { ErrorAnswers } from '../error-answer.ts';
import type { HttpLog } from '../http-log.ts';
import { checkMediaTypes } from '../negotiation.ts';
import { echoOf } from '../progress.ts';
import { decodeSegment } from '../request-target.ts';
import { authorizeChange } from './authorize-change.ts';
import type { ControlOptions, ControlScope } from './control-scope.ts';
import {
  keepDatabaseAlive,
  listDatabases,
  refreshDatabase,
  removeDatabase,
  showDatabase,
  showReport,
} from './databases.ts';
import { guardControl, refusePrefetch } from './guard.ts';
import { respondControl } from './respond-control.ts';
import { spawnByBody, spawnByQuery } from './spawn.ts';

interface Action {
  /** Whether it leaves everything as it is. */
  readonly safe: boolean;
  /** @param id of the database that the path names, or empty. Undefined where there is nothing to answer. */
  readonly run: (scope: ControlScope, id: string) => Promise<Answer | undefined>;
}

/** What each path can do, by method; `*` stands for the id of a database. */
const endpoints: Readonly<Record<string, Readonly<Record<string, Action>>>> = {
  spawn: {
    // Not safe, in spite of the method: it was the only one that the original program had.
    GET: { safe: false, run: spawnByQuery },
    POST: { safe: false, run: spawnByBody },
  },
  databases: { GET: { safe: true, run: listDatabases } },
  'databases/*': { GET: { safe: true, run: showDatabase }, DELETE: { safe: false, run: removeDatabase } },
  'databases/*/report': { GET: { safe: true, run: showReport } },
  'databases/*/keep-alive': { POST: { safe: false, run: keepDatabaseAlive } },
  'databases/*/refresh': { POST: { safe: false, run: refreshDatabase } },
};

export class ControlHandler {
  readonly #options: ControlOptions;
  readonly #errors: ErrorAnswers;

  constructor(options: ControlOptions, log: HttpLog) {
    this.#options = options;
    this.#errors = new ErrorAnswers(log);
  }

  /**
   * Never throws: whatever goes wrong becomes a response.
   *
   * @param segments percent-encoded segments below `/extensions`
   * @param rootUrl the public URL of the server
   */
  async handle(request: AppRequest, segments: readonly string[], rootUrl: string): Promise<Response> {
    let allowed: string | undefined;
    try {
      guardControl(request, rootUrl, this.#options.service);
      if (request.targetBytes > limits.urlBytesMax) {
        throw new OptimadeError('url-too-long', { limit: limits.urlBytesMax });
      }
      const actions = actionsAt(request, segments);
      allowed = methodsOf(actions).join(', ');
      if (request.method === 'OPTIONS') return await respondControl(undefined, request, { Allow: allowed });
      return await respondControl(await this.#run(actions, request, segments, rootUrl), request);
    } catch (error) {
      const answer = this.#errors.answer(error, {
        context: undefined,
        echo: echoOf(request, request.target.path),
      });
      return respondControl(answer, request, headersOf(answer, allowed));
    }
  }

  /**
   * Errors: method-not-allowed, control-prefetch, those of `authorizeChange`, media-type-unsupported, not-acceptable, the
   * endpoint's.
   */
  async #run(
    actions: Readonly<Record<string, Action>>,
    request: AppRequest,
    segments: readonly string[],
    rootUrl: string,
  ): Promise<Answer | undefined> {
    const { method } = request;
    const action = Object.hasOwn(actions, method) ? actions[method] : undefined;
    const chosen = action ?? (method === 'HEAD' && actions.GET?.safe ? actions.GET : undefined);
    if (chosen === undefined) {
      throw new OptimadeError('method-not-allowed', { method, allowed: methodsOf(actions).join(', ') });
    }
    if (!chosen.safe) {
      refusePrefetch(request);
      authorizeChange(request, this.#options.permissions);
    }
    checkMediaTypes(request.header('content-type'), request.header('accept'));
    const { service } = this.#options;
    const context = createIndexContext({
      service,
      version: currentVersion,
      baseUrl: rootUrl,
      versionedBaseUrl: rootUrl,
    });
    const echo = echoOf(request, request.target.path);
    const id = segments[1] === undefined ? '' : decodeSegment(segments[1]);
    return chosen.run({ ...this.#options, request, rootUrl, context, echo }, id);
  }
}

/** Errors: endpoint-unknown. */
function actionsAt({ target }: AppRequest, segments: readonly string[]): Readonly<Record<string, Action>> {
  const pattern = segments.map((segment, index) => (index === 1 ? '*' : segment)).join('/');
  if (Object.hasOwn(endpoints, pattern)) return endpoints[pattern]!;
  throw endpointUnknown(
    target.path,
    'Offered: /extensions/spawn, /extensions/databases and /extensions/graph.',
  );
}

function methodsOf(actions: Readonly<Record<string, Action>>): readonly string[] {
  return [...Object.keys(actions), ...(actions.GET?.safe ? ['HEAD'] : []), 'OPTIONS'];
}

/** What HTTP wants beside an error document. @spec RFC 9110, "405 Method Not Allowed", "401 Unauthorized" */
function headersOf({ status }: Answer, allowed: string | undefined): Readonly<Record<string, string>> {
  if (status === 405 && allowed !== undefined) return { Allow: allowed };
  return status === 401 ? { 'WWW-Authenticate': 'Bearer realm="respawn"' } : {};
}
