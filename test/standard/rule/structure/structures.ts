import type { JsonValue } from '../../../../src/base/index.ts';

/** Rutile, with everything that a structure can say without special features. */
export const rutile: Readonly<Record<string, JsonValue>> = {
  immutable_id: 'rutile-1',
  last_modified: '2024-01-01T00:00:00+01:00',
  elements: ['O', 'Ti'],
  nelements: 2,
  elements_ratios: [2 / 3, 1 / 3],
  chemical_formula_descriptive: '(TiO2)2',
  chemical_formula_reduced: 'O2Ti',
  chemical_formula_hill: 'O2Ti',
  chemical_formula_anonymous: 'A2B',
  dimension_types: [1, 1, 1],
  nperiodic_dimensions: 3,
  lattice_vectors: [
    [4.59, 0, 0],
    [0, 4.59, 0],
    [0, 0, 2.96],
  ],
  space_group_symmetry_operations_xyz: ['x,y,z', '-y+1/2,x+1/2,z+1/2'],
  space_group_symbol_hall: '-P 4n 2n',
  space_group_symbol_hermann_mauguin: 'P 42/m n m',
  space_group_symbol_hermann_mauguin_extended: 'P 42/m 21/n 2/m',
  space_group_it_number: 136,
  cartesian_site_positions: [
    [0, 0, 0],
    [2.295, 2.295, 1.48],
    [1.4, 1.4, 0],
    [3.19, 3.19, 0],
    [3.695, 0.895, 1.48],
    [0.895, 3.695, 1.48],
  ],
  fractional_site_positions: [
    [0, 0, 0],
    [0.5, 0.5, 0.5],
    [0.305, 0.305, 0],
    [0.695, 0.695, 0],
    [0.805, 0.195, 0.5],
    [0.195, 0.805, 0.5],
  ],
  site_coordinate_span: 'unit_cell',
  nsites: 6,
  species_at_sites: ['Ti', 'Ti', 'O', 'O', 'O', 'O'],
  species: [
    { name: 'Ti', chemical_symbols: ['Ti'], concentration: [1], mass: [47.867], original_name: 'Ti4+' },
    { name: 'O', chemical_symbols: ['O'], concentration: [1], _exmpl_charge: -2 },
  ],
  assemblies: null,
  wyckoff_positions: ['a', 'a', 'f', 'f', 'f', 'f'],
  structure_features: [],
  optimization_type: 'experimental',
  _exmpl_band_gap: 3.2,
};

export const titanium = { name: 'Ti', chemical_symbols: ['Ti'], concentration: [1] };
export const oxygen = { name: 'O', chemical_symbols: ['O'], concentration: [1] };
/** Only sites, so that a case about one species brings no other faults. */
export const bare = {
  structure_features: [],
  nsites: 1,
  cartesian_site_positions: [[0, 0, 0]],
  species_at_sites: ['M'],
};
export const species = (one: JsonValue, rest: object = {}) => ({ ...bare, species: [one], ...rest });
export const mixed = (rest: object = {}) => ({
  name: 'M',
  chemical_symbols: ['Fe', 'Ni'],
  concentration: [0.5, 0.5],
  ...rest,
});
export const disorder = { structure_features: ['disorder'] };
export const assembly = (groups: JsonValue, probabilities: JsonValue, rest: object = {}) => ({
  ...rutile,
  structure_features: ['assemblies'],
  assemblies: [{ sites_in_groups: groups, group_probabilities: probabilities }],
  ...rest,
});
export const formulas = (reduced: JsonValue, rest: object = {}) => ({
  chemical_formula_reduced: reduced,
  ...rest,
});

/**
 * Attributes, and every fault in order as "rule properties", warnings with a question mark behind the rule.
 */
export type Case = readonly [attributes: object, ...faults: string[]];
