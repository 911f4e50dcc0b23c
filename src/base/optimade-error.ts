import type { ErrorCode } from './error-table.ts';
import { errorTable } from './error-table.ts';
import type { JsonObject } from './json.ts';

/** A stretch of a text that came from the client, in UTF-16 code units. */
export interface Excerpt {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface OptimadeErrorOptions {
  /** The query parameter at fault; becomes `source.parameter`. */
  readonly parameter?: string;
  /** JSON Pointer to what is at fault in the body; becomes `source.pointer`. */
  readonly pointer?: string;
  /** The request header at fault; becomes `source.header`. */
  readonly header?: string;
  /** Where in the client's text; shown in the detail as the text with carets below. */
  readonly excerpt?: Excerpt;
  /** What was probably meant. */
  readonly suggestion?: string | undefined;
  /** When the same request may succeed; becomes the header Retry-After. */
  readonly retryAfterSeconds?: number | undefined;
  /** What programs can use of it; becomes `meta` of the error object. */
  readonly meta?: JsonObject | undefined;
}

/** A fault of the client, one row of the error table with its values filled in. */
export class OptimadeError extends Error {
  override readonly name = 'OptimadeError';
  readonly code: ErrorCode;
  readonly status: number;
  readonly title: string;
  /** The whole detail: sentence, suggestion and, where there is an excerpt, two lines with carets. */
  readonly detail: string;
  /** What the sentence was filled in with. */
  readonly values: Readonly<Record<string, string | number>>;
  readonly options: OptimadeErrorOptions;

  constructor(
    code: ErrorCode,
    values: Readonly<Record<string, string | number>> = {},
    options: OptimadeErrorOptions = {},
  ) {
    const row = errorTable[code];
    const sentence = row.detail
      .replace(/\{(\w+)\}/g, (_, name: string) => clip(String(values[name] ?? '')))
      .trim();
    const meant = options.suggestion === undefined ? '' : ` Did you mean "${clip(options.suggestion)}"?`;
    const shown = options.excerpt === undefined ? '' : `\n${caretLines(options.excerpt)}`;
    const detail = sentence + meant + shown;
    super(detail);
    this.code = code;
    this.status = row.status;
    this.title = row.title;
    this.detail = detail;
    this.values = values;
    this.options = options;
  }
}

const valueLengthMax = 200;

function clip(text: string): string {
  return text.length <= valueLengthMax ? text : `${text.slice(0, valueLengthMax)}…`;
}

const contextLength = 40;

/** The text around the excerpt on one line, carets under the excerpt on the next. */
function caretLines({ text, start, end }: Excerpt): string {
  const from = Math.max(0, start - contextLength);
  const to = Math.min(text.length, Math.max(end, start + 1) + contextLength);
  const before = (from > 0 ? '…' : '') + text.slice(from, start);
  const marked = Math.max(1, Math.min(end, to) - start);
  const line = before + text.slice(start, to) + (to < text.length ? '…' : '');
  return `${line.replace(/\s/g, ' ')}\n${' '.repeat(before.length)}${'^'.repeat(Math.min(marked, contextLength))}`;
}
