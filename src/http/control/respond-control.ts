import type { Answer } from '../answer.ts';
import { compress, wantsGzip } from '../compression.ts';
import type { ResponseWishes } from '../respond.ts';

/** Kept by nobody, and read by no page of another origin: without CORS headers browsers do not let them. */
const sharedHeaders = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;

/** @param answer undefined where there is nothing to say beyond that it is done */
export async function respondControl(
  answer: Answer | undefined,
  wishes: ResponseWishes,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  if (answer === undefined) {
    return new Response(null, { status: 204, headers: { ...sharedHeaders, ...headers } });
  }
  const gzipped = wantsGzip(wishes.header('accept-encoding'), answer.body.byteLength);
  const body = gzipped ? await compress(answer.body) : answer.body;
  return new Response(wishes.method === 'HEAD' ? null : (body as Uint8Array<ArrayBuffer>), {
    status: answer.status,
    headers: {
      ...sharedHeaders,
      'Content-Type': answer.mediaType,
      'Content-Length': String(body.byteLength),
      ...(gzipped ? { 'Content-Encoding': 'gzip' } : {}),
      ...answer.headers,
      ...headers,
    },
  });
}
