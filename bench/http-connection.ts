/**
 * The least that an HTTP client can do: one connection, one GET after the other, bodies counted and thrown
 * away. Node's own client costs more time than the servers that are measured, on the same cores.
 */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect } from 'node:net';

const headEnd = Buffer.from('\r\n\r\n');

export class HttpConnection {
  readonly #socket: Socket;
  readonly #host: string;
  /** The head of the answer as far as it came; undefined once it is complete. */
  #head: Buffer | undefined = Buffer.alloc(0);
  /** Bytes of the body that are still to come. */
  #missing = 0;
  #settle: { resolve: () => void; reject: (error: Error) => void } | undefined;

  private constructor(socket: Socket, host: string) {
    this.#socket = socket;
    this.#host = host;
    socket.on('data', (chunk) => this.#take(chunk as Buffer));
    socket.on('error', (error) => this.#settle?.reject(error));
    socket.on('close', () => this.#settle?.reject(new Error('the server closed the connection')));
  }

  static async open(url: URL): Promise<HttpConnection> {
    const socket = connect(Number(url.port), url.hostname);
    await once(socket, 'connect');
    return new HttpConnection(socket.setNoDelay(), url.host);
  }

  /** Resolves when the whole answer came. Rejects where it is not 200 or does not tell its length. */
  get(path: string): Promise<void> {
    this.#head = Buffer.alloc(0);
    const answered = new Promise<void>((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    this.#socket.write(`GET ${path} HTTP/1.1\r\nHost: ${this.#host}\r\n\r\n`);
    return answered;
  }

  close(): void {
    this.#settle = undefined;
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    const bodyBytes = this.#head === undefined ? chunk.length : this.#takeHead(this.#head, chunk);
    this.#missing -= bodyBytes;
    if (this.#head === undefined && this.#missing === 0) this.#settle?.resolve();
  }

  /** Returns how many bytes of the body came with the head. */
  #takeHead(before: Buffer, chunk: Buffer): number {
    const head = before.length === 0 ? chunk : Buffer.concat([before, chunk]);
    const end = head.indexOf(headEnd);
    this.#head = end < 0 ? head : undefined;
    if (end < 0) return 0;
    const text = head.toString('latin1', 0, end);
    const length = /^content-length: (\d+)$/im.exec(text);
    if (text.startsWith('HTTP/1.1 200 ') && length !== null) this.#missing = Number(length[1]);
    else this.#settle?.reject(new Error(text));
    return head.length - end - headEnd.length;
  }
}
