// What must be true of each formula by itself, and of the formulas among themselves.

import { anonymousSymbol } from '../anonymous-symbol.ts';
import { elementNumberLimit, elementNumberOfKey, symbolKey } from '../element-number.ts';
import { shown } from '../fault.ts';
import { FormulaReader, greatestCommonDivisor, isDescriptiveFormula } from '../formula.ts';
import type { Attributes, EntryRule, Finding } from './entry-rule.ts';
import { errorRule, warningRule } from './entry-rule.ts';
import { hasPartialOccupation } from './partial-occupation.ts';
import { stringOf } from './value.ts';

const reduced = 'chemical_formula_reduced';
const hill = 'chemical_formula_hill';
const anonymous = 'chemical_formula_anonymous';
type StrictFormula = typeof reduced | typeof hill | typeof anonymous;

// One reader (two, where formulas are compared) for all entries: rules run one at a time and keep nothing.
const reader = new FormulaReader();

/** Starts the reader on a formula; undefined where the formula is unknown or not well-formed. */
function read(attributes: Attributes, property: StrictFormula): string | undefined {
  const text = stringOf(attributes[property]);
  return text !== undefined && isWellFormed(text) ? text : undefined;
}

function isWellFormed(text: string): boolean {
  reader.start(text);
  while (reader.next());
  return reader.valid;
}

function symbolAt(text: string): string {
  return text.slice(reader.symbolStart, reader.symbolEnd);
}

function found(property: StrictFormula, message: string): Finding {
  return { pointer: `/${property}`, message };
}

/** @spec OPTIMADE 1.3.0, "chemical_formula_reduced", "chemical_formula_hill", "chemical_formula_anonymous" */
function formulaIsWellFormed(property: StrictFormula): EntryRule {
  return errorRule(`${property.replaceAll('_', '-')}-is-well-formed`, [property], (attributes) => {
    const text = stringOf(attributes[property]);
    if (text === undefined || isWellFormed(text)) return undefined;
    return found(property, `${shown(text)} is not symbols with counts of 2 and more, without spaces.`);
  });
}

/** @spec OPTIMADE 1.3.0, "chemical_formula_reduced", "chemical_formula_hill" */
function formulaNamesElements(property: typeof reduced | typeof hill): EntryRule {
  return errorRule(`${property.replaceAll('_', '-')}-names-elements`, [property], (attributes) => {
    const text = read(attributes, property);
    if (text === undefined) return undefined;
    reader.start(text);
    while (reader.next()) {
      if (elementNumberOfKey(reader.key) > 0) continue;
      return found(property, `${shown(symbolAt(text))} in ${shown(text)} is not the symbol of an element.`);
    }
    return undefined;
  });
}

/** @spec OPTIMADE 1.3.0, "chemical_formula_reduced" */
const reducedIsAlphabetical = errorRule(
  'chemical-formula-reduced-is-alphabetical',
  [reduced],
  (attributes) => {
    const text = read(attributes, reduced);
    if (text === undefined) return undefined;
    let before = -1;
    reader.start(text);
    while (reader.next()) {
      if (reader.key <= before) {
        return found(
          reduced,
          `${shown(symbolAt(text))} in ${shown(text)} is not in alphabetical order, or twice there.`,
        );
      }
      before = reader.key;
    }
    return undefined;
  },
);

const carbonKey = symbolKey('C', 0, 1);
const hydrogenKey = symbolKey('H', 0, 1);

/** Hill order as numbers that must rise: C and H in front where there is carbon. */
function hillRank(key: number, carbon: boolean): number {
  if (!carbon) return key;
  if (key === carbonKey) return -2;
  return key === hydrogenKey ? -1 : key;
}

/** @spec OPTIMADE 1.3.0, "chemical_formula_hill" */
const hillIsInHillOrder = errorRule('chemical-formula-hill-is-in-hill-order', [hill], (attributes) => {
  const text = read(attributes, hill);
  if (text === undefined) return undefined;
  let carbon = false;
  reader.start(text);
  while (reader.next()) carbon ||= reader.key === carbonKey;
  let before = Number.NEGATIVE_INFINITY;
  reader.start(text);
  while (reader.next()) {
    const rank = hillRank(reader.key, carbon);
    if (rank <= before) {
      return found(hill, `${shown(symbolAt(text))} in ${shown(text)} is not in Hill order, or twice there.`);
    }
    before = rank;
  }
  return undefined;
});

/** @spec OPTIMADE 1.3.0, "chemical_formula_anonymous" */
const anonymousSymbolsAreInOrder = errorRule(
  'chemical-formula-anonymous-symbols-are-in-order',
  [anonymous],
  (attributes) => {
    const text = read(attributes, anonymous);
    if (text === undefined) return undefined;
    reader.start(text);
    for (let index = 0; reader.next(); index += 1) {
      if (reader.key === anonymousKey(index)) continue;
      const symbol = shown(symbolAt(text));
      return found(
        anonymous,
        `Where ${shown(text)} has ${symbol}, ${shown(anonymousSymbol(index))} must stand.`,
      );
    }
    return undefined;
  },
);

/**
 * Key of the symbol at a position of an anonymous formula, as `anonymousSymbols` counts; up to two small
 * letters.
 */
function anonymousKey(index: number): number {
  const rest = Math.floor(index / 26);
  const second = rest === 0 ? 0 : ((rest - 1) % 26) + 1;
  const third = Math.floor((rest - second) / 26);
  return ((index % 26) + 1) * 729 + second * 27 + third;
}

/** @spec OPTIMADE 1.3.0, "chemical_formula_anonymous" */
const anonymousCountsFall = errorRule('chemical-formula-anonymous-counts-fall', [anonymous], (attributes) => {
  const text = read(attributes, anonymous);
  if (text === undefined) return undefined;
  let before = Number.POSITIVE_INFINITY;
  reader.start(text);
  while (reader.next()) {
    if (reader.count > before)
      return found(anonymous, `The counts of ${shown(text)} do not fall from left to right.`);
    before = reader.count;
  }
  return undefined;
});

/** What all counts of a formula can be divided by. */
function divisorOf(text: string): number {
  let divisor = 0;
  reader.start(text);
  while (reader.next()) divisor = greatestCommonDivisor(divisor, reader.count);
  return divisor;
}

function findDivisible(attributes: Attributes, property: StrictFormula): Finding | undefined {
  const text = read(attributes, property);
  if (text === undefined) return undefined;
  const divisor = divisorOf(text);
  return divisor === 1
    ? undefined
    : found(property, `All counts of ${shown(text)} can be divided by ${divisor}.`);
}

/** @spec OPTIMADE 1.3.0, "chemical_formula_reduced", "chemical_formula_anonymous" */
function formulaIsReduced(property: typeof reduced | typeof anonymous): EntryRule {
  return errorRule(`${property.replaceAll('_', '-')}-is-reduced`, [property], (attributes) => {
    const finding = findDivisible(attributes, property);
    return finding === undefined || hasPartialOccupation(attributes) ? undefined : finding;
  });
}

/** With partial occupation only the reference demands it. */
function approximateFormulaIsReduced(property: typeof reduced | typeof anonymous): EntryRule {
  return warningRule(`approximate-${property.replaceAll('_', '-')}-is-reduced`, [property], (attributes) => {
    const finding = findDivisible(attributes, property);
    return finding !== undefined && hasPartialOccupation(attributes) ? finding : undefined;
  });
}

const reducedCounts = new Float64Array(elementNumberLimit);
const anonymousCounts = new Float64Array(elementNumberLimit);

/** Writes the counts of a formula in falling order; how many, or -1 where there are more than elements. */
function sortedCounts(text: string, counts: Float64Array): number {
  let length = 0;
  reader.start(text);
  while (reader.next()) {
    if (length === counts.length) return -1;
    let at = length;
    for (; at > 0 && counts[at - 1]! < reader.count; at -= 1) counts[at] = counts[at - 1]!;
    counts[at] = reader.count;
    length += 1;
  }
  return length;
}

/** @spec OPTIMADE 1.3.0, "chemical_formula_anonymous" */
const anonymousFollowsReduced = errorRule(
  'chemical-formula-anonymous-follows-reduced',
  [anonymous, reduced],
  (attributes) => {
    const reducedText = read(attributes, reduced);
    const anonymousText = read(attributes, anonymous);
    if (reducedText === undefined || anonymousText === undefined) return undefined;
    const length = sortedCounts(reducedText, reducedCounts);
    let same = length === sortedCounts(anonymousText, anonymousCounts);
    for (let index = 0; same && index < length; index += 1) {
      same = reducedCounts[index] === anonymousCounts[index];
    }
    return same
      ? undefined
      : found(anonymous, `${shown(anonymousText)} is not the anonymous form of ${shown(reducedText)}.`);
  },
);

const other = new FormulaReader();

/**
 * Each symbol of the Hill formula has the same multiple of its reduced count.
 *
 * @spec "chemical_formula_hill"
 */
const hillIsMultipleOfReduced = errorRule(
  'chemical-formula-hill-is-a-multiple-of-reduced',
  [hill, reduced],
  (attributes) => {
    const reducedText = read(attributes, reduced);
    const hillText = read(attributes, hill);
    if (reducedText === undefined || hillText === undefined || hasPartialOccupation(attributes))
      return undefined;
    let multiple = 0;
    let parts = 0;
    reader.start(hillText);
    while (reader.next()) {
      const quotient = reader.count / countIn(reducedText, reader.key);
      if (multiple === 0) multiple = quotient;
      if (quotient !== multiple || !Number.isFinite(quotient)) {
        return found(hill, `${shown(hillText)} is not a multiple of ${shown(reducedText)}.`);
      }
      parts += 1;
    }
    return parts === partsOf(reducedText)
      ? undefined
      : found(hill, `${shown(hillText)} lacks elements of ${shown(reducedText)}.`);
  },
);

/** How often a symbol occurs in a formula; 0 where it does not. */
function countIn(text: string, key: number): number {
  other.start(text);
  while (other.next()) if (other.key === key) return other.count;
  return 0;
}

function partsOf(text: string): number {
  let parts = 0;
  other.start(text);
  while (other.next()) parts += 1;
  return parts;
}

/** @spec OPTIMADE 1.3.0, "chemical_formula_descriptive" */
const descriptiveIsWellFormed = errorRule(
  'chemical-formula-descriptive-is-well-formed',
  ['chemical_formula_descriptive'],
  (attributes) => {
    const text = stringOf(attributes.chemical_formula_descriptive);
    if (text === undefined || isDescriptiveFormula(text)) return undefined;
    return {
      pointer: '/chemical_formula_descriptive',
      message: `${shown(text)} is not symbols, numbers, balanced brackets, spaces and , + - : = only.`,
    };
  },
);

export const formulaRules: readonly EntryRule[] = [
  formulaIsWellFormed(reduced),
  formulaIsWellFormed(hill),
  formulaIsWellFormed(anonymous),
  formulaNamesElements(reduced),
  formulaNamesElements(hill),
  reducedIsAlphabetical,
  hillIsInHillOrder,
  anonymousSymbolsAreInOrder,
  anonymousCountsFall,
  formulaIsReduced(reduced),
  formulaIsReduced(anonymous),
  approximateFormulaIsReduced(reduced),
  approximateFormulaIsReduced(anonymous),
  anonymousFollowsReduced,
  hillIsMultipleOfReduced,
  descriptiveIsWellFormed,
];
