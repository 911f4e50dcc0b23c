import { setImmediate } from 'node:timers/promises';

/** A body that is read while it is sent, no faster than the client takes it. */
export class StreamedBody {
  /** Bytes; undefined where that is known only when all was sent. */
  readonly length: number | undefined;
  /** Resolves when the last byte was read or nobody wants any more; rejects where reading failed. */
  readonly ended: Promise<void>;
  readonly #parts: Iterator<Uint8Array>;
  #isCancelled = false;
  readonly #settle: { readonly resolve: () => void; readonly reject: (error: unknown) => void };

  constructor(length: number | undefined, parts: Iterable<Uint8Array>) {
    this.length = length;
    this.#parts = parts[Symbol.iterator]();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.ended = promise;
    this.#settle = { resolve, reject };
  }

  /** To be called once, unless the body is cancelled. */
  stream(): ReadableStream<Uint8Array> {
    return new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        try {
          const { done, value } = await this.#nextPart();
          if (this.#isCancelled) return;
          if (done !== true) {
            controller.enqueue(value);
            // Other requests have their turn between two parts.
            await setImmediate();
            return;
          }
          controller.close();
          this.#settle.resolve();
        } catch (error) {
          this.#settle.reject(error);
          throw error;
        }
      },
      cancel: () => this.cancel(),
    });
  }

  /** Skips empty parts, which say that others should have a turn before there is more. */
  async #nextPart(): Promise<IteratorResult<Uint8Array>> {
    let next = this.#parts.next();
    while (next.done !== true && next.value.byteLength === 0) {
      await setImmediate();
      next = this.#parts.next();
    }
    return next;
  }

  cancel(): void {
    this.#isCancelled = true;
    this.#parts.return?.();
    this.#settle.resolve();
  }
}
