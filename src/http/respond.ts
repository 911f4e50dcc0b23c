/**
 * From an answer to the response on the wire: the headers that all answers share, entity tags, compression,
 * HEAD.
 */
import type { Answer, AnyBody } from './answer.ts';
import { compress, compressStream, wantsGzip, wantsGzipStream } from './compression.ts';
import { isKnownTag } from './entity-tag.ts';
import { StreamedBody } from './streamed-body.ts';

/** What of a request shapes the response, whatever the answer. */
export interface ResponseWishes {
  readonly method: string;
  header(name: string): string | undefined;
}

const sharedHeaders = {
  // Any page on the web may read public data, errors included.
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Retry-After, Preference-Applied',
  'X-Content-Type-Options': 'nosniff',
  // Accept decides between pages and documents, and whether there is an answer at all.
  Vary: 'Accept, Accept-Encoding',
} as const;

/** Data may change when a server starts anew; a tag makes asking again cheap. */
const revalidated = 'public, no-cache';

/** @param tag entity tag of the answer; undefined for answers that must not be kept */
export async function respond(
  answer: Answer<AnyBody>,
  wishes: ResponseWishes,
  tag?: string,
): Promise<Response> {
  // This stands for the tag of whatever answer there is, and that there is one is known only now.
  if (tag !== undefined && isConditional(wishes) && wishes.header('if-none-match')?.trim() === '*') {
    if (answer.body instanceof StreamedBody) answer.body.cancel();
    return notModified(`"${tag}"`);
  }
  const headers: Record<string, string> = {
    ...sharedHeaders,
    'Content-Type': answer.mediaType,
    'Cache-Control': tag === undefined ? 'no-store' : revalidated,
    ...answer.headers,
  };
  if (answer.body instanceof StreamedBody)
    return respondStream(answer.status, answer.body, wishes, headers, tag);
  const gzipped = wantsGzip(wishes.header('accept-encoding'), answer.body.byteLength);
  const body = gzipped ? await compress(answer.body) : answer.body;
  if (gzipped) headers['Content-Encoding'] = 'gzip';
  if (tag !== undefined) headers.ETag = gzipped ? `"${tag}-gzip"` : `"${tag}"`;
  headers['Content-Length'] = String(body.byteLength);
  const sent = wishes.method === 'HEAD' ? null : (body as Uint8Array<ArrayBuffer>);
  return new Response(sent, { status: answer.status, headers });
}

/**
 * Sent as it is read, and not held in memory. What has a length is sent as it is, so that a part of it can be asked for;
 * else it is compressed on its way where the client takes that.
 */
function respondStream(
  status: number,
  body: StreamedBody,
  wishes: ResponseWishes,
  headers: Record<string, string>,
  tag: string | undefined,
): Response {
  const gzipped = body.length === undefined && wantsGzipStream(wishes.header('accept-encoding'));
  if (gzipped) headers['Content-Encoding'] = 'gzip';
  if (tag !== undefined) headers.ETag = gzipped ? `"${tag}-gzip"` : `"${tag}"`;
  if (body.length !== undefined) headers['Content-Length'] = String(body.length);
  if (wishes.method === 'HEAD') {
    body.cancel();
    return new Response(null, { status, headers });
  }
  return new Response(gzipped ? compressStream(body.stream()) : body.stream(), { status, headers });
}

/** @spec RFC 9110, "If-None-Match": it makes a request conditional that asks for what there is, and no other. */
function isConditional({ method }: ResponseWishes): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** The response to a client that already has the answer; undefined where it has not. */
export function respondNotModified(wishes: ResponseWishes, tag: string): Response | undefined {
  const known = isConditional(wishes) ? wishes.header('if-none-match') : undefined;
  if (!isKnownTag(known, tag)) return undefined;
  return notModified(known!.includes(`"${tag}-gzip"`) ? `"${tag}-gzip"` : `"${tag}"`);
}

function notModified(quotedTag: string): Response {
  const headers = { ...sharedHeaders, ETag: quotedTag, 'Cache-Control': revalidated };
  return new Response(null, { status: 304, headers });
}

/** The response to a browser that asks what it may ask. */
export function respondPreflight(requestedHeaders: string | undefined, allowed: string): Response {
  const headers = {
    ...sharedHeaders,
    Allow: allowed,
    'Access-Control-Allow-Methods': allowed,
    'Access-Control-Allow-Headers':
      validHeaderList(requestedHeaders) ?? 'Accept, Content-Type, X-Requested-With',
    'Access-Control-Max-Age': '86400',
    Vary: 'Access-Control-Request-Headers',
  };
  return new Response(null, { status: 204, headers });
}

/** Requests carry no credentials and change nothing, so any header is fine that is written as one. */
function validHeaderList(text: string | undefined): string | undefined {
  return text !== undefined && /^[A-Za-z0-9!#$%&'*+.^_`|~, -]{1,1000}$/.test(text) ? text : undefined;
}
