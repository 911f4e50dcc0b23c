// What must be true of each formula by itself, and of the formulas among themselves.

import { anonymousSymbol } from '../anonymous-symbol.ts';
import { elementNumberLimit, elementNumberOfKey, symbolKey } from '../element-number.ts';
import { shown } from '../fault.ts';
import type { FormulaPart } from '../formula.ts';
import { greatestCommonDivisor, isDescriptiveFormula } from '../formula.ts';
import type { Attributes, EntryRule, Finding } from './entry-rule.ts';
import { errorRule, warningRule } from './entry-rule.ts';
import type { StrictFormula } from './formula-of.ts';
import { formulaOf } from './formula-of.ts';
import { hasPartialOccupation } from './partial-occupation.ts';
import { stringOf } from './value.ts';

const reduced = 'chemical_formula_reduced';
const hill = 'chemical_formula_hill';
const anonymous = 'chemical_formula_anonymous';

function found(property: StrictFormula, message: string): Finding {
  return { pointer: `/${property}`, message };
}

/** @spec OPTIMADE 1.3.0, "chemical_formula_reduced", "chemical_formula_hill", "chemical_formula_anonymous" */
function formulaIsWellFormed(property: StrictFormula): EntryRule {
  return errorRule(`${property.replaceAll('_', '-')}-is-well-formed`, [property], (attributes) => {
    const text = stringOf(attributes[property]);
    if (text === undefined || formulaOf(attributes, property) !== undefined) return undefined;
    return found(property, `${shown(text)} is not symbols with counts of 2 and more, without spaces.`);
  });
}

/** @spec OPTIMADE 1.3.0, "chemical_formula_reduced", "chemical_formula_hill" */
function formulaNamesElements(property: typeof reduced | typeof hill): EntryRule {
  return errorRule(`${property.replaceAll('_', '-')}-names-elements`, [property], (attributes) => {
    const part = formulaOf(attributes, property)?.find(isNoElement);
    if (part === undefined) return undefined;
    const formula = shown(attributes[property]);
    return found(property, `${shown(part.symbol)} in ${formula} is not the symbol of an element.`);
  });
}

function isNoElement({ key }: FormulaPart): boolean {
  return elementNumberOfKey(key) === 0;
}

/** @spec OPTIMADE 1.3.0, "chemical_formula_reduced" */
const reducedIsAlphabetical = errorRule(
  'chemical-formula-reduced-is-alphabetical',
  [reduced],
  (attributes) => {
    let before = -1;
    for (const { key, symbol } of formulaOf(attributes, reduced) ?? []) {
      if (key <= before) {
        const formula = shown(attributes[reduced]);
        return found(reduced, `${shown(symbol)} in ${formula} is not in alphabetical order, or twice there.`);
      }
      before = key;
    }
    return undefined;
  },
);

const carbonKey = symbolKey('C', 0, 1);
const hydrogenKey = symbolKey('H', 0, 1);

function isCarbon({ key }: FormulaPart): boolean {
  return key === carbonKey;
}

/** Hill order as numbers that must rise: C and H in front where there is carbon. */
function hillRank(key: number, carbon: boolean): number {
  if (!carbon) return key;
  if (key === carbonKey) return -2;
  return key === hydrogenKey ? -1 : key;
}

/** @spec OPTIMADE 1.3.0, "chemical_formula_hill" */
const hillIsInHillOrder = errorRule('chemical-formula-hill-is-in-hill-order', [hill], (attributes) => {
  const formula = formulaOf(attributes, hill);
  if (formula === undefined) return undefined;
  const carbon = formula.some(isCarbon);
  let before = Number.NEGATIVE_INFINITY;
  for (const { key, symbol } of formula) {
    const rank = hillRank(key, carbon);
    if (rank <= before) {
      return found(
        hill,
        `${shown(symbol)} in ${shown(attributes[hill])} is not in Hill order, or twice there.`,
      );
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
    const formula = formulaOf(attributes, anonymous) ?? [];
    for (let index = 0; index < formula.length; index += 1) {
      const { key, symbol } = formula[index]!;
      if (key === anonymousKey(index)) continue;
      const [text, wanted] = [shown(attributes[anonymous]), shown(anonymousSymbol(index))];
      return found(anonymous, `Where ${text} has ${shown(symbol)}, ${wanted} must stand.`);
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
  let before = Number.POSITIVE_INFINITY;
  for (const { count } of formulaOf(attributes, anonymous) ?? []) {
    if (count > before) {
      const formula = shown(attributes[anonymous]);
      return found(anonymous, `The counts of ${formula} do not fall from left to right.`);
    }
    before = count;
  }
  return undefined;
});

/** What all counts of a formula can be divided by. */
function divisorOf(formula: readonly FormulaPart[]): number {
  let divisor = 0;
  for (const { count } of formula) {
    divisor = greatestCommonDivisor(divisor, count);
    if (divisor === 1) break;
  }
  return divisor;
}

function findDivisible(attributes: Attributes, property: StrictFormula): Finding | undefined {
  const formula = formulaOf(attributes, property);
  if (formula === undefined) return undefined;
  const divisor = divisorOf(formula);
  if (divisor === 1) return undefined;
  return found(property, `All counts of ${shown(attributes[property])} can be divided by ${divisor}.`);
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
function sortedCounts(formula: readonly FormulaPart[], counts: Float64Array): number {
  if (formula.length > counts.length) return -1;
  for (let length = 0; length < formula.length; length += 1) {
    const { count } = formula[length]!;
    let at = length;
    for (; at > 0 && counts[at - 1]! < count; at -= 1) counts[at] = counts[at - 1]!;
    counts[at] = count;
  }
  return formula.length;
}

/** @spec OPTIMADE 1.3.0, "chemical_formula_anonymous" */
const anonymousFollowsReduced = errorRule(
  'chemical-formula-anonymous-follows-reduced',
  [anonymous, reduced],
  (attributes) => {
    const reducedFormula = formulaOf(attributes, reduced);
    const anonymousFormula = formulaOf(attributes, anonymous);
    if (reducedFormula === undefined || anonymousFormula === undefined) return undefined;
    const length = sortedCounts(reducedFormula, reducedCounts);
    let same = length === sortedCounts(anonymousFormula, anonymousCounts);
    for (let index = 0; same && index < length; index += 1) {
      same = reducedCounts[index] === anonymousCounts[index];
    }
    if (same) return undefined;
    const [reducedText, anonymousText] = [shown(attributes[reduced]), shown(attributes[anonymous])];
    return found(anonymous, `${anonymousText} is not the anonymous form of ${reducedText}.`);
  },
);

/**
 * Each symbol of the Hill formula has the same multiple of its reduced count.
 *
 * @spec "chemical_formula_hill"
 */
const hillIsMultipleOfReduced = errorRule(
  'chemical-formula-hill-is-a-multiple-of-reduced',
  [hill, reduced],
  (attributes) => {
    const reducedFormula = formulaOf(attributes, reduced);
    const hillFormula = formulaOf(attributes, hill);
    if (reducedFormula === undefined || hillFormula === undefined) return undefined;
    if (hasPartialOccupation(attributes)) return undefined;
    let multiple = 0;
    for (const { key, count } of hillFormula) {
      const quotient = count / countIn(reducedFormula, key);
      if (multiple === 0) multiple = quotient;
      if (quotient !== multiple || !Number.isFinite(quotient)) {
        const [hillText, reducedText] = [shown(attributes[hill]), shown(attributes[reduced])];
        return found(hill, `${hillText} is not a multiple of ${reducedText}.`);
      }
    }
    if (hillFormula.length === reducedFormula.length) return undefined;
    return found(hill, `${shown(attributes[hill])} lacks elements of ${shown(attributes[reduced])}.`);
  },
);

/** How often a symbol occurs in a formula; 0 where it does not. */
function countIn(formula: readonly FormulaPart[], key: number): number {
  for (const part of formula) if (part.key === key) return part.count;
  return 0;
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
