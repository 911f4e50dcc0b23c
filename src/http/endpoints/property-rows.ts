import type { EntryTypeDescription, PropertyDefinition } from '../../standard/index.ts';
import type { DatabaseModel } from '../../web/index.ts';

/** The properties that some entry of a type has, most often known first. */
export function propertyRows(type: EntryTypeDescription): DatabaseModel['properties'] {
  return Object.entries(type.knownCounts)
    .filter(([, count]) => count > 0)
    .sort(
      ([first, firstCount], [second, secondCount]) => secondCount - firstCount || (first < second ? -1 : 1),
    )
    .map(([name, count]) => {
      const definition = type.properties[name]!;
      return {
        entryType: type.name,
        name,
        title: definition.title ?? '',
        values: valuesOf(definition),
        count,
      };
    });
}

/** `list of list of float in angstrom` */
function valuesOf(definition: PropertyDefinition): string {
  const { items, 'x-optimade-type': type, 'x-optimade-unit': unit } = definition;
  if (items !== undefined) return `${type} of ${valuesOf(items)}`;
  return unit === 'inapplicable' || unit === 'dimensionless' ? type : `${type} in ${unit}`;
}
