import { isIdentifier, prefixOf } from '../../../standard/index.ts';

/** The name under which a property is served that is none of the standard, whatever it is called. */
export function customName(name: string, prefix: string): string {
  return isIdentifier(name) && prefixOf(name) !== undefined ? name : `_${prefix}_${name}`;
}
