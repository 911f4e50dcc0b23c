/** Lattice vectors from cell parameters, and the way between fractional and Cartesian coordinates. */
import type { Vector } from './structure.ts';

/** Three vectors that span the cell. Units: Å. */
export type Lattice = readonly [Vector, Vector, Vector];

/** Units: Å and degrees. */
export interface CellParameters {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  /** Between b and c. */
  readonly alpha: number;
  /** Between a and c. */
  readonly beta: number;
  /** Between a and b. */
  readonly gamma: number;
}

/** An angle nearer to a right one than this, in degrees, is meant to be one. */
const rightAngleTolerance = 1e-14;
/** Volume of the smallest cell worth the name, in proportion to that of a box with its edges. */
const flatness = 1e-6;

/**
 * The lattice vectors of a cell, the first along x, the second in the xy plane with y positive, the third
 * with z positive. Right angles give exact zeros.
 *
 * Errors: undefined where no such cell exists: lengths that are not positive and finite, angles that close no
 * volume.
 */
export function latticeOfCell({ a, b, c, alpha, beta, gamma }: CellParameters): Lattice | undefined {
  if (![a, b, c].every((length) => length > 0 && Number.isFinite(length))) return undefined;
  if (![alpha, beta, gamma].every((angle) => angle > 0 && angle < 180)) return undefined;
  const [cosAlpha, cosBeta, cosGamma] = [cosine(alpha), cosine(beta), cosine(gamma)];
  const sinGamma = isRight(gamma) ? 1 : Math.sin(radians(gamma));
  const y = (cosAlpha - cosBeta * cosGamma) / sinGamma;
  const zSquare = 1 - cosBeta * cosBeta - y * y;
  if (!(zSquare > 0)) return undefined;
  const lattice: Lattice = [
    [a, 0, 0],
    [b * cosGamma, b * sinGamma, 0],
    [c * cosBeta, c * y, c * Math.sqrt(zSquare)],
  ];
  return spansVolume(lattice) ? lattice : undefined;
}

/** Lengths and angles of a lattice. */
export function cellOfLattice([a, b, c]: Lattice): CellParameters {
  return {
    a: length(a),
    b: length(b),
    c: length(c),
    alpha: angle(b, c),
    beta: angle(a, c),
    gamma: angle(a, b),
  };
}

/** The lattice of a structure; undefined where one of its vectors is unknown. */
export function fullLattice([a, b, c]: readonly [Vector | null, Vector | null, Vector | null]):
  | Lattice
  | undefined {
  return a === null || b === null || c === null ? undefined : [a, b, c];
}

export function toCartesian([a, b, c]: Lattice, [x, y, z]: Vector): Vector {
  return [x * a[0] + y * b[0] + z * c[0], x * a[1] + y * b[1] + z * c[1], x * a[2] + y * b[2] + z * c[2]];
}

/** Not reduced to the cell. The lattice spans a volume; else the coordinates are NaN or infinite. */
export function toFractional(lattice: Lattice, position: Vector): Vector {
  const [a, b, c] = lattice;
  const volume = determinant(lattice);
  return [
    determinant([position, b, c]) / volume,
    determinant([a, position, c]) / volume,
    determinant([a, b, position]) / volume,
  ];
}

/** Of the matrix whose rows are the vectors: the volume, negative where they are left-handed. */
export function determinant([a, b, c]: Lattice): number {
  return (
    a[0] * (b[1] * c[2] - b[2] * c[1]) +
    a[1] * (b[2] * c[0] - b[0] * c[2]) +
    a[2] * (b[0] * c[1] - b[1] * c[0])
  );
}

/** Å³ */
export function volumeOf(lattice: Lattice): number {
  return Math.abs(determinant(lattice));
}

/** Whether three vectors are finite and lie neither in a plane nor nearly so. */
export function spansVolume(lattice: Lattice): boolean {
  const [a, b, c] = lattice.map(length) as [number, number, number];
  // Edge by edge, so that the volume of a box neither overflows nor vanishes.
  const unit: Lattice = [scaled(lattice[0], 1 / a), scaled(lattice[1], 1 / b), scaled(lattice[2], 1 / c)];
  return Number.isFinite(a * b * c) && a * b * c > 0 && Math.abs(determinant(unit)) > flatness;
}

export function length(vector: Vector): number {
  return Math.hypot(vector[0], vector[1], vector[2]);
}

function scaled([x, y, z]: Vector, factor: number): Vector {
  return [x * factor, y * factor, z * factor];
}

function angle(left: Vector, right: Vector): number {
  const product = left[0] * right[0] + left[1] * right[1] + left[2] * right[2];
  const ratio = product / (length(left) * length(right));
  return (Math.acos(Math.min(1, Math.max(-1, ratio))) * 180) / Math.PI;
}

function isRight(degrees: number): boolean {
  return Math.abs(degrees - 90) <= rightAngleTolerance;
}

function cosine(degrees: number): number {
  return isRight(degrees) ? 0 : Math.cos(radians(degrees));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
