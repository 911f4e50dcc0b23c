import type { Vector } from '../../../src/ingest/structure/structure.ts';
import type { SymmetryOperation } from '../../../src/ingest/symmetry/symmetry-operation.ts';

/** What the second operation and then the first do. */
export function composeOperations(first: SymmetryOperation, second: SymmetryOperation): SymmetryOperation {
  const column = (axis: 0 | 1 | 2): Vector =>
    applyRotation(first, second.rotation.map((row) => row[axis]) as never);
  const [x, y, z] = [column(0), column(1), column(2)];
  return {
    rotation: [
      [x[0], y[0], z[0]],
      [x[1], y[1], z[1]],
      [x[2], y[2], z[2]],
    ],
    translation: applyOperation(first, second.translation),
  };
}

export function applyOperation(operation: SymmetryOperation, position: Vector): Vector {
  const rotated = applyRotation(operation, position);
  const { translation } = operation;
  return [rotated[0] + translation[0], rotated[1] + translation[1], rotated[2] + translation[2]];
}

function applyRotation({ rotation: [a, b, c] }: SymmetryOperation, position: Vector): Vector {
  return [dot(a, position), dot(b, position), dot(c, position)];
}

function dot(left: Vector, right: Vector): number {
  return left[0] * right[0] + left[1] * right[1] + left[2] * right[2];
}
