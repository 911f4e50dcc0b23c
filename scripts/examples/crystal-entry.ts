import type { Crystal } from './crystals.ts';
import type { Prototype, Triple } from './prototypes.ts';
import { prototypes } from './prototypes.ts';

/** When the table of crystals was last changed; the same for all entries. */
const lastModified = '2026-11-21T00:00:00Z';

/** The OPTIMADE resource object of an example crystal: the atoms of its conventional cell and its textbook values. */
export function crystalEntry(crystal: Crystal) {
  const prototype: Prototype = prototypes[crystal.prototype];
  const lattice = latticeVectors(prototype.lattice, crystal.a, crystal.c ?? crystal.a);
  const sites = prototype.sites(crystal.parameters ?? {}).map(({ label, position }) => ({
    element: crystal.elements[label]!,
    position,
  }));
  const counts = new Map<string, number>();
  for (const { element } of sites) counts.set(element, (counts.get(element) ?? 0) + 1);
  const elements = [...counts.keys()].sort();
  const amounts = elements.map((element) => counts.get(element)!);
  const formulaUnits = amounts.reduce(greatestCommonDivisor);
  const reduced = amounts.map((amount) => amount / formulaUnits);
  return {
    type: 'structures',
    id: crystal.id,
    attributes: {
      last_modified: lastModified,
      elements,
      nelements: elements.length,
      elements_ratios: amounts.map((amount) => amount / sites.length),
      chemical_formula_descriptive: descriptiveFormula(crystal, counts, formulaUnits),
      chemical_formula_reduced: elements.map((element, index) => element + count(reduced[index]!)).join(''),
      chemical_formula_anonymous: [...reduced]
        .sort((left, right) => right - left)
        .map((amount, index) => 'ABC'[index]! + count(amount))
        .join(''),
      dimension_types: [1, 1, 1],
      nperiodic_dimensions: 3,
      lattice_vectors: lattice,
      space_group_it_number: prototype.spaceGroup,
      space_group_symbol_hermann_mauguin: prototype.hermannMauguin,
      space_group_symbol_hall: prototype.hall,
      cartesian_site_positions: sites.map(({ position }) => cartesian(lattice, position)),
      fractional_site_positions: sites.map(({ position }) => position.map(rounded)),
      site_coordinate_span: 'unit_cell',
      nsites: sites.length,
      species: elements.map((element) => ({
        name: element,
        chemical_symbols: [element],
        concentration: [1],
      })),
      species_at_sites: sites.map(({ element }) => element),
      structure_features: [],
      optimization_type: 'experimental',
      _exmpl_name: crystal.name,
      _exmpl_structure_type: prototype.name,
      _exmpl_strukturbericht: prototype.strukturbericht,
      _exmpl_formula_units: formulaUnits,
      _exmpl_density: crystal.density,
      _exmpl_band_gap: crystal.bandGap,
      _exmpl_metal: crystal.metal,
      _exmpl_cell: cellParameters(prototype.lattice, crystal.a, crystal.c ?? crystal.a),
    },
    relationships: {
      references: { data: crystal.references.map((id) => ({ type: 'references', id })) },
    },
  };
}

/** Ten decimals: beyond what any of these values is known to, and free of the noise of doubles. */
function rounded(value: number): number {
  return Number(value.toFixed(10)) + 0;
}

function latticeVectors(kind: Prototype['lattice'], a: number, c: number): readonly (readonly number[])[] {
  if (kind !== 'hexagonal')
    return [
      [a, 0, 0],
      [0, a, 0],
      [0, 0, c],
    ];
  return [
    [a, 0, 0],
    [rounded(-a / 2), rounded((a * Math.sqrt(3)) / 2), 0],
    [0, 0, c],
  ];
}

function cellParameters(kind: Prototype['lattice'], a: number, c: number) {
  return { a, b: a, c, alpha: 90, beta: 90, gamma: kind === 'hexagonal' ? 120 : 90 };
}

function cartesian(lattice: readonly (readonly number[])[], position: Triple): number[] {
  return [0, 1, 2].map((axis) =>
    rounded(position.reduce((sum, value, index) => sum + value * lattice[index]![axis]!, 0)),
  );
}

function greatestCommonDivisor(left: number, right: number): number {
  return right === 0 ? left : greatestCommonDivisor(right, left % right);
}

function count(amount: number): string {
  return amount === 1 ? '' : String(amount);
}

/** As chemists write it: in the order of the table, electropositive first; antifluorites turn the order round. */
function descriptiveFormula(
  crystal: Crystal,
  counts: ReadonlyMap<string, number>,
  formulaUnits: number,
): string {
  const written = [...new Set(Object.values(crystal.elements))];
  const order = ['lithium-oxide', 'magnesium-silicide'].includes(crystal.id) ? written.reverse() : written;
  return order.map((element) => element + count(counts.get(element)! / formulaUnits)).join('');
}
