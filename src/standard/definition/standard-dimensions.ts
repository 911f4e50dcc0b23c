import type { PropertyDefinition } from '../property-definition.ts';
import { standardEntryTypes } from './standard-entry-types.ts';

function namesIn(level: PropertyDefinition): readonly string[] {
  return [
    ...(level['x-optimade-dimensions']?.names ?? []),
    ...(level.items === undefined ? [] : namesIn(level.items)),
    ...Object.values(level.properties ?? {}).flatMap(namesIn),
  ];
}

/** The names of dimensions that standard properties have: the only ones without a prefix. */
export const standardDimensions: ReadonlySet<string> = new Set(
  [...standardEntryTypes.values()].flatMap(({ properties }) => Object.values(properties).flatMap(namesIn)),
);
