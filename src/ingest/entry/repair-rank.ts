/**
 * How near a property of structures stands to the sites: where values disagree, the one nearer to the sites
 * (with the lower rank) stands, and the one further away is taken for wrong. Positions and species come
 * first, then elements and ratios, then formulas, then counts.
 */
const ranks: Readonly<Record<string, number>> = {
  cartesian_site_positions: 0,
  fractional_site_positions: 1,
  site_coordinate_span: 1,
  lattice_vectors: 1,
  dimension_types: 1,
  species: 2,
  species_at_sites: 3,
  assemblies: 4,
  wyckoff_positions: 4,
  // Whether atoms are implicit cannot be derived: elements give way to the flag.
  structure_features: 4.5,
  elements: 5,
  elements_ratios: 6,
  chemical_formula_reduced: 7,
  chemical_formula_hill: 8,
  chemical_formula_anonymous: 9,
  chemical_formula_descriptive: 10,
  nsites: 11,
  nelements: 11,
  nperiodic_dimensions: 11,
};

/** What stands in no table says least of the sites: symmetry, features, descriptions. */
const furthest = 12;

export function repairRank(property: string): number {
  return Object.hasOwn(ranks, property) ? ranks[property]! : furthest;
}
