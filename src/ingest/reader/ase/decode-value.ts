/** Undoes what ASE does to arrays and objects to write them as JSON, in all forms that it has written. */
import type { JsonObject, JsonValue } from '../../../base/index.ts';
import { isJsonObject } from '../../../base/index.ts';
import { isList } from '../finding/number-list.ts';

/** numpy itself has no more. */
const dimensionsMax = 32;

/**
 * A value with its arrays as nested lists. Complex numbers become pairs of real and imaginary part. What claims to be an
 * array but is none is left as it is.
 */
export function decodeValue(value: JsonValue): JsonValue {
  if (isList(value)) return value.map(decodeValue);
  if (!isJsonObject(value)) return value;
  return decodeMarked(value) ?? decodeMembers(value);
}

function decodeMarked(object: JsonObject): JsonValue | undefined {
  const { __ndarray__: array, __complex_ndarray__: parts, __complex__: pair, __datetime__: time } = object;
  if (isList(array)) return decodeArray(array);
  if (isList(parts)) return pairUp(parts[0], parts[1]);
  if (isList(pair)) return pair;
  if (typeof time === 'string') return time;
  return object.__ase_objtype__ === 'cell' && object.array !== undefined
    ? decodeValue(object.array)
    : undefined;
}

function decodeMembers(object: JsonObject): JsonObject {
  const members: Record<string, JsonValue> = Object.create(null);
  for (const [name, value] of Object.entries(object)) {
    if (name !== '__ase_objtype__' && value !== undefined) members[name] = decodeValue(value);
  }
  return members;
}

/** `[shape, type, all numbers in a row]`; of complex ones the parts alternate. */
function decodeArray([shape, type, items]: readonly JsonValue[]): JsonValue | undefined {
  if (!isList(shape) || shape.length > dimensionsMax || !shape.every(isLength)) return undefined;
  const list = isList(items) ? items : [items ?? null];
  const isComplex = typeof type === 'string' && type.startsWith('complex');
  const lengths = isComplex ? [...shape, 2] : shape;
  if (lengths.reduce((product, length) => product * length, 1) !== list.length) return undefined;
  return list.length === 0 ? [] : nest(list, lengths);
}

function isLength(value: JsonValue): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function nest(items: readonly JsonValue[], lengths: readonly number[]): JsonValue {
  let level = items;
  for (const length of lengths.slice(1).toReversed()) {
    const outer: JsonValue[] = [];
    for (let at = 0; at < level.length; at += length) outer.push(level.slice(at, at + length));
    level = outer;
  }
  return lengths.length === 0 ? items[0]! : level;
}

/** Two lists of equal shape as one of pairs. */
function pairUp(real: JsonValue | undefined, imaginary: JsonValue | undefined): JsonValue {
  if (!isList(real) || !isList(imaginary)) return [real ?? null, imaginary ?? null];
  return real.map((item, at) => pairUp(item, imaginary[at]));
}
