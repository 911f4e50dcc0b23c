import type { JsonObject, JsonValue } from '../../base/index.ts';
import type { PropertyDefinition } from '../../standard/index.ts';

/** Keys of a property definition that mean the same in the schemas of OpenAPI 3.1. */
const sharedKeys = [
  'title',
  'description',
  'type',
  'required',
  'minProperties',
  'maxProperties',
  'dependentRequired',
  'uniqueItems',
  'enum',
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'multipleOf',
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'exclusiveMaximum',
  'examples',
  'deprecated',
  'x-optimade-type',
  'x-optimade-unit',
] as const satisfies readonly (keyof PropertyDefinition)[];

/**
 * A property definition as a schema of OpenAPI 3.1. Identifiers stay out: the same definition stands in
 * several places, and a schema's `$id` must be unique in its document.
 */
export function definitionSchema(definition: PropertyDefinition): JsonObject {
  const schema: Record<string, JsonValue> = {};
  for (const key of sharedKeys) {
    if (definition[key] !== undefined) schema[key] = definition[key] as JsonValue;
  }
  if (definition.items !== undefined) schema.items = definitionSchema(definition.items);
  if (definition.properties !== undefined) {
    const entries = Object.entries(definition.properties);
    schema.properties = Object.fromEntries(entries.map(([key, value]) => [key, definitionSchema(value)]));
  }
  return schema;
}

/** The same schema, with null allowed on its outermost level: any property may be unknown in a response. */
export function nullable(schema: JsonObject): JsonObject {
  const type = schema.type;
  if (!Array.isArray(type) || type.includes('null')) return schema;
  const values = schema.enum;
  return {
    ...schema,
    type: [...type, 'null'],
    ...(Array.isArray(values) ? { enum: [...values, null] } : {}),
  };
}
