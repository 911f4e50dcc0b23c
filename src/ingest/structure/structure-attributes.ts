/**
 * From a structure to the attributes of an entry of type structures, all but those about symmetry. What the
 * structure leaves open is null: formulas where atoms have no sites, positions that are not numbers, lattice
 * vectors that span no volume.
 */
import type { JsonValue } from '../../base/index.ts';
import { anonymousFormula, hillFormula, reducedFormula } from '../../standard/index.ts';
import { wholeAmounts } from '../entry/composition.ts';
import { deriveFeatures } from '../entry/derive-structure.ts';
import { descriptiveFormula } from './descriptive-formula.ts';
import type { SiteKinds } from './site-kinds.ts';
import { kindsOf } from './site-kinds.ts';
import { speciesOf } from './species.ts';
import type { Assembly, Site, Structure, Vector } from './structure.ts';
import { compositionOf } from './structure-composition.ts';
import { fullLattice, length, spansVolume, toFractional } from './unit-cell.ts';

type AttributeValues = Record<string, JsonValue>;

/** @spec OPTIMADE 1.3.0, "Structures Entries" */
export function structureAttributes(structure: Structure): AttributeValues {
  const lattice = usableLattice(structure);
  const kinds = kindsOf(structure.sites);
  const sites = siteAttributes(structure, lattice, kinds);
  const features = deriveFeatures(sites, structure.implicitAtoms);
  return {
    ...compositionAttributes(structure, kinds),
    dimension_types: structure.periodic.map(Number),
    nperiodic_dimensions: structure.periodic.filter(Boolean).length,
    lattice_vectors: lattice?.map((vector) => vector ?? [null, null, null]) ?? null,
    ...sites,
    structure_features: features,
  };
}

/**
 * The lattice without vectors of length zero in directions that are not periodic; undefined where it is
 * unknown for one that is, or where three vectors span no volume.
 */
function usableLattice({ lattice, periodic }: Structure): Structure['lattice'] | undefined {
  const [a, b, c] = lattice.map((vector) => (vector !== null && isUsable(vector) ? vector : null));
  const usable = [a!, b!, c!] as const;
  if (usable.some((vector, index) => vector === null && periodic[index])) return undefined;
  const full = fullLattice(usable);
  return full === undefined || spansVolume(full) ? usable : undefined;
}

function isUsable(vector: Vector): boolean {
  return Number.isFinite(length(vector)) && length(vector) > 0;
}

function siteAttributes(
  structure: Structure,
  lattice: Structure['lattice'] | undefined,
  { kinds, atSites }: SiteKinds,
): AttributeValues {
  const { sites, assemblies } = structure;
  if (!sites.every(({ position }) => isFiniteVector(position))) {
    return unknown(['cartesian_site_positions', 'nsites', 'species', 'species_at_sites']);
  }
  const species = speciesOf(kinds);
  const fractional = lattice && fractionalPositions(sites, lattice);
  return {
    cartesian_site_positions: sites.map(({ position }) => position),
    ...(fractional === undefined ? {} : { fractional_site_positions: fractional }),
    nsites: sites.length,
    species,
    species_at_sites: atSites.map((kind) => species[kind]!.name!),
    ...(assemblies === undefined || assemblies.length === 0
      ? {}
      : { assemblies: assemblies.map(assemblyAttribute) }),
  };
}

/**
 * As the file gives them, else computed; undefined where the lattice is not full, or does not fit the
 * positions.
 */
function fractionalPositions(
  sites: readonly Site[],
  lattice: Structure['lattice'],
): readonly Vector[] | undefined {
  const full = fullLattice(lattice);
  if (full === undefined) return undefined;
  const positions = sites.map(({ fractional, position }) => fractional ?? toFractional(full, position));
  return positions.every(isFiniteVector) ? positions : undefined;
}

function isFiniteVector([x, y, z]: Vector): boolean {
  return Number.isFinite(x) && Number.isFinite(y) && Number.isFinite(z);
}

function assemblyAttribute({ sitesInGroups, groupProbabilities }: Assembly): AttributeValues {
  return { sites_in_groups: sitesInGroups, group_probabilities: groupProbabilities };
}

/**
 * Elements, ratios and formulas. With atoms that have no sites only the elements can be known, and with sites
 * of nameless matter nothing.
 */
function compositionAttributes(structure: Structure, kinds: SiteKinds): AttributeValues {
  const { amounts, hasNameless } = compositionOf(structure, kinds);
  const elements = knownElements(structure, amounts, hasNameless);
  const isComplete = elements !== undefined && !structure.implicitAtoms;
  return {
    elements: elements ?? null,
    nelements: elements?.length ?? null,
    ...(isComplete ? amountAttributes(amounts) : unknown(namesOfAmountAttributes)),
  };
}

function knownElements(
  { implicitAtoms, implicitElements }: Structure,
  amounts: ReadonlyMap<string, number>,
  hasNameless: boolean,
): readonly string[] | undefined {
  if (hasNameless || amounts.size === 0) return undefined;
  if (!implicitAtoms) return [...amounts.keys()];
  return implicitElements && [...new Set([...amounts.keys(), ...implicitElements])].sort();
}

const namesOfAmountAttributes = [
  'elements_ratios',
  'chemical_formula_descriptive',
  'chemical_formula_reduced',
  'chemical_formula_hill',
  'chemical_formula_anonymous',
];

function amountAttributes(amounts: ReadonlyMap<string, number>): AttributeValues {
  const counts = [...amounts.values()];
  const total = counts.reduce((sum, count) => sum + count, 0);
  const whole = wholeAmounts(counts);
  const proportions = whole && [...amounts.keys()].map((symbol, index) => [symbol, whole[index]!] as const);
  return {
    elements_ratios: counts.map((count) => count / total),
    chemical_formula_descriptive: descriptiveFormula(amounts),
    chemical_formula_reduced: proportions ? reducedFormula(proportions) : null,
    chemical_formula_hill: hillFormula(amounts) ?? null,
    chemical_formula_anonymous: proportions ? anonymousFormula(proportions) : null,
  };
}

function unknown(names: readonly string[]): AttributeValues {
  return Object.fromEntries(names.map((name) => [name, null]));
}
