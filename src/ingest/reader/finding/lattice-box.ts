import type { Structure, Vector } from '../../structure/structure.ts';
import { length, spansVolume } from '../../structure/unit-cell.ts';
import type { FindingRemark } from '../format/format-reader.ts';

/** The lattice of a structure. */
export interface LatticeBox {
  readonly lattice: Structure['lattice'];
  readonly periodic: Structure['periodic'];
  readonly remarks: readonly FindingRemark[];
}

type Three<Item> = readonly [Item, Item, Item];

/** What a molecule has in its place. */
export const noBox: LatticeBox = {
  lattice: [null, null, null],
  periodic: [false, false, false],
  remarks: [],
};

/** Å; programs write nothing for vectors that there are not. */
const zeroLength = 1e-10;

/**
 * A lattice from the vectors and directions of a file, where a vector of zeros stands for none.
 *
 * Errors: undefined where the vectors lie in a plane or line, or are not finite.
 */
export function latticeBox(vectors: Three<Vector>, periodic: Three<boolean>): LatticeBox | undefined {
  const lattice = mapThree(vectors, (vector) => (length(vector) < zeroLength ? null : vector));
  if (!isIndependent(lattice.filter((vector) => vector !== null))) return undefined;
  const unfounded = lattice.some((vector, axis) => vector === null && periodic[axis]);
  if (!unfounded) return { lattice, periodic, remarks: [] };
  const message =
    'A direction that is said to be periodic has no lattice vector; it was read as not periodic.';
  return {
    lattice,
    periodic: mapThree(lattice, (vector, axis) => vector !== null && periodic[axis]!),
    remarks: [{ code: 'structure-doubtful', message }],
  };
}

function isIndependent(vectors: readonly Vector[]): boolean {
  const [a, b, c] = vectors;
  if (!vectors.flat().every(Number.isFinite)) return false;
  if (a === undefined || b === undefined) return true;
  return spansVolume([a, b, c ?? crossProduct(a, b)]);
}

function crossProduct([ax, ay, az]: Vector, [bx, by, bz]: Vector): Vector {
  return [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx];
}

function mapThree<From, To>(
  [a, b, c]: Three<From>,
  change: (item: From, axis: 0 | 1 | 2) => To,
): [To, To, To] {
  return [change(a, 0), change(b, 1), change(c, 2)];
}
