/**
 * Checks that chunks of bytes are one JSON value in UTF-8, whatever places they are cut at, and gives the
 * bytes on with `null` for `NaN` and `Infinity` and without a byte order mark. What it meets it tells the
 * builder of the index.
 */
import { Buffer } from 'node:buffer';
import { limits } from '../../base/index.ts';
import { ArchiveFault } from './archive-error.ts';
import type { IndexBuilder } from './index-builder.ts';
import { backslash, closeList, closeMap, colon, comma, openList, openMap, quote } from './json-scan.ts';
import { endsNumber, hasMoreDigits, leadingZero, nextNumberPart, sign, whole } from './number-part.ts';
import { Utf8Check } from './utf8-check.ts';

/** What may come next, or what is being read: the latter from `inString` on. */
const aValue = 0;
const anItemOrEnd = 1;
const aKeyOrEnd = 2;
const aKey = 3;
const aColon = 4;
const aCommaOrEnd = 5;
const nothing = 6;
const inString = 7;
const inEscape = 8;
const inNumber = 9;
const inWord = 10;
const inByteOrderMark = 11;

const expectations = [
  'a value',
  'a value or `]`',
  'a key or `}`',
  'a key',
  'a colon',
  'a comma or the end of the list or map',
  'nothing more',
];

const nullWord = Buffer.from('null');
const infinity = Buffer.from('Infinity');
const minusInfinity = Buffer.from('-Infinity');
/** JSON has no such words, yet programs write them. */
const notANumbers: readonly Uint8Array[] = [Buffer.from('NaN'), infinity, minusInfinity];
const words = [Buffer.from('true'), Buffer.from('false'), nullWord, ...notANumbers];
const byteOrderMark = Buffer.from('\ufeff');
const minus = 0x2d;
const minusSign = Buffer.from('-');

export class JsonReader {
  /** How many of `NaN` and `Infinity` became null. */
  notANumbers = 0;
  readonly #builder: IndexBuilder;
  readonly #take: (piece: Uint8Array) => void;
  readonly #bytesMax: number;
  readonly #utf8 = new Utf8Check();
  #state = aValue;
  /** Bytes that came before the chunk that is read now. */
  #received = 0;
  /** What is to be added to a position in the chunk for that in the bytes given on. */
  #shift = 0;
  /** Where in the chunk the bytes begin that were not yet given on. */
  #unsent = 0;
  /** Whether the last chunk ended in a minus, which was not given on: `-Infinity` may follow. */
  #isMinusHeld = false;
  /** Where in the bytes given on the string, number or word begins that is being read. */
  #start = 0;
  #isKey = false;
  /** What earlier chunks have of the key that is being read. */
  #keyParts: Uint8Array[] = [];
  /** Digits of `\u` that are still to come; 0 where the letter of the escape is. */
  #digits = 0;
  #numberPart = sign;
  #word: Uint8Array = nullWord;
  /** Bytes of the word, or of the byte order mark, that were read. */
  #matched = 0;

  constructor(builder: IndexBuilder, take: (piece: Uint8Array) => void, bytesMax: number) {
    this.#builder = builder;
    this.#take = take;
    this.#bytesMax = bytesMax;
  }

  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    if (this.#received + chunk.length > this.#bytesMax) {
      throw new ArchiveFault(`is larger than ${this.#bytesMax} bytes, the most that archive-max allows`);
    }
    const badByte = this.#utf8.push(chunk);
    if (badByte !== undefined) this.#fail('bytes that are no UTF-8', badByte);
    this.#unsent = 0;
    if (this.#isMinusHeld && chunk[0] !== infinity[0]) this.#take(minusSign);
    this.#isMinusHeld = false;
    let at = 0;
    while (at < chunk.length) at = this.#pass(chunk, at);
    this.#endChunk(chunk);
  }

  /** Gives the number of bytes that were given on. */
  finish(): number {
    if (this.#state === inNumber && endsNumber(this.#numberPart)) this.#endScalar(0x30, 0);
    if (this.#state !== nothing || !this.#utf8.isWhole) {
      const isEmpty = this.#received === 0;
      this.#fail(isEmpty ? 'it is empty' : 'it ends before the value does', 0);
    }
    return this.#shift;
  }

  /** Reads what begins or goes on at a position, and tells where it ends. */
  #pass(bytes: Uint8Array, at: number): number {
    switch (this.#state) {
      case inString:
        return this.#passString(bytes, at);
      case inNumber:
        return this.#passNumber(bytes, at);
      case inEscape:
        return this.#passEscape(bytes, at);
      case inWord:
        return this.#passWord(bytes, at);
      case inByteOrderMark:
        return this.#passByteOrderMark(bytes, at);
      default:
        return this.#passToken(bytes, at);
    }
  }

  #passToken(bytes: Uint8Array, at: number): number {
    const byte = bytes[at]!;
    if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) return at + 1;
    const state = this.#state;
    if (state === aCommaOrEnd) {
      if (byte === comma) this.#state = this.#builder.isInMap ? aKey : aValue;
      else this.#close(byte, at);
      return at + 1;
    }
    if (state === aValue) return this.#begin(bytes, byte, at);
    if (state === anItemOrEnd) {
      if (byte !== closeList) return this.#begin(bytes, byte, at);
      this.#close(byte, at);
      return at + 1;
    }
    if (byte === quote && (state === aKey || state === aKeyOrEnd)) return this.#beginString(bytes, at, true);
    if (state === aColon && byte === colon) this.#state = aValue;
    else if (state === aKeyOrEnd && byte === closeMap) this.#close(byte, at);
    else this.#failExpecting(at);
    return at + 1;
  }

  #begin(bytes: Uint8Array, byte: number, at: number): number {
    if (byte === quote) return this.#beginString(bytes, at, false);
    if (byte === minus || (byte >= 0x30 && byte <= 0x39)) {
      this.#start = at + this.#shift;
      this.#state = inNumber;
      if (byte === minus) this.#numberPart = sign;
      else this.#numberPart = byte === 0x30 ? leadingZero : whole;
      return this.#passNumber(bytes, at + 1);
    }
    if (byte === openMap || byte === openList) {
      if (this.#builder.depth === limits.archiveDepthMax) {
        throw new ArchiveFault(`nests deeper than ${limits.archiveDepthMax} levels`);
      }
      this.#builder.open(byte === openMap, at + this.#shift);
      this.#state = byte === openMap ? aKeyOrEnd : anItemOrEnd;
      return at + 1;
    }
    if (byte === byteOrderMark[0] && this.#received + at === 0) {
      this.#state = inByteOrderMark;
      this.#matched = 0;
      return at;
    }
    const word = words.find((candidate) => candidate[0] === byte);
    if (word === undefined) return this.#failExpecting(at);
    return this.#beginWord(bytes, word, at, 0);
  }

  #close(byte: number, at: number): void {
    if (byte !== (this.#builder.isInMap ? closeMap : closeList)) this.#failExpecting(at);
    this.#builder.close(at + 1 + this.#shift);
    this.#endValue();
  }

  #endValue(): void {
    this.#state = this.#builder.depth === 0 ? nothing : aCommaOrEnd;
  }

  #endScalar(firstByte: number, at: number): void {
    this.#builder.scalar(firstByte, this.#start, at + this.#shift);
    this.#endValue();
  }

  #beginString(bytes: Uint8Array, at: number, isKey: boolean): number {
    this.#start = at + this.#shift;
    this.#isKey = isKey;
    this.#state = inString;
    return this.#passString(bytes, at + 1);
  }

  #passString(bytes: Uint8Array, start: number): number {
    const end = bytes.length;
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at]!;
      if (byte === quote) {
        if (this.#isKey) this.#endKey(bytes, at + 1);
        else this.#endScalar(quote, at + 1);
        return at + 1;
      }
      if (byte === backslash) {
        this.#state = inEscape;
        this.#digits = 0;
        return at + 1;
      }
      if (byte < 0x20) this.#fail('a control character in a text', at);
    }
    return end;
  }

  #passEscape(bytes: Uint8Array, at: number): number {
    const byte = bytes[at]!;
    if (this.#digits > 0) {
      if (!isHexDigit(byte)) this.#fail('an escape without four hexadecimal digits', at);
      this.#digits -= 1;
    } else if (byte === 0x75) {
      this.#digits = 4;
    } else if (!isEscapeLetter(byte)) {
      this.#fail('an escape that JSON does not have', at);
    }
    if (this.#digits === 0) this.#state = inString;
    return at + 1;
  }

  #endKey(bytes: Uint8Array, end: number): void {
    const size = end + this.#shift - this.#start;
    if (size > limits.archiveKeyBytesMax) this.#failOfKey();
    if (this.#keyParts.length === 0) {
      this.#builder.key(bytes, end - size, end, this.#start);
    } else {
      const key = Buffer.concat([...this.#keyParts, bytes.subarray(0, end)]);
      this.#builder.key(key, 0, key.length, this.#start);
      this.#keyParts = [];
    }
    this.#state = aColon;
  }

  #passNumber(bytes: Uint8Array, start: number): number {
    const end = bytes.length;
    let part = this.#numberPart;
    let at = start;
    while (at < end) {
      if (hasMoreDigits(part)) at = passDigits(bytes, at);
      if (at === end) break;
      const next = nextNumberPart(part, bytes[at]!);
      if (next === undefined) {
        this.#numberPart = part;
        return this.#endNumber(bytes, bytes[at]!, at);
      }
      part = next;
      at += 1;
    }
    this.#numberPart = part;
    return end;
  }

  #endNumber(bytes: Uint8Array, byte: number, at: number): number {
    if (this.#numberPart === sign && byte === infinity[0])
      return this.#beginWord(bytes, minusInfinity, at, 1);
    if (!endsNumber(this.#numberPart)) this.#fail('a number that is not complete', at);
    this.#endScalar(0x30, at);
    return at;
  }

  /** Begins a word of which `matched` bytes were read, as those of a number. */
  #beginWord(bytes: Uint8Array, word: Uint8Array, at: number, matched: number): number {
    this.#state = inWord;
    this.#word = word;
    this.#matched = matched;
    this.#start = at - matched + this.#shift;
    if (isNotANumber(word)) this.#send(bytes, at - matched);
    return this.#passWord(bytes, at);
  }

  #passWord(bytes: Uint8Array, start: number): number {
    const word = this.#word;
    let at = start;
    for (; at < bytes.length && this.#matched < word.length; at += 1) {
      if (bytes[at] !== word[this.#matched]) this.#fail('a word that JSON does not have', at);
      this.#matched += 1;
    }
    if (this.#matched === word.length) this.#endWord(word, at);
    return at;
  }

  #endWord(word: Uint8Array, at: number): void {
    if (isNotANumber(word)) {
      this.notANumbers += 1;
      this.#take(nullWord);
      this.#shift += nullWord.length - word.length;
      this.#unsent = at;
    }
    this.#endScalar(isNotANumber(word) ? nullWord[0]! : word[0]!, at);
  }

  #passByteOrderMark(bytes: Uint8Array, start: number): number {
    if (bytes[start] !== byteOrderMark[this.#matched]) this.#failExpecting(start);
    this.#matched += 1;
    this.#shift -= 1;
    this.#unsent = start + 1;
    if (this.#matched === byteOrderMark.length) this.#state = aValue;
    return start + 1;
  }

  /** Gives on what comes before a position. */
  #send(bytes: Uint8Array, end: number): void {
    if (end > this.#unsent) this.#take(bytes.subarray(this.#unsent, end));
    this.#unsent = end;
  }

  #endChunk(chunk: Uint8Array): void {
    const end = chunk.length;
    this.#isMinusHeld = this.#state === inNumber && this.#numberPart === sign;
    const isLeftOut = this.#state === inByteOrderMark || (this.#state === inWord && isNotANumber(this.#word));
    if (!isLeftOut) this.#send(chunk, this.#isMinusHeld ? end - 1 : end);
    if (this.#isKey && (this.#state === inString || this.#state === inEscape)) this.#keepKey(chunk);
    this.#received += end;
    this.#shift += end;
  }

  #keepKey(chunk: Uint8Array): void {
    const start = this.#start - this.#shift;
    if (chunk.length - start > limits.archiveKeyBytesMax) this.#failOfKey();
    this.#keyParts.push(chunk.slice(Math.max(0, start)));
  }

  #failOfKey(): never {
    throw new ArchiveFault(`has a key of more than ${limits.archiveKeyBytesMax} bytes`);
  }

  #failExpecting(at: number): never {
    this.#fail(`it should have ${expectations[this.#state] ?? 'a value'}`, at);
  }

  #fail(what: string, at: number): never {
    throw new ArchiveFault(`is no valid JSON: ${what} at byte ${this.#received + at}`);
  }
}

function isNotANumber(word: Uint8Array): boolean {
  return notANumbers.includes(word);
}

function passDigits(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at]! >= 0x30 && bytes[at]! <= 0x39) at += 1;
  return at;
}

function isHexDigit(byte: number): boolean {
  const letter = byte | 0x20;
  return (byte >= 0x30 && byte <= 0x39) || (letter >= 0x61 && letter <= 0x66);
}

const escapeLetters = new Set(Buffer.from('"\\/bfnrt'));

function isEscapeLetter(byte: number): boolean {
  return escapeLetters.has(byte);
}
