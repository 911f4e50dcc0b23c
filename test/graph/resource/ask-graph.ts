import type { JsonObject, JsonValue } from '../../../src/base/index.ts';
import { isJsonObject, OptimadeError } from '../../../src/base/index.ts';
import type { GraphAnswer, GraphOptions, GraphWorld } from '../../../src/graph/index.ts';
import { parseGraphRequest, queryGraph } from '../../../src/graph/index.ts';

/** The answer to a request, or the fault that it ends with. */
export async function askGraph(
  world: GraphWorld,
  request: unknown,
  options: Partial<GraphOptions> = {},
): Promise<JsonObject | OptimadeError> {
  const { isStrict = false } = options;
  try {
    const parsed = parseGraphRequest(request as JsonValue, { strict: isStrict });
    return jsonOf(await queryGraph(parsed, world, { isStrict, now: () => performance.now(), ...options }));
  } catch (error) {
    if (error instanceof OptimadeError) return error;
    throw error;
  }
}

export function jsonOf({ body }: GraphAnswer): JsonObject {
  return JSON.parse(Buffer.concat([...body]).toString());
}

/** Without what listings tell of themselves. */
export function withoutResponses(value: JsonValue): JsonValue {
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).filter(([key]) => key !== 'm_response');
  return Object.fromEntries(kept.map(([key, child]) => [key, withoutResponses(child!)]));
}
