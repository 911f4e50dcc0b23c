/**
 * What a control request asks for, by name: the parameters of a URL, all of which are text, or the members of a JSON
 * object. Each value is checked when it is taken.
 */
import type { JsonObject, JsonValue } from '../../base/index.ts';
import { isJsonObject, OptimadeError, suggest } from '../../base/index.ts';
import { QueryString } from '../../query/index.ts';

export interface TextOptions {
  readonly lengthMax: number;
  /** Line breaks and tabs are allowed. */
  readonly multiline?: boolean;
}

export class Members {
  readonly #values: ReadonlyMap<string, JsonValue>;
  readonly #place: 'query' | 'body';

  private constructor(values: ReadonlyMap<string, JsonValue>, place: 'query' | 'body') {
    this.#values = values;
    this.#place = place;
  }

  /**
   * Errors: those of reading a query, parameter-repeated, member-unknown for all but the known names.
   *
   * @param takesUrl name of the parameter that is a URL, whose own `&` may have been left unescaped
   */
  static fromQuery(query: string, known: readonly string[], takesUrl?: string): Members {
    const parameters = new QueryString(query);
    const values = new Map<string, string>();
    for (const name of parameters.names) values.set(name, parameters.value(name)!);
    const isCut = takesUrl !== undefined && values.get(takesUrl)?.includes('?') === true;
    const hint = isCut ? `If it is a part of "${takesUrl}", write every & in that as %26.` : '';
    return new Members(values, 'query').#checked(known, hint);
  }

  /** A null says as much as nothing. Errors: member-unknown. */
  static fromBody(body: JsonObject, known: readonly string[]): Members {
    const given = Object.entries(body).filter(([, value]) => value !== undefined && value !== null);
    return new Members(new Map(given as [string, JsonValue][]), 'body').#checked(known, '');
  }

  #checked(known: readonly string[], hint: string): this {
    for (const name of this.#values.keys()) {
      if (known.includes(name)) continue;
      const values = { parameter: name, known: known.join(', '), hint };
      const suggestion = hint === '' ? suggest(name, known) : undefined;
      throw new OptimadeError('member-unknown', values, { ...this.#source(name), suggestion });
    }
    return this;
  }

  /** Errors: member-invalid for what is empty, too long, or holds characters that a text does not. */
  text(name: string, { lengthMax, multiline = false }: TextOptions): string | undefined {
    const value = this.#values.get(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'string') throw this.invalid(name, 'must be a text');
    if (value.trim() === '') throw this.invalid(name, 'is empty');
    if (value.length > lengthMax) throw this.invalid(name, `is longer than ${lengthMax} characters`);
    const forbidden = multiline ? /(?![\t\n\r])\p{Cc}/u : /\p{Cc}/u;
    if (forbidden.test(value) || !value.isWellFormed()) throw this.invalid(name, 'holds control characters');
    return value;
  }

  /** Errors: member-invalid. */
  integer(name: string, least: number, most: number): number | undefined {
    const value = this.#values.get(name);
    if (value === undefined) return undefined;
    const isDigits = this.#place === 'query' && typeof value === 'string' && /^\d{1,15}$/.test(value);
    const number = isDigits ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isInteger(number) || number < least || number > most) {
      throw this.invalid(name, `must be a whole number from ${least} to ${most}`);
    }
    return number;
  }

  /** Errors: member-invalid. */
  choice<Word extends string>(name: string, words: readonly Word[]): Word | undefined {
    const value = this.#values.get(name);
    if (value === undefined) return undefined;
    const word = words.find((candidate) => candidate === value);
    if (word === undefined) throw this.invalid(name, `must be one of ${words.join(', ')}`);
    return word;
  }

  /** A URL of the web. Errors: member-invalid. */
  webUrl(name: string, lengthMax: number): string | undefined {
    const text = this.text(name, { lengthMax });
    if (text === undefined) return undefined;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
    if (!isWeb || url.username !== '' || url.password !== '') {
      throw this.invalid(name, 'must be a URL that begins with http:// or https://, without a password');
    }
    return url.href;
  }

  /** Errors: member-invalid. */
  object(name: string): JsonObject | undefined {
    const value = this.#values.get(name);
    if (value !== undefined && !isJsonObject(value)) throw this.invalid(name, 'must be a JSON object');
    return value;
  }

  /** @param problem what completes the sentence that begins with the name */
  invalid(name: string, problem: string): OptimadeError {
    return new OptimadeError('member-invalid', { parameter: name, problem }, this.#source(name));
  }

  /** Where in the request a value stands, for the error object. */
  #source(name: string): { readonly parameter: string } | { readonly pointer: string } {
    return sourceOf(name, this.#place);
  }

  get place(): 'query' | 'body' {
    return this.#place;
  }
}

/** The member of an error object that points at a value. @spec JSON:API 1.1, "Error Objects", source */
export function sourceOf(name: string, place: 'query' | 'body') {
  return place === 'query'
    ? { parameter: name }
    : { pointer: `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}` };
}
