import type { WalkOptions } from './file-tree.ts';

/** Tells how far a walk has come, by the bytes that lie behind it, and hears whether it is called off. */
export class WalkProgress {
  readonly #totalBytes: number;
  readonly #options: WalkOptions;
  #bytes = 0;

  constructor(totalBytes: number, options: WalkOptions) {
    this.#totalBytes = totalBytes;
    this.#options = options;
  }

  /** Errors: the reason of the signal, where it aborted. */
  check(): void {
    this.#options.signal?.throwIfAborted();
  }

  /** So many bytes more are done with. */
  advance(bytes: number): void {
    this.#bytes += bytes;
    this.#tell(this.#bytes);
  }

  /** The walk is over, whatever its parts amounted to. */
  finish(): void {
    this.#tell(this.#totalBytes);
  }

  /** The same chunks, told of while they are read; `advance` is still to be called when they are done with. */
  async *watch(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let bytes = this.#bytes;
    for await (const chunk of chunks) {
      this.check();
      bytes += chunk.length;
      this.#tell(bytes);
      yield chunk;
    }
  }

  /** Files may grow while they are read. */
  #tell(bytes: number): void {
    if (this.#totalBytes > 0) this.#options.onProgress?.(Math.min(bytes / this.#totalBytes, 1));
  }
}
