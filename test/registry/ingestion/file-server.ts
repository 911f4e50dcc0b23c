import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web server on this machine whose answers end when they are told to. */
export class FileServer {
  readonly #server: Server;
  readonly #waiting: { readonly response: ServerResponse; readonly rest: string }[] = [];
  /** Value of the Range header of each request. */
  readonly ranges: (string | undefined)[] = [];
  /** Sends all of a file at once, rather than its first half. */
  atOnce = true;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Serves texts by their paths; all others are 404. */
  static async start(files: Readonly<Record<string, string>>): Promise<FileServer> {
    const server = createServer((request, response) => {
      const text = files[request.url!];
      served.ranges.push(request.headers.range);
      if (text === undefined) response.writeHead(404).end();
      else
        served.#answer(response, text, Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0));
    });
    const served = new FileServer(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return served;
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Ends the answers that wait. */
  release(): void {
    for (const { response, rest } of this.#waiting.splice(0)) response.end(rest);
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  #answer(response: ServerResponse, text: string, start: number): void {
    const range = start === 0 ? {} : { 'content-range': `bytes ${start}-${text.length - 1}/${text.length}` };
    const headers = {
      etag: '"e"',
      'accept-ranges': 'bytes',
      'content-length': text.length - start,
      ...range,
    };
    response.writeHead(start === 0 ? 200 : 206, headers);
    const middle = this.atOnce ? text.length : Math.max(start, Math.floor(text.length / 2));
    response.write(text.slice(start, middle));
    this.#waiting.push({ response, rest: text.slice(middle) });
    if (this.atOnce) this.release();
  }
}
