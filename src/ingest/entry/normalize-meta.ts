import type { JsonObject, JsonValue } from '../../base/index.ts';
import { isJsonObject } from '../../base/index.ts';

/** What the surroundings of an entry decide about its meta. */
export interface MetaContext {
  /** Served names of a stored property: metadata move with the property that they describe. */
  readonly servedNames: (storedName: string) => readonly string[];
  /** Hears of what had to be left out. */
  readonly tell: (problem: string) => void;
}

/**
 * Keeps of an entry's meta what the standard gives a meaning, and prefixed keys; undefined where nothing is
 * left.
 *
 * @spec OPTIMADE 1.3.0, "Metadata properties"; "Transmission of large property values"
 */
export function normalizeMeta(value: JsonValue | undefined, context: MetaContext): JsonObject | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isJsonObject(value)) {
    context.tell('the meta is not a JSON object');
    return undefined;
  }
  const meta: Record<string, JsonValue> = Object.create(null);
  for (const key of Object.keys(value)) {
    const part = value[key];
    if (part === undefined || part === null) continue;
    if (key === 'property_metadata' || key === 'partial_data_links') {
      const byProperty = keyByServedName(
        part,
        key === 'property_metadata' ? isJsonObject : Array.isArray,
        context,
      );
      if (byProperty === undefined) context.tell(`the member "${key}" of meta is malformed`);
      else meta[key] = byProperty;
    } else if (/^_[a-z0-9]+_./.test(key)) {
      meta[key] = part;
    } else {
      context.tell(`the member "${key}" of meta is unknown and without a prefix`);
    }
  }
  return Object.keys(meta).length === 0 ? undefined : meta;
}

function keyByServedName(
  value: JsonValue,
  accept: (part: JsonValue) => boolean,
  context: MetaContext,
): JsonObject | undefined {
  if (!isJsonObject(value)) return undefined;
  const named: Record<string, JsonValue> = Object.create(null);
  for (const key of Object.keys(value)) {
    const part = value[key];
    if (part === undefined || part === null) continue;
    if (!accept(part)) return undefined;
    for (const name of context.servedNames(key)) named[name] = part;
  }
  return named;
}
