import type { Case } from './structures.ts';
import { disorder, formulas } from './structures.ts';

export const formulaCases: readonly Case[] = [
  ...['NaCl1', 'Na0Cl', 'Na 2', 'na', 'Na2.5', 'Abcd', '2Na', '', '(Na)2', 'Na02'].map(
    (text): Case => [formulas(text), 'chemical-formula-reduced-is-well-formed chemical_formula_reduced'],
  ),
  [formulas('DH'), 'chemical-formula-reduced-names-elements chemical_formula_reduced'],
  [formulas('NaCl'), 'chemical-formula-reduced-is-alphabetical chemical_formula_reduced'],
  [formulas('AgAg'), 'chemical-formula-reduced-is-alphabetical chemical_formula_reduced'],
  [formulas('Cl2Na2'), 'chemical-formula-reduced-is-reduced chemical_formula_reduced'],
  [formulas('Cl2Na2', disorder), 'approximate-chemical-formula-reduced-is-reduced? chemical_formula_reduced'],
  [{ chemical_formula_hill: 'CH4ClN' }],
  [{ chemical_formula_hill: 'H2O' }],
  [{ chemical_formula_hill: 'CClH4' }, 'chemical-formula-hill-is-in-hill-order chemical_formula_hill'],
  [{ chemical_formula_hill: 'HCl' }, 'chemical-formula-hill-is-in-hill-order chemical_formula_hill'],
  [{ chemical_formula_hill: 'HC' }, 'chemical-formula-hill-is-in-hill-order chemical_formula_hill'],
  [
    { chemical_formula_anonymous: 'B2A' },
    'chemical-formula-anonymous-symbols-are-in-order chemical_formula_anonymous',
  ],
  [
    { chemical_formula_anonymous: 'AB2' },
    'chemical-formula-anonymous-counts-fall chemical_formula_anonymous',
  ],
  [
    { chemical_formula_anonymous: 'A4B2' },
    'chemical-formula-anonymous-is-reduced chemical_formula_anonymous',
  ],
  [
    { chemical_formula_anonymous: 'A4B2', ...disorder },
    'approximate-chemical-formula-anonymous-is-reduced? chemical_formula_anonymous',
  ],
  [{ chemical_formula_anonymous: 'ABCDEFGHIJKLMNOPQRSTUVWXYZAaBaCa' }],
  [
    { chemical_formula_anonymous: 'ABCDEFGHIJKLMNOPQRSTUVWXYZAaAb' },
    'chemical-formula-anonymous-symbols-are-in-order chemical_formula_anonymous',
  ],
  [
    formulas('H2O', { chemical_formula_anonymous: 'AB' }),
    'chemical-formula-anonymous-follows-reduced chemical_formula_anonymous,chemical_formula_reduced',
  ],
  [formulas('HO', { chemical_formula_hill: 'H2O2' })],
  [
    formulas('HO', { chemical_formula_hill: 'H2O' }),
    'chemical-formula-hill-is-a-multiple-of-reduced chemical_formula_hill,chemical_formula_reduced',
  ],
  [
    formulas('HO', { chemical_formula_hill: 'H2' }),
    'chemical-formula-hill-is-a-multiple-of-reduced chemical_formula_hill,chemical_formula_reduced',
  ],
  [
    formulas('HO', { chemical_formula_hill: 'H2O2S' }),
    'chemical-formula-hill-is-a-multiple-of-reduced chemical_formula_hill,chemical_formula_reduced',
  ],
  [
    { chemical_formula_descriptive: 'Na(Cl' },
    'chemical-formula-descriptive-is-well-formed chemical_formula_descriptive',
  ],
];
