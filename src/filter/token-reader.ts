import { limits, OptimadeError } from '../base/index.ts';
import type { Span } from './ast.ts';
import { Lexer } from './lexer.ts';
import { syntaxError, unexpectedToken } from './syntax-error.ts';
import type { FixedText, Token } from './token.ts';

/** The tokens of a filter with one token of lookahead, and what every production needs of them. */
export class TokenReader {
  readonly text: string;
  /** The token that comes next. */
  token: Token;
  readonly #lexer: Lexer;
  #previous: Token | undefined;
  #terms = 0;

  constructor(text: string) {
    this.text = text;
    this.#lexer = new Lexer(text);
    this.token = this.#lexer.next();
  }

  advance(): void {
    this.#previous = this.token;
    this.token = this.#lexer.next();
  }

  at(...texts: readonly FixedText[]): boolean {
    return this.token.kind === 'fixed' && texts.includes(this.token.text);
  }

  /** Passes over the token if it is this one. */
  take(text: FixedText): boolean {
    if (!this.at(text)) return false;
    this.advance();
    return true;
  }

  /** From a start to the end of the token last passed over. */
  spanFrom(start: number): Span {
    return { start, end: this.#previous?.end ?? start };
  }

  /** Counts a comparison, a zipped property or an entry of a value list. */
  countTerm(): void {
    this.#terms += 1;
    if (this.#terms <= limits.filterTermsMax) return;
    throw new OptimadeError(
      'filter-size',
      { limit: limits.filterTermsMax, unit: 'comparisons and listed values' },
      { parameter: 'filter' },
    );
  }

  /** The error that the next token cannot stand where it does. */
  unexpected(expected: string): OptimadeError {
    return unexpectedToken(this.text, this.token, this.#previous, expected);
  }

  /** The error that the next token brings about in a way of its own. */
  problem(problem: string, suggestion?: string): OptimadeError {
    return syntaxError(this.text, this.token, problem, suggestion);
  }
}
