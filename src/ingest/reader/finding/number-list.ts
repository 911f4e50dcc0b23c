import type { JsonValue } from '../../../base/index.ts';
import type { Vector } from '../../structure/structure.ts';

/** A list of three finite numbers, or undefined. */
export function asVector(value: JsonValue | undefined): Vector | undefined {
  if (!isList(value) || value.length !== 3) return undefined;
  const [x, y, z] = value;
  return isFiniteNumber(x) && isFiniteNumber(y) && isFiniteNumber(z) ? [x, y, z] : undefined;
}

/** A list of such lists, or undefined where one of them is none. */
export function asVectors(value: JsonValue | undefined): readonly Vector[] | undefined {
  if (!isList(value)) return undefined;
  const vectors: Vector[] = [];
  for (const item of value) {
    const vector = asVector(item);
    if (vector === undefined) return undefined;
    vectors.push(vector);
  }
  return vectors;
}

/** Three vectors, or undefined. */
export function asMatrix(value: JsonValue | undefined): readonly [Vector, Vector, Vector] | undefined {
  const [a, b, c, ...more] = asVectors(value) ?? [];
  return a && b && c && more.length === 0 ? [a, b, c] : undefined;
}

/** Three directions, each periodic or not, or one word for all of them; undefined where it is neither. */
export function asDirections(value: JsonValue | undefined): readonly [boolean, boolean, boolean] | undefined {
  const list = isList(value) ? value : [value, value, value];
  const [a, b, c] = list.map(asBoolean);
  return list.length === 3 && a !== undefined && b !== undefined && c !== undefined ? [a, b, c] : undefined;
}

function asBoolean(value: JsonValue | undefined): boolean | undefined {
  if (typeof value === 'boolean') return value;
  return value === 0 || value === 1 ? value === 1 : undefined;
}

export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

export function isFiniteNumber(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
