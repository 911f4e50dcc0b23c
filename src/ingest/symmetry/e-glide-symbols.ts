/**
 * Symbols, by Hall number, that stood for settings with two glide planes in one before the letter e was
 * introduced for those in 1992. The numbers run as in the table of settings: 39, 41, 64, 67 and 68 of the
 * International Tables.
 */
export const eGlideSymbols: ReadonlyMap<number, string> = new Map([
  ...numbered(191, ['A b m 2', 'B m a 2', 'B 2 c m', 'C 2 m b', 'C m 2 a', 'A c 2 m']),
  ...numbered(203, ['A b a 2', 'B b a 2', 'B 2 c b', 'C 2 c b', 'C c 2 a', 'A c 2 a']),
  ...numbered(304, ['C m c a', 'C c m b', 'A b m a', 'A c a m', 'B b c m', 'B m a b']),
  ...numbered(316, ['C m m a', 'C m m b', 'A b m m', 'A c m m', 'B m c m', 'B m a m']),
  ...numbered(322, ['C c c a', 'C c c a', 'C c c b', 'C c c b', 'A b a a', 'A b a a']),
  ...numbered(328, ['A c a a', 'A c a a', 'B b c b', 'B b c b', 'B b a b', 'B b a b']),
]);

function numbered(first: number, symbols: readonly string[]): (readonly [number, string])[] {
  return symbols.map((symbol, index) => [first + index, symbol]);
}
