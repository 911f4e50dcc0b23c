import type { JsonValue } from '../base/index.ts';
import { OptimadeError } from '../base/index.ts';
import type { AppRequest } from './app-request.ts';

/**
 * The bytes of a body that is said to be JSON; empty where there is none.
 *
 * A media type that HTML forms cannot send is demanded, so that no page can make a browser send a form here.
 *
 * Errors: body-media-type, body-too-large, body-malformed where it breaks off.
 */
export async function readJsonBytes(request: AppRequest, bytesMax: number): Promise<Uint8Array> {
  const mediaType = request.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  const isJson = mediaType === 'application/json' || mediaType === 'application/vnd.api+json';
  // A form always names the type of its body, were it empty.
  if (!isJson && request.hasHeader('content-type')) throw notJson();
  const bytes = await request.body(bytesMax);
  if (bytes.byteLength > 0 && !isJson) throw notJson();
  return bytes;
}

/** Undefined where it is no JSON in UTF-8. */
export function parseJson(bytes: Uint8Array): JsonValue | undefined {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as JsonValue;
  } catch {
    return undefined;
  }
}

function notJson(): OptimadeError {
  return new OptimadeError('body-media-type', {}, { header: 'Content-Type' });
}
