// Chemical formulas as texts: the strict form of reduced, Hill and anonymous formulas, how to write each from
// amounts, and the loose form of descriptive ones. Knows nothing of structures.
import { limits } from '../base/index.ts';
import { anonymousSymbol } from './anonymous-symbol.ts';
import { isDigit, isLower, isUpper, symbolKey } from './element-number.ts';

/** Longer counts lose digits as numbers. */
const countDigitsMax = 15;

/** One symbol of a formula and how often it occurs. */
export interface FormulaPart {
  readonly symbol: string;
  /** Order of the symbol in the alphabet, see `symbolKey`. */
  readonly key: number;
  readonly count: number;
}

/**
 * The parts of a formula in the strict form that reduced, Hill and anonymous formulas share, in the order
 * written; undefined where the text is none. Neither the order nor the symbols are judged.
 *
 *     formula = (Upper [Lower [Lower]] [count])+      count = an integer from 2 on, without leading zeros
 *
 * Limits: `formulaLengthMax`; counts of at most 15 digits.
 *
 * @spec OPTIMADE 1.3.0, "chemical_formula_reduced", "chemical_formula_hill", "chemical_formula_anonymous"
 */
export function parseFormula(text: string): readonly FormulaPart[] | undefined {
  if (text.length === 0 || text.length > limits.formulaLengthMax) return undefined;
  const parts: FormulaPart[] = [];
  for (let at = 0; at < text.length; ) {
    const start = at;
    if (!isUpper(text.charCodeAt(at))) return undefined;
    at += 1;
    while (at < start + 3 && isLower(text.charCodeAt(at))) at += 1;
    const symbolEnd = at;
    while (isDigit(text.charCodeAt(at))) at += 1;
    const count = at === symbolEnd ? 1 : readCount(text, symbolEnd, at);
    if (count === undefined) return undefined;
    parts.push({ symbol: text.slice(start, symbolEnd), key: symbolKey(text, start, symbolEnd), count });
  }
  return parts;
}

function readCount(text: string, start: number, end: number): number | undefined {
  if (text.charCodeAt(start) === 48 || end - start > countDigitsMax) return undefined;
  let count = 0;
  for (let at = start; at < end; at += 1) count = count * 10 + text.charCodeAt(at) - 48;
  return count > 1 ? count : undefined;
}

/** How much there is of each symbol, such as `new Map([['Na', 4], ['Cl', 4]])`. */
export type Amounts = Iterable<readonly [symbol: string, amount: number]>;

/**
 * The reduced formula of some amounts; empty where there are none. Amounts need not be whole (a site that is
 * shared between elements): then the formula has the smallest integers that come near. What is not a positive
 * number (up to 2^53) counts as nothing.
 *
 * @spec OPTIMADE 1.3.0, "chemical_formula_reduced"
 */
export function reducedFormula(amounts: Amounts): string {
  const present = presentAmounts(amounts).sort(alphabetically);
  const proportions = integerProportions(present.map(([, amount]) => amount));
  return present.map(([symbol], index) => written(symbol, proportions[index]!)).join('');
}

/**
 * The anonymous formula of some amounts: the integers of the reduced formula, highest first, on A, B, C ….
 *
 * @spec OPTIMADE 1.3.0, "chemical_formula_anonymous"
 */
export function anonymousFormula(amounts: Amounts): string {
  return integerProportions(presentAmounts(amounts).map(([, amount]) => amount))
    .toSorted((left, right) => right - left)
    .map((count, index) => written(anonymousSymbol(index), count))
    .join('');
}

/**
 * The formula of some amounts in Hill order: carbon, hydrogen, then the alphabet; the alphabet alone where
 * there is no carbon. The counts are those given, since only a chemist knows the unit that matters; undefined
 * where one is not whole.
 *
 * @spec OPTIMADE 1.3.0, "chemical_formula_hill"
 */
export function hillFormula(amounts: Amounts): string | undefined {
  const present = presentAmounts(amounts);
  if (!present.every(([, amount]) => Number.isSafeInteger(amount))) return undefined;
  const carbon = present.some(([symbol]) => symbol === 'C');
  const rank = (symbol: string): number => (!carbon ? 2 : symbol === 'C' ? 0 : symbol === 'H' ? 1 : 2);
  return present
    .sort((left, right) => rank(left[0]) - rank(right[0]) || alphabetically(left, right))
    .map(([symbol, amount]) => written(symbol, amount))
    .join('');
}

/** How far an amount may lie from the proportion that stands for it: half of the finest step. */
const proportionTolerance = 5e-4;
const multiplierMax = 1000;

/**
 * The smallest integers in the proportion of some positive amounts: exact where the amounts are integers,
 * else near. However little there is of something, it does not vanish.
 *
 * Limits: amounts that are not whole are taken as thousandths at the finest.
 */
function integerProportions(amounts: readonly number[]): readonly number[] {
  for (let multiplier = 1; ; multiplier += 1) {
    const near = (amount: number): boolean => {
      const integer = Math.round(amount * multiplier);
      return integer > 0 && Math.abs(amount - integer / multiplier) <= proportionTolerance;
    };
    if (multiplier < multiplierMax && !amounts.every(near)) continue;
    const integers = amounts.map((amount) => Math.max(1, Math.round(amount * multiplier)));
    const divisor = integers.reduce(greatestCommonDivisor, 0);
    return integers.map((integer) => integer / divisor);
  }
}

/** The greatest common divisor of two whole numbers; 0 divides by everything. */
export function greatestCommonDivisor(left: number, right: number): number {
  let [larger, smaller] = [left, right];
  while (smaller !== 0) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

function presentAmounts(amounts: Amounts): (readonly [string, number])[] {
  return [...amounts].filter(([, amount]) => amount > 0 && amount <= Number.MAX_SAFE_INTEGER);
}

function alphabetically(left: readonly [string, number], right: readonly [string, number]): number {
  return left[0] < right[0] ? -1 : left[0] > right[0] ? 1 : 0;
}

function written(symbol: string, count: number): string {
  return count === 1 ? symbol : `${symbol}${count}`;
}

/**
 * Whether a text is written like a descriptive formula: capitalized symbols (also of groups, such as Me),
 * integers and decimal numbers, balanced brackets of three kinds, `,` `+` `-` `:` `=` and spaces. At least
 * one symbol.
 *
 * @spec OPTIMADE 1.3.0, "chemical_formula_descriptive"
 */
export function isDescriptiveFormula(text: string): boolean {
  let symbols = 0;
  // The closing brackets that are awaited, the innermost last.
  let awaited = '';
  let at = 0;
  while (at < text.length) {
    const character = text[at]!;
    const code = text.charCodeAt(at);
    at += 1;
    if (isUpper(code)) {
      symbols += 1;
      while (isLower(text.charCodeAt(at))) at += 1;
    } else if (isDigit(code)) {
      at = numberEnd(text, at);
    } else if (closers.has(character)) {
      awaited += closers.get(character)!;
      if (awaited.length > limits.formulaBracketsMax) return false;
    } else if (awaited !== '' && awaited.endsWith(character)) {
      awaited = awaited.slice(0, -1);
    } else if (!'-,+:= '.includes(character)) {
      return false;
    }
  }
  return awaited === '' && symbols > 0;
}

const closers: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);

/** Where a number ends whose first digit stands before `start`. */
function numberEnd(text: string, start: number): number {
  let at = start;
  while (isDigit(text.charCodeAt(at))) at += 1;
  if (text[at] !== '.' || !isDigit(text.charCodeAt(at + 1))) return at;
  at += 1;
  while (isDigit(text.charCodeAt(at))) at += 1;
  return at;
}
