/**
 * Definitions of the metadata of properties that the standard defines: these definitions are the standard's, and what
 * sources say of metadata is added to them.
 */
import type { JsonValue } from '../base/index.ts';
import { isJsonObject } from '../base/index.ts';
import { upgradeDefinition } from '../standard/checking.ts';
import type { PropertyDefinition } from '../standard/index.ts';

/** What is added to the definition of a property. */
export type MetadataDefinition = Pick<
  PropertyDefinition,
  'x-optimade-metadata-definition' | 'x-optimade-unit-definitions'
>;

/**
 * What a definition from a source says of metadata; undefined where it says nothing.
 *
 * @spec OPTIMADE 1.3.0, "Metadata properties"
 */
export function metadataDefinitionIn(
  definition: JsonValue | undefined,
  name: string,
  context: { readonly prefix: string; readonly entryType: string },
): MetadataDefinition | undefined {
  const stated = isJsonObject(definition) ? definition['x-optimade-metadata-definition'] : undefined;
  if (!isJsonObject(stated)) return undefined;
  const alone = { type: 'string', 'x-optimade-metadata-definition': stated };
  const upgraded = upgradeDefinition(name, alone, context).definition;
  return {
    'x-optimade-metadata-definition': upgraded['x-optimade-metadata-definition']!,
    'x-optimade-unit-definitions': upgraded['x-optimade-unit-definitions'] ?? [],
  };
}

export function withMetadata(
  definition: PropertyDefinition,
  { 'x-optimade-unit-definitions': others = [], ...metadata }: MetadataDefinition,
): PropertyDefinition {
  const { 'x-optimade-unit-definitions': own = [] } = definition;
  const units = [...own, ...others.filter(({ symbol }) => !own.some((unit) => unit.symbol === symbol))];
  return {
    ...definition,
    ...metadata,
    ...(units.length === 0 ? {} : { 'x-optimade-unit-definitions': units }),
  };
}
