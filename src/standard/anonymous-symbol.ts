/**
 * The symbols of anonymous formulas in the standard's order: A to Z, then Aa, Ba … Za, Ab … Zz, then Aaa, Baa
 * and so on. The first letter runs fastest. Never ends.
 *
 * @spec OPTIMADE 1.3.0, "chemical_formula_anonymous"
 */
export function* anonymousSymbols(): Generator<string, never> {
  for (let index = 0; ; index += 1) yield anonymousSymbol(index);
}

const letters = 26;

/** The symbol at a position counted from 0, which is a whole number. */
export function anonymousSymbol(index: number): string {
  let symbol = String.fromCharCode(65 + (index % letters));
  // What is left counts the small letters as digits 1 to 26, the lowest first.
  for (let rest = Math.floor(index / letters); rest > 0; rest = Math.floor((rest - 1) / letters)) {
    symbol += String.fromCharCode(97 + ((rest - 1) % letters));
  }
  return symbol;
}
