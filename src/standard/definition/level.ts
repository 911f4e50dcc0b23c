/**
 * The notation that the standard's definitions are written in: one function a data type, each giving one
 * level of a Property Definition. A level is not nullable unless it says so; its unit is `inapplicable`
 * unless it is given.
 */
import type { JsonSchemaType, PropertyDefinition, StandardDataType } from '../property-definition.ts';
import { propertyTypeRules } from './property-type-rules.ts';

/** What a level may say beyond its type. */
export interface LevelOptions
  extends Omit<
    PropertyDefinition,
    'type' | 'items' | 'properties' | 'x-optimade-type' | 'x-optimade-unit' | 'x-optimade-dimensions'
  > {
  readonly nullable?: boolean;
  readonly unit?: string;
}

/** Names of the axes of nested lists, outermost first, each with its fixed size or null. */
export type Dimensions = Readonly<Record<string, number | null>>;

/** The list of JSON types that carries a data type. */
function jsonTypes(dataType: StandardDataType, nullable: boolean): readonly JsonSchemaType[] {
  const { jsonType } = propertyTypeRules[dataType];
  return nullable ? [jsonType, 'null'] : [jsonType];
}

function level(dataType: StandardDataType, options: LevelOptions): PropertyDefinition {
  const { nullable = false, unit = 'inapplicable', title, description, ...rest } = options;
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    'x-optimade-type': dataType,
    'x-optimade-unit': unit,
    type: jsonTypes(dataType, nullable),
    ...rest,
  };
}

export const string = (options: LevelOptions = {}): PropertyDefinition => level('string', options);
export const integer = (options: LevelOptions = {}): PropertyDefinition => level('integer', options);
export const float = (options: LevelOptions = {}): PropertyDefinition => level('float', options);
export const timestamp = (options: LevelOptions = {}): PropertyDefinition =>
  level('timestamp', { format: 'date-time', ...options });

/**
 * A list. `dimensions` names as many axes as lists lie inside each other, or fewer; inner lists get theirs
 * from it.
 */
export function listOf(
  items: PropertyDefinition,
  options: LevelOptions & { readonly dimensions?: Dimensions } = {},
): PropertyDefinition {
  const { dimensions, ...rest } = options;
  const list = { ...level('list', rest), items };
  return dimensions === undefined
    ? list
    : withDimensions(list, Object.keys(dimensions), Object.values(dimensions));
}

function withDimensions(
  list: PropertyDefinition,
  names: readonly string[],
  sizes: readonly (number | null)[],
): PropertyDefinition {
  const named = { ...list, 'x-optimade-dimensions': { names, sizes } };
  return names.length > 1 && list.items !== undefined
    ? { ...named, items: withDimensions(list.items, names.slice(1), sizes.slice(1)) }
    : named;
}

export function dictionary(
  properties: Readonly<Record<string, PropertyDefinition>>,
  options: LevelOptions = {},
): PropertyDefinition {
  return { ...level('dictionary', options), properties };
}

/** A description: one line, then the rules as a list. */
export function prose(summary: string, ...rules: readonly string[]): string {
  return rules.length === 0 ? summary : `${summary}\n\n${rules.map((rule) => `- ${rule}`).join('\n')}`;
}
