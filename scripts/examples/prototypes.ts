/**
 * Structure types of the example crystals: where the atoms of a conventional cell stand, from the type's free
 * parameters. Positions are fractional; the labels `A`, `B`, `X` stand for the elements of a crystal.
 */

export type Triple = readonly [number, number, number];

export interface Site {
  readonly label: string;
  readonly position: Triple;
}

export interface Prototype {
  /** What the type is named after. */
  readonly name: string;
  readonly strukturbericht: string | null;
  /** Number in International Tables, vol. A. */
  readonly spaceGroup: number;
  readonly hermannMauguin: string;
  /** Of the setting and origin that the positions are in. */
  readonly hall: string;
  readonly lattice: 'cubic' | 'tetragonal' | 'hexagonal';
  sites(parameters: Readonly<Record<string, number>>): readonly Site[];
}

const none: readonly Triple[] = [[0, 0, 0]];
const bodyCentred: readonly Triple[] = [...none, [1 / 2, 1 / 2, 1 / 2]];
const faceCentred: readonly Triple[] = [...none, [0, 1 / 2, 1 / 2], [1 / 2, 0, 1 / 2], [1 / 2, 1 / 2, 0]];
const rhombohedral: readonly Triple[] = [...none, [2 / 3, 1 / 3, 1 / 3], [1 / 3, 2 / 3, 2 / 3]];

function wrap(value: number): number {
  const rest = value - Math.floor(value);
  return rest > 1 - 1e-9 ? 0 : rest;
}

/** Repeats positions by the centring translations, wrapped into the cell. */
function atoms(label: string, centring: readonly Triple[], positions: readonly Triple[]): Site[] {
  return positions.flatMap((position) =>
    centring.map((shift) => ({
      label,
      position: position.map((value, axis) => wrap(value + shift[axis]!)) as unknown as Triple,
    })),
  );
}

const cubic = { lattice: 'cubic' } as const;
const hexagonal = { lattice: 'hexagonal' } as const;
const tetragonal = { lattice: 'tetragonal' } as const;
const fm3m = { spaceGroup: 225, hermannMauguin: 'F m -3 m', hall: '-F 4 2 3', ...cubic };
const fd3m1 = { spaceGroup: 227, hermannMauguin: 'F d -3 m', hall: 'F 4d 2 3 -1d', ...cubic };
const fd3m2 = { spaceGroup: 227, hermannMauguin: 'F d -3 m', hall: '-F 4vw 2vw 3', ...cubic };
const f43m = { spaceGroup: 216, hermannMauguin: 'F -4 3 m', hall: 'F -4 2 3', ...cubic };
const pm3m = { spaceGroup: 221, hermannMauguin: 'P m -3 m', hall: '-P 4 2 3', ...cubic };
const p63mmc = { spaceGroup: 194, hermannMauguin: 'P 63/m m c', hall: '-P 6c 2c', ...hexagonal };

const quarter: Triple = [1 / 4, 1 / 4, 1 / 4];
const layerA: readonly Triple[] = [
  [1 / 3, 2 / 3, 1 / 4],
  [2 / 3, 1 / 3, 3 / 4],
];

export const prototypes = {
  copper: { name: 'Cu', strukturbericht: 'A1', ...fm3m, sites: () => atoms('A', faceCentred, none) },
  tungsten: {
    name: 'W',
    strukturbericht: 'A2',
    spaceGroup: 229,
    hermannMauguin: 'I m -3 m',
    hall: '-I 4 2 3',
    ...cubic,
    sites: () => atoms('A', bodyCentred, none),
  },
  magnesium: { name: 'Mg', strukturbericht: 'A3', ...p63mmc, sites: () => atoms('A', none, layerA) },
  diamond: {
    name: 'C (diamond)',
    strukturbericht: 'A4',
    ...fd3m1,
    sites: () => atoms('A', faceCentred, [[0, 0, 0], quarter]),
  },
  selenium: {
    name: 'Se',
    strukturbericht: 'A8',
    spaceGroup: 152,
    hermannMauguin: 'P 31 2 1',
    hall: 'P 31 2"',
    ...hexagonal,
    sites: ({ x = 0 }) =>
      atoms('A', none, [
        [x, 0, 1 / 3],
        [0, x, 2 / 3],
        [-x, -x, 0],
      ]),
  },
  graphite: {
    name: 'C (graphite)',
    strukturbericht: 'A9',
    ...p63mmc,
    sites: () => atoms('A', none, [[0, 0, 1 / 4], [0, 0, 3 / 4], ...layerA]),
  },
  rocksalt: {
    name: 'NaCl',
    strukturbericht: 'B1',
    ...fm3m,
    sites: () => [...atoms('A', faceCentred, none), ...atoms('X', faceCentred, [[1 / 2, 1 / 2, 1 / 2]])],
  },
  caesiumChloride: {
    name: 'CsCl',
    strukturbericht: 'B2',
    ...pm3m,
    sites: () => [...atoms('A', none, none), ...atoms('X', none, [[1 / 2, 1 / 2, 1 / 2]])],
  },
  zincblende: {
    name: 'ZnS (sphalerite)',
    strukturbericht: 'B3',
    ...f43m,
    sites: () => [...atoms('A', faceCentred, none), ...atoms('X', faceCentred, [quarter])],
  },
  wurtzite: {
    name: 'ZnS (wurtzite)',
    strukturbericht: 'B4',
    spaceGroup: 186,
    hermannMauguin: 'P 63 m c',
    hall: 'P 6c -2c',
    ...hexagonal,
    sites: ({ u = 0 }) => {
      const at = (z: number): Triple[] => [
        [1 / 3, 2 / 3, z],
        [2 / 3, 1 / 3, z + 1 / 2],
      ];
      return [...atoms('A', none, at(0)), ...atoms('X', none, at(u))];
    },
  },
  boronNitride: {
    name: 'BN (hexagonal)',
    strukturbericht: 'B_k',
    ...p63mmc,
    sites: () => [
      ...atoms('A', none, layerA),
      ...atoms('X', none, [
        [1 / 3, 2 / 3, 3 / 4],
        [2 / 3, 1 / 3, 1 / 4],
      ]),
    ],
  },
  fluorite: {
    name: 'CaF2',
    strukturbericht: 'C1',
    ...fm3m,
    sites: () => [
      ...atoms('A', faceCentred, none),
      ...atoms('X', faceCentred, [quarter, [3 / 4, 3 / 4, 3 / 4]]),
    ],
  },
  pyrite: {
    name: 'FeS2 (pyrite)',
    strukturbericht: 'C2',
    spaceGroup: 205,
    hermannMauguin: 'P a -3',
    hall: '-P 2ac 2ab 3',
    ...cubic,
    sites: ({ u = 0 }) => {
      const half: Triple[] = [
        [u, u, u],
        [1 / 2 - u, -u, 1 / 2 + u],
        [-u, 1 / 2 + u, 1 / 2 - u],
        [1 / 2 + u, 1 / 2 - u, -u],
      ];
      const inverse = half.map((position) => position.map((value) => -value) as unknown as Triple);
      return [...atoms('A', faceCentred, none), ...atoms('X', none, [...half, ...inverse])];
    },
  },
  cuprite: {
    name: 'Cu2O',
    strukturbericht: 'C3',
    spaceGroup: 224,
    hermannMauguin: 'P n -3 m',
    hall: 'P 4n 2 3 -1n',
    ...cubic,
    sites: () => [...atoms('A', faceCentred, [quarter]), ...atoms('X', bodyCentred, none)],
  },
  rutile: {
    name: 'TiO2 (rutile)',
    strukturbericht: 'C4',
    spaceGroup: 136,
    hermannMauguin: 'P 42/m n m',
    hall: '-P 4n 2n',
    ...tetragonal,
    sites: ({ u = 0 }) => [
      ...atoms('A', bodyCentred, none),
      ...atoms('X', none, [
        [u, u, 0],
        [-u, -u, 0],
        [1 / 2 - u, 1 / 2 + u, 1 / 2],
        [1 / 2 + u, 1 / 2 - u, 1 / 2],
      ]),
    ],
  },
  anatase: {
    name: 'TiO2 (anatase)',
    strukturbericht: 'C5',
    spaceGroup: 141,
    hermannMauguin: 'I 41/a m d',
    hall: 'I 4bw 2bw -1bw',
    ...tetragonal,
    sites: ({ z = 0 }) => [
      ...atoms('A', bodyCentred, [
        [0, 0, 0],
        [0, 1 / 2, 1 / 4],
      ]),
      ...atoms('X', bodyCentred, [
        [0, 0, z],
        [0, 0, -z],
        [0, 1 / 2, 1 / 4 + z],
        [0, 1 / 2, 1 / 4 - z],
      ]),
    ],
  },
  molybdenite: {
    name: 'MoS2 (2H)',
    strukturbericht: 'C7',
    ...p63mmc,
    sites: ({ z = 0 }) => [
      ...atoms('A', none, layerA),
      ...atoms('X', none, [
        [1 / 3, 2 / 3, z],
        [2 / 3, 1 / 3, z + 1 / 2],
        [2 / 3, 1 / 3, -z],
        [1 / 3, 2 / 3, 1 / 2 - z],
      ]),
    ],
  },
  quartz: {
    name: 'SiO2 (low quartz)',
    strukturbericht: 'C8',
    spaceGroup: 154,
    hermannMauguin: 'P 32 2 1',
    hall: 'P 32 2"',
    ...hexagonal,
    sites: ({ u = 0, x = 0, y = 0, z = 0 }) => [
      ...atoms('A', none, [
        [u, 0, 2 / 3],
        [0, u, 1 / 3],
        [-u, -u, 0],
      ]),
      ...atoms('X', none, [
        [x, y, z],
        [-y, x - y, z + 2 / 3],
        [y - x, -x, z + 1 / 3],
        [y, x, -z],
        [x - y, -y, 1 / 3 - z],
        [-x, y - x, 2 / 3 - z],
      ]),
    ],
  },
  corundum: {
    name: 'Al2O3',
    strukturbericht: 'D5_1',
    spaceGroup: 167,
    hermannMauguin: 'R -3 c',
    hall: '-R 3 2"c',
    ...hexagonal,
    sites: ({ z = 0, x = 0 }) => [
      ...atoms('A', rhombohedral, [
        [0, 0, z],
        [0, 0, 1 / 2 - z],
        [0, 0, -z],
        [0, 0, 1 / 2 + z],
      ]),
      ...atoms('X', rhombohedral, [
        [x, 0, 1 / 4],
        [0, x, 1 / 4],
        [-x, -x, 1 / 4],
        [-x, 0, 3 / 4],
        [0, -x, 3 / 4],
        [x, x, 3 / 4],
      ]),
    ],
  },
  chalcopyrite: {
    name: 'CuFeS2',
    strukturbericht: 'E1_1',
    spaceGroup: 122,
    hermannMauguin: 'I -4 2 d',
    hall: 'I -4 2bw',
    ...tetragonal,
    sites: ({ x = 0 }) => [
      ...atoms('A', bodyCentred, [
        [0, 0, 0],
        [0, 1 / 2, 1 / 4],
      ]),
      ...atoms('B', bodyCentred, [
        [0, 0, 1 / 2],
        [0, 1 / 2, 3 / 4],
      ]),
      ...atoms('X', bodyCentred, [
        [x, 1 / 4, 1 / 8],
        [-x, 3 / 4, 1 / 8],
        [1 / 4, -x, 7 / 8],
        [3 / 4, x, 7 / 8],
      ]),
    ],
  },
  perovskite: {
    name: 'CaTiO3 (cubic)',
    strukturbericht: 'E2_1',
    ...pm3m,
    sites: () => [
      ...atoms('A', none, none),
      ...atoms('B', none, [[1 / 2, 1 / 2, 1 / 2]]),
      ...atoms('X', none, [
        [1 / 2, 1 / 2, 0],
        [1 / 2, 0, 1 / 2],
        [0, 1 / 2, 1 / 2],
      ]),
    ],
  },
  tetragonalPerovskite: {
    name: 'BaTiO3 (tetragonal)',
    strukturbericht: null,
    spaceGroup: 99,
    hermannMauguin: 'P 4 m m',
    hall: 'P 4 -2',
    ...tetragonal,
    sites: ({ zB = 0, zX1 = 0, zX2 = 0 }) => [
      ...atoms('A', none, none),
      ...atoms('B', none, [[1 / 2, 1 / 2, zB]]),
      ...atoms('X', none, [
        [1 / 2, 1 / 2, zX1],
        [1 / 2, 0, zX2],
        [0, 1 / 2, zX2],
      ]),
    ],
  },
  spinel: {
    name: 'MgAl2O4',
    strukturbericht: 'H1_1',
    ...fd3m2,
    sites: ({ u = 0 }) => {
      const v = 1 / 4 - u;
      const half: Triple[] = [
        [u, u, u],
        [v, v, u],
        [v, u, v],
        [u, v, v],
      ];
      const inverse = half.map((position) => position.map((value) => -value) as unknown as Triple);
      return [
        ...atoms('A', faceCentred, [
          [1 / 8, 1 / 8, 1 / 8],
          [7 / 8, 7 / 8, 7 / 8],
        ]),
        ...atoms('B', faceCentred, [
          [1 / 2, 1 / 2, 1 / 2],
          [1 / 4, 1 / 4, 1 / 2],
          [1 / 4, 1 / 2, 1 / 4],
          [1 / 2, 1 / 4, 1 / 4],
        ]),
        ...atoms('X', faceCentred, [...half, ...inverse]),
      ];
    },
  },
  niobiumStannide: {
    name: 'Cr3Si',
    strukturbericht: 'A15',
    spaceGroup: 223,
    hermannMauguin: 'P m -3 n',
    hall: '-P 4n 2 3',
    ...cubic,
    sites: () => [
      ...atoms('X', bodyCentred, none),
      ...atoms('A', none, [
        [1 / 4, 0, 1 / 2],
        [3 / 4, 0, 1 / 2],
        [1 / 2, 1 / 4, 0],
        [1 / 2, 3 / 4, 0],
        [0, 1 / 2, 1 / 4],
        [0, 1 / 2, 3 / 4],
      ]),
    ],
  },
} satisfies Record<string, Prototype>;

export type PrototypeName = keyof typeof prototypes;
