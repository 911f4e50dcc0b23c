import { Buffer } from 'node:buffer';

/** Collects a document from JSON text and from stored bytes of JSON, and joins both once, at the end. */
export class DocumentBytes {
  readonly #parts: Uint8Array[] = [];
  #pendingText = '';
  #length = 0;

  text(json: string): this {
    this.#pendingText += json;
    this.#length += json.length;
    return this;
  }

  bytes(json: Uint8Array): this {
    this.#flushText();
    this.#parts.push(json);
    this.#length += json.byteLength;
    return this;
  }

  /** Bytes so far; text beyond ASCII counts as less than it is, which is near enough for a limit. */
  get length(): number {
    return this.#length;
  }

  finish(): Uint8Array {
    this.#flushText();
    return this.#parts.length === 1 ? this.#parts[0]! : Buffer.concat(this.#parts);
  }

  #flushText(): void {
    if (this.#pendingText === '') return;
    this.#parts.push(Buffer.from(this.#pendingText));
    this.#pendingText = '';
  }
}
