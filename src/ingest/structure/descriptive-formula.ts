import { hillFormula } from '../../standard/index.ts';

/** Decimals of an amount: those of occupations in files. */
const decimals = 4;

/**
 * The amounts in Hill order: `C4Ba2N4S4`, or `O3PbTi0.9Zr0.1` where sites are shared.
 *
 * @spec OPTIMADE 1.3.0, "chemical_formula_descriptive"
 */
export function descriptiveFormula(amounts: ReadonlyMap<string, number>): string {
  // Only the order is that of Hill, which is the same for whole numbers.
  const symbols = hillFormula([...amounts.keys()].map((symbol) => [symbol, 1]))!.match(/[A-Z][a-z]*/g) ?? [];
  return symbols.map((symbol) => symbol + writtenAmount(amounts.get(symbol)!)).join('');
}

function writtenAmount(amount: number): string {
  const rounded = Number(amount.toFixed(decimals));
  if (rounded === 1) return '';
  // However little there is of something, it does not vanish.
  return String(rounded === 0 ? 10 ** -decimals : rounded);
}
