/**
 * Values of a structure that follow for certain from its others: composition, formulas, counts, features.
 * What the data leave open (a formula of rounded occupations, the atoms of an asymmetric unit, Hill's order
 * of a molecule) stays unknown.
 */
import type { JsonValue } from '../../base/index.ts';
import { isJsonObject } from '../../base/index.ts';
import { anonymousFormula, parseFormula, reducedFormula } from '../../standard/index.ts';
import type { Attributes, Composition } from './composition.ts';
import { compositionOfFormula, compositionOfSites, isUnitCell, wholeAmounts } from './composition.ts';

/** Derives one property from the others; undefined where it does not follow from them. */
type Derive = (attributes: Attributes, composition: () => Composition | undefined) => JsonValue | undefined;

/** In the order in which one builds on the other. */
const derivations: Readonly<Record<string, Derive>> = {
  structure_features: (attributes) => deriveFeatures(attributes, false),
  elements: (_, composition) => composition()?.elements,
  elements_ratios: deriveRatios,
  nelements: ({ elements, elements_ratios: ratios }) => lengthOf(elements) ?? lengthOf(ratios),
  chemical_formula_reduced: deriveReduced,
  chemical_formula_anonymous: ({ chemical_formula_reduced: reduced }) => anonymize(reduced),
  chemical_formula_descriptive: ({ chemical_formula_reduced: reduced }) => reduced ?? undefined,
  nsites: deriveSiteCount,
  nperiodic_dimensions: ({ dimension_types: types }) =>
    Array.isArray(types) ? types.reduce((sum: number, type) => sum + Number(type), 0) : undefined,
};

const names = Object.keys(derivations);

/**
 * Sets what is missing and follows from what is there; gives the names of what was set, or undefined where
 * that is nothing. `attributes` is changed; names in `barred` stay unknown.
 */
export function deriveStructure(
  attributes: Record<string, JsonValue>,
  barred?: ReadonlySet<string>,
): string[] | undefined {
  let derived: string[] | undefined;
  let known: Composition | undefined;
  let isKnown = false;
  const composition = (): Composition | undefined => {
    if (!isKnown) known = compositionOfSites(attributes) ?? compositionOfFormula(attributes);
    isKnown = true;
    return known;
  };
  for (const name of names) {
    if (attributes[name] !== undefined || barred?.has(name)) continue;
    const value = derivations[name]!(attributes, composition);
    if (value === undefined) continue;
    attributes[name] = value;
    derived ??= [];
    derived.push(name);
  }
  return derived;
}

/**
 * The features that show in the values. Atoms without sites show nowhere: whether there are any must be told.
 *
 * @spec OPTIMADE 1.3.0, "structure_features"
 */
export function deriveFeatures({ species, assemblies }: Attributes, implicitAtoms: boolean): string[] {
  const kinds = Array.isArray(species) ? species.filter(isJsonObject) : [];
  const features = [];
  if (assemblies !== undefined && assemblies !== null) features.push('assemblies');
  if (kinds.some((kind) => (lengthOf(kind.chemical_symbols) ?? 0) > 1)) features.push('disorder');
  if (implicitAtoms) features.push('implicit_atoms');
  if (kinds.some((kind) => Array.isArray(kind.attached))) features.push('site_attachments');
  return features;
}

function deriveRatios({ elements }: Attributes, composition: () => Composition | undefined) {
  if (!Array.isArray(elements)) return undefined;
  if (elements.length === 1) return [1];
  const found = composition();
  if (found?.amounts === undefined) return undefined;
  if (!haveEqualItems(elements, found.elements)) return undefined;
  const total = found.amounts.reduce((sum, amount) => sum + amount, 0);
  return found.amounts.map((amount) => amount / total);
}

function deriveReduced({ elements }: Attributes, composition: () => Composition | undefined) {
  const found = composition();
  if (!Array.isArray(elements)) return undefined;
  // One element alone has one reduced formula, whatever its amount.
  if (elements.length === 1) return elements[0];
  if (found?.amounts === undefined || !haveEqualItems(elements, found.elements)) return undefined;
  const whole = wholeAmounts(found.amounts);
  return whole && reducedFormula(found.elements.map((element, index) => [element, whole[index]!]));
}

function anonymize(reduced: JsonValue | undefined): JsonValue | undefined {
  const parts = typeof reduced === 'string' ? parseFormula(reduced) : undefined;
  return parts && anonymousFormula(parts.map(({ symbol, count }) => [symbol, count]));
}

/** @spec OPTIMADE 1.3.0, "nsites" */
function deriveSiteCount(attributes: Attributes): JsonValue | undefined {
  if (!isUnitCell(attributes.site_coordinate_span)) return undefined;
  return (
    lengthOf(attributes.cartesian_site_positions) ??
    lengthOf(attributes.fractional_site_positions) ??
    lengthOf(attributes.species_at_sites)
  );
}

function lengthOf(value: JsonValue | undefined): number | undefined {
  return Array.isArray(value) ? value.length : undefined;
}

function haveEqualItems(left: readonly JsonValue[], right: readonly JsonValue[]): boolean {
  return left.length === right.length && left.every((item, index) => item === right[index]);
}
