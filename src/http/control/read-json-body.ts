import type { JsonObject, JsonValue } from '../../base/index.ts';
import { isJsonObject, limits, OptimadeError } from '../../base/index.ts';
import type { AppRequest } from '../app-request.ts';
import { parseJson } from '../json-body.ts';

/**
 * The JSON object that a request brings; an empty body is an empty object.
 *
 * Errors: body-media-type, body-too-large, body-malformed.
 * Limits: `bodyBytesMax`, `bodyDepthMax`.
 */
export async function readJsonBody(request: AppRequest): Promise<JsonObject> {
  const bytes = await readJsonBytes(request, limits.bodyBytesMax);
  if (bytes.byteLength === 0) return {};
  const value = parseJson(bytes);
  if (value === undefined) throw malformed('no JSON in UTF-8');
  if (!isJsonObject(value)) throw malformed('not a JSON object');
  if (!isShallow(value, limits.bodyDepthMax))
    throw malformed(`nested more than ${limits.bodyDepthMax} levels deep`);
  return value;
}

function isShallow(value: JsonValue | undefined, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1));
}

function malformed(problem: string): OptimadeError {
  return new OptimadeError('body-malformed', { problem });
}

/**
 * The bytes of a body that is said to be JSON; empty where there is none.
 *
 * A media type that HTML forms cannot send is demanded, so that no page can make a browser send a form here.
 *
 * Errors: body-media-type, body-too-large, body-malformed where it breaks off.
 */
async function readJsonBytes(request: AppRequest, bytesMax: number): Promise<Uint8Array> {
  const mediaType = request.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  const isJson = mediaType === 'application/json' || mediaType === 'application/vnd.api+json';
  // A form always names the type of its body, were it empty.
  if (!isJson && request.hasHeader('content-type')) throw notJson();
  const bytes = await request.body(bytesMax);
  if (bytes.byteLength > 0 && !isJson) throw notJson();
  return bytes;
}

function notJson(): OptimadeError {
  return new OptimadeError('body-media-type', {}, { header: 'Content-Type' });
}
