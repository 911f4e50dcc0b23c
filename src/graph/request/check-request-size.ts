import type { JsonObject, JsonValue } from '../../base/index.ts';
import { limits } from '../../base/index.ts';
import { refusal } from './request-part.ts';

/**
 * Checks how deep and how large a request is, without recursion, so that all that follows may recurse.
 *
 * Errors: `graph-request-invalid`. Limits: `graphRequestDepthMax`, `graphRequestKeysMax`; items of lists
 * count as keys.
 */
export function checkRequestSize(request: JsonValue): void {
  const whole = { value: request, pointer: '' };
  const open: { value: JsonValue; depth: number }[] = [{ value: request, depth: 0 }];
  let keys = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= limits.graphRequestDepthMax) {
      throw refusal(whole, `it is nested more than ${limits.graphRequestDepthMax} levels deep`);
    }
    const below = Object.values(value as JsonObject);
    keys += below.length;
    if (keys > limits.graphRequestKeysMax) {
      throw refusal(whole, `it has more than ${limits.graphRequestKeysMax} keys and items`);
    }
    for (const item of below) open.push({ value: item ?? null, depth: depth + 1 });
  }
}
