/** Unsigned integers below 2^53, seven bits a byte, the lowest first; the top bit says that more follow. */

export function varintBytes(values: readonly number[]): number {
  let bytes = values.length;
  for (const value of values) {
    for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) bytes += 1;
  }
  return bytes;
}

/** Writes the values one after another and returns the offset behind the last. */
export function writeVarints(target: Uint8Array, offset: number, values: readonly number[]): number {
  let at = offset;
  for (const value of values) {
    let rest = value;
    while (rest >= 128) {
      target[at++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    target[at++] = rest;
  }
  return at;
}

/** Reads varints one after another. */
export class VarintReader {
  readonly #bytes: Uint8Array;
  /** Where the next one begins. */
  offset: number;

  constructor(bytes: Uint8Array, offset: number) {
    this.#bytes = bytes;
    this.offset = offset;
  }

  next(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      // A document that ends within its header is damaged; reading on as zero ends the loop.
      const byte = this.#bytes[this.offset++] ?? 0;
      if (byte < 128) return value + byte * scale;
      value += (byte - 128) * scale;
      scale *= 128;
    }
  }
}
