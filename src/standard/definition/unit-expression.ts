/** A unit symbol raised to a power. */
export interface UnitFactor {
  readonly symbol: string;
  /** Never 0. */
  readonly power: number;
}

const factorPattern = /^([A-Za-z_][A-Za-z0-9_]{0,63})(?:\^(-?[1-9][0-9]{0,2}))?$/;

/**
 * The factors of a compound unit expression such as `cm^-3*g`, none for `dimensionless` and `inapplicable`;
 * undefined where the text is no such expression. Takes the factors in any order; `formatUnitExpression`
 * gives them in theirs.
 *
 * @spec OPTIMADE 1.3.0, "Compound Unit Expressions"
 */
export function parseUnitExpression(text: string): readonly UnitFactor[] | undefined {
  if (text === 'dimensionless' || text === 'inapplicable') return [];
  if (text.length > 1000) return undefined;
  const factors: UnitFactor[] = [];
  for (const part of text.split('*')) {
    const match = factorPattern.exec(part);
    if (match === null) return undefined;
    factors.push({ symbol: match[1]!, power: Number(match[2] ?? 1) });
  }
  return factors;
}

/**
 * The expression of some factors: alphabetical, each symbol once; `dimensionless` where all powers cancel.
 */
export function formatUnitExpression(factors: Iterable<UnitFactor>): string {
  const powers = new Map<string, number>();
  for (const { symbol, power } of factors) powers.set(symbol, (powers.get(symbol) ?? 0) + power);
  const written = [...powers]
    .filter(([, power]) => power !== 0)
    .sort(([left], [right]) => compareAlphabetically(left, right))
    .map(([symbol, power]) => (power === 1 ? symbol : `${symbol}^${power}`));
  return written.length === 0 ? 'dimensionless' : written.join('*');
}

/**
 * Without regard to case first, so that `cm` comes before `GPa`; not by locale, so that it is the same
 * everywhere.
 */
function compareAlphabetically(left: string, right: string): number {
  const [lower, higher] = [left.toLowerCase(), right.toLowerCase()];
  if (lower !== higher) return lower < higher ? -1 : 1;
  return left < right ? -1 : left > right ? 1 : 0;
}
