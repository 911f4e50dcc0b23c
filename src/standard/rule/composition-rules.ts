// What must be true of elements, nelements and elements_ratios among themselves.
import { elementNumber } from '../element-number.ts';
import { shown } from '../fault.ts';
import type { EntryRule } from './entry-rule.ts';
import { errorRule, warningRule } from './entry-rule.ts';
import { integerOf, isOutsideOfUnitInterval, listOf, numbersOf, stringsOf, sumOf } from './value.ts';

/** What "within floating point accuracy" means where a sum must be one: the rounding of single precision. */
const sumTolerance = 2 ** -23;

/** Stands for what is no element. */
function isPlaceholder(symbol: string): boolean {
  return symbol === 'X' || symbol === 'vacancy';
}

function isNoSymbol(symbol: string): boolean {
  return elementNumber(symbol) === 0 && !isPlaceholder(symbol);
}

/** @spec OPTIMADE 1.3.0, "elements" */
const elementsAreSymbols = errorRule('elements-are-chemical-symbols', ['elements'], ({ elements }) => {
  const index = stringsOf(elements)?.findIndex(isNoSymbol) ?? -1;
  if (index < 0) return undefined;
  return {
    pointer: `/elements/${index}`,
    message: `${shown(stringsOf(elements)![index])} is not the symbol of an element.`,
  };
});

/** @spec OPTIMADE 1.3.0, "elements" */
const elementsAreSorted = errorRule('elements-are-sorted-and-unique', ['elements'], (attributes) => {
  const elements = stringsOf(attributes.elements);
  if (elements === undefined) return undefined;
  for (let index = 1; index < elements.length; index += 1) {
    const [before, after] = [elements[index - 1]!, elements[index]!];
    if (before < after) continue;
    const problem = before === after ? 'occurs twice' : `comes after ${shown(before)}`;
    return { pointer: `/elements/${index}`, message: `The element ${shown(after)} ${problem}.` };
  }
  return undefined;
});

/** SHOULD NOT. @spec OPTIMADE 1.3.0, "elements" */
const elementsHoldNoPlaceholders = warningRule(
  'elements-hold-no-placeholders',
  ['elements'],
  ({ elements }) => {
    const index = stringsOf(elements)?.findIndex(isPlaceholder) ?? -1;
    if (index < 0) return undefined;
    return { pointer: `/elements/${index}`, message: 'Elements should not name "X" or "vacancy".' };
  },
);

/** @spec OPTIMADE 1.3.0, "nelements" */
const nelementsCountsElements = errorRule(
  'nelements-counts-elements',
  ['nelements', 'elements'],
  (attributes) => {
    const count = integerOf(attributes.nelements);
    const elements = listOf(attributes.elements);
    if (count === undefined || elements === undefined || count === elements.length) return undefined;
    return {
      pointer: '/nelements',
      message: `nelements is ${count} but there are ${elements.length} elements.`,
    };
  },
);

/** @spec OPTIMADE 1.3.0, "elements_ratios" */
const ratiosBelongToElements = errorRule(
  'elements-ratios-belong-to-elements',
  ['elements_ratios', 'elements'],
  (attributes) => {
    const ratios = listOf(attributes.elements_ratios);
    const count = listOf(attributes.elements)?.length ?? integerOf(attributes.nelements);
    if (ratios === undefined || count === undefined || ratios.length === count) return undefined;
    return {
      pointer: '/elements_ratios',
      message: `There are ${ratios.length} ratios for ${count} elements.`,
      ...(listOf(attributes.elements) === undefined ? { properties: ['elements_ratios', 'nelements'] } : {}),
    };
  },
);

/** @spec OPTIMADE 1.3.0, "elements_ratios" */
const ratiosAreProportions = errorRule(
  'elements-ratios-are-proportions',
  ['elements_ratios'],
  (attributes) => {
    const ratios = numbersOf(attributes.elements_ratios);
    const index = ratios?.findIndex(isOutsideOfUnitInterval) ?? -1;
    if (ratios === undefined || index < 0) return undefined;
    return {
      pointer: `/elements_ratios/${index}`,
      message: `A ratio is between 0 and 1, not ${ratios[index]}.`,
    };
  },
);

/** Within 2^-23. @spec OPTIMADE 1.3.0, "elements_ratios" */
const ratiosSumToOne = errorRule('elements-ratios-sum-to-one', ['elements_ratios'], (attributes) => {
  const ratios = numbersOf(attributes.elements_ratios);
  if (ratios === undefined || ratios.length === 0) return undefined;
  const sum = sumOf(ratios);
  if (Math.abs(sum - 1) <= sumTolerance) return undefined;
  return { pointer: '/elements_ratios', message: `The ratios sum to ${sum}, not to 1.` };
});

export const compositionRules: readonly EntryRule[] = [
  elementsAreSymbols,
  elementsAreSorted,
  elementsHoldNoPlaceholders,
  nelementsCountsElements,
  ratiosBelongToElements,
  ratiosAreProportions,
  ratiosSumToOne,
];
