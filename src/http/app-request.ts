import { Buffer } from 'node:buffer';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { limits, OptimadeError } from '../base/index.ts';
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
  /** Who is at the other end of the connection; undefined where there is none, as in one process. */
  readonly remoteAddress: string | undefined;
  /** Whether a header was sent at all: `header` does not give those that are too long to be read. */
  hasHeader(name: string): boolean;
  /**
   * The body, as sent.
   *
   * Errors: body-too-large, body-malformed where it breaks off.
   */
  body(bytesMax: number): Promise<Uint8Array>;
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
    remoteAddress: context.env?.incoming?.socket.remoteAddress,
    hasHeader: (name) => raw.headers.has(name),
    body: (bytesMax) => readBody(raw.body, bytesMax),
    get signal() {
      return raw.signal;
    },
  };
}

async function readBody(stream: ReadableStream<Uint8Array> | null, bytesMax: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const part of stream ?? []) {
      bytes += part.byteLength;
      if (bytes > bytesMax) throw new OptimadeError('body-too-large', { limit: bytesMax });
      parts.push(part);
    }
  } catch (error) {
    throw error instanceof OptimadeError
      ? error
      : new OptimadeError('body-malformed', { problem: 'cut off' });
  }
  return Buffer.concat(parts);
}
