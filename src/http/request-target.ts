import { OptimadeError } from '../base/index.ts';

/** Path and query of a request, percent-encoded wherever a URL demands it. */
export interface RequestTarget {
  /** Begins with `/`. */
  readonly path: string;
  /** Without `?`; empty where there is none. */
  readonly query: string;
}

// What may not stand in the path or query of a URL as it is (RFC 3986), and what no client means to leave as it is.
const mustBeEncoded = /[^\x21-\x7e]|["#<>[\\\]^`{|}]/g;

/**
 * Splits what stands in the request line. Node gives bytes beyond ASCII as Latin-1 characters: encoded byte by byte,
 * they are the UTF-8 that the client sent.
 */
export function parseTarget(raw: string): RequestTarget {
  const target = raw
    // An absolute-form request line names a host, which decides nothing here.
    .replace(/^[a-z]+:\/\/[^/?]*/i, '')
    .replace(mustBeEncoded, (character) => encodeCharacter(character.charCodeAt(0)));
  const mark = target.indexOf('?');
  const path = mark === -1 ? target : target.slice(0, mark);
  return { path: path === '' ? '/' : path, query: mark === -1 ? '' : target.slice(mark + 1) };
}

function encodeCharacter(code: number): string {
  return `%${code.toString(16).toUpperCase().padStart(2, '0')}`;
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
