import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { limits } from '../base/index.ts';
import type { RequestOrigin } from './public-url.ts';
import type { RequestTarget } from './request-target.ts';
import { parseTarget } from './request-target.ts';

/** A request as the rest of this room sees it. */
export interface AppRequest extends RequestOrigin {
  readonly method: string;
  readonly target: RequestTarget;
  /** Bytes of path and query as they came. */
  readonly targetBytes: number;
  readonly time: Date;
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal;
}

/** What Hono's context holds beside the request: Node's objects, where the request came over a port. */
export type AppEnvironment = { Bindings: Partial<HttpBindings> };

export function readRequest(context: Context<AppEnvironment>, time: Date): AppRequest {
  const { raw } = context.req;
  const [, scheme = 'http', host = 'localhost', rest = '/'] =
    /^([a-z]+):\/\/([^/?]*)(.*)$/s.exec(raw.url) ?? [];
  // Node's own text, where there is one: it is what the client sent, with `..` and `%2F` left alone.
  const target = context.env?.incoming?.url ?? rest;
  return {
    method: raw.method,
    scheme,
    host,
    header: (name) => {
      const value = raw.headers.get(name);
      return value === null || value.length > limits.headerLengthMax ? undefined : value;
    },
    target: parseTarget(target),
    targetBytes: target.length,
    time,
    get signal() {
      return raw.signal;
    },
  };
}
