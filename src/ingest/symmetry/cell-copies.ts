import type { Vector } from '../structure/structure.ts';
import type { Lattice } from '../structure/unit-cell.ts';
import { length, volumeOf } from '../structure/unit-cell.ts';

/** Sites of a cell as the search for symmetry takes them. */
export interface CellSites {
  readonly lattice: Lattice;
  /** Fractional. */
  readonly positions: readonly Vector[];
  /** What sits there, as a number for each kind. */
  readonly numbers: readonly number[];
}

/**
 * How many translations take the sites to each other: how often a smaller cell is repeated. Counted up to a
 * bound, and only where the numbers of sites leave room for that many.
 *
 * Units: `tolerance` in Å.
 */
export function countCellCopies(cell: CellSites, tolerance: number, atMost: number): number {
  const sitesOfKind = new Map<number, Vector[]>();
  for (const [index, number] of cell.numbers.entries()) {
    const position = cell.positions[index]!;
    const known = sitesOfKind.get(number);
    if (known === undefined) sitesOfKind.set(number, [position]);
    else known.push(position);
  }
  const [rarest = []] = [...sitesOfKind.values()].sort((left, right) => left.length - right.length);
  if (rarest.length < atMost) return rarest.length;
  const kinds = [...sitesOfKind.values()];
  const reach = reachOf(cell.lattice, tolerance);
  const origin = rarest[0]!;
  let copies = 0;
  for (const target of rarest) {
    const shift: Vector = [target[0] - origin[0], target[1] - origin[1], target[2] - origin[2]];
    if (kinds.every((sites) => isTakenToItself(sites, shift, reach))) copies += 1;
    if (copies >= atMost) break;
  }
  return copies;
}

/** How much fractional coordinates may differ of what is that near in Å. */
function reachOf(lattice: Lattice, tolerance: number): Vector {
  const volume = volumeOf(lattice);
  const [a, b, c] = lattice;
  return [
    (tolerance * areaOf(b, c)) / volume,
    (tolerance * areaOf(c, a)) / volume,
    (tolerance * areaOf(a, b)) / volume,
  ];
}

function areaOf(left: Vector, right: Vector): number {
  return length([
    left[1] * right[2] - left[2] * right[1],
    left[2] * right[0] - left[0] * right[2],
    left[0] * right[1] - left[1] * right[0],
  ]);
}

function isTakenToItself(sites: readonly Vector[], shift: Vector, reach: Vector): boolean {
  return sites.every((site) => {
    const x = site[0] + shift[0];
    const y = site[1] + shift[1];
    const z = site[2] + shift[2];
    return sites.some(
      (other) =>
        isNear(x - other[0], reach[0]) && isNear(y - other[1], reach[1]) && isNear(z - other[2], reach[2]),
    );
  });
}

function isNear(difference: number, reach: number): boolean {
  return Math.abs(difference - Math.round(difference)) <= reach;
}
