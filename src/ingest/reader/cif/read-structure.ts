/** A data block → the structure of its crystal or molecule, with what had to be decided on the way. */
import { limits } from '../../../base/index.ts';
import { formulaDifference } from '../../structure/formula-difference.ts';
import type { Occupant, Site, Structure, Vector } from '../../structure/structure.ts';
import type { Lattice } from '../../structure/unit-cell.ts';
import { toCartesian } from '../../structure/unit-cell.ts';
import type { PlacedStructure } from './check-formula.ts';
import { checkFormula } from './check-formula.ts';
import type { CifBlock } from './cif-block.ts';
import { CoordinateReader, findAtomLoop } from './coordinate-reader.ts';
import { coordinateTolerance } from './coordinate-tolerance.ts';
import { discountHydrogen, withoutAttached } from './discount-hydrogen.ts';
import type { Orbit } from './expand-atoms.ts';
import { expandAtoms } from './expand-atoms.ts';
import type { FaultList } from './fault-list.ts';
import { findAssemblies } from './find-assemblies.ts';
import type { CifAtom, CifAtoms } from './read-atoms.ts';
import { readAtoms } from './read-atoms.ts';
import type { CifCell } from './read-cell.ts';
import { readCell } from './read-cell.ts';
import type { CifSymmetry } from './read-symmetry.ts';
import { readSymmetries } from './read-symmetry.ts';
import { RemarkList } from './remark-list.ts';
import type { StatedFormula } from './stated-formula.ts';
import { findFormula } from './stated-formula.ts';

/**
 * The structure of a block.
 *
 * Errors: undefined where the block lists no atoms, and, with a fault, where these make no structure.
 * Limits: `structureSitesMax`.
 */
export function readStructure(
  block: CifBlock,
  faults: FaultList,
  remarks: RemarkList,
): Structure | undefined {
  const loop = findAtomLoop(block);
  if (loop === undefined) return undefined;
  const cell = readCell(block);
  if (cell.kind === 'wrong') {
    faults.add(cell.line, cell.problem);
    return undefined;
  }
  const stated = findFormula(block);
  const lattice = cell.kind === 'cell' ? cell.cell.lattice : undefined;
  const coordinates = new CoordinateReader(block, loop, lattice, remarks);
  const listed = readAtoms(block, loop, coordinates, new Set(stated?.amounts.keys()), faults, remarks);
  if (listed.atoms.length === 0) {
    const hasCell =
      lattice !== undefined ? 'with coordinates' : 'with Cartesian coordinates, and no unit cell';
    faults.add(loop.line(0), `has no atom ${hasCell}`);
    return undefined;
  }
  const placed =
    cell.kind === 'cell'
      ? readCrystal(block, cell.cell, listed, stated, faults, remarks)
      : { ...readMolecule(listed), ...(stated === undefined ? {} : { statedFormula: stated.text }) };
  if (placed === undefined) return undefined;
  return {
    ...withImplicitAtoms(placed, listed, stated, block, remarks),
    tolerance: coordinateTolerance(block, loop),
  };
}

function readMolecule({ atoms }: CifAtoms): PlacedStructure {
  const hasHydrogen = atoms.some(({ kind }) => kind.symbol === 'H');
  return {
    lattice: [null, null, null],
    periodic: [false, false, false],
    sites: atoms.map((atom) => ({
      position: atom.coordinates,
      occupants: [occupantOf(hasHydrogen ? withoutAttached(atom) : atom, 1)],
      label: atom.label,
    })),
  };
}

function readCrystal(
  block: CifBlock,
  cell: CifCell,
  { atoms }: CifAtoms,
  stated: StatedFormula | undefined,
  faults: FaultList,
  remarks: RemarkList,
): PlacedStructure | undefined {
  const { lattice } = cell;
  const symmetries = readSymmetries(block, cell, faults);
  const imageCount = atoms.length * Math.max(0, ...symmetries.map(({ operations }) => operations.length));
  if (imageCount > limits.structureSitesMax) {
    const sizes = `${atoms.length} atoms and ${imageCount / atoms.length} symmetry operations`;
    faults.add(atoms[0]!.line, `has ${sizes}, more than a structure may have sites of`);
    return undefined;
  }
  if (block.text('_cell_modulation_dimension') !== undefined) {
    remarks.add('structure-doubtful', 'The structure is modulated; its average is given.');
  }
  const tried =
    imageCount * symmetries.length > limits.structureSitesMax ? symmetries.slice(0, 1) : symmetries;
  const [placed, found] = chooseByFormula(tried, (symmetry, contracts, found) => {
    found.addAll(symmetry.remarks);
    const orbits = expandAtoms(atoms, { operations: symmetry.operations, lattice, contracts }, found);
    discountHydrogen(orbits, lattice);
    const structure = placeOrbits(orbits, lattice, symmetry, found);
    return stated === undefined ? structure : { ...structure, statedFormula: stated.text };
  });
  remarks.addAll(found.remarks);
  return placed;
}

/**
 * What the first of several settings makes of the atoms with which they are as the formula says: files that
 * are silent about the origin would be read wrongly half of the time. Where none does, the first setting
 * holds, and all images.
 */
function chooseByFormula(
  symmetries: readonly CifSymmetry[],
  place: (symmetry: CifSymmetry, contracts: boolean, remarks: RemarkList) => PlacedStructure,
): readonly [PlacedStructure | undefined, RemarkList] {
  let last: readonly [PlacedStructure, RemarkList] | undefined;
  for (const symmetry of symmetries) {
    for (const contracts of [true, false]) {
      const remarks = new RemarkList();
      const placed = place(symmetry, contracts, remarks);
      // Hydrogen may lack sites in any setting.
      const isRight = formulaDifference({ ...placed, implicitAtoms: true, tolerance: 0 }) === undefined;
      if (isRight) return [placed, remarks];
      if (symmetry === symmetries[0]) last = [placed, remarks];
    }
  }
  return last ?? [undefined, new RemarkList()];
}

function placeOrbits(
  orbits: readonly Orbit[],
  lattice: Lattice,
  { declared }: CifSymmetry,
  remarks: RemarkList,
): PlacedStructure {
  const firstSites = new Map<Orbit, number>();
  let count = 0;
  for (const orbit of orbits) {
    firstSites.set(orbit, count);
    count += orbit.sites.length;
  }
  const { assemblies, probabilities } = findAssemblies(orbits, firstSites, remarks);
  const sites = orbits.flatMap((orbit) => sitesOf(orbit, lattice, probabilities.get(orbit) ?? 1));
  return {
    lattice,
    periodic: [true, true, true],
    sites,
    ...(assemblies.length === 0 ? {} : { assemblies }),
    ...(declared === undefined ? {} : { symmetry: declared }),
  };
}

function sitesOf({ atoms, sites }: Orbit, lattice: Lattice, probability: number): Site[] {
  const occupants = atoms.map((atom) => occupantOf(atom, probability));
  const label = [...new Set(atoms.map((atom) => atom.label))].join('/');
  return sites.map((fractional: Vector) => ({
    position: toCartesian(lattice, fractional),
    fractional,
    occupants,
    label,
  }));
}

function occupantOf({ kind, occupancy }: CifAtom, probability: number): Occupant {
  return { ...kind, concentration: Math.min(1, occupancy / probability) };
}

function withImplicitAtoms(
  found: PlacedStructure,
  { unlocated }: CifAtoms,
  stated: StatedFormula | undefined,
  block: CifBlock,
  remarks: RemarkList,
): Omit<Structure, 'tolerance'> {
  const { structure, lacking } =
    stated === undefined
      ? { structure: found, lacking: [] }
      : checkFormula(found, stated.amounts, block, remarks);
  const elements = new Set([...lacking, ...unlocated.map(({ symbol }) => symbol)]);
  elements.delete('vacancy');
  const implicitAtoms = elements.size > 0;
  if (!implicitAtoms || elements.has('X')) return { ...structure, implicitAtoms };
  return { ...structure, implicitAtoms, implicitElements: [...elements].sort() };
}
