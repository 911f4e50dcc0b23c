/** Rows above which the memory is given back when the container ends: few containers are that large. */
const keptWords = 4096;

/** Rows of four words each. */
export class GrowingRows {
  count = 0;
  words: Uint32Array | undefined;

  push(first: number, second: number, third: number, fourth: number): void {
    const at = this.count * 4;
    const words = this.#roomFor(at + 4);
    words[at] = first;
    words[at + 1] = second;
    words[at + 2] = third;
    words[at + 3] = fourth;
    this.count += 1;
  }

  clear(): void {
    this.count = 0;
    if (this.words !== undefined && this.words.length > keptWords) this.words = undefined;
  }

  #roomFor(length: number): Uint32Array {
    const words = this.words ?? new Uint32Array(64);
    this.words = words;
    if (length <= words.length) return words;
    const larger = new Uint32Array(words.length * 2);
    larger.set(words);
    this.words = larger;
    return larger;
  }
}
