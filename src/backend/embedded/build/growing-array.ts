/** Unsigned integers below 2^32 of which the number is not known beforehand. */
export class GrowingArray {
  #items = new Uint32Array(256);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#items.length) {
      const grown = new Uint32Array(this.#items.length * 2);
      grown.set(this.#items);
      this.#items = grown;
    }
    this.#items[this.#length++] = value;
  }

  /** Changes what was pushed before. */
  set(index: number, value: number): void {
    this.#items[index] = value;
  }

  at(index: number): number {
    return this.#items[index]!;
  }

  view(): Uint32Array<ArrayBuffer> {
    return this.#items.subarray(0, this.#length);
  }
}
