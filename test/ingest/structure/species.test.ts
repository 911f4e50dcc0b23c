import { describe, expect, test } from 'vitest';
import { limits } from '../../../src/base/index.ts';
import { kindsOf } from '../../../src/ingest/structure/site-kinds.ts';
import { speciesOf } from '../../../src/ingest/structure/species.ts';
import type { Occupant } from '../../../src/ingest/structure/structure.ts';

const one = (symbol: string, rest: Partial<Occupant> = {}): Occupant => ({
  symbol,
  concentration: 1,
  ...rest,
});
const part = (symbol: string, concentration: number, rest: Partial<Occupant> = {}): Occupant => ({
  symbol,
  concentration,
  ...rest,
});

function species(...sites: readonly (readonly Occupant[])[]) {
  return speciesOf(kindsOf(sites.map((occupants) => ({ position: [0, 0, 0], occupants }))).kinds);
}

function names(...sites: readonly (readonly Occupant[])[]): readonly unknown[] {
  return species(...sites).map(({ name }) => name);
}

const ferric = one('Fe', { charge: 3, originalName: 'Fe3+' });
const ferrous = one('Fe', { charge: 2 });
const deuterium = one('H', { mass: 2.0141, originalName: 'D' });
const long = 'x'.repeat(limits.speciesNameLengthMax + 1);

describe('names of species', () => {
  test.each<[string, readonly (readonly Occupant[])[], readonly string[]]>([
    ['elements', [[one('Na')], [one('Cl')], [one('Na')]], ['Na', 'Cl']],
    ['an element in one charge', [[ferric], [one('O', { charge: -2 })]], ['Fe', 'O']],
    ['an element in two charges', [[ferric], [ferrous]], ['Fe3+', 'Fe2+']],
    ['charges of one', [[one('Cu', { charge: 1 })], [one('Cu', { charge: -1 })]], ['Cu+', 'Cu-']],
    ['deuterium alone', [[deuterium]], ['H']],
    ['deuterium beside hydrogen', [[one('H')], [deuterium]], ['H', 'D']],
    ['two potentials', [[one('Fe', { originalName: 'Fe_pv' })], [one('Fe')]], ['Fe_pv', 'Fe']],
    ['a long name', [[one('Fe', { originalName: long })], [one('Fe')]], ['Fe', 'Fe_2']],
    [
      'a name that is an element beside it',
      [[one('Fe', { originalName: 'O' })], [ferric], [one('O')]],
      ['O_2', 'Fe3+', 'O'],
    ],
    ['mixes', [[part('Zr', 0.1), part('Ti', 0.9)]], ['Ti0.9Zr0.1']],
    ['mixes with a vacancy', [[part('Ti', 0.5), part('vacancy', 0.5)]], ['Ti0.5']],
    ['an element in part and whole', [[part('Ti', 0.5)], [one('Ti')]], ['Ti0.5', 'Ti']],
    ['thirds', [[part('Fe', 1 / 3), part('Co', 1 / 3), part('Ni', 1 / 3)]], ['Co0.3333Fe0.3333Ni0.3333']],
    [
      'isotopes in a mix',
      [[part('H', 0.4), part('H', 0.6, { mass: 2.0141, originalName: 'D' })]],
      ['D0.6H0.4'],
    ],
    ['dummy atoms', [[one('X', { originalName: 'Bq' })]], ['Bq']],
    ['vacancies', [[one('vacancy')]], ['vacancy']],
    ['water', [[one('O', { attached: [{ symbol: 'H', count: 2 }], originalName: 'Wat' })]], ['OH2']],
    ['water in part', [[part('O', 0.5, { attached: [{ symbol: 'H', count: 2 }] })]], ['(OH2)0.5']],
  ])('of %s', (_, sites, expected) => {
    expect(names(...sites)).toEqual(expected);
  });

  test('do not depend on the order in which a site lists its atoms', () => {
    expect(species([part('Zr', 0.5), part('Ti', 0.5)])).toEqual(species([part('Ti', 0.5), part('Zr', 0.5)]));
  });
});

describe('species', () => {
  test('are one for equal mixes', () => {
    const mix = [part('Ti', 0.9), part('Zr', 0.1)];
    expect(species(mix, [...mix].reverse(), [part('Ti', 0.8), part('Zr', 0.2)])).toHaveLength(2);
  });

  test('have a vacancy for what is left', () => {
    expect(species([part('Ti', 0.9)])).toEqual([
      { name: 'Ti0.9', chemical_symbols: ['Ti', 'vacancy'], concentration: [0.9, 0.1] },
    ]);
    expect(species([part('Ti', 0.333), part('Zr', 0.666)])[0]!.chemical_symbols).toEqual(['Zr', 'Ti']);
  });

  test('have no more than one atom on a site', () => {
    expect(species([part('Ti', 1), part('Zr', 1)])[0]!.concentration).toEqual([0.5, 0.5]);
  });

  test('add up one element in two charges', () => {
    expect(species([part('Fe', 0.4, { charge: 2 }), part('Fe', 0.6, { charge: 3 })])).toEqual([
      { name: 'Fe', chemical_symbols: ['Fe'], concentration: [1] },
    ]);
  });

  test('have masses where one is not the natural one', () => {
    const [kind] = species([part('H', 0.6, { mass: 2.0141, originalName: 'D' }), part('H', 0.3)]);
    expect(kind).toEqual({
      name: 'D0.6H0.3',
      chemical_symbols: ['H', 'H', 'vacancy'],
      concentration: [0.6, 0.3, 0.1],
      mass: [2.0141, 1.008, 0],
      original_name: 'D/H',
    });
  });

  test('keep the name that the file has for them', () => {
    expect(species([one('Fe', { originalName: 'Fe_pv' })])).toEqual([
      { name: 'Fe', chemical_symbols: ['Fe'], concentration: [1], original_name: 'Fe_pv' },
    ]);
  });
});
