import { OptimadeError } from '../base/index.ts';

/** Path and query of a request, percent-encoded wherever a URL demands it. */
export interface RequestTarget {
  /** Begins with `/`. */
  readonly path: string;
  /** Without `?`; empty where there is none. */
  readonly query: string;
}

// What Node lets through in a request line although it may not stand in a URL (RFC 3986).
const mustBeEncoded = /["#<>[\\\]^`{|}]/g;

/** Splits what stands in the request line. */
export function parseTarget(raw: string): RequestTarget {
  const target = raw
    // An absolute-form request line names a host, which decides nothing here.
    .replace(/^[a-z]+:\/\/[^/?]*/i, '')
    .replace(mustBeEncoded, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  const mark = target.indexOf('?');
  const path = mark === -1 ? target : target.slice(0, mark);
  return { path: path === '' ? '/' : path, query: mark === -1 ? '' : target.slice(mark + 1) };
}

/**
 * Decodes one segment of a path, once.
 *
 * Errors: url-malformed for broken escapes, what is no UTF-8, and the character NUL.
 */
export function decodeSegment(segment: string): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(segment);
  } catch {
    throw new OptimadeError('url-malformed', { part: segment });
  }
  if (decoded.includes('\0')) throw new OptimadeError('url-malformed', { part: segment });
  return decoded;
}
