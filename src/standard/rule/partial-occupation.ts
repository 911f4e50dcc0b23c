import type { JsonObject } from '../../base/index.ts';
import type { Attributes } from './entry-rule.ts';
import { isFlagged, isMixed } from './feature-rules.ts';
import { isKnown, listOf, objectsOf } from './value.ts';

/**
 * Whether some site is occupied in part, as far as the entry tells: then formulas are approximations, and how
 * they are rounded is left to the provider.
 *
 * @spec OPTIMADE 1.3.0, "chemical_formula_reduced"
 */
export function hasPartialOccupation(attributes: Attributes): boolean {
  if (isFlagged(attributes, 'disorder') || isFlagged(attributes, 'assemblies')) return true;
  if (isKnown(attributes.assemblies)) return true;
  return objectsOf(attributes.species)?.some(isPartial) ?? false;
}

function isPartial(species: JsonObject): boolean {
  const concentration = listOf(species.concentration);
  return isMixed(species) || (concentration?.length === 1 && concentration[0] !== 1);
}
