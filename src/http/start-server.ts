/** The service on a port. Everything here is about sockets; what is answered is the app's business. */
import type { Server as HttpServer } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { limits, OptimadeError } from '../base/index.ts';
import { serializeErrors } from '../response/index.ts';
import type { App } from './create-app.ts';
import { jsonMediaType } from './negotiation.ts';
import { PortUnavailableError } from './port-unavailable-error.ts';

export interface ServerOptions {
  readonly app: Pick<App, 'fetch'>;
  readonly host: string;
  /** Undefined: 5000, or the next free one. */
  readonly port: number | undefined;
  readonly now: () => Date;
}

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /** Takes no more requests, lets those under way end, and resolves when all connections are closed. */
  close(): Promise<void>;
}

const defaultPort = 5000;
/** Ports tried from the default one on; as many servers on one machine are a mistake. */
const portsTriedMax = 100;
/** Room for the other headers beside the longest URL. */
const otherHeadersBytesMax = 64 * 1024;
/** How long requests under way may take after `close`. */
const drainMilliseconds = 5_000;
/** How often connections that fell idle are closed after `close`. */
const sweepMilliseconds = 50;
/** How long a client whose request was refused may go on sending, so that it gets to read why. */
const refusalMilliseconds = 2_000;

/** Errors: PortUnavailableError where the given port, or every port tried, is taken or forbidden. */
export async function startServer({ app, host, port, now }: ServerOptions): Promise<RunningServer> {
  const listener = getRequestListener(app.fetch, {
    hostname: 'localhost',
    errorHandler: () => {
      const body = refusalDocument(new OptimadeError('request-malformed'), now());
      return new Response(body, { status: 400, headers: refusalHeaders });
    },
  });
  // Node's own limit of 16 KiB would cut off long filters with an answer that is no JSON.
  const server = createServer({ maxHeaderSize: limits.urlBytesMax + otherHeadersBytesMax }, listener);
  // What a client does not read holds up the databases that it is read from. Whatever works long takes less than this.
  server.setTimeout(limits.connectionIdleSeconds * 1000);
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => refuse(error, socket, now()));
  const taken = port === undefined ? await listenOnFree(server, host) : await listen(server, host, port);
  return {
    port: taken,
    url: `http://${shownHost(host)}:${taken}`,
    close: () => close(server),
  };
}

function close(server: HttpServer): Promise<void> {
  return new Promise((resolve) => {
    // A connection whose request ends now is kept alive, and would hold up the end until its client lets go.
    const sweep = setInterval(() => server.closeIdleConnections(), sweepMilliseconds);
    const force = setTimeout(() => server.closeAllConnections(), drainMilliseconds);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(force);
      resolve();
    });
  });
}

async function listenOnFree(server: Server, host: string): Promise<number> {
  for (let port = defaultPort; port < defaultPort + portsTriedMax; port += 1) {
    try {
      return await listen(server, host, port);
    } catch (error) {
      if (!(error instanceof PortUnavailableError)) throw error;
    }
  }
  throw new PortUnavailableError(defaultPort, `and so are the next ${portsTriedMax - 1}`);
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => {
      const reason = unavailable[error.code ?? ''];
      reject(reason === undefined ? error : new PortUnavailableError(port, reason));
    };
    server.once('error', onError);
    server.listen(port, host, () => {
      server.off('error', onError);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

const unavailable: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program uses it',
  EACCES: 'the system does not allow it',
};

/** A host as it stands in a URL that can be opened on this machine. */
function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

const refusalHeaders = {
  'Content-Type': jsonMediaType,
  'Access-Control-Allow-Origin': '*',
  'Cache-Control': 'no-store',
};

function refusalDocument(error: OptimadeError, time: Date): Uint8Array<ArrayBuffer> {
  const echo = { path: '/', query: '', time, warnings: [] };
  return serializeErrors(undefined, echo, [error]) as Uint8Array<ArrayBuffer>;
}

/**
 * Answers what Node could not read as a request. Too large a head can, with our limits, only come from its
 * URL.
 */
function refuse(error: NodeJS.ErrnoException, socket: Socket, time: Date): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const fault =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? new OptimadeError('url-too-long', { limit: limits.urlBytesMax })
      : new OptimadeError('request-malformed');
  const body = refusalDocument(fault, time);
  const headers = { ...refusalHeaders, 'Content-Length': body.byteLength, Connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`HTTP/1.1 ${fault.status} ${fault.title}\r\n${lines.join('')}\r\n`);
  socket.end(body);
  // Unread bytes would make the system reset the connection before the client has read the answer. A listener
  // of our own, and not resume(), takes the socket back from Node's parser.
  socket.removeAllListeners('data').on('data', () => {});
  setTimeout(() => socket.destroy(), refusalMilliseconds).unref();
}
