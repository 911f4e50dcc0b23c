import { expect, test } from 'vitest';
import type { Asker } from './ask.ts';

/** One request and what must be true of its reply. Values may be matchers such as `expect.any(Number)`. */
export interface ReplyCase {
  /** Names the line of the standard that is shown. */
  readonly name: string;
  /** Below the base URL of the small database, unless it begins with `//`: then below the root. */
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** 200 where it is not given. */
  readonly status?: number;
  /** By header name; null where there must be none. */
  readonly header?: Readonly<Record<string, unknown>>;
  /** By JSON Pointer; undefined where there must be none. */
  readonly values?: Readonly<Record<string, unknown>>;
}

/** Makes one test of each row. */
export function testReplies(ask: Asker, rows: readonly ReplyCase[]): void {
  test.each(rows)('$name', async ({ path, method, headers, status = 200, header = {}, values = {} }) => {
    const reply = await ask(path.startsWith('//') ? path.slice(1) : `/small${path}`, headers, method);
    expect(reply.status, reply.text.slice(0, 400)).toBe(status);
    const headerNames = Object.keys(header);
    expect(Object.fromEntries(headerNames.map((name) => [name, reply.headers.get(name)]))).toEqual(header);
    const pointers = Object.keys(values);
    expect(Object.fromEntries(pointers.map((pointer) => [pointer, reply.at(pointer)]))).toEqual(values);
  });
}

/** The ids of a listing. */
export function idsOf(data: unknown): readonly string[] {
  return (data as readonly { readonly id: string }[]).map(({ id }) => id);
}
