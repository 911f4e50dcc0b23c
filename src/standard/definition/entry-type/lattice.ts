import { float, integer, listOf, prose, string } from '../level.ts';
import { identified, property } from '../standard-property.ts';

const translation = '(1/2|[12]/3|[1-3]/4|[1-5]/6)';
/** One coordinate: one or two of x, y, z, with a translation before or after, or a translation alone. */
const symmetryTerm =
  `([-+]?[xyz]([-+][xyz])?([-+]${translation})?` + `|[-+]?${translation}([-+][xyz]([-+][xyz])?)?)`;

/**
 * What a symmetry operation looks like, as a regular expression in the format of the standard.
 *
 * @spec OPTIMADE 1.3.0, "The Symmetry Operation String Regular Expressions"
 */
export const symmetryOperationPattern = `^${symmetryTerm},${symmetryTerm},${symmetryTerm}$`;

const symmetryOperation = identified(
  'optimade/common',
  'space_group_symmetry_operation_xyz',
  '1.2.0',
  string({
    title: 'space group symmetry operation',
    description: prose(
      'Where a symmetry operation takes the point (x, y, z), in fractional coordinates.',
      'Three terms with commas between, lower case, no spaces.',
      'A term has one or two of x, y, z and a translation in halves, thirds, quarters or sixths.',
    ),
    // Published in the text alone.
    pattern: symmetryOperationPattern,
    examples: ['x,y,z', '-x,1/2+y,1/2-z'],
  }),
);

/** Properties of structures that say how they repeat in space. */
export const latticeRows = {
  dimension_types: property(
    '1.2.1',
    'should',
    'none',
    listOf(
      integer({
        enum: [0, 1],
        description: '1 for a direction in which the structure repeats, 0 for one in which it ends.',
      }),
      {
        nullable: true,
        title: 'dimension types',
        description: 'Along which of the three `lattice_vectors` the structure is periodic.',
        dimensions: { dim_lattice: 3 },
        examples: [
          [1, 1, 1],
          [1, 1, 0],
          [0, 0, 0],
        ],
      },
    ),
  ),
  nperiodic_dimensions: property(
    '1.2.0',
    'should',
    'all mandatory',
    integer({
      nullable: true,
      unit: 'dimensionless',
      title: 'number of periodic dimensions',
      description: prose(
        'In how many directions the structure is periodic.',
        '0 to 3: the number of ones in `dimension_types`.',
      ),
      examples: [3],
    }),
  ),
  lattice_vectors: property(
    '1.2.1',
    'should',
    'none',
    // The text lets a vector be unknown; the published definition does not.
    listOf(listOf(float({ unit: 'angstrom', nullable: true })), {
      nullable: true,
      title: 'lattice vectors',
      description: prose(
        'The three vectors that span the unit cell, in Cartesian coordinates.',
        'The vectors are in the order of `dimension_types`.',
        'A vector along which nothing repeats may be three times null.',
        'The vectors should span a volume.',
      ),
      dimensions: { dim_lattice: 3, dim_spatial: 3 },
      examples: [
        [
          [5.64, 0, 0],
          [0, 5.64, 0],
          [0, 0, 5.64],
        ],
      ],
    }),
  ),
  space_group_symmetry_operations_xyz: property(
    '1.2.1',
    'may',
    'none',
    listOf(symmetryOperation, {
      nullable: true,
      title: 'space group symmetry operations',
      description: prose(
        'Every operation of the space group, as a map of fractional coordinates.',
        'The identity `x,y,z` is one of them.',
        'Agrees with the other properties about symmetry.',
        'Unknown for structures that are not periodic.',
      ),
      dimensions: { dim_symops: null },
      examples: [
        ['x,y,z', '-x,-y,-z'],
        ['x,y,z', '-x,y+1/2,-z'],
      ],
    }),
  ),
  space_group_symbol_hall: property(
    '1.2.1',
    'may',
    'none',
    string({
      nullable: true,
      title: 'Hall space group symbol',
      description: prose(
        'The space group and its setting in the notation of Hall.',
        'One space between components.',
        'Unknown unless the structure is periodic in three directions.',
      ),
      examples: ['-F 4 2 3', 'P 1', '-P 2ac 2ab', 'P 2yb'],
    }),
  ),
  space_group_symbol_hermann_mauguin: property(
    '1.2.1',
    'may',
    'none',
    string({
      nullable: true,
      title: 'Hermann-Mauguin space group symbol',
      description: prose(
        'The short symbol of the space group in the notation of Hermann and Mauguin.',
        'One space between generators and none within, as in `P 21/m`.',
        'A bar is written as `-` before the digit.',
      ),
      examples: ['F m -3 m', 'P 21/c'],
    }),
  ),
  space_group_symbol_hermann_mauguin_extended: property(
    '1.2.1',
    'may',
    'none',
    string({
      nullable: true,
      title: 'extended Hermann-Mauguin space group symbol',
      description: prose(
        'The extended symbol of the space group in the notation of Hermann and Mauguin.',
        'Written like `space_group_symbol_hermann_mauguin`; it also tells settings and origins apart.',
      ),
      examples: ['P 1 21/c 1'],
    }),
  ),
  space_group_it_number: property(
    '1.2.1',
    'may',
    'none',
    integer({
      nullable: true,
      title: 'space group IT number',
      description: prose(
        'The number of the space group in the International Tables, 1 to 230.',
        'Unknown unless the structure is periodic in three directions.',
      ),
      examples: [225],
    }),
  ),
};
