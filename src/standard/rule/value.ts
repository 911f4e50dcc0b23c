// Readers of attribute values that may be anything: each gives the value typed, or undefined where it is not
// that.
import type { JsonObject, JsonValue } from '../../base/index.ts';
import { isJsonObject } from '../../base/index.ts';

type Value = JsonValue | undefined;

export function isKnown(value: Value): boolean {
  return value !== undefined && value !== null;
}

export function listOf(value: Value): readonly JsonValue[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

export function stringOf(value: Value): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function integerOf(value: Value): number | undefined {
  return Number.isInteger(value) ? (value as number) : undefined;
}

/** A list with strings only. */
export function stringsOf(value: Value): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  for (const item of value) if (typeof item !== 'string') return undefined;
  return value;
}

/** A list with finite numbers only. */
export function numbersOf(value: Value): readonly number[] | undefined {
  if (!Array.isArray(value)) return undefined;
  for (const item of value) if (!Number.isFinite(item)) return undefined;
  return value;
}

/** A list with objects only. */
export function objectsOf(value: Value): readonly JsonObject[] | undefined {
  if (!Array.isArray(value)) return undefined;
  for (const item of value) if (!isJsonObject(item)) return undefined;
  return value;
}

/** Whether a value is a vector of three finite numbers. */
export function isVector(value: Value): value is readonly [number, number, number] {
  if (!Array.isArray(value) || value.length !== 3) return false;
  return Number.isFinite(value[0]) && Number.isFinite(value[1]) && Number.isFinite(value[2]);
}

/** Whether a value is a vector of three nulls. */
export function isNullVector(value: Value): boolean {
  return (
    Array.isArray(value) && value.length === 3 && value[0] === null && value[1] === null && value[2] === null
  );
}

export function sumOf(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

export function isOutsideOfUnitInterval(value: number): boolean {
  return value < 0 || value > 1;
}
