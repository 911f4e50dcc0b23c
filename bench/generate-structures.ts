/**
 * Makes up structures for measuring: valid under the standard, and with the frequencies that decide how fast
 * an index answers. 3.6 elements an entry, oxygen in 39 %, a band gap unknown in 15 %, 3 to 4 KB of JSON. The
 * same seed gives the same bytes.
 *
 *     node bench/generate-structures.ts 100000 [seed] > structures.jsonl
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Entry } from '../src/standard/index.ts';
import { anonymousFormula, hillFormula, reducedFormula } from '../src/standard/index.ts';
import { RandomSource } from './random-source.ts';

/**
 * How often an element is chosen, the more electropositive first, which is the order of descriptive formulas.
 */
const elementWeights = [
  'Cs4 Rb4 K8 Na9 Li9 Ba7 Sr7 Ca8 Mg8 La5 Ce4 Nd3 Eu2 Gd2 Er2 Yb2 Y5 Sc2 Zr4 Hf2 Ti6 Nb4 Ta3 V6 Cr4 Mo4 W3',
  'Mn9 Re1 Fe10 Ru2 Os1 Co8 Rh2 Ir2 Ni8 Pd3 Pt3 Cu9 Ag3 Au3 Zn7 Cd3 Hg2 Al10 Ga5 In5 Tl2 U2 Th1 B6 Si18 Ge6',
  'Sn6 Pb3 As4 Sb5 Bi5 H9 C6 P11 Te4 Se7 S10 N7 I3 Br3 Cl6 F9',
].flatMap((line) => line.split(' '));
const oxygenChance = 0.39;
const cations = elementWeights.map((text) => text.replace(/\d+/, ''));
const cationWeights = elementWeights.map((text) => Number(text.replace(/\D+/, '')));
const descriptiveOrder = new Map([...cations, 'O'].map((symbol, index) => [symbol, index]));

/** Shares of entries with one, two, … elements. */
const elementCountShares = [3, 15, 32, 28, 13, 6, 2, 1];
const sitesMax = 200;
const commonSpaceGroups = [225, 62, 14, 12, 2, 221, 227, 194, 139, 166, 15, 1];
const firstDay = Date.UTC(2014, 0, 1);
const lastDay = Date.UTC(2025, 0, 1);

/** The structure of a number below `total`; ids are in no order, as in most sources. */
export function generateStructure(number: number, total: number, seed: number): Entry {
  const random = new RandomSource(Math.imul(number + 1, 0x9e3779b1) ^ seed);
  const amounts = chooseAmounts(random);
  const atoms = amounts.reduce((sum, [, amount]) => sum + amount, 0);
  const unitCount = Math.max(1, Math.min(random.pick([2, 3, 4, 4, 4, 8]), Math.floor(sitesMax / atoms)));
  const symbols = amounts.flatMap(([symbol, amount]) => Array<string>(amount * unitCount).fill(symbol));
  const lattice = chooseLattice(random, symbols.length);
  const attributes = {
    immutable_id: `v1:${(number * 2654435761).toString(36)}:${seed}`,
    last_modified: chooseTime(random),
    elements: amounts.map(([symbol]) => symbol),
    nelements: amounts.length,
    elements_ratios: amounts.map(([, amount]) => amount / atoms),
    chemical_formula_descriptive: descriptiveFormula(amounts),
    chemical_formula_reduced: reducedFormula(amounts),
    chemical_formula_hill: hillFormula(amounts)!,
    chemical_formula_anonymous: anonymousFormula(amounts),
    dimension_types: [1, 1, 1],
    nperiodic_dimensions: 3,
    space_group_it_number: random.chance(0.7)
      ? random.pick(commonSpaceGroups)
      : 1 + Math.floor(random.next() * 230),
    lattice_vectors: lattice,
    cartesian_site_positions: symbols.map(() => choosePosition(random, lattice)),
    nsites: symbols.length,
    species: amounts.map(([symbol]) => ({ name: symbol, chemical_symbols: [symbol], concentration: [1] })),
    species_at_sites: symbols,
    structure_features: [],
    _x_band_gap: random.chance(0.15) ? null : chooseBandGap(random),
    _x_formation_energy: random.normal(-1, 0.8),
    _x_functional: random.pick(['PBE', 'PBEsol', 'SCAN', 'HSE06']),
  };
  // A step that shares no divisor with the total visits every rank once.
  const rank = (number * coprimeStep(total)) % total;
  return { type: 'structures', id: structureId(rank), attributes };
}

/** The id that stands at a rank, from 0, among all in ascending order. */
export function structureId(rank: number): string {
  return `x-${String(rank).padStart(8, '0')}`;
}

type Amount = readonly [symbol: string, amount: number];

/** Elements in alphabetical order, each with a small amount. */
function chooseAmounts(random: RandomSource): readonly Amount[] {
  const count = random.pickIndex(elementCountShares) + 1;
  const symbols = new Set(random.chance(oxygenChance) ? ['O'] : []);
  while (symbols.size < count) symbols.add(cations[random.pickIndex(cationWeights)]!);
  return [...symbols].sort().map((symbol) => [symbol, random.pick([1, 1, 1, 2, 2, 3, 4, 6])] as const);
}

function descriptiveFormula(amounts: readonly Amount[]): string {
  return [...amounts]
    .sort(([left], [right]) => descriptiveOrder.get(left)! - descriptiveOrder.get(right)!)
    .map(([symbol, amount]) => (amount === 1 ? symbol : `${symbol}${amount}`))
    .join('');
}

type Vector = readonly [number, number, number];

/** Three edges, somewhat sheared, with about 15 cubic ångström for each atom. */
function chooseLattice(random: RandomSource, atoms: number): readonly [Vector, Vector, Vector] {
  const edge = Math.cbrt(15 * atoms);
  const length = (): number => edge * random.between(0.8, 1.25);
  const shear = (): number => edge * random.between(-0.1, 0.1);
  return [
    [length(), 0, 0],
    [shear(), length(), 0],
    [shear(), shear(), length()],
  ];
}

function choosePosition(random: RandomSource, [a, b, c]: readonly [Vector, Vector, Vector]): Vector {
  const [u, v, w] = [random.next(), random.next(), random.next()];
  const component = (axis: 0 | 1 | 2): number => u * a[axis] + v * b[axis] + w * c[axis];
  return [component(0), component(1), component(2)];
}

/** Many metals, and a long tail. */
function chooseBandGap(random: RandomSource): number {
  return random.chance(0.35) ? 0 : Math.round(-1.8 * Math.log(1 - random.next()) * 1e4) / 1e4;
}

function chooseTime(random: RandomSource): string {
  const seconds = Math.floor(random.between(firstDay, lastDay) / 1000);
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}

function coprimeStep(total: number): number {
  const divides = (left: number, right: number): number =>
    right === 0 ? left : divides(right, left % right);
  let step = Math.floor(total * 0.618) + 1;
  while (divides(total, step) !== 1) step += 1;
  return step;
}

/** What stands before the entries: the header, and the definitions of the properties that we made up. */
export function* headLines(moreProperties: Readonly<Record<string, object>> = {}): Generator<string> {
  yield '{"x-optimade":{"api_version":"1.3.0"}}\n';
  const number = (description: string, unit: string) => ({
    description,
    unit,
    type: 'float',
    sortable: true,
  });
  const properties = {
    _x_band_gap: number('Energy between the highest occupied and the lowest unoccupied state.', 'eV'),
    _x_formation_energy: number('Energy of formation from the elements, for each atom.', 'eV'),
    _x_functional: { description: 'Name of the density functional.', type: 'string', sortable: true },
    ...moreProperties,
  };
  const info = { description: 'Made-up structures.', formats: ['json'], properties };
  yield `${JSON.stringify({ type: 'info', id: 'structures', ...info })}\n`;
}

/** A JSON Lines file of so many structures. */
export function* structureLines(total: number, seed: number): Generator<string> {
  yield* headLines();
  for (let number = 0; number < total; number += 1) {
    yield `${JSON.stringify(generateStructure(number, total, seed))}\n`;
  }
}

if (import.meta.main) {
  const [total = '1000', seed = '1'] = process.argv.slice(2);
  await pipeline(Readable.from(structureLines(Number(total), Number(seed))), process.stdout);
}
