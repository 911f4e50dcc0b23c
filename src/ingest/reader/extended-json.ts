/**
 * MongoDB extended JSON, as mongoexport and Python's bson write it: values wrapped in an object with one key
 * that begins with `$`. What is wrapped comes out as plain JSON; a wrapper that has no JSON counterpart stays
 * and is remarked.
 */
import type { JsonObject, JsonValue } from '../../base/index.ts';
import { isJsonObject } from '../../base/index.ts';
import { parseTimestamp } from '../../standard/index.ts';
import { remarks, unknownWrapper } from './remarks.ts';
import type { ReaderRemark } from './source-record.ts';

export interface UnwrappedJson {
  readonly value: JsonValue;
  /** Dotted paths, from the value, of what came as `$date`. Lists on the way leave no trace in a path. */
  readonly datePaths: readonly string[];
  readonly remarks: readonly ReaderRemark[];
}

/** Takes the wrappers off a value, which is changed in place. */
export function unwrapExtendedJson(value: JsonValue): UnwrappedJson {
  const unwrapper = new Unwrapper();
  const unwrapped = unwrapper.unwrap(value, '');
  return { value: unwrapped, datePaths: [...unwrapper.datePaths], remarks: unwrapper.remarks() };
}

class Unwrapper {
  readonly datePaths = new Set<string>();
  private readonly unknown = new Map<string, number>();
  private notANumber = 0;
  private numberRange = 0;
  private wideIntegers = 0;

  unwrap(value: JsonValue, path: string): JsonValue {
    if (typeof value !== 'object' || value === null) return value;
    if (isJsonObject(value)) {
      const key = wrapperKey(value);
      if (key !== undefined) return this.unwrapOne(value, key, path);
      const object = value as Record<string, JsonValue>;
      for (const name of Object.keys(object)) {
        object[name] = this.unwrap(object[name]!, path === '' ? name : `${path}.${name}`);
      }
      return object;
    }
    const list = value as JsonValue[];
    for (const [index, item] of list.entries()) list[index] = this.unwrap(item, path);
    return list;
  }

  remarks(): ReaderRemark[] {
    const found = [...this.unknown].map(([key, count]) => unknownWrapper(key, count));
    if (this.notANumber > 0) found.push(remarks.notANumber(this.notANumber));
    if (this.numberRange > 0) found.push(remarks.numberRange(this.numberRange));
    if (this.wideIntegers > 0) found.push(remarks.integerPrecision(this.wideIntegers));
    return found;
  }

  private unwrapOne(wrapper: JsonObject, key: string, path: string): JsonValue {
    const inner = wrapper[key]!;
    const plain = this.plainValue(key, inner, wrapper.$type);
    if (plain === undefined) {
      this.unknown.set(key, (this.unknown.get(key) ?? 0) + 1);
      return wrapper;
    }
    if (key === '$date') this.datePaths.add(path);
    return plain;
  }

  /** Undefined where the wrapper is not known or does not hold what it should. */
  private plainValue(key: string, inner: JsonValue, type: JsonValue | undefined): JsonValue | undefined {
    switch (key) {
      case '$oid':
      case '$uuid':
        return typeof inner === 'string' ? inner : undefined;
      case '$date':
        return plainDate(inner);
      case '$numberInt':
      case '$numberLong':
        return this.plainInteger(inner);
      case '$numberDouble':
      case '$numberDecimal':
        return this.plainFloat(inner);
      case '$binary':
        return plainBinary(inner, type);
      default:
        return undefined;
    }
  }

  private plainInteger(inner: JsonValue): JsonValue | undefined {
    if (typeof inner === 'number') return inner;
    if (typeof inner !== 'string' || !/^-?\d{1,20}$/.test(inner)) return undefined;
    if (Number.isSafeInteger(Number(inner))) return Number(inner);
    this.wideIntegers += 1;
    return inner;
  }

  private plainFloat(inner: JsonValue): JsonValue | undefined {
    if (typeof inner === 'number') return inner;
    if (typeof inner !== 'string') return undefined;
    if (/^[+-]?(?:NaN|Inf(?:inity)?)$/i.test(inner)) {
      this.notANumber += 1;
      return null;
    }
    if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?$/i.test(inner)) return undefined;
    const value = Number(inner);
    if (Number.isFinite(value)) return value;
    this.numberRange += 1;
    return null;
  }
}

/** The key of a wrapper: the only one, or that of the older `{"$binary": …, "$type": …}`. */
function wrapperKey(object: JsonObject): string | undefined {
  const keys = Object.keys(object);
  if (keys.length === 1) return keys[0]!.startsWith('$') ? keys[0] : undefined;
  return keys.length === 2 && Object.hasOwn(object, '$binary') && Object.hasOwn(object, '$type')
    ? '$binary'
    : undefined;
}

/** RFC 3339, in UTC where no offset is given. Text that is no date stays, for the validation to judge. */
function plainDate(inner: JsonValue): string | undefined {
  if (typeof inner === 'string') return plainDateText(inner);
  const milliseconds = isJsonObject(inner) ? Number(inner.$numberLong ?? Number.NaN) : inner;
  if (typeof milliseconds !== 'number' || Number.isNaN(milliseconds)) return undefined;
  const date = new Date(milliseconds);
  return Number.isNaN(date.valueOf()) ? String(milliseconds) : date.toISOString();
}

/** A date as databases write it: time, seconds, offset and the colon in the offset may be missing. */
const looseDate =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?(?:(Z)|([+-]\d{2}):?(\d{2})?)?)?$/i;

function plainDateText(text: string): string {
  if (parseTimestamp(text) !== undefined) return text;
  const match = looseDate.exec(text);
  if (match === null) return text;
  const [, date, minutes = '00:00', seconds = ':00', , offsetHours, offsetMinutes = '00'] = match;
  const offset = offsetHours === undefined ? 'Z' : `${offsetHours}:${offsetMinutes}`;
  const full = `${date}T${minutes}${seconds}${offset}`;
  return parseTimestamp(full) === undefined ? text : full;
}

/** A UUID as such, else the base64 text. */
function plainBinary(inner: JsonValue, oldType: JsonValue | undefined): string | undefined {
  const [base64, subType] = isJsonObject(inner) ? [inner.base64, inner.subType] : [inner, oldType];
  if (typeof base64 !== 'string') return undefined;
  const bytes = Buffer.from(base64, 'base64');
  if (subType !== '04' && subType !== 4) return base64;
  if (bytes.length !== 16) return base64;
  const hex = bytes.toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
