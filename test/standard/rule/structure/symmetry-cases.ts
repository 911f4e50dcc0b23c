import type { Case } from './structures.ts';

export const symmetryCases: readonly Case[] = [
  ...['X,Y,Z', 'x+0.25,y,z', 'x, y, z', 'x,y', '-x,-y,-z\n'].map(
    (operation): Case => [
      { space_group_symmetry_operations_xyz: ['x,y,z', operation] },
      'symmetry-operations-are-well-formed space_group_symmetry_operations_xyz',
    ],
  ),
  [
    { space_group_symmetry_operations_xyz: ['-x,-y,-z'] },
    'symmetry-operations-hold-the-identity space_group_symmetry_operations_xyz',
  ],
  [{ space_group_symmetry_operations_xyz: ['+x,+y,+z'] }],
  [
    { space_group_symmetry_operations_xyz: ['x,y,z'], nperiodic_dimensions: 0, dimension_types: [0, 0, 0] },
    'symmetry-operations-need-a-periodic-dimension space_group_symmetry_operations_xyz,nperiodic_dimensions',
  ],
  [{ space_group_it_number: 0 }, 'space-group-it-number-is-in-the-tables space_group_it_number'],
  [{ space_group_it_number: 231 }, 'space-group-it-number-is-in-the-tables space_group_it_number'],
  [
    { space_group_it_number: 1, nperiodic_dimensions: 2, dimension_types: [1, 1, 0] },
    'space-group-it-number-needs-three-periodic-dimensions space_group_it_number,nperiodic_dimensions',
  ],
  [
    { space_group_symbol_hall: 'P 1', nperiodic_dimensions: 2, dimension_types: [1, 1, 0] },
    'space-group-symbol-hall-needs-three-periodic-dimensions space_group_symbol_hall,nperiodic_dimensions',
  ],
  ...[
    'P 2c -2ac',
    '-I 4bd 2ab 3',
    'P 2yb (-1/2*x+z,1/2*x,y)',
    '-R 3 2"',
    'P 61 2 (0 0 -1)',
    '-F 4vw 2vw 3',
    'P 3*',
  ].map((symbol): Case => [{ space_group_symbol_hall: symbol }]),
  ...['P_2yb', 'P  2yb', ' P 2yb', 'P 2yb ', 'p 2'].map(
    (symbol): Case => [
      { space_group_symbol_hall: symbol },
      'space-group-symbol-hall-is-well-formed space_group_symbol_hall',
    ],
  ),
  ...[
    'P 1',
    'P -1',
    'C 2',
    'P 21 21 21',
    'F m -3 m',
    'P 21/c',
    'I 41/a m d',
    'R -3 m',
    'H 3',
    'A e a 2',
    'F d -3 c',
  ].map(
    (symbol): Case => [
      { space_group_symbol_hermann_mauguin: symbol, space_group_symbol_hermann_mauguin_extended: symbol },
    ],
  ),
  ...['Fm-3m', 'P1', 'P 21 / m', 'P  1', 'P 2_1', 'P'].map(
    (symbol): Case => [
      { space_group_symbol_hermann_mauguin: symbol },
      'space-group-symbol-hermann-mauguin-is-well-formed space_group_symbol_hermann_mauguin',
    ],
  ),
  [
    { space_group_symbol_hermann_mauguin: 'R -3 m :H' },
    'space-group-symbol-hermann-mauguin-names-no-setting? space_group_symbol_hermann_mauguin',
  ],
];
