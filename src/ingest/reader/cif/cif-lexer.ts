/**
 * Text of a CIF → tokens, as version 1.1 of the format has them, and version 2.0 where the first line names
 * it. What breaks the grammar is told and read on: a quote or text that never ends goes to the end of its
 * line or of the file. Knows nothing of blocks and loops.
 */

import { excerpt } from '../finding/excerpt.ts';
import { endOfBrackets } from './cif-brackets.ts';
import type { FaultList } from './fault-list.ts';

export type CifTokenKind = 'data' | 'save' | 'global' | 'loop' | 'stop' | 'tag' | 'value' | 'end';

const code = {
  newline: 10,
  space: 32,
  quote: 34,
  hash: 35,
  apostrophe: 39,
  semicolon: 59,
  underscore: 95,
} as const;
const keyword = /^(?:(data|save)_.*|(loop|stop|global)_)$/is;

/**
 * Reads one token after the other into its fields, without making an object for each: files have millions.
 */
export class CifLexer {
  kind: CifTokenKind = 'end';
  /** Content of a value, name of a tag, name behind `data_` or `save_`. */
  text = '';
  /** Whether a value stands between delimiters, so that `?` and `.` are letters. */
  isQuoted = false;
  /** 1-based, of where the token begins. */
  line: number;

  readonly #source: string;
  readonly #faults: FaultList;
  readonly #isVersion2: boolean;
  #position = 0;
  #currentLine: number;
  /** Of the line last asked for. */
  #lineEnd = -1;

  /** @param start position in the source to begin at, which `line` is the line of */
  constructor(source: string, line: number, faults: FaultList, start = 0) {
    this.#source = source;
    this.#position = start;
    this.#faults = faults;
    this.#isVersion2 = source.startsWith('#\\#CIF_2.0');
    this.#currentLine = line;
    this.line = line;
  }

  /** Behind the token. */
  get position(): number {
    return this.#position;
  }

  /** Goes to the next token, which is of the kind given. */
  advance(): CifTokenKind {
    this.#skipBlanks();
    this.line = this.#currentLine;
    this.isQuoted = false;
    const source = this.#source;
    const start = this.#position;
    if (start >= source.length) {
      this.text = '';
      this.kind = 'end';
      return 'end';
    }
    const first = source.charCodeAt(start);
    if (first === code.semicolon && (start === 0 || source.charCodeAt(start - 1) === code.newline)) {
      this.#readTextField(start);
    } else if (first === code.apostrophe || first === code.quote) {
      this.#readQuoted(start);
    } else if (this.#isVersion2 && (source[start] === '[' || source[start] === '{')) {
      this.#readBracketed(start);
    } else {
      this.#readBare(start, first);
      return this.kind;
    }
    this.kind = 'value';
    this.isQuoted = true;
    return 'value';
  }

  #skipBlanks(): void {
    const source = this.#source;
    let position = this.#position;
    for (; position < source.length; position += 1) {
      const character = source.charCodeAt(position);
      if (character === code.newline) {
        this.#currentLine += 1;
      } else if (character === code.hash) {
        position = this.#endOfLine(position) - 1;
      } else if (character > code.space) {
        break;
      }
    }
    this.#position = position;
  }

  #readBare(start: number, first: number): void {
    const source = this.#source;
    let end = start + 1;
    while (end < source.length && source.charCodeAt(end) > code.space) end += 1;
    this.#position = end;
    const text = source.slice(start, end);
    this.text = text;
    this.kind = first === code.underscore ? 'tag' : 'value';
    // Keywords end or have an underscore as the fifth or seventh letter; few values have.
    if (text[4] !== '_' && text[6] !== '_') return;
    const match = keyword.exec(text);
    if (match === null) return;
    this.kind = (match[1] ?? match[2]!).toLowerCase() as CifTokenKind;
    this.text = text.slice(text.indexOf('_') + 1);
  }

  #readQuoted(start: number): void {
    const source = this.#source;
    const quote = source[start]!;
    if (this.#isVersion2 && source.startsWith(quote.repeat(3), start)) {
      this.#readDelimited(start + 3, quote.repeat(3), 'quotes');
      return;
    }
    const lineEnd = this.#endOfLine(start);
    let end = source.indexOf(quote, start + 1);
    // The quote belongs to the text where no blank follows.
    while (!this.#isVersion2 && end !== -1 && end < lineEnd && source.charCodeAt(end + 1) > code.space) {
      end = source.indexOf(quote, end + 1);
    }
    if (end === -1 || end >= lineEnd) {
      this.text = source.slice(start + 1, lineEnd).trim();
      this.#position = lineEnd;
      this.#faults.add(this.line, `has no end of the quotation ${excerpt(this.text)}`);
      return;
    }
    this.text = source.slice(start + 1, end);
    this.#position = end + 1;
  }

  #readTextField(start: number): void {
    this.#readDelimited(start + 1, '\n;', 'text');
    const { text } = this;
    // A backslash at the end of the first line: all lines that end in one go on in the next.
    if (text.startsWith('\\') && /^\\[ \t]*\n/.test(text)) this.text = text.replace(/\\[ \t]*(?:\n|$)/g, '');
  }

  #readDelimited(start: number, delimiter: string, what: string): void {
    const source = this.#source;
    const found = source.indexOf(delimiter, start);
    const end = found === -1 ? source.length : found;
    this.text = source.slice(start, end);
    this.#position = found === -1 ? end : end + delimiter.length;
    if (found === -1)
      this.#faults.add(this.line, `has no end of the ${what} that begins ${excerpt(this.text)}`);
    this.#countLines(start, this.#position);
  }

  /** Lists and tables come as they are written: nothing that we read is one. */
  #readBracketed(start: number): void {
    const found = endOfBrackets(this.#source, start);
    const end = found === -1 ? this.#source.length : found;
    this.text = this.#source.slice(start, end);
    this.#position = end;
    if (found === -1) this.#faults.add(this.line, `has no end of the list or table ${excerpt(this.text)}`);
    this.#countLines(start, end);
  }

  #countLines(start: number, end: number): void {
    for (let newline = this.#endOfLine(start); newline < end; newline = this.#endOfLine(newline + 1)) {
      this.#currentLine += 1;
    }
  }

  /** Where the line at this position ends; kept, since a line without end may have a million tokens. */
  #endOfLine(position: number): number {
    if (this.#lineEnd < position) {
      const newline = this.#source.indexOf('\n', position);
      this.#lineEnd = newline === -1 ? this.#source.length : newline;
    }
    return this.#lineEnd;
  }
}
