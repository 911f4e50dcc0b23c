import { isJsonObject } from '../base/index.ts';

/** Whether a value is of a type of JSON Schema; a whole number may also stand for any number. */
export function isOfJsonType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isJsonObject(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}
