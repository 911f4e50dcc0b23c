import type { PropertyDefinition } from '../../standard/index.ts';

/** Whether a definition leaves something to be learned from the values. */
export function isOpen(definition: PropertyDefinition): boolean {
  if (definition['x-optimade-type'] === 'list')
    return definition.items === undefined || isOpen(definition.items);
  if (definition['x-optimade-type'] !== 'dictionary')
    return isOpaque(definition) && definition.type.length > 2;
  return definition.properties === undefined || Object.values(definition.properties).some(isOpen);
}

/** Whether a value has a data type of the provider, which nothing can be compared with. */
export function isOpaque(definition: PropertyDefinition): boolean {
  return definition['x-optimade-type'].startsWith('_');
}
