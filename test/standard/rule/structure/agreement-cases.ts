import type { Case } from './structures.ts';
import { disorder, rutile } from './structures.ts';

export const agreementCases: readonly Case[] = [
  [
    { elements: ['H', 'O'], chemical_formula_reduced: 'H' },
    'chemical-formula-reduced-has-the-elements chemical_formula_reduced,elements',
  ],
  [
    { elements: ['H'], chemical_formula_reduced: 'H2O' },
    'chemical-formula-reduced-has-the-elements chemical_formula_reduced,elements',
  ],
  [
    { elements: ['H'], chemical_formula_hill: 'H2O' },
    'chemical-formula-hill-has-the-elements chemical_formula_hill,elements',
  ],
  [{ elements: ['H', 'O'], chemical_formula_reduced: 'H', ...disorder }],
  [
    {
      ...rutile,
      elements: ['H', 'O', 'Ti'],
      nelements: 3,
      elements_ratios: null,
      chemical_formula_reduced: null,
      chemical_formula_hill: null,
    },
    'elements-have-sites-or-implicit-atoms-are-flagged structure_features,elements,species_at_sites',
  ],
  [
    {
      ...rutile,
      elements: ['H', 'O', 'Ti'],
      nelements: 3,
      elements_ratios: null,
      chemical_formula_reduced: 'H2O3Ti',
      chemical_formula_hill: null,
      chemical_formula_anonymous: 'A3B2C',
      structure_features: ['implicit_atoms'],
    },
  ],
  [
    {
      ...rutile,
      elements: ['Ti'],
      nelements: 1,
      elements_ratios: [1],
      chemical_formula_reduced: null,
      chemical_formula_hill: null,
    },
    'elements-of-sites-are-elements elements,species_at_sites,species',
  ],
  [
    {
      ...rutile,
      elements_ratios: null,
      chemical_formula_reduced: 'OTi',
      chemical_formula_hill: 'OTi',
      chemical_formula_anonymous: 'AB',
    },
    'chemical-formula-reduced-matches-sites chemical_formula_reduced,species_at_sites,species',
  ],
  [
    { ...rutile, structure_features: ['implicit_atoms'] },
    'implicit-atoms-are-missing-from-sites? structure_features',
  ],
  [
    { ...rutile, elements_ratios: [0.5, 0.5] },
    'elements-ratios-match-chemical-formula-reduced? elements_ratios,chemical_formula_reduced',
  ],
  [{ ...rutile, elements_ratios: [0.6667, 0.3333] }],
];
