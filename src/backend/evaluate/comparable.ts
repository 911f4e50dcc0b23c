import type { JsonValue } from '../../base/index.ts';
import type { ComparisonOperator, FuzzyOperator, PathType } from '../../query/index.ts';
import { timestampKey } from '../../standard/index.ts';
import { compareText } from './compare-text.ts';

/**
 * What values are compared as: text by code point, numbers as doubles, false before true, timestamps by their
 * key.
 */
export type Comparable = string | number | boolean;

/** The value as it is compared; undefined where it is null, absent, opaque or not of the type. */
export function comparableOf(value: JsonValue | undefined, type: PathType): Comparable | undefined {
  switch (type) {
    case 'string':
      return typeof value === 'string' ? value : undefined;
    case 'timestamp':
      return typeof value === 'string' ? timestampKey(value) : undefined;
    case 'number':
      return typeof value === 'number' ? value : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'opaque':
      return undefined;
  }
}

/** Orders two values of one type: negative, zero or positive. */
export function compareValues(left: Comparable, right: Comparable): number {
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whether `left operator right` holds; both are of one type. */
export function satisfies(
  left: Comparable,
  operator: ComparisonOperator | FuzzyOperator,
  right: Comparable,
): boolean {
  switch (operator) {
    case '=':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return compareValues(left, right) < 0;
    case '<=':
      return compareValues(left, right) <= 0;
    case '>':
      return compareValues(left, right) > 0;
    case '>=':
      return compareValues(left, right) >= 0;
    case 'contains':
      return String(left).includes(String(right));
    case 'starts':
      return String(left).startsWith(String(right));
    case 'ends':
      return String(left).endsWith(String(right));
  }
}
