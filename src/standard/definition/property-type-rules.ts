import type { JsonSchemaType, PropertyDefinition, StandardDataType } from '../property-definition.ts';

/** What holds for one data type. */
export interface PropertyTypeRule {
  /** The JSON type that carries it. */
  readonly jsonType: Exclude<JsonSchemaType, 'null'>;
  /** Keys of a definition that limit values of this type, beside `enum`, which every type has. */
  readonly limits: readonly (keyof PropertyDefinition)[];
}

const numberLimits = ['multipleOf', 'minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum'] as const;

/**
 * Which JSON type carries a data type, and which keys may limit its values.
 *
 * @spec OPTIMADE 1.3.0, "Property Definition keys from JSON Schema"
 */
export const propertyTypeRules: Readonly<Record<StandardDataType, PropertyTypeRule>> = {
  string: { jsonType: 'string', limits: ['minLength', 'maxLength', 'format', 'pattern'] },
  integer: { jsonType: 'integer', limits: numberLimits },
  float: { jsonType: 'number', limits: numberLimits },
  boolean: { jsonType: 'boolean', limits: [] },
  timestamp: { jsonType: 'string', limits: ['minLength', 'maxLength', 'format', 'pattern'] },
  list: { jsonType: 'array', limits: ['uniqueItems'] },
  dictionary: {
    jsonType: 'object',
    limits: ['required', 'minProperties', 'maxProperties', 'dependentRequired'],
  },
};

export function isStandardDataType(word: unknown): word is StandardDataType {
  return typeof word === 'string' && Object.hasOwn(propertyTypeRules, word);
}
