import { describe, expect, test } from 'vitest';
import { readSymbol } from '../../../src/ingest/structure/site-symbol.ts';

const water = [{ symbol: 'H', count: 2 }];
const hydroxyl = [{ symbol: 'H', count: 1 }];

describe('readSymbol', () => {
  test.each([
    ['Fe', { symbol: 'Fe' }],
    [' Fe ', { symbol: 'Fe' }],
    ['Fe12', { symbol: 'Fe' }],
    ['FE', { symbol: 'Fe' }],
    ['CL1', { symbol: 'Cl' }],
    ['cl', { symbol: 'Cl' }],
    ['FeM', { symbol: 'Fe' }],
    ['Ob', { symbol: 'O' }],
    ['HN1', { symbol: 'H' }],
    ['C(12)', { symbol: 'C' }],
    ['Co0', { symbol: 'Co' }],
    ['Fe0+', { symbol: 'Fe' }],
    ['Fe3+', { symbol: 'Fe', charge: 3, originalName: 'Fe3+' }],
    ['Fe+3', { symbol: 'Fe', charge: 3, originalName: 'Fe+3' }],
    ['O2-', { symbol: 'O', charge: -2, originalName: 'O2-' }],
    ['O-2', { symbol: 'O', charge: -2, originalName: 'O-2' }],
    ['C4-', { symbol: 'C', charge: -4, originalName: 'C4-' }],
    ['Na+', { symbol: 'Na', charge: 1, originalName: 'Na+' }],
    ['Sn2.67+', { symbol: 'Sn', charge: 2.67, originalName: 'Sn2.67+' }],
    ['D', { symbol: 'H', mass: 2.0141, originalName: 'D' }],
    ['D12', { symbol: 'H', mass: 2.0141, originalName: 'D' }],
    ['D1+', { symbol: 'H', mass: 2.0141, charge: 1, originalName: 'D1+' }],
    ['2H', { symbol: 'H', mass: 2.0141, originalName: '2H' }],
    ['T', { symbol: 'H', mass: 3.016, originalName: 'T' }],
    ['Dy', { symbol: 'Dy' }],
    ['Ti', { symbol: 'Ti' }],
    ['Fe_pv', { symbol: 'Fe', originalName: 'Fe_pv' }],
    ['Fe_pv/ab12cd', { symbol: 'Fe', originalName: 'Fe_pv/ab12cd' }],
    ['Wat', { symbol: 'O', originalName: 'Wat', attached: water }],
    ['WatX16', { symbol: 'O', originalName: 'Wat', attached: water }],
    ['Ow1', { symbol: 'O', originalName: 'Ow', attached: water }],
    ['O-H2', { symbol: 'O', originalName: 'O-H', attached: hydroxyl }],
    ['OH', { symbol: 'O', originalName: 'OH', attached: hydroxyl }],
    ['X', { symbol: 'X' }],
    ['Bq', { symbol: 'X', originalName: 'Bq' }],
    ['Vac2', { symbol: 'vacancy' }],
    ['W1', { symbol: 'W' }],
  ])('reads %s', (text, expected) => {
    expect(readSymbol(text)).toEqual(expected);
  });

  test.each(['', '?', '.', 'M1', 'T1', 'A', '12', '__proto__', 'é', '+', '3+'])(
    'knows nothing of "%s"',
    (text) => {
      expect(readSymbol(text)).toBeUndefined();
    },
  );

  test('does not hang on long texts', () => {
    expect(readSymbol('1'.repeat(100_000))).toBeUndefined();
    expect(readSymbol(`O${'1'.repeat(100_000)}`)).toEqual({ symbol: 'O' });
  });
});
