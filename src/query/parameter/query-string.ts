import { limits, OptimadeError } from '../../base/index.ts';

/**
 * The parameters of a URL's query: what stands between `?` and `#`, as it was sent.
 *
 * Only `&` separates; `+` is a blank. Empty pieces (`?&page_limit=3`) say nothing.
 */
export class QueryString {
  readonly #values = new Map<string, string[]>();

  /**
   * Errors: `query-malformed` for a piece without `=`, `parameter-invalid` for a broken percent escape,
   * `parameters-too-many`.
   */
  constructor(text: string) {
    let count = 0;
    for (const piece of text.split('&')) {
      if (piece === '') continue;
      count += 1;
      if (count > limits.parametersMax) {
        throw new OptimadeError('parameters-too-many', { limit: limits.parametersMax });
      }
      const equals = piece.indexOf('=');
      const name = equals < 0 ? undefined : decode(piece.slice(0, equals));
      if (name === undefined || name === '') throw new OptimadeError('query-malformed', { part: piece });
      const value = decode(piece.slice(equals + 1));
      if (value === undefined) {
        const problem = 'not percent-encoded UTF-8';
        throw new OptimadeError('parameter-invalid', { parameter: name, problem }, { parameter: name });
      }
      const values = this.#values.get(name);
      if (values === undefined) this.#values.set(name, [value]);
      else values.push(value);
    }
  }

  get names(): Iterable<string> {
    return this.#values.keys();
  }

  /** The value of a parameter; undefined where it is not given. Errors: `parameter-repeated`. */
  value(name: string): string | undefined {
    const values = this.#values.get(name);
    if (values !== undefined && values.length > 1) {
      throw new OptimadeError(
        'parameter-repeated',
        { parameter: name, count: values.length },
        { parameter: name },
      );
    }
    return values?.[0];
  }
}

/** Undefined where an escape is broken or not UTF-8. */
function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
