import { describe, expect, it } from 'vitest';
import { anonymousSymbol, anonymousSymbols } from '../../src/standard/index.ts';

describe('anonymousSymbols', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'Aa'],
    [27, 'Ba'],
    [51, 'Za'],
    [52, 'Ab'],
    [53, 'Bb'],
    [701, 'Zz'],
    [702, 'Aaa'],
    [703, 'Baa'],
    [728, 'Aba'],
    [1378, 'Aab'],
  ])('has at %i the symbol %s', (index, symbol) => {
    expect(anonymousSymbol(index)).toBe(symbol);
    expect(anonymousSymbols().drop(index).next().value).toBe(symbol);
  });

  it('never repeats a symbol', () => {
    expect(new Set(anonymousSymbols().take(20_000)).size).toBe(20_000);
  });
});
