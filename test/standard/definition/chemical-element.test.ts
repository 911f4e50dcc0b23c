import { expect, test } from 'vitest';
import { chemicalElements } from '../../../src/standard/index.ts';

const symbols = [...chemicalElements.keys()];

test.for([
  ['H', 1],
  ['Ne', 10],
  ['Ca', 20],
  ['Zn', 30],
  ['Zr', 40],
  ['Sn', 50],
  ['Nd', 60],
  ['Yb', 70],
  ['Hg', 80],
  ['Th', 90],
  ['Fm', 100],
  ['Ds', 110],
  ['Og', 118],
] as const)('%s has the atomic number %d', ([symbol, number]) => {
  expect(symbols.indexOf(symbol) + 1).toBe(number);
});

test('each element has a symbol, a name and a weight', () => {
  expect(symbols).toHaveLength(118);
  for (const [symbol, element] of chemicalElements) {
    expect(symbol).toMatch(/^[A-Z][a-z]?$/);
    expect(element.symbol).toBe(symbol);
    expect(element.name).toMatch(/^[a-z]+$/);
  }
  expect(new Set([...chemicalElements.values()].map(({ name }) => name)).size).toBe(118);
});

test('weights rise with the atomic number, but for the known exceptions', () => {
  const lighter = symbols.filter(
    (symbol, index) =>
      index > 0 && chemicalElements.get(symbol)!.weight < chemicalElements.get(symbols[index - 1]!)!.weight,
  );
  expect(lighter).toEqual(['K', 'Ni', 'I', 'Pa', 'Np', 'Am', 'Hs']);
});

test('weights are about 2 to 2.7 times the atomic number from helium on', () => {
  for (const [index, symbol] of symbols.slice(1).entries()) {
    const ratio = chemicalElements.get(symbol)!.weight / (index + 2);
    expect(ratio).toBeGreaterThan(1.99);
    expect(ratio).toBeLessThan(2.7);
  }
});
