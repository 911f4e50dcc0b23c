import { findBytes } from './find-bytes.ts';

/**
 * Ascending texts in one block: their number, where each begins (and the end) as uint32, then their UTF-8
 * bytes.
 */
export class TextBlock {
  readonly byteLength: number;
  readonly size: number;
  readonly #offsets: Uint32Array;
  readonly #texts: Buffer;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.byteLength = bytes.byteLength;
    this.size = new Uint32Array(bytes.buffer, bytes.byteOffset, 1)[0]!;
    this.#offsets = new Uint32Array(bytes.buffer, bytes.byteOffset + 4, this.size + 1);
    const start = 4 * (this.size + 2);
    this.#texts = Buffer.from(bytes.buffer, bytes.byteOffset + start, bytes.byteLength - start);
  }

  bytes(index: number): Buffer {
    return this.#texts.subarray(this.#offsets[index]!, this.#offsets[index + 1]!);
  }

  text(index: number): string {
    return this.#texts.toString('utf8', this.#offsets[index]!, this.#offsets[index + 1]!);
  }

  /** The first text that is not below the needle; `size` where all are. */
  lowerBound(needle: Uint8Array): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.compare(middle, needle) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Order of a text against a needle, by bytes. */
  compare(index: number, needle: Uint8Array): number {
    return this.#texts.compare(needle, 0, needle.length, this.#offsets[index]!, this.#offsets[index + 1]!);
  }

  /**
   * Adds the indexes of the texts that hold the needle, each shifted by `base`, found in one pass over the
   * bytes.
   */
  collectHolders(needle: Uint8Array, base: number, found: number[]): void {
    if (needle.length === 0) {
      for (let index = 0; index < this.size; index += 1) found.push(base + index);
      return;
    }
    let index = 0;
    let at = findBytes(this.#texts, needle);
    while (at >= 0) {
      while (this.#offsets[index + 1]! <= at) index += 1;
      const end = this.#offsets[index + 1]!;
      // A hit across the end of a text is none, and neither are those that begin later in the same text.
      if (at + needle.length <= end) found.push(base + index);
      at = findBytes(this.#texts, needle, end);
    }
  }

  holds(index: number, needle: Uint8Array): boolean {
    return findBytes(this.bytes(index), needle) >= 0;
  }

  endsWith(index: number, needle: Uint8Array): boolean {
    const end = this.#offsets[index + 1]!;
    const start = end - needle.length;
    if (start < this.#offsets[index]!) return false;
    return this.#texts.compare(needle, 0, needle.length, start, end) === 0;
  }
}

/** The block of some texts, given as their bytes joined and where each begins, the end included. */
export function encodeTextBlock(texts: Uint8Array, offsets: readonly number[]): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(4 * (offsets.length + 1) + texts.length);
  new Uint32Array(block.buffer, 0, 1)[0] = offsets.length - 1;
  new Uint32Array(block.buffer, 4, offsets.length).set(offsets);
  block.set(texts, 4 * (offsets.length + 1));
  return block;
}
