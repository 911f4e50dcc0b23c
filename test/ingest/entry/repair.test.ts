import { expect, test } from 'vitest';
import type { JsonObject } from '../../../src/base/index.ts';
import { rawEntry, rockSalt, takeEntry } from './take-entry.ts';

/** What changes when parts of rock salt are replaced: values of the entry taken in, and its issues. */
type Row = readonly [name: string, change: JsonObject, expected: JsonObject, issues: readonly string[]];

const sodium = { name: 'Na', chemical_symbols: ['Na'], concentration: [1] };
const chlorine = { name: 'Cl', chemical_symbols: ['Cl'], concentration: [1] };

const rows: readonly Row[] = [
  ['counts give way to sites', { nsites: 5 }, { nsites: 2 }, ['rule-broken nsites: recomputed']],
  ['counts give way to elements', { nelements: 5 }, { nelements: 2 }, ['rule-broken nelements: recomputed']],
  [
    'counts give way to dimension types',
    { nperiodic_dimensions: 2 },
    { nperiodic_dimensions: 3 },
    ['rule-broken nperiodic_dimensions: recomputed'],
  ],
  [
    'formulas give way to sites, and to each other',
    { chemical_formula_reduced: 'ClNa2', chemical_formula_anonymous: 'A2B' },
    { chemical_formula_reduced: 'ClNa', chemical_formula_anonymous: 'AB' },
    [
      'rule-broken chemical_formula_anonymous: recomputed',
      'rule-broken chemical_formula_reduced: recomputed',
    ],
  ],
  [
    'elements and ratios give way to sites',
    { elements: ['Cl', 'K'], elements_ratios: [0.25, 0.75] },
    { elements: ['Cl', 'Na'], elements_ratios: [0.5, 0.5] },
    ['rule-broken elements: recomputed', 'rule-broken elements_ratios: recomputed'],
  ],
  [
    'ratios lose their meaning with their elements',
    { elements: ['Na', 'Cl'], elements_ratios: [0.4, 0.6] },
    { elements: ['Cl', 'Na'], elements_ratios: [0.5, 0.5] },
    ['rule-broken elements: recomputed', 'rule-broken elements_ratios: recomputed'],
  ],
  [
    'a list of species gives way to positions',
    { species_at_sites: ['Na', 'Cl', 'Cl'] },
    { species_at_sites: undefined, nsites: 2, elements: ['Cl', 'Na'] },
    ['rule-broken species_at_sites: set to unknown'],
  ],
  [
    'features are recomputed, since they may not be unknown',
    { structure_features: ['disorder', 'assemblies'] },
    { structure_features: [] },
    ['rule-broken structure_features: recomputed'],
  ],
  [
    'features of the wrong kind are recomputed',
    { structure_features: 'none' },
    { structure_features: [] },
    ['value-invalid structure_features: recomputed'],
  ],
  [
    'atoms without sites stay flagged when features are recomputed',
    {
      elements: ['Cl', 'H', 'Na'],
      nelements: 3,
      elements_ratios: [0.25, 0.5, 0.25],
      chemical_formula_reduced: 'ClH2Na',
      chemical_formula_anonymous: 'A2BC',
      chemical_formula_descriptive: 'NaClH2',
      structure_features: ['implicit_atoms', 'assemblies'],
    },
    {
      structure_features: ['implicit_atoms'],
      elements: ['Cl', 'H', 'Na'],
      chemical_formula_reduced: 'ClH2Na',
    },
    ['rule-broken structure_features: recomputed'],
  ],
  [
    'what does not follow becomes unknown',
    { lattice_vectors: [[1, 0, 0]], chemical_formula_hill: 'Na1Cl1' },
    { lattice_vectors: undefined, chemical_formula_hill: undefined },
    ['rule-broken chemical_formula_hill: set to unknown', 'value-invalid lattice_vectors: set to unknown'],
  ],
  [
    'nothing is derived from what was refused',
    {
      species: [sodium, { ...chlorine, concentration: [0.5, 0.5] }],
      elements: undefined,
      elements_ratios: undefined,
    },
    { species: undefined, elements: ['Cl', 'Na'], elements_ratios: [0.5, 0.5] },
    ['rule-broken species: set to unknown'],
  ],
];

for (const [name, change, expected, issues] of rows) {
  test(name, () => {
    const taken = takeEntry(rawEntry({ attributes: { ...rockSalt, ...change } }));
    expect(taken.issues.filter((issue) => !issue.startsWith('rule-doubtful'))).toEqual(issues);
    for (const [property, value] of Object.entries(expected)) {
      expect(taken.entry?.attributes[property], property).toEqual(value);
    }
  });
}

test('every issue names the rule, the entry and its line', () => {
  const { report } = takeEntry(rawEntry({ id: 'x', line: 7, attributes: { ...rockSalt, nsites: 5 } }));
  expect(report.issues).toMatchObject([
    { rule: 'nsites-counts-sites', entryType: 'structures', examples: [{ id: 'x', line: 7 }] },
  ]);
});
