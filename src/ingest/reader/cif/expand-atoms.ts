/**
 * Atoms and symmetry → the sites of the cell: each atom's images in the order of the operations. Images of
 * one atom that nearly meet are one site, for files round 1/3 to 0.3333; atoms that share a place share its
 * sites.
 */
import type { Vector } from '../../structure/structure.ts';
import type { Lattice } from '../../structure/unit-cell.ts';
import type { SymmetryOperation } from '../../symmetry/symmetry-operation.ts';
import type { CifAtom } from './read-atoms.ts';
import { occupancyTolerance } from './read-atoms.ts';
import type { RemarkList } from './remark-list.ts';
import { distanceBetween, nearestShift, SiteGrid } from './site-grid.ts';

/** The sites that the images of one place in the cell are, and who sits there. */
export interface Orbit {
  /** More than one where elements are mixed. */
  atoms: CifAtom[];
  /** Fractional, 0 to less than 1. */
  readonly sites: Vector[];
  /** By number of the operation the number of the site, among those of this orbit. */
  readonly siteOfOperation: Int32Array;
}

/** Å within which images are one site: wide for rounding, narrow for two atoms. */
const sameSiteDistance = 0.1;
/** The same for atoms that are said to lie beside a symmetry element, not on it. */
const splitSiteDistance = 0.01;

/** Å within which two atoms never are: images of one that is always there are an inexact place for one. */
const crowdedDistance = 0.35;

/** How images are made. */
export interface Expansion {
  readonly operations: readonly SymmetryOperation[];
  readonly lattice: Lattice;
  /** Whether images that are too close to each other to be several atoms are one. */
  readonly contracts: boolean;
}

/** Orbits in the order of the atoms that begin them. */
export function expandAtoms(atoms: readonly CifAtom[], expansion: Expansion, remarks: RemarkList): Orbit[] {
  const grid = new SiteGrid(expansion.lattice, sameSiteDistance);
  /** By number of the point in the grid. */
  const orbitOfPoint: Orbit[] = [];
  const orbits: Orbit[] = [];
  const repeated: CifAtom[] = [];
  const crowded: CifAtom[] = [];
  const close: CifAtom[] = [];
  for (const atom of atoms) {
    const met = new Set(
      grid.near(wrapped(atom.coordinates), sameSiteDistance).map((point) => orbitOfPoint[point]!),
    );
    const neighbors = [...met].filter(({ atoms: [first] }) => areInOneGroup(first!, atom));
    const host = neighbors.find((orbit) => occupancyOf(orbit) + atom.occupancy <= 1 + occupancyTolerance);
    if (host !== undefined) {
      host.atoms.push(atom);
      continue;
    }
    if (neighbors.some((orbit) => orbit.atoms.some((other) => isRepetition(other, atom)))) {
      repeated.push(atom);
      continue;
    }
    if (neighbors.length > 0) crowded.push(atom);
    const orbit = orbitOf(atom, expansion, close);
    orbits.push(orbit);
    for (const site of orbit.sites) {
      grid.add(site);
      orbitOfPoint.push(orbit);
    }
  }
  remarks.addOn(repeated, 'Atoms that repeat others, or images of them, are left out');
  remarks.addOn(crowded, 'Atoms lie at the place of others, with occupancies that sum to more than 1');
  const decision = expansion.contracts ? ' and were taken for one' : '';
  remarks.addOn(close, `Images are too close to each other to be several atoms${decision}`);
  return orbits;
}

/** Sum of the occupancies of those who share the sites. */
export function occupancyOf(orbit: Orbit): number {
  return orbit.atoms.reduce((sum, { occupancy }) => sum + occupancy, 0);
}

/** Whether an atom excludes its own images: groups with a minus are disordered across a symmetry element. */
export function excludesImages({ disorder }: CifAtom): boolean {
  return disorder?.group.startsWith('-') === true;
}

function areInOneGroup(left: CifAtom, right: CifAtom): boolean {
  return (
    left.disorder?.assembly === right.disorder?.assembly && left.disorder?.group === right.disorder?.group
  );
}

function isRepetition(left: CifAtom, right: CifAtom): boolean {
  return (
    left.kind.symbol === right.kind.symbol &&
    left.kind.mass === right.kind.mass &&
    left.kind.charge === right.kind.charge &&
    Math.abs(left.occupancy - right.occupancy) <= occupancyTolerance
  );
}

/** Adds the atom to `close` where its images are closer than atoms can be. */
function orbitOf(atom: CifAtom, expansion: Expansion, close: CifAtom[]): Orbit {
  const { coordinates } = atom;
  if (excludesImages(atom)) return imagesOf(atom, coordinates, expansion, splitSiteDistance);
  const start = onSymmetryElement(coordinates, expansion, sameSiteDistance);
  const orbit = imagesOf(atom, start, expansion, sameSiteDistance);
  const neighborCount = orbit.sites.filter(
    (site) => distanceBetween(expansion.lattice, site, start) <= crowdedDistance,
  ).length;
  if (neighborCount * atom.occupancy <= 1 + occupancyTolerance) return orbit;
  close.push(atom);
  if (!expansion.contracts) return orbit;
  const center = onSymmetryElement(coordinates, expansion, crowdedDistance);
  return imagesOf(atom, center, expansion, crowdedDistance);
}

function imagesOf(atom: CifAtom, start: Vector, { operations, lattice }: Expansion, distance: number): Orbit {
  const own = new SiteGrid(lattice, distance);
  const sites: Vector[] = [];
  const siteOfOperation = new Int32Array(operations.length);
  for (const [index, operation] of operations.entries()) {
    const image = wrapped(applied(operation, start));
    const [known] = own.near(image, distance);
    siteOfOperation[index] = known ?? sites.length;
    if (known !== undefined) continue;
    own.add(image);
    sites.push(image);
  }
  return { atoms: [atom], sites, siteOfOperation };
}

/** Below this, in parts of the cell, a place is on the symmetry element as exactly as numbers can be. */
const exactness = 1e-9;

/**
 * The mean of the images that nearly meet a place: 0.3333 becomes 1/3 where three axes cross, and only there.
 */
function onSymmetryElement(place: Vector, { operations, lattice }: Expansion, distance: number): Vector {
  const sum = [0, 0, 0];
  let count = 0;
  let deviation = 0;
  for (const operation of operations) {
    const image = applied(operation, place);
    if (distanceBetween(lattice, image, place) > distance) continue;
    count += 1;
    for (let axis = 0; axis < 3; axis += 1) {
      const shift = nearestShift(image[axis]! - place[axis]!);
      sum[axis]! += shift;
      deviation = Math.max(deviation, Math.abs(shift));
    }
  }
  // Those that keep a place are a group, whose order divides that of all.
  if (deviation <= exactness || operations.length % count !== 0) return place;
  return [place[0] + sum[0]! / count, place[1] + sum[1]! / count, place[2] + sum[2]! / count];
}

function applied({ rotation, translation }: SymmetryOperation, [x, y, z]: Vector): Vector {
  const [first, second, third] = rotation;
  return [
    first[0] * x + first[1] * y + first[2] * z + translation[0],
    second[0] * x + second[1] * y + second[2] * z + translation[1],
    third[0] * x + third[1] * y + third[2] * z + translation[2],
  ];
}

function wrapped([x, y, z]: Vector): Vector {
  return [wrappedCoordinate(x), wrappedCoordinate(y), wrappedCoordinate(z)];
}

function wrappedCoordinate(value: number): number {
  const part = value - Math.floor(value);
  return part > 1 - exactness || part < exactness ? 0 : part;
}
