import { limits } from '../../base/index.ts';
import { byte, isBlank } from './bytes.ts';

const { backslash, quote, comma, colon, openBracket, closeBracket, openBrace, closeBrace } = byte;
const depthMax = limits.sourceDepthMax;

/** What ends a number or a word. */
const delimiters: ReadonlySet<number> = new Set([
  quote,
  comma,
  colon,
  openBracket,
  closeBracket,
  openBrace,
  closeBrace,
]);

/**
 * Finds the end of one JSON value in bytes that come in chunks, and how deep it nests. Brackets are counted,
 * not paired: what is between start and end may still be no JSON.
 */
export class ValueScanner {
  /** Whether the value nests deeper than `sourceDepthMax`. */
  tooDeep = false;
  private depth = 0;
  private inString = false;
  /** The last chunk ended with the backslash of an escape. */
  private escaped = false;
  /** A number, a word or garbage: it ends before the next delimiter. */
  private bare = false;

  /** Starts a value with its first byte, which is no blank; `scan` goes on with the byte after it. */
  start(first: number): void {
    this.tooDeep = false;
    this.escaped = false;
    this.depth = first === openBrace || first === openBracket ? 1 : 0;
    this.inString = first === quote;
    this.bare = this.depth === 0 && !this.inString;
  }

  /** The index after the value's last byte, or -1 where the value goes on in the next chunk. */
  scan(bytes: Buffer, from: number): number {
    if (this.bare) return endOfBare(bytes, from);
    const { length } = bytes;
    // Kept in locals, for this loop sees every byte of a list.
    let { depth, inString } = this;
    let index = from;
    if (this.escaped && index < length) {
      this.escaped = false;
      index += 1;
    }
    while (index < length) {
      const current = bytes[index]!;
      index += 1;
      if (inString) {
        if (current === backslash) {
          if (index === length) this.escaped = true;
          index += 1;
        } else if (current === quote) {
          inString = false;
          if (depth === 0) return index;
        }
      } else if (current === quote) {
        inString = true;
      } else if (current < openBracket) {
        // A digit, comma or blank: most of all bytes.
      } else if (current === openBrace || current === openBracket) {
        depth += 1;
        if (depth > depthMax) this.tooDeep = true;
      } else if (current === closeBrace || current === closeBracket) {
        depth -= 1;
        if (depth === 0) return index;
      }
    }
    this.depth = depth;
    this.inString = inString;
    return -1;
  }
}

function endOfBare(bytes: Buffer, from: number): number {
  for (let index = from; index < bytes.length; index += 1) {
    const current = bytes[index]!;
    if (isBlank(current) || delimiters.has(current)) return index;
  }
  return -1;
}

/** Whether a JSON text, blanks at its start left out, nests deeper than `sourceDepthMax`. */
export function nestsTooDeep(bytes: Buffer): boolean {
  const scanner = new ValueScanner();
  scanner.start(bytes[0]!);
  scanner.scan(bytes, 1);
  return scanner.tooDeep;
}
