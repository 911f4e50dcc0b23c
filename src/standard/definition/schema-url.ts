/** Where the standard publishes its definitions. */
export const definitionBaseUrl = 'https://schemas.optimade.org/defs';

/**
 * The schema that definitions of a kind are written in. 1.3 adds compactable dimensions and custom data
 * types.
 */
export function metaSchemaUrl(
  release: '1.2' | '1.3',
  kind: 'property_definition' | 'physical_unit_definition',
): string {
  return `https://schemas.optimade.org/meta/v${release}/optimade/${kind}.json`;
}
