/**
 * A property as `/info/<type>` shows it: its definition with what this implementation makes of it, in the
 * style that the version asks for.
 */
import type { JsonObject } from '../../base/index.ts';
import type { EntryTypeDescription, PropertyDefinition } from '../../standard/index.ts';
import { classicTypeWord, comparableTypeOf, resolveNestedPath } from '../../standard/index.ts';
import type { DatabaseContext } from '../document-context.ts';

/** How `/info/<type>` writes a property. */
export type InfoStyle =
  /** The property definition that the standard demands. */
  | 'definition'
  /** The definition, but with the plain word for its type where the standard wants a list of JSON types. */
  | 'definition-with-word'
  /** The four keys of OPTIMADE 1.1. */
  | 'word';

export function infoStyle(context: DatabaseContext): InfoStyle {
  if (context.version.classic) return 'word';
  return context.service.classicInfo ? 'definition-with-word' : 'definition';
}

/** Standard properties of 1.3 that the published validator does not know; it fails where they are listed. */
const unknownToValidator = new Set([
  'fractional_site_positions',
  'site_coordinate_span',
  'site_coordinate_span_description',
  'wyckoff_positions',
  'optimization_type',
]);

/**
 * The properties that are listed: those that every answer holds, those that some entry has, and those that
 * the source defines. The older styles leave out what the published validator rejects: standard properties
 * that it does not know, and names with another prefix than the provider's.
 */
export function shownProperties(context: DatabaseContext, type: EntryTypeDescription): readonly string[] {
  const declared = new Set(type.declaredProperties);
  const known = (name: string) => Object.hasOwn(type.knownCounts, name) && type.knownCounts[name]! > 0;
  const names = Object.keys(type.properties).filter(
    (name) => isAlwaysSent(name, type.properties[name]!) || declared.has(name) || known(name),
  );
  if (infoStyle(context) === 'definition') return names;
  const ownPrefix = `_${context.provider.prefix}_`;
  return names.filter((name) =>
    name.startsWith('_') ? name.startsWith(ownPrefix) : !unknownToValidator.has(name),
  );
}

/** `last_modified` stands in every default answer, null where unknown. */
function isAlwaysSent(name: string, definition: PropertyDefinition): boolean {
  return name === 'last_modified' || definition['x-optimade-requirements']?.support === 'must';
}

/** @spec OPTIMADE 1.3.0, "Entry Listing Info Endpoints", "Property Definitions" */
export function propertyInfo(definition: PropertyDefinition, style: InfoStyle): JsonObject {
  const comparable = resolveComparable(definition);
  const sortable = comparable === 'scalar';
  const unit = physicalUnit(definition);
  // Clients older than property definitions read the unit and the sortability from these two keys.
  const plainKeys = { ...(unit === undefined ? {} : { unit }), sortable };
  if (style === 'word') {
    return {
      description: definition.description ?? definition.title ?? '',
      ...plainKeys,
      type: classicTypeWord(definition),
    };
  }
  return {
    ...(definition as unknown as JsonObject),
    ...plainKeys,
    ...(style === 'definition-with-word' ? { type: classicTypeWord(definition) } : {}),
    'x-optimade-implementation': { sortable, ...querySupport(comparable) },
  };
}

type Comparable = 'scalar' | 'list' | 'opaque';

function resolveComparable(definition: PropertyDefinition): Comparable {
  const { list, definition: values } = resolveNestedPath(definition, [])!;
  if (comparableTypeOf(values) === undefined) return 'opaque';
  return list ? 'list' : 'scalar';
}

/** Every operator works on what can be compared; of the rest it can only be asked whether it is there. */
function querySupport(comparable: Comparable): JsonObject {
  return comparable === 'opaque'
    ? { 'query-support': 'partial', 'query-support-operators': ['IS KNOWN', 'IS UNKNOWN'] }
    : { 'query-support': 'all mandatory' };
}

/** The unit of the values, also where they lie in lists; undefined where they have none. */
function physicalUnit(definition: PropertyDefinition): string | undefined {
  let level = definition;
  while (level.items !== undefined) level = level.items;
  const unit = level['x-optimade-unit'];
  return unit === 'inapplicable' || unit === 'dimensionless' ? undefined : unit;
}
