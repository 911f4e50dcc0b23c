/**
 * Hydrogen that is said to be bound to an atom, by its name or a column of the file, and that has sites of
 * its own as well, must not count twice.
 */
import type { Lattice } from '../../structure/unit-cell.ts';
import type { Orbit } from './expand-atoms.ts';
import { occupancyOf } from './expand-atoms.ts';
import type { CifAtom } from './read-atoms.ts';
import { occupancyTolerance } from './read-atoms.ts';
import { SiteGrid } from './site-grid.ts';

/** Å; longer than any bond of hydrogen to carbon, nitrogen or oxygen, shorter than to the next atom. */
const bondLengthMax = 1.3;

/** Takes from the attached hydrogen of each atom what is located around it. The orbits are changed. */
export function discountHydrogen(orbits: readonly Orbit[], lattice: Lattice): void {
  const bound = orbits.filter(({ atoms }) => atoms.some(({ kind }) => kind.attached !== undefined));
  const located = orbits.filter(({ atoms }) => atoms.every(({ kind }) => kind.symbol === 'H'));
  if (bound.length === 0 || located.length === 0) return;
  const grid = new SiteGrid(lattice, bondLengthMax);
  const occupancies: number[] = [];
  for (const orbit of located) {
    const occupancy = occupancyOf(orbit);
    for (const site of orbit.sites) {
      grid.add(site);
      occupancies.push(occupancy);
    }
  }
  for (const orbit of bound) {
    const occupancy = occupancyOf(orbit);
    // Hydrogen that is there more often belongs to another of the places that an atom is split over.
    const around = grid
      .near(orbit.sites[0]!, bondLengthMax)
      .map((point) => occupancies[point]!)
      .filter((other) => other <= occupancy + occupancyTolerance);
    const count = around.reduce((sum, other) => sum + other, 0) / occupancy;
    orbit.atoms = orbit.atoms.map((atom) => discounted(atom, count));
  }
}

function discounted(atom: CifAtom, located: number): CifAtom {
  const count = (atom.kind.attached?.[0]?.count ?? 0) - Math.round(located);
  if (count <= 0) return withoutAttached(atom);
  return { ...atom, kind: { ...atom.kind, attached: [{ symbol: 'H', count }] } };
}

export function withoutAttached(atom: CifAtom): CifAtom {
  const { attached: _attached, ...kind } = atom.kind;
  return { ...atom, kind };
}
