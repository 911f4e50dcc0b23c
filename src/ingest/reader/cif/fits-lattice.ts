import type { Vector } from '../../structure/structure.ts';
import type { Lattice } from '../../structure/unit-cell.ts';
import type { SymmetryOperation } from '../../symmetry/symmetry-operation.ts';

/** Files round; refined cells are off the shape of their system by parts in a thousand at most. */
const tolerance = 0.02;

type Rotation = SymmetryOperation['rotation'];

/** Whether rotations keep lengths and angles of the lattice: a sixfold axis does not in a cubic cell. */
export function fitsLattice(rotations: readonly Rotation[], lattice: Lattice): boolean {
  const metric = lattice.map((row) => lattice.map((column) => dot(row, column)));
  return rotations.every((rotation) => keepsMetric(rotation, metric));
}

function keepsMetric(rotation: Rotation, metric: readonly (readonly number[])[]): boolean {
  for (let row = 0; row < 3; row += 1) {
    for (let column = row; column < 3; column += 1) {
      let turned = 0;
      for (let i = 0; i < 3; i += 1) {
        for (let j = 0; j < 3; j += 1) turned += rotation[i]![row]! * metric[i]![j]! * rotation[j]![column]!;
      }
      const scale = Math.sqrt(metric[row]![row]! * metric[column]![column]!);
      if (!(Math.abs(turned - metric[row]![column]!) <= tolerance * scale)) return false;
    }
  }
  return true;
}

function dot(left: Vector, right: Vector): number {
  return left[0] * right[0] + left[1] * right[1] + left[2] * right[2];
}
