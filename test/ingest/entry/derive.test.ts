import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/base/index.ts';
import { rawEntry, takeEntry } from './take-entry.ts';

/** Attributes of a structure, what is derived from them, and what must stay unknown. */
type Row = readonly [name: string, attributes: JsonObject, derived: JsonObject, unknown?: readonly string[]];

const species = (symbols: string[], concentration: number[] = [1], more: JsonObject = {}): JsonObject => ({
  name: symbols.join(''),
  chemical_symbols: symbols,
  concentration,
  ...more,
});

const formulas = ['chemical_formula_reduced', 'chemical_formula_anonymous', 'chemical_formula_descriptive'];

const rows: readonly Row[] = [
  [
    'everything from sites',
    { species: [species(['Ti']), species(['O'])], species_at_sites: ['Ti', 'O', 'O', 'Ti', 'O', 'O'] },
    {
      elements: ['O', 'Ti'],
      elements_ratios: [2 / 3, 1 / 3],
      nelements: 2,
      chemical_formula_reduced: 'O2Ti',
      chemical_formula_anonymous: 'A2B',
      chemical_formula_descriptive: 'O2Ti',
      nsites: 6,
      structure_features: [],
    },
    ['chemical_formula_hill'],
  ],
  [
    'mixed sites of simple fractions',
    {
      species: [species(['Pb']), species(['Ti', 'Zr'], [0.9, 0.1]), species(['O'])],
      species_at_sites: ['Pb', 'TiZr', 'O', 'O', 'O'],
    },
    { chemical_formula_reduced: 'O30Pb10Ti9Zr', structure_features: ['disorder'], nelements: 4 },
  ],
  [
    'thirds',
    {
      species: [species(['Fe', 'vacancy'], [2 / 3, 1 / 3]), species(['O'])],
      species_at_sites: ['Fevacancy', 'O'],
    },
    { chemical_formula_reduced: 'Fe2O3', elements: ['Fe', 'O'] },
  ],
  [
    'no formula where occupations are rounded',
    {
      species: [species(['Fe', 'vacancy'], [0.333, 0.667]), species(['O'])],
      species_at_sites: ['Fevacancy', 'O'],
    },
    { elements: ['Fe', 'O'], nelements: 2 },
    formulas,
  ],
  [
    'attached atoms',
    {
      species: [species(['C'], [1], { attached: ['H'], nattached: [3] }), species(['Cl'])],
      species_at_sites: ['C', 'Cl'],
    },
    { chemical_formula_reduced: 'CClH3', structure_features: ['site_attachments'] },
  ],
  [
    'no formula where assemblies leave a choice',
    {
      species: [species(['Si']), species(['Ge'])],
      species_at_sites: ['Si', 'Ge'],
      assemblies: [{ sites_in_groups: [[0], [1]], group_probabilities: [0.5, 0.5] }],
    },
    { elements: ['Ge', 'Si'], structure_features: ['assemblies'] },
    [...formulas, 'elements_ratios'],
  ],
  [
    'nothing of composition where atoms have no sites',
    { species: [species(['Si'])], species_at_sites: ['Si'], structure_features: ['implicit_atoms'] },
    { nsites: 1 },
    [...formulas, 'elements', 'elements_ratios', 'nelements'],
  ],
  [
    'elements only from an asymmetric unit',
    {
      species: [species(['Si']), species(['O'])],
      species_at_sites: ['Si', 'O'],
      site_coordinate_span: 'asymmetric_unit',
    },
    { elements: ['O', 'Si'] },
    [...formulas, 'elements_ratios', 'nsites'],
  ],
  [
    'nothing of composition beside a nameless element',
    { species: [species(['X']), species(['O'])], species_at_sites: ['X', 'O'] },
    { nsites: 2 },
    [...formulas, 'elements', 'elements_ratios', 'nelements'],
  ],
  [
    'composition from the reduced formula',
    { chemical_formula_reduced: 'Al2O3' },
    {
      elements: ['Al', 'O'],
      elements_ratios: [0.4, 0.6],
      nelements: 2,
      chemical_formula_anonymous: 'A3B2',
      chemical_formula_descriptive: 'Al2O3',
    },
    ['nsites', 'chemical_formula_hill'],
  ],
  [
    'formulas of a single element',
    { elements: ['Fe'] },
    { chemical_formula_reduced: 'Fe', chemical_formula_anonymous: 'A', nelements: 1, elements_ratios: [1] },
  ],
  [
    'no formula from ratios, which may be rounded',
    { elements: ['Al', 'O'], elements_ratios: [0.4, 0.6] },
    {},
    formulas,
  ],
  [
    'counts from positions and periodicity',
    { fractional_site_positions: [[0, 0, 0]], dimension_types: [1, 0, 1] },
    { nsites: 1, nperiodic_dimensions: 2 },
  ],
  ['no features, for which there is always a value', {}, { structure_features: [] }],
];

for (const [name, attributes, derived, unknown = []] of rows) {
  test(name, () => {
    const { entry, report } = takeEntry(rawEntry({ attributes }));
    for (const [property, value] of Object.entries(derived)) {
      expect(entry?.attributes[property], property).toEqual(value);
      expect(report.entryTypes.structures?.derived[property], property).toBe(1);
    }
    for (const property of unknown) expect(entry?.attributes, property).not.toHaveProperty(property);
    expect(report.counts.error).toBe(0);
  });
}
