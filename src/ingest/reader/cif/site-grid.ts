import type { Vector } from '../../structure/structure.ts';
import type { Lattice } from '../../structure/unit-cell.ts';
import { toCartesian, volumeOf } from '../../structure/unit-cell.ts';

/** Width of a bin by the widest distance that is looked for: with more, mostly one bin is looked at. */
const binsPerDistance = 3;
const binsPerAxisMax = 2 ** 16;
/** Points of a bin that are compared with: honest atoms leave each other more room than to need as many. */
const binPointsMax = 64;

/** Points of a periodic cell, found by where they are in a time that does not grow with their number. */
export class SiteGrid {
  readonly #lattice: Lattice;
  /** Å between opposite faces of the cell. */
  readonly #heights: Vector;
  readonly #binCounts: Vector;
  readonly #points: Vector[] = [];
  /** By bin its last point, and by point the one before it in its bin. */
  readonly #lastOfBin = new Map<number, number>();
  readonly #previous: number[] = [];

  /** `distanceMax` in Å: the widest that will be asked for. */
  constructor(lattice: Lattice, distanceMax: number) {
    this.#lattice = lattice;
    this.#heights = heightsOf(lattice);
    const [a, b, c] = this.#heights.map((height) =>
      Math.max(1, Math.min(binsPerAxisMax, Math.floor(height / (binsPerDistance * distanceMax)))),
    );
    this.#binCounts = [a!, b!, c!];
  }

  /** Points are numbered as they come. Fractional, from 0 to less than 1. */
  add(point: Vector): void {
    const [x, y, z] = [this.#binAlong(0, point[0]), this.#binAlong(1, point[1]), this.#binAlong(2, point[2])];
    const bin = this.#binOf(x, y, z);
    this.#previous.push(this.#lastOfBin.get(bin) ?? -1);
    this.#lastOfBin.set(bin, this.#points.length);
    this.#points.push(point);
  }

  /** Numbers of the points within a distance in Å, also across the faces of the cell. */
  near(point: Vector, distance: number): number[] {
    const found: number[] = [];
    const [x, y, z] = [this.#binAlong(0, point[0]), this.#binAlong(1, point[1]), this.#binAlong(2, point[2])];
    const nextX = this.#nextBin(0, point[0], x, distance);
    const nextY = this.#nextBin(1, point[1], y, distance);
    const nextZ = this.#nextBin(2, point[2], z, distance);
    // The bin of the point and those beside it, by which axes these lie along.
    for (let axes = 0; axes < 8; axes += 1) {
      const i = (axes & 4) === 0 ? x : nextX;
      const j = (axes & 2) === 0 ? y : nextY;
      const k = (axes & 1) === 0 ? z : nextZ;
      if (i >= 0 && j >= 0 && k >= 0) this.#collect(this.#binOf(i, j, k), point, distance, found);
    }
    return found;
  }

  #collect(bin: number, point: Vector, distance: number, found: number[]): void {
    let candidate = this.#lastOfBin.get(bin) ?? -1;
    for (let count = 0; candidate !== -1 && count < binPointsMax; count += 1) {
      if (distanceBetween(this.#lattice, this.#points[candidate]!, point) <= distance) found.push(candidate);
      candidate = this.#previous[candidate]!;
    }
  }

  #binAlong(axis: 0 | 1 | 2, coordinate: number): number {
    return Math.floor(coordinate * this.#binCounts[axis]);
  }

  /** The bin beside that of a coordinate where it is nearer than the distance, else -1. */
  #nextBin(axis: 0 | 1 | 2, coordinate: number, bin: number, distance: number): number {
    const count = this.#binCounts[axis];
    if (count === 1) return -1;
    const margin = (distance / this.#heights[axis]) * count;
    const within = coordinate * count - bin;
    if (within < margin) return (bin + count - 1) % count;
    return within > 1 - margin ? (bin + 1) % count : -1;
  }

  #binOf(x: number, y: number, z: number): number {
    return (x * this.#binCounts[1] + y) * this.#binCounts[2] + z;
  }
}

/** Å between two points, by the nearest images where these are near at all. */
export function distanceBetween(lattice: Lattice, left: Vector, right: Vector): number {
  const [x, y, z] = toCartesian(lattice, [
    nearestShift(left[0] - right[0]),
    nearestShift(left[1] - right[1]),
    nearestShift(left[2] - right[2]),
  ]);
  return Math.sqrt(x * x + y * y + z * z);
}

/** A difference of coordinates without whole cells. */
export function nearestShift(difference: number): number {
  return difference - Math.round(difference);
}

function heightsOf(lattice: Lattice): Vector {
  const volume = volumeOf(lattice);
  const [a, b, c] = lattice;
  return [volume / area(b, c), volume / area(c, a), volume / area(a, b)];
}

function area(left: Vector, right: Vector): number {
  return Math.hypot(
    left[1] * right[2] - left[2] * right[1],
    left[2] * right[0] - left[0] * right[2],
    left[0] * right[1] - left[1] * right[0],
  );
}
