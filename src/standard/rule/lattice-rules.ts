// What must be true of dimension_types, nperiodic_dimensions and lattice_vectors.
import type { JsonValue } from '../../base/index.ts';
import { shown } from '../fault.ts';
import type { EntryRule } from './entry-rule.ts';
import { errorRule, warningRule } from './entry-rule.ts';
import { integerOf, isKnown, isNullVector, isVector, listOf } from './value.ts';

/** The three flags as numbers; undefined where they are not three of 0 and 1. */
function dimensionTypesOf(value: JsonValue | undefined): readonly (0 | 1)[] | undefined {
  const list = listOf(value);
  if (list?.length !== 3) return undefined;
  for (const flag of list) if (flag !== 0 && flag !== 1) return undefined;
  return list as readonly (0 | 1)[];
}

/** @spec OPTIMADE 1.3.0, "dimension_types" */
const dimensionTypesAreFlags = errorRule(
  'dimension-types-are-three-flags',
  ['dimension_types'],
  ({ dimension_types: types }) => {
    if (!isKnown(types) || dimensionTypesOf(types) !== undefined) return undefined;
    return { pointer: '/dimension_types', message: 'dimension_types must be three numbers, each 0 or 1.' };
  },
);

/** @spec OPTIMADE 1.3.0, "nperiodic_dimensions" */
const periodicDimensionsAreZeroToThree = errorRule(
  'nperiodic-dimensions-is-zero-to-three',
  ['nperiodic_dimensions'],
  ({ nperiodic_dimensions: count }) => {
    if (!isKnown(count) || count === 0 || count === 1 || count === 2 || count === 3) return undefined;
    return {
      pointer: '/nperiodic_dimensions',
      message: `nperiodic_dimensions is 0, 1, 2 or 3, not ${shown(count)}.`,
    };
  },
);

/** @spec OPTIMADE 1.3.0, "nperiodic_dimensions" */
const periodicDimensionsAreCounted = errorRule(
  'nperiodic-dimensions-counts-dimension-types',
  ['nperiodic_dimensions', 'dimension_types'],
  (attributes) => {
    const types = dimensionTypesOf(attributes.dimension_types);
    const count = integerOf(attributes.nperiodic_dimensions);
    if (types === undefined || count === undefined) return undefined;
    const periodic = types[0]! + types[1]! + types[2]!;
    if (periodic === count) return undefined;
    return {
      pointer: '/nperiodic_dimensions',
      message: `nperiodic_dimensions is ${count} but dimension_types has ${periodic} periodic directions.`,
    };
  },
);

/** Three vectors, each of three numbers or of three nulls. @spec OPTIMADE 1.3.0, "lattice_vectors" */
const latticeIsThreeVectors = errorRule(
  'lattice-vectors-are-three-whole-vectors',
  ['lattice_vectors'],
  ({ lattice_vectors: vectors }) => {
    if (!isKnown(vectors)) return undefined;
    const list = listOf(vectors);
    if (list?.length !== 3) {
      return { pointer: '/lattice_vectors', message: `A lattice is three vectors, not ${shown(vectors)}.` };
    }
    for (let index = 0; index < 3; index += 1) {
      if (isVector(list[index]) || isNullVector(list[index])) continue;
      return {
        pointer: `/lattice_vectors/${index}`,
        message: 'A lattice vector is three numbers or, where it is not periodic, three nulls.',
      };
    }
    return undefined;
  },
);

/** @spec OPTIMADE 1.3.0, "lattice_vectors" */
const periodicVectorsAreKnown = errorRule(
  'periodic-lattice-vectors-are-known',
  ['lattice_vectors', 'dimension_types'],
  (attributes) => {
    const types = dimensionTypesOf(attributes.dimension_types);
    const vectors = listOf(attributes.lattice_vectors);
    if (types === undefined || vectors === undefined) return undefined;
    for (let index = 0; index < 3; index += 1) {
      if (types[index] === 0 || !isNullVector(vectors[index])) continue;
      return {
        pointer: `/lattice_vectors/${index}`,
        message: `Direction ${index + 1} is periodic, so its lattice vector cannot be null.`,
      };
    }
    return undefined;
  },
);

/** Below this part of the product of the three lengths a volume is rounding, or the cell is flat. */
const volumeTolerance = 1e-9;

/** SHOULD. @spec OPTIMADE 1.3.0, "lattice_vectors" */
const latticeHasVolume = warningRule(
  'lattice-vectors-span-a-volume',
  ['lattice_vectors'],
  ({ lattice_vectors: vectors }) => {
    const list = listOf(vectors);
    if (list?.length !== 3) return undefined;
    const [a, b, c] = list;
    if (!isVector(a) || !isVector(b) || !isVector(c)) return undefined;
    const volume =
      a[0] * (b[1] * c[2] - b[2] * c[1]) +
      a[1] * (b[2] * c[0] - b[0] * c[2]) +
      a[2] * (b[0] * c[1] - b[1] * c[0]);
    const lengths =
      Math.hypot(a[0], a[1], a[2]) * Math.hypot(b[0], b[1], b[2]) * Math.hypot(c[0], c[1], c[2]);
    if (Math.abs(volume) > volumeTolerance * lengths) return undefined;
    return {
      pointer: '/lattice_vectors',
      message: 'The lattice vectors lie in one plane: the cell has no volume.',
    };
  },
);

/** Only the reference demands it. */
const periodicityIsTold = warningRule(
  'dimension-types-and-nperiodic-dimensions-come-together',
  ['dimension_types', 'nperiodic_dimensions'],
  (attributes) => {
    const types = isKnown(attributes.dimension_types);
    if (types === isKnown(attributes.nperiodic_dimensions)) return undefined;
    const missing = types ? 'nperiodic_dimensions' : 'dimension_types';
    return {
      pointer: `/${missing}`,
      message: `${missing} is unknown although the other is given.`,
      properties: [missing],
    };
  },
);

export const latticeRules: readonly EntryRule[] = [
  dimensionTypesAreFlags,
  periodicDimensionsAreZeroToThree,
  periodicDimensionsAreCounted,
  latticeIsThreeVectors,
  periodicVectorsAreKnown,
  latticeHasVolume,
  periodicityIsTold,
];
