import { ArchiveDamage } from './archive-error.ts';
import { colon, comma, endOfString, endOfValue, quote, skipBlanks } from './json-scan.ts';

/**
 * Goes through the members or items that stand between two positions, separated by commas, none of them cut.
 * After `next` the positions are those of the child.
 */
export class ChildCursor {
  keyStart = 0;
  /** Behind the closing quote. */
  keyEnd = 0;
  start = 0;
  end = 0;
  readonly #bytes: Uint8Array;
  readonly #stop: number;
  readonly #areMembers: boolean;
  #at: number;

  constructor(bytes: Uint8Array, start: number, stop: number, areMembers: boolean) {
    this.#bytes = bytes;
    this.#at = skipBlanks(bytes, start, stop);
    this.#stop = stop;
    this.#areMembers = areMembers;
  }

  next(): boolean {
    const stop = this.#stop;
    if (this.#at >= stop) return false;
    const bytes = this.#bytes;
    this.start = this.#areMembers ? this.#passKey(bytes, stop) : this.#at;
    this.end = endOfValue(bytes, this.start, stop);
    const behind = skipBlanks(bytes, this.end, stop);
    if (behind < stop && bytes[behind] !== comma) throw new ArchiveDamage('a comma is missing');
    this.#at = skipBlanks(bytes, behind + 1, stop);
    return true;
  }

  #passKey(bytes: Uint8Array, stop: number): number {
    if (bytes[this.#at] !== quote) throw new ArchiveDamage('a key is missing');
    this.keyStart = this.#at;
    this.keyEnd = endOfString(bytes, this.#at, stop);
    const behind = skipBlanks(bytes, this.keyEnd, stop);
    if (bytes[behind] !== colon) throw new ArchiveDamage('a colon is missing');
    return skipBlanks(bytes, behind + 1, stop);
  }
}
