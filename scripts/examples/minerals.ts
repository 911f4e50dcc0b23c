/**
 * What examples/minerals holds: crystals of the table that are met as minerals, and three solid solutions, of which
 * the sites are shared or partly empty.
 */
import { crystals } from './crystals.ts';
import type { PrototypeName } from './prototypes.ts';

/** An element that stands on a site, and the share of the sites that it takes. */
export type Occupant = readonly [element: string, occupancy: number];

export interface Mineral {
  readonly id: string;
  readonly name: string;
  readonly prototype: PrototypeName;
  /** By label of the prototype. */
  readonly occupants: Readonly<Record<string, readonly Occupant[]>>;
  readonly a: number;
  readonly c?: number;
  readonly parameters: Readonly<Record<string, number>>;
  readonly density: number;
  readonly bandGap: number | null;
  readonly metal: boolean;
  readonly references: readonly string[];
}

const ids = [
  'anatase',
  'chalcopyrite',
  'copper',
  'corundum',
  'cuprite',
  'diamond',
  'fluorite',
  'galena',
  'gold',
  'graphite',
  'halite',
  'hematite',
  'molybdenite',
  'periclase',
  'pyrite',
  'quartz',
  'rutile',
  'silver',
  'sphalerite',
  'spinel',
  'sylvite',
  'tellurium',
  'uraninite',
  'zincite',
];

/** Lattice parameters and densities at room temperature. Of wüstite the gap depends on whom one asks. */
const solidSolutions: readonly Mineral[] = [
  {
    id: 'alpha-brass',
    name: 'alpha brass (cartridge brass)',
    prototype: 'copper',
    occupants: {
      A: [
        ['Cu', 0.7],
        ['Zn', 0.3],
      ],
    },
    a: 3.68,
    parameters: {},
    density: 8.53,
    bandGap: null,
    metal: true,
    references: ['kittel2005'],
  },
  {
    id: 'electrum',
    name: 'electrum',
    prototype: 'copper',
    occupants: {
      A: [
        ['Au', 0.5],
        ['Ag', 0.5],
      ],
    },
    a: 4.08,
    parameters: {},
    density: 14.9,
    bandGap: null,
    metal: true,
    references: ['wyckoff1963'],
  },
  {
    id: 'wuestite',
    name: 'wüstite',
    prototype: 'rocksalt',
    occupants: { A: [['Fe', 0.95]], X: [['O', 1]] },
    a: 4.307,
    parameters: {},
    density: 5.74,
    bandGap: null,
    metal: false,
    references: ['wyckoff1963'],
  },
];

function pureMineral(id: string): Mineral {
  const { elements, parameters = {}, ...crystal } = crystals.find((each) => each.id === id)!;
  const occupants = Object.entries(elements).map(([label, element]) => [label, [[element, 1]]] as const);
  return { ...crystal, parameters, occupants: Object.fromEntries(occupants) };
}

/** All of them, by id. */
export const minerals: readonly Mineral[] = [...ids.map(pureMineral), ...solidSolutions].sort(
  (left, right) => (left.id < right.id ? -1 : 1),
);
