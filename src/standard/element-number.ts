// Symbols as small numbers, so that rules and formulas can count elements in typed arrays and compare symbols
// inside a longer text without cutting it up.
import { element } from './definition/chemical-symbol.ts';

/** Keys of symbols are below this: a capital and up to two small letters, 27 values each. */
const symbolKeyLimit = 27 * 27 * 27;
const upperBase = 64;
const lowerBase = 96;

/**
 * A number whose order is the alphabetical order of symbols. `start` to `end` must span a capital and at most
 * two small letters.
 */
export function symbolKey(text: string, start: number, end: number): number {
  const second = end - start > 1 ? text.charCodeAt(start + 1) - lowerBase : 0;
  const third = end - start > 2 ? text.charCodeAt(start + 2) - lowerBase : 0;
  return (text.charCodeAt(start) - upperBase) * 729 + second * 27 + third;
}

/** Symbols by number; 0 is `X`, which is no element. Elements are in the order of atomic numbers. */
const symbols: readonly string[] = (element.enum ?? []).map(String);

const numberByKey = new Uint8Array(symbolKeyLimit);
for (const [number, symbol] of symbols.entries()) {
  if (number > 0) numberByKey[symbolKey(symbol, 0, symbol.length)] = number;
}

/** Numbers of elements are below this. */
export const elementNumberLimit = symbols.length;

/**
 * The atomic number of a symbol (provisional symbols have numbers of their own beyond); 0 where it is no
 * element.
 */
export function elementNumber(symbol: string): number {
  return isSymbolShaped(symbol) ? numberByKey[symbolKey(symbol, 0, symbol.length)]! : 0;
}

/** The same for a symbol key. */
export function elementNumberOfKey(key: number): number {
  return numberByKey[key]!;
}

export function elementSymbol(number: number): string {
  return symbols[number]!;
}

function isSymbolShaped(text: string): boolean {
  if (text.length < 1 || text.length > 3 || !isUpper(text.charCodeAt(0))) return false;
  for (let at = 1; at < text.length; at += 1) if (!isLower(text.charCodeAt(at))) return false;
  return true;
}

export function isUpper(code: number): boolean {
  return code >= 65 && code <= 90;
}

export function isLower(code: number): boolean {
  return code >= 97 && code <= 122;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
