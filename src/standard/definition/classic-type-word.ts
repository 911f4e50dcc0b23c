import type { PropertyDefinition } from '../property-definition.ts';
import { isStandardDataType } from './property-type-rules.ts';

/** What programs older than OPTIMADE 1.2 expect under `type`. */
export type ClassicTypeWord =
  | 'string'
  | 'integer'
  | 'float'
  | 'boolean'
  | 'timestamp'
  | 'list'
  | 'dictionary'
  | 'unknown';

/**
 * The type of a property as one word; `unknown` for data types of providers, which these programs cannot
 * know.
 */
export function classicTypeWord(definition: PropertyDefinition): ClassicTypeWord {
  const dataType = definition['x-optimade-type'];
  return isStandardDataType(dataType) ? dataType : 'unknown';
}
