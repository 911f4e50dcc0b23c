import type { Gunzip, InflateRaw, ZstdDecompress } from 'node:zlib';
import { CompressionError } from './compression-error.ts';

type ZlibStream = Gunzip | InflateRaw | ZstdDecompress;

/**
 * A decompressor of `node:zlib`, fed chunk by chunk. What came out before a fault is given out before the fault is
 * thrown, which the stream's own iterator does not do.
 *
 * Errors: `CompressionError`.
 */
export class ZlibEngine {
  readonly #stream: ZlibStream;
  readonly #ready: Uint8Array[] = [];
  #error: NodeJS.ErrnoException | undefined;
  #isOver = false;
  #wake = () => {};

  constructor(stream: ZlibStream) {
    this.#stream = stream;
    stream.on('data', (chunk: Uint8Array) => {
      this.#ready.push(chunk);
      // One chunk at a time waits in memory.
      stream.pause();
      this.#wake();
    });
    stream.on('error', (error: NodeJS.ErrnoException) => {
      this.#error = error;
      this.#wake();
    });
    stream.on('end', () => {
      this.#isOver = true;
      this.#wake();
    });
  }

  /** Bytes of what was fed that belong to the data; fewer than were fed where they came to their end. */
  get bytesTaken(): number {
    return this.#stream.bytesWritten;
  }

  async *feed(chunk: Uint8Array): AsyncGenerator<Uint8Array> {
    let isTaken = false;
    this.#stream.write(chunk, () => {
      isTaken = true;
      this.#wake();
    });
    yield* this.#outputUntil(() => isTaken || this.#isOver);
  }

  /** Tells that nothing follows, where the data did not tell it themselves. */
  finish(): AsyncGenerator<Uint8Array> {
    this.#stream.end();
    return this.rest();
  }

  /** What is still to come out where the data came to their end. */
  rest(): AsyncGenerator<Uint8Array> {
    return this.#outputUntil(() => this.#isOver);
  }

  close(): void {
    this.#stream.destroy();
  }

  async *#outputUntil(isDone: () => boolean): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = this.#ready.shift();
      if (chunk !== undefined) {
        yield chunk;
      } else if (this.#error !== undefined) {
        throw asCompressionError(this.#error);
      } else if (isDone()) {
        return;
      } else {
        const woken = new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        this.#stream.resume();
        await woken;
      }
    }
  }
}

function asCompressionError(error: NodeJS.ErrnoException): Error {
  return new CompressionError(error.message, error.code === 'Z_BUF_ERROR');
}
