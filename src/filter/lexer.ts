/**
 * Takes the text of a filter and gives its tokens one by one. Knows how tokens are spelled, not which may follow which.
 * Keywords need no blanks around them: `NOTa>bANDc` is six tokens.
 */
import type { OptimadeError } from '../base/index.ts';
import { invalidCharacter, misspelledWord, misspellings, syntaxError } from './syntax-error.ts';
import type { FixedText, Token } from './token.ts';
import { keywords } from './token.ts';

const blanks = /[ \t\n\r\v\f]*/y;
const identifier = /[a-z_][a-z_0-9]*/y;
const number = /[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?/y;
/** No keyword begins another. `==`, `=<`, `=>` and `<>` are left to the misspellings. */
const fixed = new RegExp(`${keywords.join('|')}|[!<>]=|=(?![=<>])|<(?!>)|[>(),:.]`, 'y');
const word = /[A-Za-z_0-9]+/y;
/** The next character of a string that is not plainly itself: a quote, a backslash or a forbidden character. */
const specialInString = /["\\\x00-\x08\x0e-\x1f\x7f]/g;

export class Lexer {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The next token; `end` again and again after the last one. Throws `filter-syntax` where no token begins. */
  next(): Token {
    const start = this.#position + this.#match(blanks).length;
    this.#position = start;
    if (start >= this.#text.length) return { kind: 'end', text: '', start, end: start };
    const token = this.#text[start] === '"' ? this.#string(start) : this.#plain(start);
    this.#position = token.end;
    return token;
  }

  #plain(start: number): Token {
    const name = this.#match(identifier);
    if (name !== '') return { kind: 'identifier', text: name, start, end: start + name.length };
    const numberText = this.#match(number);
    if (numberText !== '') return { kind: 'number', text: numberText, start, end: start + numberText.length };
    const fixedText = this.#match(fixed) as FixedText | '';
    if (fixedText !== '') return { kind: 'fixed', text: fixedText, start, end: start + fixedText.length };
    throw this.#misspelling(start);
  }

  #misspelling(start: number): OptimadeError {
    for (const { pattern, meant, problem } of misspellings) {
      const found = this.#match(pattern);
      if (found !== '') return this.#error(start, start + found.length, problem, meant(found));
    }
    const found = this.#match(word);
    if (found !== '') return misspelledWord(this.#text, { start, end: start + found.length });
    return invalidCharacter(this.#text, start);
  }

  /** String = '"' { EscapedChar } '"' */
  #string(start: number): Token {
    let value = '';
    let from = start + 1;
    for (;;) {
      specialInString.lastIndex = from;
      const special = specialInString.exec(this.#text);
      if (special === null) {
        throw this.#error(start, start + 1, 'the string that begins here has no closing quote');
      }
      const at = special.index;
      value += this.#text.slice(from, at);
      if (special[0] === '"') {
        return { kind: 'string', text: this.#text.slice(start, at + 1), value, start, end: at + 1 };
      }
      if (special[0] !== '\\') throw invalidCharacter(this.#text, at);
      const escaped = this.#text[at + 1];
      if (escaped !== '"' && escaped !== '\\') {
        throw this.#error(
          at,
          at + 2,
          'a backslash in a string escapes only " and \\',
          `\\\\${escaped ?? ''}`,
        );
      }
      value += escaped;
      from = at + 2;
    }
  }

  /** What a sticky pattern finds at the position; empty where it finds nothing. */
  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#position;
    return pattern.exec(this.#text)?.[0] ?? '';
  }

  #error(start: number, end: number, problem: string, suggestion?: string): OptimadeError {
    return syntaxError(this.#text, { start, end }, problem, suggestion);
  }
}
