import fc from 'fast-check';
import type { Occupant, Site, Structure, Vector } from '../../../src/ingest/structure/structure.ts';
import type { CellParameters } from '../../../src/ingest/structure/unit-cell.ts';
import { latticeOfCell, toCartesian } from '../../../src/ingest/structure/unit-cell.ts';

const anyLength = fc.double({ min: 0.5, max: 60, noNaN: true });
const anyAngle = fc.oneof(fc.constantFrom(60, 90, 120), fc.double({ min: 35, max: 145, noNaN: true }));

/** Parameters of cells; some close no volume. */
export const anyCell: fc.Arbitrary<CellParameters> = fc.record({
  a: anyLength,
  b: anyLength,
  c: anyLength,
  alpha: anyAngle,
  beta: anyAngle,
  gamma: anyAngle,
});

export const anyFraction = fc.oneof(
  fc.constantFrom(0, 0.25, 1 / 3, 0.5, 2 / 3),
  fc.double({ min: -2, max: 2, noNaN: true }),
);
const anyVector = fc.tuple(anyFraction, anyFraction, anyFraction);

const anySymbol = fc.constantFrom('H', 'C', 'O', 'Si', 'Al', 'Fe', 'Uuo', 'X', 'Og');
const anyConcentration = fc.oneof(
  fc.constantFrom(1, 0.5, 0.25, 1 / 3, 0.333, 0.9, 0.1, 0, 1e-12),
  fc.double({ min: 0, max: 1, noNaN: true }),
);

const anyOccupant: fc.Arbitrary<Occupant> = fc.record(
  {
    symbol: fc.oneof(anySymbol, fc.constant('vacancy')),
    concentration: anyConcentration,
    mass: fc.constantFrom(2.0141, 13.0034),
    charge: fc.constantFrom(-2, 1, 3),
    originalName: fc.oneof(fc.constantFrom('D', 'Fe3+', 'O', ''), fc.string({ maxLength: 150 })),
    attached: fc.constantFrom([{ symbol: 'H', count: 2 }], [{ symbol: 'X', count: 1 }]),
  },
  { requiredKeys: ['symbol', 'concentration'] },
);

const anyOccupants: fc.Arbitrary<readonly Occupant[]> = fc.oneof(
  { weight: 2, arbitrary: anySymbol.map((symbol) => [{ symbol, concentration: 1 }]) },
  { weight: 1, arbitrary: fc.array(anyOccupant, { minLength: 1, maxLength: 3 }) },
);

/** Structures as readers may give them: crystals, slabs and molecules, ordered and not. */
export const anyStructure: fc.Arbitrary<Structure> = fc
  .record({
    cell: anyCell,
    periodic: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
    hasLattice: fc.boolean(),
    hasFractional: fc.boolean(),
    sites: fc.array(fc.tuple(anyVector, anyOccupants), { maxLength: 12 }),
    implicitAtoms: fc.boolean(),
    implicitElements: fc.constantFrom<readonly string[] | undefined>(undefined, ['H']),
    hasAssembly: fc.boolean(),
  })
  .map(structureOf);

function structureOf(parts: {
  cell: CellParameters;
  periodic: [boolean, boolean, boolean];
  hasLattice: boolean;
  hasFractional: boolean;
  sites: [Vector, readonly Occupant[]][];
  implicitAtoms: boolean;
  implicitElements: readonly string[] | undefined;
  hasAssembly: boolean;
}): Structure {
  const lattice = latticeOfCell(parts.cell);
  const isCrystal = lattice !== undefined && (parts.hasLattice || parts.periodic.some(Boolean));
  const sites = parts.sites.map(([fractional, occupants]): Site => {
    const position: Vector = lattice === undefined ? fractional : toCartesian(lattice, fractional);
    return { position, occupants, ...(isCrystal && parts.hasFractional ? { fractional } : {}) };
  });
  const assembly = { sitesInGroups: [[0], [1]], groupProbabilities: [0.25, 0.75] };
  return {
    lattice: isCrystal ? lattice : [null, null, null],
    periodic: isCrystal ? parts.periodic : [false, false, false],
    sites,
    implicitAtoms: parts.implicitAtoms,
    ...(parts.implicitElements === undefined ? {} : { implicitElements: parts.implicitElements }),
    ...(parts.hasAssembly && sites.length > 1 ? { assemblies: [assembly] } : {}),
    tolerance: 1e-3,
  };
}

/** A crystal of whole atoms from fractional positions. */
export function crystal(
  cell: CellParameters,
  sites: readonly (readonly [string, Vector])[],
  rest: Partial<Structure> = {},
): Structure {
  const lattice = latticeOfCell(cell)!;
  return {
    lattice,
    periodic: [true, true, true],
    sites: sites.map(([symbol, fractional]) => ({
      position: toCartesian(lattice, fractional),
      fractional,
      occupants: [{ symbol, concentration: 1 }],
    })),
    implicitAtoms: false,
    tolerance: 1e-3,
    ...rest,
  };
}

export function cubic(a: number): CellParameters {
  return { a, b: a, c: a, alpha: 90, beta: 90, gamma: 90 };
}

/** Face-centered positions from one. */
export function faceCentered(symbol: string, [x, y, z]: Vector): (readonly [string, Vector])[] {
  return [
    [symbol, [x, y, z]],
    [symbol, [x, y + 0.5, z + 0.5]],
    [symbol, [x + 0.5, y, z + 0.5]],
    [symbol, [x + 0.5, y + 0.5, z]],
  ];
}

export const rockSalt = crystal(cubic(5.64), [
  ...faceCentered('Na', [0, 0, 0]),
  ...faceCentered('Cl', [0.5, 0.5, 0.5]),
]);
