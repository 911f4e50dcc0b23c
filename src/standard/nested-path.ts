import type { PropertyDefinition, StandardDataType } from './property-definition.ts';

/** What a dotted name of a filter leads to. */
export interface ResolvedPath {
  /** Whether a list lies on the way or at its end: then the name stands for the flat list of all values. */
  readonly list: boolean;
  /** The definition of the single values: of the items, where the name ends at a list. */
  readonly definition: PropertyDefinition;
}

/**
 * Follows keys into the definition of a property; undefined where a key is not defined.
 *
 * A list of dictionaries is passed through: `species.mass` is the flat list of all masses. A name that ends at a
 * list directly (no keys) keeps lists of lists as items, which are then not comparable.
 *
 * @spec OPTIMADE 1.3.0, "Nested property names"
 */
export function resolveNestedPath(
  property: PropertyDefinition,
  keys: readonly string[],
): ResolvedPath | undefined {
  let definition = property;
  let list = false;
  for (const key of keys) {
    while (definition.items !== undefined) {
      definition = definition.items;
      list = true;
    }
    const next = definition.properties;
    if (next === undefined || !Object.hasOwn(next, key)) return undefined;
    definition = next[key]!;
  }
  if (keys.length === 0) {
    return definition.items === undefined
      ? { list: definition['x-optimade-type'] === 'list', definition }
      : { list: true, definition: definition.items };
  }
  while (definition.items !== undefined) {
    definition = definition.items;
    list = true;
  }
  return { list, definition };
}

/** The type that values of a definition are compared as; undefined for lists, dictionaries and custom types. */
export function comparableTypeOf(
  definition: PropertyDefinition,
): 'string' | 'number' | 'boolean' | 'timestamp' | undefined {
  switch (definition['x-optimade-type'] as StandardDataType) {
    case 'string':
      return 'string';
    case 'integer':
    case 'float':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'timestamp':
      return 'timestamp';
    default:
      return undefined;
  }
}
