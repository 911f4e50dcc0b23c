import { pieceBytesMax } from './byte-source.ts';

/** Gives numbers of 32 bits on in pieces. */
export class IndexOutput {
  /** Bytes that were written. */
  length = 0;
  readonly #take: (piece: Uint8Array) => void;
  #piece = new Uint8Array(256);
  #used = 0;

  constructor(take: (piece: Uint8Array) => void) {
    this.#take = take;
  }

  word(value: number): void {
    if (this.#used === this.#piece.length) this.#makeRoom();
    const piece = this.#piece;
    const at = this.#used;
    piece[at] = value;
    piece[at + 1] = value >>> 8;
    piece[at + 2] = value >>> 16;
    piece[at + 3] = value >>> 24;
    this.#used = at + 4;
    this.length += 4;
  }

  flush(): void {
    if (this.#used > 0) this.#take(this.#piece.subarray(0, this.#used));
    this.#piece = new Uint8Array(0);
    this.#used = 0;
  }

  /** Small documents are many, and have small indexes. */
  #makeRoom(): void {
    if (this.#used < pieceBytesMax) {
      const larger = new Uint8Array(Math.min(pieceBytesMax, Math.max(256, this.#used * 4)));
      larger.set(this.#piece);
      this.#piece = larger;
    } else {
      this.#take(this.#piece);
      this.#piece = new Uint8Array(pieceBytesMax);
      this.#used = 0;
    }
  }
}
