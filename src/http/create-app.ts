/** The service as a Hono app: reads requests, hands them on, and tells the log. */
import type { Context } from 'hono';
import { Hono } from 'hono';
import { errorTable } from '../base/index.ts';
import type { AppEnvironment } from './app-request.ts';
import { readRequest } from './app-request.ts';
import { ControlHandler } from './control/control-handler.ts';
import type { ControlOptions } from './control/control-scope.ts';
import type { OperationsOptions } from './operations/operations-handler.ts';
import { OperationsHandler } from './operations/operations-handler.ts';
import type { HandlerOptions } from './request-handler.ts';
import { RequestHandler } from './request-handler.ts';
import { respondStatic } from './static/example-structures.ts';

export interface AppOptions extends Pick<HandlerOptions, 'directory' | 'settings' | 'log'> {
  readonly now: () => Date;
  /** What is asked below `/-`; undefined where nothing is answered there. */
  readonly operations?: OperationsOptions;
  /** What is asked below `/extensions`; undefined where databases are as they are. */
  readonly control?: Omit<ControlOptions, 'service'>;
}

export type App = Hono<AppEnvironment>;

/** The service of some databases. `fetch` and `request` of the result answer, over a port or without one. */
export function createApp(options: AppOptions): App {
  const { now, log } = options;
  // A form can send no token.
  const offersSpawning = options.control?.permissions.spawn === 'local';
  const handler = new RequestHandler({ ...options, parts: partsOf(options), offersSpawning });
  const app = new Hono<AppEnvironment>({
    // Hono would decode the path; all requests take one way here, and route.ts reads the path as it came.
    getPath: () => '/',
  });
  app.all('/', async (context) => {
    const started = performance.now();
    const request = readRequest(context, now());
    const { response, count } = await handler.handle(request);
    nameStatus(context, response.status);
    endUnread(context, response);
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

function partsOf({ operations, control, settings, log }: AppOptions): HandlerOptions['parts'] {
  const operationsHandler = operations && new OperationsHandler(operations);
  const controlHandler = control && new ControlHandler({ ...control, service: settings }, log);
  return {
    static: respondStatic,
    ...(operationsHandler && { operations: operationsHandler.handle.bind(operationsHandler) }),
    ...(controlHandler && { control: controlHandler.handle.bind(controlHandler) }),
  };
}

/** Gives a status that Node does not know the name that the standard has for it. */
function nameStatus({ env }: Context<AppEnvironment>, status: number): void {
  const { title, status: versionStatus } = errorTable['version-unsupported'];
  if (status === versionStatus && env?.outgoing !== undefined) env.outgoing.statusMessage = title;
}

/** What is left of a body that nobody reads would be in the way of the next request. */
function endUnread({ env }: Context<AppEnvironment>, { headers }: Response): void {
  if (env?.incoming?.complete === false) headers.set('Connection', 'close');
}

function filterOf(query: string): string | undefined {
  return query.includes('filter=') ? (new URLSearchParams(query).get('filter') ?? undefined) : undefined;
}
