/**
 * Makes up crystals for measuring, each known by its number: well-known ones with other cells, and others of low
 * symmetry with their atoms anywhere, 2 to 60 in the cell. The same number gives the same crystal.
 */
import type { Crystal } from '../../scripts/examples/crystals.ts';
import { crystals } from '../../scripts/examples/crystals.ts';
import { asymmetricUnit } from '../../scripts/examples/mineral-cif.ts';
import type { Occupant } from '../../scripts/examples/minerals.ts';
import type { Prototype, Triple } from '../../scripts/examples/prototypes.ts';
import { prototypes } from '../../scripts/examples/prototypes.ts';
import type { CellParameters } from '../../src/ingest/structure/unit-cell.ts';
import type { FoundSetting } from '../../src/ingest/symmetry/space-group-settings.ts';
import { findSetting } from '../../src/ingest/symmetry/space-group-settings.ts';
import { parseOperation } from '../../src/ingest/symmetry/symmetry-operation.ts';
import { RandomSource } from '../random-source.ts';

export interface MadeCrystal {
  readonly cell: CellParameters;
  readonly setting: FoundSetting;
  readonly atoms: readonly MadeAtom[];
}

/** A site of the asymmetric unit. */
export interface MadeAtom {
  readonly label: string;
  readonly occupants: readonly Occupant[];
  /** All its places in the cell, that of the asymmetric unit first. */
  readonly images: readonly Triple[];
}

const tableShare = 0.45;
const mixedShare = 0.08;
const sitesMax = 60;
/** Å³ */
const volumePerSite = 12;
/** The groups of most organic and many inorganic crystals, by Hall symbol. */
const lowSymmetries = ['-P 1', '-P 2ybc', 'P 2ac 2ab', '-C 2yc', '-P 2ac 2n', 'P 2yb', '-P 2ac 2ab', 'P 1'];
const cations = [
  'Li',
  'Na',
  'K',
  'Mg',
  'Ca',
  'Al',
  'Si',
  'Ti',
  'Mn',
  'Fe',
  'Co',
  'Cu',
  'Zn',
  'Sr',
  'Zr',
  'La',
];
const anions = ['O', 'O', 'O', 'S', 'F', 'Cl', 'N', 'C', 'H'];

export function makeCrystal(number: number): MadeCrystal {
  const random = new RandomSource(Math.imul(number + 1, 0x9e3779b1));
  return random.chance(tableShare) ? varyKnownCrystal(random) : makeLowSymmetry(random);
}

function varyKnownCrystal(random: RandomSource): MadeCrystal {
  const crystal = random.pick(crystals);
  const prototype: Prototype = prototypes[crystal.prototype];
  const setting = findSetting({ hallSymbol: prototype.hall })!;
  const length = (tabulated: number) => rounded(tabulated * random.between(0.97, 1.03), 4);
  const a = length(crystal.a);
  const c = crystal.c === undefined ? a : length(crystal.c);
  const gamma = prototype.lattice === 'hexagonal' ? 120 : 90;
  const isMixed = random.chance(mixedShare);
  const atoms = placesOf(crystal, setting).map(({ label, images }, index) => {
    const element = crystal.elements[label]!;
    return makeAtom(index, isMixed ? mixed(element, random) : [[element, 1]], images);
  });
  return { cell: { a, b: a, c, alpha: 90, beta: 90, gamma }, setting, atoms };
}

interface Places {
  /** Of the prototype. */
  readonly label: string;
  readonly images: readonly Triple[];
}

const placesByCrystal = new Map<string, readonly Places[]>();

/** Where the atoms of a well-known crystal are, whatever its cell. */
function placesOf({ id, prototype, parameters = {} }: Crystal, { operations }: FoundSetting) {
  let places = placesByCrystal.get(id);
  places ??= asymmetricUnit(prototypes[prototype].sites(parameters), operations).map(
    ({ label, position }) => ({ label, images: imagesOf(position, operations) }),
  );
  placesByCrystal.set(id, places);
  return places;
}

/** Shared with another element, or partly empty. */
function mixed(element: string, random: RandomSource): readonly Occupant[] {
  const share = rounded(random.between(0.5, 0.99), 3);
  const other = random.pick(cations);
  if (other === element || random.chance(0.3)) return [[element, share]];
  return [
    [element, share],
    [other, rounded(1 - share, 3)],
  ];
}

function makeLowSymmetry(random: RandomSource): MadeCrystal {
  const setting = findSetting({ hallSymbol: random.pick(lowSymmetries) })!;
  const { length: order } = setting.operations;
  const count = Math.max(2, Math.ceil(random.next() * (sitesMax / order)));
  const cell = makeCell(random, setting, count * order * volumePerSite);
  const elements = [random.pick(cations), random.pick(cations), random.pick(anions), random.pick(anions)];
  const coordinate = () => rounded(random.between(0.02, 0.98), 5);
  const atoms = Array.from({ length: count }, (_, index) => {
    const position = [coordinate(), coordinate(), coordinate()] as const;
    const element = elements[index] ?? random.pick(elements);
    return makeAtom(index, [[element, 1]], imagesOf(position, setting.operations));
  });
  return { cell, setting, atoms };
}

function makeCell(random: RandomSource, { itNumber }: FoundSetting, volume: number): CellParameters {
  const edge = Math.cbrt(volume);
  const length = () => rounded(edge * random.between(0.85, 1.2), 4);
  const angle = (itNumberMax: number) => (itNumber <= itNumberMax ? rounded(random.between(91, 110), 3) : 90);
  return { a: length(), b: length(), c: length(), alpha: angle(2), beta: angle(15), gamma: angle(2) };
}

function makeAtom(index: number, occupants: readonly Occupant[], images: readonly Triple[]): MadeAtom {
  return { label: `${occupants[0]![0]}${index + 1}`, occupants, images };
}

/** Each place once, the position itself first. */
function imagesOf(position: Triple, operations: readonly string[]): readonly Triple[] {
  const images: Triple[] = [];
  for (const operation of operations) {
    const image = applied(operation, position);
    if (!images.some((other) => coincide(other, image))) images.push(image);
  }
  return images;
}

function applied(operation: string, position: Triple): Triple {
  const { rotation, translation } = parseOperation(operation)!;
  const image = rotation.map((row, axis) => {
    const value = row[0] * position[0] + row[1] * position[1] + row[2] * position[2] + translation[axis]!;
    return rounded(value - Math.floor(value), 6);
  });
  return image as unknown as Triple;
}

function coincide(left: Triple, right: Triple): boolean {
  return left.every((value, axis) => {
    const difference = value - right[axis]!;
    return Math.abs(difference - Math.round(difference)) < 1e-4;
  });
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** Amounts of the elements in the cell, in alphabetical order. */
export function contentsOf({ atoms }: MadeCrystal): readonly (readonly [element: string, amount: number])[] {
  const amounts = new Map<string, number>();
  for (const { occupants, images } of atoms) {
    for (const [element, occupancy] of occupants) {
      amounts.set(element, (amounts.get(element) ?? 0) + occupancy * images.length);
    }
  }
  return [...amounts]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([element, amount]) => [element, rounded(amount, 3)] as const);
}
