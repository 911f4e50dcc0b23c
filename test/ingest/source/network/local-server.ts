import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { HttpClientOptions } from '../../../../src/ingest/source/network/create-http-client.ts';
import { createHttpClient } from '../../../../src/ingest/source/network/create-http-client.ts';
import type { HttpClient } from '../../../../src/ingest/source/network/http-client.ts';

export interface LocalServer {
  readonly port: number;
  /** Without a slash at its end. */
  readonly origin: string;
  readonly requests: IncomingMessage[];
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A real server on a port of its own, until the test ends. */
export async function startServer(handler: Handler): Promise<LocalServer> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    handler(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { port, origin: `http://127.0.0.1:${port}`, requests };
}

/** A client that may ask the given servers. */
export function clientFor(
  servers: readonly LocalServer[],
  options: Partial<HttpClientOptions> = {},
): HttpClient {
  const client = createHttpClient({
    allowedHosts: servers.map(({ port }) => `127.0.0.1:${port}`),
    userAgent: 'respawn-test',
    ...options,
  });
  onTestFinished(() => client.close());
  return client;
}
