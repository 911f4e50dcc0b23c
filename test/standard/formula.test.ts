import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anonymousFormula,
  chemicalElements,
  hillFormula,
  isDescriptiveFormula,
  parseFormula,
  reducedFormula,
} from '../../src/standard/index.ts';

describe('parseFormula', () => {
  it.each([
    ['H2O', 'H 2, O 1'],
    ['ClNa', 'Cl 1, Na 1'],
    ['A42B42C16D12E10F9G5', 'A 42, B 42, C 16, D 12, E 10, F 9, G 5'],
    ['C', 'C 1'],
    ['Uue10', 'Uue 10'],
    ['HH', 'H 1, H 1'],
    ['Na100000000', 'Na 100000000'],
  ])('reads %s', (text, parts) => {
    expect(
      parseFormula(text)
        ?.map(({ symbol, count }) => `${symbol} ${count}`)
        .join(', '),
    ).toBe(parts);
  });

  it.each([
    '',
    'h2o',
    'H1',
    'H0',
    'H02',
    'H-2',
    'H2.5',
    'H 2',
    ' H',
    'H2 ',
    '2H',
    '(H2O)2',
    'Abcd',
    'Hé',
    'H²',
    `H${'9'.repeat(16)}`,
    'H'.repeat(2001),
  ])('takes %j for no formula', (text) => {
    expect(parseFormula(text)).toBeUndefined();
  });
});

describe('reducedFormula, anonymousFormula and hillFormula', () => {
  it.each([
    [{ Na: 4, Cl: 4 }, 'ClNa', 'AB', 'Cl4Na4'],
    [{ H: 4, O: 4 }, 'HO', 'AB', 'H4O4'],
    [{ O: 6, H: 12, C: 6 }, 'CH2O', 'A2BC', 'C6H12O6'],
    [{ Br: 1, C: 2, H: 5 }, 'BrC2H5', 'A5B2C', 'C2H5Br'],
    [{ H: 1, Br: 1 }, 'BrH', 'AB', 'BrH'],
    [{ Si: 1 }, 'Si', 'A', 'Si'],
    [{}, '', '', ''],
    [{ Si: 0, Ge: -1, C: 2, O: Number.NaN }, 'C', 'A', 'C2'],
    [{ Si: 0.5, Ge: 0.5 }, 'GeSi', 'AB', undefined],
    [{ Ti: 0.9, O: 2 }, 'O20Ti9', 'A20B9', undefined],
    [{ Ba: 0.333, Sr: 0.667 }, 'BaSr2', 'A2B', undefined],
    [{ Fe: 1, C: 1e-9 }, 'CFe1000', 'A1000B', undefined],
    [{ H: 2 ** 52, O: 2 ** 51 }, 'H2O', 'A2B', `H${2 ** 52}O${2 ** 51}`],
  ] as const)('of %j are %s, %s and %s', (amounts, reduced, anonymous, hill) => {
    const entries = Object.entries(amounts);
    expect(reducedFormula(entries)).toBe(reduced);
    expect(anonymousFormula(new Map(entries))).toBe(anonymous);
    expect(hillFormula(entries)).toBe(hill);
  });

  it('go on beyond Z in the order of the standard', () => {
    const amounts = [...chemicalElements.keys()].slice(0, 28).map((symbol) => [symbol, 1] as const);
    expect(anonymousFormula(amounts)).toBe('ABCDEFGHIJKLMNOPQRSTUVWXYZAaBa');
  });

  it('are read back, with counts that have no common divisor', () => {
    const counts = fc.dictionary(
      fc.constantFrom(...chemicalElements.keys()),
      fc.integer({ min: 1, max: 500 }),
      {
        minKeys: 1,
        noNullPrototype: true,
      },
    );
    fc.assert(
      fc.property(counts, (amounts) => {
        const given = Object.entries(amounts);
        const reduced = parseFormula(reducedFormula(given))!;
        const factor = given[0]![1] / reduced.find(({ symbol }) => symbol === given[0]![0])!.count;
        expect(reduced.map(({ symbol, count }) => [symbol, count * factor])).toEqual(
          given.toSorted(([left], [right]) => (left < right ? -1 : 1)),
        );
        const anonymous = parseFormula(anonymousFormula(given))!.map(({ count }) => count);
        expect(anonymous).toEqual(reduced.map(({ count }) => count).sort((left, right) => right - left));
        expect(
          new Map(parseFormula(hillFormula(given)!)!.map(({ symbol, count }) => [symbol, count])),
        ).toEqual(new Map(given));
      }),
    );
  });
});

describe('isDescriptiveFormula', () => {
  it.each([
    ['(H2O)2 Na', true],
    ['NaCl', true],
    ['(CH3)3N+ - [CH2]2-OH = Me3N+ - CH2 - CH2OH', true],
    ['Fe0.95O', true],
    ['{[K(O2)]2}, Na: 3', true],
    ['Methyl-ClNNaOOsP', true],
    ['', false],
    ['2', false],
    ['()', false],
    ['(NaCl', false],
    ['NaCl)', false],
    ['(Na[Cl)]', false],
    ['na', false],
    ['Fe.95O', false],
    ['Fe0.O', false],
    ['CuSO4·5H2O', false],
    ['Na_2', false],
    ['Na\tCl', false],
    [`${'('.repeat(500)}H${')'.repeat(500)}`, false],
  ])('of %j is %s', (text, expected) => {
    expect(isDescriptiveFormula(text)).toBe(expected);
  });
});
