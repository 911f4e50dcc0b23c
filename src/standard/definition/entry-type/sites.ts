import { float, integer, listOf, prose, string } from '../level.ts';
import { identified, property } from '../standard-property.ts';

const wyckoffPosition = identified(
  'optimade/common',
  'wyckoff_position',
  '1.3.0',
  string({
    title: 'Wyckoff position',
    description: 'The Wyckoff letter of a site.',
    maxLength: 1,
    enum: [...'abcdefghijklmnopqrstuvwxyz', 'α'],
  }),
);

/** Properties of structures that say where the sites are. */
export const positionRows = {
  cartesian_site_positions: property(
    '1.2.1',
    'should',
    'none',
    listOf(listOf(float({ unit: 'angstrom' })), {
      nullable: true,
      title: 'Cartesian site positions',
      description: prose(
        'Where each site is, in Cartesian coordinates.',
        'Three coordinates for each site; what sits there stands in `species_at_sites`.',
        'Several sites may share a position.',
      ),
      dimensions: { dim_sites: null, dim_spatial: 3 },
      examples: [
        [
          [0, 0, 0],
          [2.82, 0, 0],
        ],
      ],
    }),
  ),
  fractional_site_positions: property(
    '1.3.0',
    'should',
    'none',
    listOf(listOf(float({ unit: 'dimensionless' })), {
      nullable: true,
      title: 'fractional site positions',
      description: prose(
        'Where each site is, in fractions of the `lattice_vectors`.',
        'The same sites in the same order as in `cartesian_site_positions`.',
        'These are what symmetry operations are applied to.',
      ),
      dimensions: { dim_sites: null, dim_spatial: 3 },
      examples: [
        [
          [0, 0, 0],
          [0.5, 0.5, 0.5],
        ],
      ],
    }),
  ),
  site_coordinate_span: property(
    '1.3.0',
    'should',
    'none',
    string({
      nullable: true,
      title: 'site coordinate span',
      description: prose(
        'Which part of the material the given sites make up.',
        '`unit_cell`, also meant by null: translations along `lattice_vectors` give all the rest.',
        '`fundamental_domain`: symmetry operations and then translations give all the rest.',
        '`asymmetric_unit`: a fundamental domain in one simply connected piece of space.',
        '`molecular_…`: the same, with bonded atoms placed next to each other.',
        '`molecular_entities`: whole molecules, possibly more than a fundamental domain.',
        '`other`: see `site_coordinate_span_description`.',
      ),
      enum: [
        'fundamental_domain',
        'asymmetric_unit',
        'molecular_fundamental_domain',
        'molecular_asymmetric_unit',
        'unit_cell',
        'molecular_unit_cell',
        'molecular_entities',
        'other',
        null,
      ],
      examples: ['unit_cell', 'asymmetric_unit'],
    }),
  ),
  site_coordinate_span_description: property(
    '1.3.0',
    'may',
    'none',
    string({
      nullable: true,
      title: 'site coordinate span description',
      description: 'What part of the material the sites make up, in words, where the span is `other`.',
      examples: ['Two layers of the slab and the molecule above them.'],
    }),
  ),
  nsites: property(
    '1.2.0',
    'should',
    'all mandatory',
    integer({
      nullable: true,
      unit: 'dimensionless',
      title: 'number of sites',
      description: prose(
        'How many sites the unit cell has.',
        'The length of `cartesian_site_positions` where these span the unit cell.',
      ),
      examples: [8],
    }),
  ),
};

/** Properties of structures about single sites and about the structure as a whole. */
export const remainingRows = {
  wyckoff_positions: property(
    '1.3.0',
    'may',
    'none',
    listOf(wyckoffPosition, {
      nullable: true,
      title: 'Wyckoff positions',
      description: prose(
        'The Wyckoff letter of each site, as in the International Tables, volume A.',
        'One for each site, in the order of the site positions.',
      ),
      dimensions: { dim_sites: null },
      examples: [['a', 'b']],
    }),
  ),
  structure_features: property(
    '1.2.1',
    'must',
    'all mandatory',
    listOf(string(), {
      title: 'structure features',
      description: prose(
        'Which special features a reader of the structure has to heed, sorted; empty for none.',
        '`assemblies`: there are `assemblies`.',
        '`disorder`: a species consists of several `chemical_symbols`.',
        '`implicit_atoms`: some atoms have no site.',
        '`site_attachments`: a species has `attached` atoms.',
      ),
      dimensions: { dim_structure_features: null },
      examples: [['disorder', 'site_attachments'], []],
    }),
  ),
  optimization_type: property(
    '1.3.0',
    'may',
    'none',
    string({
      nullable: true,
      title: 'optimization type',
      description: prose(
        'How the positions were arrived at.',
        '`experimental`: refined against a measurement.',
        '`hybrid`: measured, then relaxed by calculation.',
        '`global`: calculated to be near the lowest energy of all arrangements.',
        '`local`: calculated to be at a minimum of the energy.',
        '`none`: not optimized at all.',
        '`indeterminate`: the database knows that this cannot be told.',
        '`other`: optimized in another way.',
      ),
      enum: ['experimental', 'hybrid', 'global', 'local', 'none', 'indeterminate', 'other', null],
      examples: ['local', 'experimental'],
    }),
  ),
};
