import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { unitDefinitions } from '../../../src/standard/definition/unit-table.ts';
import {
  formatUnitExpression,
  normalizeUnit,
  parseUnitExpression,
  unitDefinitionsFor,
} from '../../../src/standard/index.ts';
import { referenceFolder } from './published-definitions.ts';

const units: readonly [text: string, expression: string, per?: string][] = [
  ['eV', 'eV'],
  ['ev', 'eV'],
  ['Å', 'angstrom'],
  ['\u212b', 'angstrom'],
  ['A\u030a', 'angstrom'],
  ['angstrom', 'angstrom'],
  ['Angstroms', 'angstrom'],
  ['eV/atom', 'eV', 'atom'],
  ['meV per atom', 'meV', 'atom'],
  ['μB/f.u.', 'bohrmagneton', 'f.u.'],
  ['eV/formula unit', 'eV', 'formula unit'],
  ['GPa', 'GPa'],
  ['g/cm^3', 'cm^-3*g'],
  ['g/cm³', 'cm^-3*g'],
  ['g cm-3', 'cm^-3*g'],
  ['g·cm⁻³', 'cm^-3*g'],
  ['g/cm**3', 'cm^-3*g'],
  ['g/cm^{3}', 'cm^-3*g'],
  ['K', 'K'],
  ['1/K', 'K^-1'],
  ['W/m/K', 'K^-1*m^-1*W'],
  ['J/(mol K)', 'J*K^-1*mol^-1'],
  ['eV/(Å*atom)', 'angstrom^-1*eV', 'atom'],
  ['um', 'mcm'],
  ['µΩ·cm', 'cm*mcohm'],
  ['bohr magneton', 'bohrmagneton'],
  ['amu', 'u'],
  ['kg/kg', 'dimensionless'],
  ['1', 'dimensionless'],
  ['Unitless', 'dimensionless'],
  ['', 'inapplicable'],
  ['n/a', 'inapplicable'],
];

const unknownUnits = [
  'a.u.',
  '%',
  'Hartree',
  'foo bar',
  'ft',
  '10^-3 GPa',
  '()',
  '/',
  '^3',
  'atom',
  '(eV',
  'eV)',
].concat(['constructor', '__proto__', 'eV^0', 'eV'.repeat(100), 'eV/((K))']);

describe('units in free text (PD-10)', () => {
  test.for(units)('"%s" is %s', ([text, expression, per]) => {
    expect(normalizeUnit(text)).toEqual({ expression, known: true, ...(per === undefined ? {} : { per }) });
  });

  test.for(unknownUnits)('"%s" is not understood', (text) => {
    expect(normalizeUnit(text)).toEqual({ expression: 'inapplicable', known: false });
  });

  test('whatever the text, the result is an expression whose units are defined', () => {
    const pieces = ['eV', 'cm', '/', '*', '(', ')', '^', '-', '3', ' ', 'Å', 'atom', '³', 'per', 'x'];
    const text = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom(...pieces)).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (written) => {
        const factors = parseUnitExpression(normalizeUnit(written).expression)!;
        expect(factors.filter(({ symbol }) => !unitDefinitions.has(symbol))).toEqual([]);
      }),
    );
  });

  test('every symbol that we define is understood as itself', () => {
    const misread = [...unitDefinitions.keys()].filter(
      (symbol) => normalizeUnit(symbol).expression !== symbol,
    );
    expect(misread).toEqual([]);
  });
});

describe('unit expressions (PD-05)', () => {
  test.for(['eV', 'cm^-3*g', 'K^-1*m^-1*W', '_exmpl_unit^2', 'dimensionless'])('%s is one', (text) => {
    const factors = parseUnitExpression(text)!;
    expect(formatUnitExpression(factors)).toBe(text);
  });

  test.for(['', 'eV/K', 'eV * K', 'eV^+2', 'eV^0', 'eV^', 'eV**2', '(eV)', 'Å', 'eV^2.5', '2', 'eV*'])(
    '"%s" is none',
    (text) => {
      expect(parseUnitExpression(text)).toBeUndefined();
    },
  );

  test('factors are sorted, joined and cancelled', () => {
    expect(formatUnitExpression(parseUnitExpression('m*GPa*cm^2*m')!)).toBe('cm^2*GPa*m^2');
    expect(formatUnitExpression(parseUnitExpression('m*m^-1')!)).toBe('dimensionless');
  });

  test('definitions come in the order of the expression, as far as there are any', () => {
    expect(unitDefinitionsFor('cm^-3*g').map(({ title }) => title)).toEqual(['centimetre', 'gram']);
    expect(unitDefinitionsFor('inapplicable')).toEqual([]);
    expect(unitDefinitionsFor('_exmpl_unit')).toEqual([]);
  });
});

describe('unit definitions (PD-06)', () => {
  test('each has every key, an id and a label of its own', () => {
    const all = [...unitDefinitions.values()];
    for (const unit of all) {
      expect(unit['x-optimade-definition'].label).toMatch(/^[a-z][a-z0-9_]*$/);
      for (const text of [unit.title, unit.description, unit['display-symbol']]) expect(text).toMatch(/\S/);
    }
    expect(new Set(all.map(({ $id }) => $id)).size).toBe(all.length);
  });

  const folder = join(referenceFolder, 'definitions/v1.2/units');
  test.skipIf(!existsSync(folder))(
    'published units have the published facts (skipped without ../shared)',
    () => {
      const ours = [...unitDefinitions.values()].filter(({ $id }) => $id.startsWith('https:'));
      expect(ours.length).toBeGreaterThan(40);
      for (const unit of ours) {
        const text = readFileSync(join(folder, `${unit.$id.split('/units/')[1]}.yaml`), 'utf8');
        // One of the published files gives a key twice.
        const published = parse(text, { uniqueKeys: false });
        const { symbol, description, 'x-optimade-definition': header } = published;
        expect({ symbol, header: { ...header } }).toEqual({
          symbol: unit.symbol,
          header: unit['x-optimade-definition'],
        });
        expect(unit.description).not.toBe(description.trim());
      }
    },
  );
});
