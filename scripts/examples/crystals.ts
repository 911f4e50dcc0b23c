/**
 * Well-known crystals at room temperature, from textbook tables: lattice parameters in angstrom, densities in gram per
 * cubic centimetre, band gaps in electronvolt (the smallest gap, direct or not; null where a metal or not tabulated).
 */
import type { PrototypeName } from './prototypes.ts';

export interface Crystal {
  readonly id: string;
  readonly name: string;
  readonly prototype: PrototypeName;
  /** Element by label of the prototype. */
  readonly elements: Readonly<Record<string, string>>;
  readonly a: number;
  readonly c?: number;
  readonly parameters?: Readonly<Record<string, number>>;
  readonly density: number;
  readonly bandGap: number | null;
  readonly metal: boolean;
  readonly references: readonly string[];
}

type Row = readonly [
  id: string,
  name: string,
  elements: string,
  a: number,
  c: number | null,
  parameters: Readonly<Record<string, number>>,
  density: number,
  bandGap: number | null | 'metal',
  ...references: string[],
];

const cell = 'wyckoff1963';
const solid = 'kittel2005';
const gap = 'strehlow1973';
const iiiv = 'vurgaftman2001';
const data = 'madelung2004';

const rows: Partial<Record<PrototypeName, readonly Row[]>> = {
  copper: [
    ['copper', 'copper', 'Cu', 3.6149, null, {}, 8.96, 'metal', cell, solid],
    ['silver', 'silver', 'Ag', 4.0853, null, {}, 10.49, 'metal', cell, solid],
    ['gold', 'gold', 'Au', 4.0782, null, {}, 19.3, 'metal', cell, solid],
    ['aluminium', 'aluminium', 'Al', 4.0495, null, {}, 2.7, 'metal', cell, solid],
    ['nickel', 'nickel', 'Ni', 3.524, null, {}, 8.91, 'metal', cell, solid],
    ['platinum', 'platinum', 'Pt', 3.9242, null, {}, 21.45, 'metal', cell, solid],
    ['palladium', 'palladium', 'Pd', 3.8907, null, {}, 12.02, 'metal', cell, solid],
    ['lead', 'lead', 'Pb', 4.9508, null, {}, 11.34, 'metal', cell, solid],
    ['calcium', 'calcium', 'Ca', 5.5884, null, {}, 1.54, 'metal', cell, solid],
    ['iridium', 'iridium', 'Ir', 3.839, null, {}, 22.56, 'metal', cell, solid],
  ],
  tungsten: [
    ['iron-alpha', 'alpha iron (ferrite)', 'Fe', 2.8665, null, {}, 7.87, 'metal', cell, solid],
    ['tungsten', 'tungsten', 'W', 3.1652, null, {}, 19.25, 'metal', cell, solid],
    ['chromium', 'chromium', 'Cr', 2.8847, null, {}, 7.19, 'metal', cell, solid],
    ['molybdenum', 'molybdenum', 'Mo', 3.147, null, {}, 10.22, 'metal', cell, solid],
    ['sodium', 'sodium', 'Na', 4.2906, null, {}, 0.968, 'metal', cell, solid],
    ['niobium', 'niobium', 'Nb', 3.3004, null, {}, 8.57, 'metal', cell, solid],
    ['tantalum', 'tantalum', 'Ta', 3.303, null, {}, 16.65, 'metal', cell, solid],
    ['vanadium', 'vanadium', 'V', 3.024, null, {}, 6.11, 'metal', cell, solid],
    ['lithium', 'lithium', 'Li', 3.5101, null, {}, 0.534, 'metal', cell, solid],
  ],
  magnesium: [
    ['magnesium', 'magnesium', 'Mg', 3.2094, 5.2108, {}, 1.738, 'metal', cell, solid],
    ['titanium-alpha', 'alpha titanium', 'Ti', 2.9508, 4.6855, {}, 4.506, 'metal', cell, solid],
    ['zinc', 'zinc', 'Zn', 2.6649, 4.9468, {}, 7.14, 'metal', cell, solid],
    ['cobalt-epsilon', 'hexagonal cobalt', 'Co', 2.5071, 4.0695, {}, 8.86, 'metal', cell, solid],
    ['zirconium-alpha', 'alpha zirconium', 'Zr', 3.2316, 5.1475, {}, 6.52, 'metal', cell, solid],
    ['beryllium', 'beryllium', 'Be', 2.2858, 3.5843, {}, 1.85, 'metal', cell, solid],
  ],
  diamond: [
    ['diamond', 'diamond', 'C', 3.5669, null, {}, 3.515, 5.47, cell, gap],
    ['silicon', 'silicon', 'Si', 5.431, null, {}, 2.329, 1.12, cell, data],
    ['germanium', 'germanium', 'Ge', 5.6579, null, {}, 5.323, 0.66, cell, data],
    ['tin-alpha', 'grey tin', 'Sn', 6.4892, null, {}, 5.77, 0, cell, data],
  ],
  selenium: [
    ['selenium', 'trigonal selenium', 'Se', 4.3662, 4.9536, { x: 0.2254 }, 4.81, 1.85, cell, gap],
    ['tellurium', 'tellurium', 'Te', 4.4572, 5.929, { x: 0.2633 }, 6.24, 0.33, cell, gap],
  ],
  graphite: [['graphite', 'graphite', 'C', 2.461, 6.708, {}, 2.26, 0, cell, solid]],
  rocksalt: [
    ['halite', 'halite (rock salt)', 'Na Cl', 5.6402, null, {}, 2.165, 8.5, cell, gap],
    ['sylvite', 'sylvite', 'K Cl', 6.2929, null, {}, 1.984, 8.5, cell, gap],
    ['lithium-fluoride', 'lithium fluoride', 'Li F', 4.0262, null, {}, 2.639, 13.6, cell, gap],
    ['lithium-chloride', 'lithium chloride', 'Li Cl', 5.1295, null, {}, 2.07, 9.4, cell, gap],
    ['potassium-bromide', 'potassium bromide', 'K Br', 6.6005, null, {}, 2.75, 7.4, cell, gap],
    ['periclase', 'periclase (magnesia)', 'Mg O', 4.2112, null, {}, 3.585, 7.8, cell, gap],
    ['lime', 'lime', 'Ca O', 4.8105, null, {}, 3.34, 7.1, cell, gap],
    ['bunsenite', 'bunsenite', 'Ni O', 4.1769, null, {}, 6.8, 4.0, cell, gap],
    ['galena', 'galena', 'Pb S', 5.936, null, {}, 7.6, 0.41, cell, data],
    ['altaite', 'altaite', 'Pb Te', 6.462, null, {}, 8.16, 0.31, cell, data],
    ['chlorargyrite', 'chlorargyrite', 'Ag Cl', 5.5491, null, {}, 5.56, 3.25, cell, gap],
    ['titanium-nitride', 'titanium nitride', 'Ti N', 4.241, null, {}, 5.4, 'metal', cell],
    ['titanium-carbide', 'titanium carbide', 'Ti C', 4.3274, null, {}, 4.93, 'metal', cell],
  ],
  caesiumChloride: [
    ['caesium-chloride', 'caesium chloride', 'Cs Cl', 4.123, null, {}, 3.99, 8.3, cell, gap],
    ['caesium-bromide', 'caesium bromide', 'Cs Br', 4.286, null, {}, 4.44, 7.3, cell, gap],
    ['caesium-iodide', 'caesium iodide', 'Cs I', 4.5667, null, {}, 4.51, 6.2, cell, gap],
    ['nickel-aluminide', 'nickel aluminide', 'Ni Al', 2.887, null, {}, 5.9, 'metal', cell],
  ],
  zincblende: [
    ['gallium-arsenide', 'gallium arsenide', 'Ga As', 5.6533, null, {}, 5.318, 1.424, iiiv, data],
    ['indium-phosphide', 'indium phosphide', 'In P', 5.8687, null, {}, 4.81, 1.344, iiiv, data],
    ['gallium-phosphide', 'gallium phosphide', 'Ga P', 5.4505, null, {}, 4.138, 2.26, iiiv, data],
    ['indium-arsenide', 'indium arsenide', 'In As', 6.0583, null, {}, 5.68, 0.354, iiiv, data],
    ['gallium-antimonide', 'gallium antimonide', 'Ga Sb', 6.0959, null, {}, 5.614, 0.726, iiiv, data],
    ['indium-antimonide', 'indium antimonide', 'In Sb', 6.4794, null, {}, 5.775, 0.17, iiiv, data],
    ['aluminium-arsenide', 'aluminium arsenide', 'Al As', 5.6611, null, {}, 3.73, 2.15, iiiv, data],
    ['sphalerite', 'sphalerite', 'Zn S', 5.4093, null, {}, 4.09, 3.68, cell, data],
    ['stilleite', 'stilleite', 'Zn Se', 5.6687, null, {}, 5.27, 2.7, cell, data],
    ['zinc-telluride', 'zinc telluride', 'Zn Te', 6.1037, null, {}, 5.636, 2.26, cell, data],
    ['cadmium-telluride', 'cadmium telluride', 'Cd Te', 6.482, null, {}, 5.85, 1.49, cell, data],
    ['silicon-carbide-3c', 'cubic silicon carbide (3C)', 'Si C', 4.3596, null, {}, 3.21, 2.36, cell, data],
    ['boron-nitride-cubic', 'cubic boron nitride', 'B N', 3.6157, null, {}, 3.487, 6.4, cell, data],
    ['boron-phosphide', 'boron phosphide', 'B P', 4.538, null, {}, 2.97, 2.0, cell, data],
    ['nantokite', 'nantokite', 'Cu Cl', 5.4057, null, {}, 4.14, 3.4, cell, data],
  ],
  wurtzite: [
    ['zincite', 'zincite', 'Zn O', 3.2498, 5.2066, { u: 0.3819 }, 5.67, 3.37, cell, data],
    ['gallium-nitride', 'gallium nitride', 'Ga N', 3.189, 5.185, { u: 0.377 }, 6.1, 3.39, iiiv, data],
    ['aluminium-nitride', 'aluminium nitride', 'Al N', 3.112, 4.982, { u: 0.382 }, 3.26, 6.1, iiiv, data],
    ['indium-nitride', 'indium nitride', 'In N', 3.545, 5.703, { u: 0.379 }, 6.81, 0.7, data],
    ['greenockite', 'greenockite', 'Cd S', 4.1367, 6.7161, { u: 0.377 }, 4.82, 2.42, cell, data],
    ['bromellite', 'bromellite', 'Be O', 2.698, 4.377, { u: 0.378 }, 3.01, 10.6, cell, gap],
  ],
  boronNitride: [
    ['boron-nitride-hexagonal', 'hexagonal boron nitride', 'B N', 2.504, 6.661, {}, 2.27, 5.97, cell, data],
  ],
  fluorite: [
    ['fluorite', 'fluorite', 'Ca F', 5.4626, null, {}, 3.18, 12.1, cell, gap],
    ['strontium-fluoride', 'strontium fluoride', 'Sr F', 5.7996, null, {}, 4.24, 11.25, cell, gap],
    ['frankdicksonite', 'frankdicksonite', 'Ba F', 6.2001, null, {}, 4.89, 11, cell, gap],
    ['cerianite', 'cerianite (ceria)', 'Ce O', 5.411, null, {}, 7.22, 3.2, cell],
    ['uraninite', 'uraninite', 'U O', 5.4704, null, {}, 10.96, 2.1, cell],
    ['lithium-oxide', 'lithium oxide', 'O Li', 4.619, null, {}, 2.013, null, cell],
    ['magnesium-silicide', 'magnesium silicide', 'Si Mg', 6.351, null, {}, 1.99, 0.77, cell, gap],
  ],
  pyrite: [['pyrite', 'pyrite', 'Fe S', 5.4179, null, { u: 0.3848 }, 5.01, 0.95, cell]],
  cuprite: [['cuprite', 'cuprite', 'Cu O', 4.2696, null, {}, 6.1, 2.17, cell, gap]],
  rutile: [
    ['rutile', 'rutile', 'Ti O', 4.5937, 2.9587, { u: 0.3053 }, 4.25, 3.0, cell, gap],
    ['cassiterite', 'cassiterite', 'Sn O', 4.7374, 3.1864, { u: 0.3056 }, 6.99, 3.6, cell, gap],
    ['sellaite', 'sellaite', 'Mg F', 4.6213, 3.0519, { u: 0.303 }, 3.18, 10.8, cell],
    ['ruthenium-dioxide', 'ruthenium dioxide', 'Ru O', 4.4919, 3.1066, { u: 0.3058 }, 6.97, 'metal', cell],
  ],
  anatase: [['anatase', 'anatase', 'Ti O', 3.7845, 9.5143, { z: 0.2081 }, 3.89, 3.2, cell]],
  molybdenite: [
    ['molybdenite', 'molybdenite (2H)', 'Mo S', 3.1604, 12.295, { z: 0.621 }, 5.0, 1.23, cell],
    ['tungstenite', 'tungstenite (2H)', 'W S', 3.1532, 12.323, { z: 0.6225 }, 7.73, 1.35, cell],
  ],
  quartz: [
    [
      'quartz',
      'low quartz',
      'Si O',
      4.9134,
      5.4052,
      { u: 0.4697, x: 0.4135, y: 0.2669, z: 0.7858 },
      2.648,
      8.9,
      'levien1980',
      cell,
    ],
  ],
  corundum: [
    ['corundum', 'corundum', 'Al O', 4.7587, 12.9929, { z: 0.3522, x: 0.3063 }, 3.98, 8.8, cell, gap],
    ['eskolaite', 'eskolaite', 'Cr O', 4.9587, 13.5942, { z: 0.3475, x: 0.3058 }, 5.22, 3.4, cell],
    ['hematite', 'hematite', 'Fe O', 5.038, 13.772, { z: 0.3553, x: 0.3059 }, 5.26, 2.1, cell],
  ],
  chalcopyrite: [
    ['chalcopyrite', 'chalcopyrite', 'Cu Fe S', 5.289, 10.423, { x: 0.2574 }, 4.19, 0.53, cell],
    [
      'copper-indium-selenide',
      'copper indium diselenide',
      'Cu In Se',
      5.782,
      11.619,
      { x: 0.235 },
      5.77,
      1.04,
      cell,
      data,
    ],
  ],
  perovskite: [
    ['tausonite', 'tausonite (strontium titanate)', 'Sr Ti O', 3.905, null, {}, 5.12, 3.25, cell],
    ['barium-zirconate', 'barium zirconate', 'Ba Zr O', 4.193, null, {}, 6.23, null, cell],
    ['potassium-tantalate', 'potassium tantalate', 'K Ta O', 3.9885, null, {}, 7.01, 3.6, cell],
    ['parascandolaite', 'parascandolaite', 'K Mg F', 3.989, null, {}, 3.15, null, cell],
  ],
  tetragonalPerovskite: [
    [
      'barium-titanate',
      'barium titanate (tetragonal)',
      'Ba Ti O',
      3.9945,
      4.0335,
      { zB: 0.5135, zX1: -0.025, zX2: 0.485 },
      6.02,
      3.2,
      cell,
    ],
  ],
  spinel: [
    ['spinel', 'spinel', 'Mg Al O', 8.0831, null, { u: 0.2624 }, 3.58, 7.8, cell],
    ['magnetite', 'magnetite', 'Fe Fe O', 8.3958, null, { u: 0.2548 }, 5.2, null, cell],
  ],
  niobiumStannide: [
    ['niobium-stannide', 'niobium stannide', 'Nb Sn', 5.289, null, {}, 8.92, 'metal', cell],
    ['vanadium-silicide', 'vanadium silicide', 'V Si', 4.725, null, {}, 5.7, 'metal', cell],
  ],
};

const labels: Readonly<Record<number, readonly string[]>> = { 1: ['A'], 2: ['A', 'X'], 3: ['A', 'B', 'X'] };

/** All crystals, by id. */
export const crystals: readonly Crystal[] = Object.entries(rows)
  .flatMap(([prototype, list]) =>
    list.map(([id, name, symbols, a, c, parameters, density, bandGap, ...references]): Crystal => {
      const elements = symbols.split(' ');
      const names = labels[elements.length]!;
      return {
        id,
        name,
        prototype: prototype as PrototypeName,
        elements: Object.fromEntries(elements.map((symbol, index) => [names[index]!, symbol])),
        a,
        ...(c === null ? {} : { c }),
        parameters,
        density,
        bandGap: bandGap === 'metal' ? null : bandGap,
        metal: bandGap === 'metal',
        references,
      };
    }),
  )
  .sort((left, right) => (left.id < right.id ? -1 : 1));
