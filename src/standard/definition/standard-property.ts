import type { PropertyDefinition } from '../property-definition.ts';
import { definitionBaseUrl, metaSchemaUrl } from './schema-url.ts';
import { unitDefinitionsOf } from './unit-definitions.ts';

export type Support = 'must' | 'should' | 'may';
export type QuerySupport = 'all mandatory' | 'equality only' | 'none';

/** One row of an entry type's table: a property without what follows from its name. */
export interface StandardProperty {
  /** Version of the definition; its first two numbers tell the release whose `$id` it has. */
  readonly version: string;
  readonly support: Support;
  readonly querySupport: QuerySupport;
  readonly level: PropertyDefinition;
}

export function property(
  version: string,
  support: Support,
  querySupport: QuerySupport,
  level: PropertyDefinition,
): StandardProperty {
  return { version, support, querySupport, level };
}

/**
 * Gives a level the identity that the standard publishes it under. `home` is `core` or `optimade/<entry
 * type>`.
 */
export function identified(
  home: string,
  name: string,
  version: string,
  level: PropertyDefinition,
): PropertyDefinition {
  const release = version.split('.').slice(0, 2).join('.');
  return {
    $id: `${definitionBaseUrl}/v${release}/properties/${home}/${name}`,
    ...level,
    'x-optimade-definition': {
      kind: 'property',
      // The text allows no other, whatever the published definitions of trajectories say.
      format: '1.2',
      version,
      name,
      label: [name, ...home.split('/')].join('_'),
    },
  };
}

/** Makes the outermost level of a definition, complete as `/info/<type>` serves it. */
function complete(home: string, name: string, row: StandardProperty): PropertyDefinition {
  const compactable = row.level['x-optimade-dimensions']?.compactable !== undefined;
  const units = unitDefinitionsOf(row.level);
  return {
    $schema: metaSchemaUrl(compactable ? '1.3' : '1.2', 'property_definition'),
    ...identified(home, name, row.version, row.level),
    ...(units.length === 0 ? {} : { 'x-optimade-unit-definitions': units }),
    'x-optimade-requirements': {
      support: row.support,
      // Nothing in the standard must be sortable; whether it is here stands in x-optimade-implementation.
      sortable: false,
      'query-support': row.querySupport,
    },
  };
}

/** The complete definitions of a table. */
export function completeAll(
  home: string,
  rows: Readonly<Record<string, StandardProperty>>,
): Readonly<Record<string, PropertyDefinition>> {
  return Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, complete(home, name, row)]));
}
