import type { JsonObject, JsonValue } from '../../base/index.ts';
import { isJsonObject, limits, OptimadeError } from '../../base/index.ts';
import type { AppRequest } from '../app-request.ts';
import { parseJson, readJsonBytes } from '../json-body.ts';

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
