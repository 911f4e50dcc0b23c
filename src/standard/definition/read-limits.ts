import type { JsonValue } from '../../base/index.ts';
import { isJsonObject, limits } from '../../base/index.ts';
import type { PropertyDefinition, StandardDataType } from '../property-definition.ts';
import { patternFault } from './pattern-fault.ts';
import { propertyTypeRules } from './property-type-rules.ts';
import { textFormats } from './text-format.ts';

type Key = keyof PropertyDefinition;

const isCount = (value: JsonValue): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const isNumber = (value: JsonValue): boolean => Number.isFinite(value);
const isNames = (value: JsonValue): boolean =>
  Array.isArray(value) &&
  value.length <= limits.definitionListItemsMax &&
  value.every((name) => typeof name === 'string');

/** Whether a value may stand under a key that limits values. */
const validators: Readonly<Partial<Record<Key, (value: JsonValue) => boolean>>> = {
  minLength: isCount,
  maxLength: isCount,
  minProperties: isCount,
  maxProperties: isCount,
  minimum: isNumber,
  exclusiveMinimum: isNumber,
  maximum: isNumber,
  exclusiveMaximum: isNumber,
  multipleOf: (value) => isNumber(value) && (value as number) > 0,
  uniqueItems: (value) => typeof value === 'boolean',
  format: (value) => typeof value === 'string' && Object.hasOwn(textFormats, value),
  pattern: (value) => typeof value === 'string' && patternFault(value) !== 'is no regular expression',
  required: isNames,
  dependentRequired: (value) => isJsonObject(value) && Object.values(value).every((names) => isNames(names!)),
};

/** Keys that limit values of some data type. */
export const limitKeys: ReadonlySet<string> = new Set(Object.keys(validators));

/** Why `value` may not stand under `key` in a definition of the type, as a phrase; undefined where it may. */
export function limitFault(key: string, value: JsonValue, dataType: string): string | undefined {
  const rule = Object.hasOwn(propertyTypeRules, dataType)
    ? propertyTypeRules[dataType as StandardDataType]
    : undefined;
  // A custom data type may limit whatever carries it.
  if (rule !== undefined && !rule.limits.includes(key as Key))
    return `does not apply to the type ${dataType}`;
  return validators[key as Key]?.(value) === true ? undefined : 'has a value that it cannot have';
}
