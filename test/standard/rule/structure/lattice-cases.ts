import type { Case } from './structures.ts';
import { rutile } from './structures.ts';

export const latticeCases: readonly Case[] = [
  [{ ...rutile, dimension_types: [1, 1] }, 'dimension-types-are-three-flags dimension_types'],
  [{ ...rutile, dimension_types: [1, 2, 0] }, 'dimension-types-are-three-flags dimension_types'],
  [
    { nperiodic_dimensions: 4, dimension_types: null },
    'nperiodic-dimensions-is-zero-to-three nperiodic_dimensions',
    'dimension-types-and-nperiodic-dimensions-come-together? dimension_types',
  ],
  [
    { nperiodic_dimensions: 2, dimension_types: [1, 1, 1] },
    'nperiodic-dimensions-counts-dimension-types nperiodic_dimensions,dimension_types',
  ],
  [
    {
      lattice_vectors: [
        [1, 0, 0],
        [0, 1, 0],
      ],
    },
    'lattice-vectors-are-three-whole-vectors lattice_vectors',
  ],
  [
    {
      lattice_vectors: [
        [1, 0, 0],
        [0, 1, 0],
        [0, null, 1],
      ],
    },
    'lattice-vectors-are-three-whole-vectors lattice_vectors',
  ],
  [{ lattice_vectors: 'cubic' }, 'lattice-vectors-are-three-whole-vectors lattice_vectors'],
  [
    {
      lattice_vectors: [
        [1, 0, 0],
        [0, 1, 0],
        [null, null, null],
      ],
      dimension_types: [1, 1, 0],
      nperiodic_dimensions: 2,
    },
  ],
  [
    {
      lattice_vectors: [
        [1, 0, 0],
        [0, 1, 0],
        [null, null, null],
      ],
      dimension_types: [1, 1, 1],
      nperiodic_dimensions: 3,
    },
    'periodic-lattice-vectors-are-known lattice_vectors,dimension_types',
  ],
  [
    {
      lattice_vectors: [
        [1, 0, 0],
        [0, 1, 0],
        [1, 1, 0],
      ],
    },
    'lattice-vectors-span-a-volume? lattice_vectors',
  ],
  [
    {
      lattice_vectors: [
        [0, 0, 0],
        [0, 1, 0],
        [1, 1, 0],
      ],
    },
    'lattice-vectors-span-a-volume? lattice_vectors',
  ],
  [
    { dimension_types: [0, 0, 0] },
    'dimension-types-and-nperiodic-dimensions-come-together? nperiodic_dimensions',
  ],
];
