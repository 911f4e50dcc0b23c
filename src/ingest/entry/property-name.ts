import type { EntryTypeDefinition } from '../../standard/index.ts';
import { isIdentifier, prefixOf } from '../../standard/index.ts';
import type { IssueCode } from '../issue.ts';
import { conformingName } from './conforming-name.ts';

/** The served name of a property, and what is to be said where that is not the name in the source. */
export interface PropertyName {
  readonly name: string;
  readonly issue?: { readonly code: IssueCode; readonly detail: string };
}

/**
 * The name that a property is served under: as it stands where the standard knows it for this entry type or
 * where it has a prefix, else under the own prefix, spelled so that it conforms. That covers names which
 * attributes must not have, such as `links` or the name of an entry type. Undefined where nothing of the name
 * can be used.
 *
 * @spec OPTIMADE 1.3.0, "Database-Provider-Specific Namespace Prefixes"
 */
export function resolveProperty(
  stored: string,
  standard: EntryTypeDefinition,
  prefix: string,
): PropertyName | undefined {
  if (Object.hasOwn(standard.properties, stored) && stored !== 'id' && stored !== 'type') {
    return { name: stored };
  }
  if (isIdentifier(stored)) {
    if (prefixOf(stored) !== undefined) return { name: stored };
    if (!stored.startsWith('_')) {
      const name = `_${prefix}_${stored}`;
      const detail = `"${stored}" is not a property of the standard; it is served as "${name}"`;
      return { name, issue: { code: 'property-prefixed', detail } };
    }
  }
  const conforming = conformingName(stored);
  if (conforming === undefined) return undefined;
  const prefixed = stored.startsWith('_') && prefixOf(`_${conforming}`) !== undefined;
  const name = prefixed ? `_${conforming}` : `_${prefix}_${conforming}`;
  const detail = `"${stored}" cannot be the name of a property; it is served as "${name}"`;
  return { name, issue: { code: 'property-renamed', detail } };
}
