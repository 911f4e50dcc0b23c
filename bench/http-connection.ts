/**
 * The least that an HTTP client can do: one connection, one GET after the other, bodies counted and thrown
 * away. Node's own client costs more time than the servers that are measured, on the same cores.
 */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect } from 'node:net';

const headEnd = Buffer.from('\r\n\r\n');
/** The last chunk of a body of unknown length; none of the bodies that are measured has such a line in it. */
const lastChunk = Buffer.from('0\r\n\r\n');

export class HttpConnection {
  readonly #socket: Socket;
  readonly #host: string;
  /** The head of the answer as far as it came; undefined once it is complete. */
  #head: Buffer | undefined = Buffer.alloc(0);
  /** Bytes of the body that are still to come, where their number is told. */
  #missing = 0;
  #isChunked = false;
  /** The last bytes of a body in chunks. */
  #tail = Buffer.alloc(0);
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

  /** Resolves when the whole answer came. Rejects where it is not 200 or does not tell where it ends. */
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
    if (this.#head !== undefined) return;
    this.#missing -= bodyBytes;
    const isOver = this.#isChunked ? this.#endsWithLastChunk(chunk) : this.#missing === 0;
    if (isOver) this.#settle?.resolve();
  }

  #endsWithLastChunk(chunk: Buffer): boolean {
    this.#tail = Buffer.concat([this.#tail, chunk.subarray(-lastChunk.length)]).subarray(-lastChunk.length);
    return this.#tail.equals(lastChunk);
  }

  /** Returns how many bytes of the body came with the head. */
  #takeHead(before: Buffer, chunk: Buffer): number {
    const head = before.length === 0 ? chunk : Buffer.concat([before, chunk]);
    const end = head.indexOf(headEnd);
    this.#head = end < 0 ? head : undefined;
    if (end < 0) return 0;
    const text = head.toString('latin1', 0, end);
    const length = /^content-length: (\d+)$/im.exec(text);
    this.#isChunked = length === null && /^transfer-encoding: chunked$/im.test(text);
    this.#tail = Buffer.alloc(0);
    if (text.startsWith('HTTP/1.1 200 ') && this.#isChunked) this.#missing = 0;
    else if (text.startsWith('HTTP/1.1 200 ') && length !== null) this.#missing = Number(length[1]);
    else this.#settle?.reject(new Error(text));
    return head.length - end - headEnd.length;
  }
}
