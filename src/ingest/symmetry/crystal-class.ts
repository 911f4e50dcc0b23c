import type { SymmetryOperation } from './symmetry-operation.ts';

/**
 * A text that is the same for operations of the same crystal class, whatever the axes: how many rotations
 * there are of each kind, which determinant and trace tell.
 */
export function crystalClassOf(operations: readonly SymmetryOperation[]): string {
  const kinds = new Map<string, string>();
  for (const { rotation } of operations) kinds.set(String(rotation), kindOf(rotation));
  return [...kinds.values()].sort().join(' ');
}

function kindOf([a, b, c]: SymmetryOperation['rotation']): string {
  const determinant =
    a[0] * (b[1] * c[2] - b[2] * c[1]) -
    a[1] * (b[0] * c[2] - b[2] * c[0]) +
    a[2] * (b[0] * c[1] - b[1] * c[0]);
  return `${determinant}:${a[0] + b[1] + c[2]}`;
}
