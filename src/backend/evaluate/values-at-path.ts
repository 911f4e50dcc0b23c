import type { JsonValue } from '../../base/index.ts';
import { isJsonObject } from '../../base/index.ts';
import type { AttributePath } from '../../query/index.ts';
import type { Entry } from '../../standard/index.ts';

/**
 * What an entry has at a path: undefined where unknown, a list where `path.list`, else one value that is not
 * null.
 *
 * A name that passes through lists of dictionaries stands for the flat list of all values behind them:
 *
 * - dictionaries that lack the key or hold null there contribute nothing, as do null items in their place;
 * - a null inside a list at the end of the path is an item;
 * - the name is unknown where its property is, and where there are dictionaries but none contributes;
 * - where the lists on the way hold no dictionaries at all, it is a known, empty list.
 *
 * @spec OPTIMADE 1.3.0, "Nested property names"
 */
export function valuesAtPath(entry: Entry, path: AttributePath): JsonValue | undefined {
  const property = topValue(entry, path.property);
  if (property === null || property === undefined) return undefined;
  if (path.keys.length === 0) return property;
  if (!path.list) return valueOfKeys(property, path.keys);
  const found: Found = { items: [], contributions: 0, gaps: 0 };
  collect(property, path.keys, 0, found);
  return found.contributions === 0 && found.gaps > 0 ? undefined : found.items;
}

function topValue(entry: Entry, property: string): JsonValue | undefined {
  if (property === 'id') return entry.id;
  if (property === 'type') return entry.type;
  return Object.hasOwn(entry.attributes, property) ? entry.attributes[property] : undefined;
}

function valueOfKeys(property: JsonValue, keys: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = property;
  for (const key of keys) value = valueOfKey(value, key);
  return value ?? undefined;
}

function valueOfKey(dictionary: JsonValue | undefined, key: string): JsonValue | undefined {
  return isJsonObject(dictionary) && Object.hasOwn(dictionary, key) ? dictionary[key] : undefined;
}

interface Found {
  readonly items: JsonValue[];
  /** Values at the end of the path, a list counted once, be it empty. */
  contributions: number;
  /** Dictionaries without a value there, and nulls in the place of dictionaries. */
  gaps: number;
}

/** Walks down from a value that `depth` keys have led to. */
function collect(value: JsonValue | undefined, keys: readonly string[], depth: number, found: Found): void {
  if (value === null || value === undefined) {
    found.gaps += 1;
  } else if (depth === keys.length) {
    found.contributions += 1;
    flatten(value, found.items);
  } else if (Array.isArray(value)) {
    for (const item of value as readonly JsonValue[]) collect(item, keys, depth, found);
  } else {
    collect(valueOfKey(value, keys[depth]!), keys, depth + 1, found);
  }
}

/** Lists of lists behind a nested name flatten too; nulls in them stay items. */
function flatten(value: JsonValue, items: JsonValue[]): void {
  if (!Array.isArray(value)) items.push(value);
  else for (const item of value as readonly JsonValue[]) flatten(item, items);
}
