import { isIdentifier, prefixOf, standardEntryTypes } from '../../standard/index.ts';
import type { IssueCode } from '../issue.ts';
import { conformingName } from './conforming-name.ts';

/** The served name of an entry type, and what is to be said where that is not the name in the source. */
export interface EntryTypeName {
  readonly name: string;
  readonly issue?: { readonly code: IssueCode; readonly detail: string };
}

/**
 * The name that entries of a type are served under: as it stands where it is a standard or a prefixed one,
 * else under the own prefix. Undefined where nothing of the name can be used.
 *
 * @spec OPTIMADE 1.3.0, "Custom Entry Types"
 */
export function resolveEntryType(stored: string, prefix: string): EntryTypeName | undefined {
  if (standardEntryTypes.has(stored)) return { name: stored };
  if (isIdentifier(stored) && prefixOf(stored) !== undefined) return { name: stored };
  const plural = `${stored}s`;
  if (standardEntryTypes.has(plural)) {
    return {
      name: plural,
      issue: { code: 'type-assumed', detail: `the type "${stored}" is taken as "${plural}"` },
    };
  }
  const conforming = conformingName(stored);
  if (conforming === undefined) return undefined;
  // A prefixed name in another spelling keeps its prefix.
  const prefixed = stored.startsWith('_') && prefixOf(`_${conforming}`) !== undefined;
  const name = prefixed ? `_${conforming}` : `_${prefix}_${conforming}`;
  const detail = `the type "${stored}" is not one of the standard; it is served as "${name}"`;
  return { name, issue: { code: 'type-renamed', detail } };
}

/** Whether attributes can only be those of a structure: one of them has a name that only structures have. */
export function looksLikeStructure(names: Iterable<string>): boolean {
  for (const name of names) if (namesOfStructures.has(name)) return true;
  return false;
}

const namesOfStructures = new Set([
  'elements',
  'nelements',
  'elements_ratios',
  'chemical_formula_descriptive',
  'chemical_formula_reduced',
  'chemical_formula_anonymous',
  'chemical_formula_hill',
  'lattice_vectors',
  'cartesian_site_positions',
  'fractional_site_positions',
  'species_at_sites',
  'species',
  'nsites',
  'dimension_types',
  'nperiodic_dimensions',
  'structure_features',
]);
