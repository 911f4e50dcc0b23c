// What must agree between sites, elements, ratios and formulas, which all tell the composition. How far they
// must is a question of how exactly a structure tells its atoms: with partial occupation formulas are
// rounded, attached atoms are counted loosely, implicit atoms are in no site. Each rule judges only where
// there is no such leeway.
import type { JsonObject } from '../../base/index.ts';
import { limits } from '../../base/index.ts';
import { elementNumber, elementNumberLimit, elementNumberOfKey, elementSymbol } from '../element-number.ts';
import { shown } from '../fault.ts';
import type { Attributes, EntryRule, Finding } from './entry-rule.ts';
import { errorRule, warningRule } from './entry-rule.ts';
import { hasAttached, isFlagged } from './feature-rules.ts';
import { formulaOf } from './formula-of.ts';
import { hasPartialOccupation } from './partial-occupation.ts';
import { spansUnitCell } from './site-rules.ts';
import { listOf, numbersOf, objectsOf, stringsOf } from './value.ts';

const reduced = 'chemical_formula_reduced';
const hill = 'chemical_formula_hill';

// Work space for all entries: rules run one at a time, and each clears what it uses.
const formulaTally = new Float64Array(elementNumberLimit);
const siteTally = new Float64Array(elementNumberLimit);

/** Counts a formula by element; false where it is unknown, not well-formed or holds what is no element. */
function tallyFormula(attributes: Attributes, property: typeof reduced | typeof hill): boolean {
  const formula = formulaOf(attributes, property);
  if (formula === undefined) return false;
  formulaTally.fill(0);
  for (const { key, count } of formula) formulaTally[elementNumberOfKey(key)]! += count;
  return formulaTally[0] === 0;
}

/**
 * Counts the elements of all sites, one for each symbol of the site's species, and with `attached` those
 * attached too; false where sites or species are unknown or do not fit together.
 */
function tallySites(attributes: Attributes, attached: boolean): boolean {
  const names = listOf(attributes.species_at_sites);
  const species = objectsOf(attributes.species);
  if (names === undefined || species === undefined || species.length > limits.countedSpeciesMax) return false;
  siteTally.fill(0);
  // Neighbors mostly share a species: they are counted together.
  for (let site = 0; site < names.length; ) {
    const name = names[site];
    const first = site;
    while (site < names.length && names[site] === name) site += 1;
    const kind = speciesNamed(species, name);
    if (kind === undefined || !tallySymbols(kind.chemical_symbols, site - first)) return false;
    if (attached) tallySymbols(kind.attached, site - first);
  }
  return true;
}

function speciesNamed(species: readonly JsonObject[], name: unknown): JsonObject | undefined {
  for (const one of species) if (one.name === name) return one;
  return undefined;
}

function tallySymbols(value: JsonObject[string], count: number): boolean {
  const symbols = stringsOf(value);
  if (symbols === undefined) return false;
  for (const symbol of symbols) siteTally[elementNumber(symbol)]! += count;
  return true;
}

/** Whether each site is exactly one atom of one cell, so that counting sites is counting atoms. */
function sitesAreAtoms(attributes: Attributes): boolean {
  return (
    spansUnitCell(attributes.site_coordinate_span) &&
    !isFlagged(attributes, 'implicit_atoms') &&
    !hasPartialOccupation(attributes) &&
    !(objectsOf(attributes.species)?.some(hasAttached) ?? false)
  );
}

/** With partial occupation an element may be rounded away. @spec "elements", "chemical_formula_reduced" */
function formulaHasElements(property: typeof reduced | typeof hill): EntryRule {
  const name = `${property.replaceAll('_', '-')}-has-the-elements`;
  return errorRule(name, [property, 'elements'], (attributes) => {
    const elements = stringsOf(attributes.elements);
    if (elements === undefined || !tallyFormula(attributes, property)) return undefined;
    for (const symbol of elements) {
      const number = elementNumber(symbol);
      if (number > 0 && formulaTally[number] === 0 && !hasPartialOccupation(attributes)) {
        return {
          pointer: `/${property}`,
          message: `${shown(attributes[property])} lacks the element ${symbol}.`,
        };
      }
      // Seen: no longer extra, and not lacking where an element is listed twice.
      formulaTally[number] = -1;
    }
    const extra = firstPositive(formulaTally);
    if (extra < 0) return undefined;
    return {
      pointer: `/${property}`,
      message: `${shown(attributes[property])} has ${elementSymbol(extra)}, which is not among the elements.`,
    };
  });
}

/** The first number that is counted; -1 where none is. A plain loop, since this runs on every structure. */
function firstPositive(tally: Float64Array): number {
  for (let number = 0; number < elementNumberLimit; number += 1) if (tally[number]! > 0) return number;
  return -1;
}

/** A site without the flag is missing for each of these. @spec OPTIMADE 1.3.0, "structure_features" */
const elementsHaveSites = errorRule(
  'elements-have-sites-or-implicit-atoms-are-flagged',
  ['structure_features', 'elements', 'species_at_sites'],
  (attributes) => {
    const elements = stringsOf(attributes.elements);
    if (elements === undefined || isFlagged(attributes, 'implicit_atoms')) return undefined;
    if (!tallySites(attributes, true)) return undefined;
    for (const symbol of elements) {
      const number = elementNumber(symbol);
      if (number === 0 || siteTally[number]! > 0) continue;
      return {
        pointer: '/structure_features',
        message: `${symbol} is an element at no site, and structure_features lacks "implicit_atoms".`,
      };
    }
    return undefined;
  },
);

/** @spec OPTIMADE 1.3.0, "elements" */
const siteElementsAreListed = errorRule(
  'elements-of-sites-are-elements',
  ['elements', 'species_at_sites', 'species'],
  (attributes) => {
    const elements = stringsOf(attributes.elements);
    if (elements === undefined || !sitesAreAtoms(attributes) || !tallySites(attributes, false))
      return undefined;
    siteTally[0] = 0;
    for (const symbol of elements) siteTally[elementNumber(symbol)] = 0;
    const extra = firstPositive(siteTally);
    if (extra < 0) return undefined;
    return {
      pointer: '/elements',
      message: `${elementSymbol(extra)} sits at a site but is not among the elements.`,
    };
  },
);

/** Finds where a known formula and the sites differ in proportion. */
function findDisproportion(attributes: Attributes): Finding | undefined {
  let sites = 0;
  let counts = 0;
  for (let number = 1; number < elementNumberLimit; number += 1) {
    sites += siteTally[number]!;
    counts += formulaTally[number]!;
  }
  if (sites === 0) return undefined;
  for (let number = 1; number < elementNumberLimit; number += 1) {
    if (siteTally[number]! * counts === formulaTally[number]! * sites) continue;
    return {
      pointer: `/${reduced}`,
      message:
        `${shown(attributes[reduced])} does not match the sites, ` +
        `of which ${siteTally[number]} of ${sites} are ${elementSymbol(number)}.`,
    };
  }
  return undefined;
}

/** @spec OPTIMADE 1.3.0, "chemical_formula_reduced" */
const formulaMatchesSites = errorRule(
  'chemical-formula-reduced-matches-sites',
  [reduced, 'species_at_sites', 'species'],
  (attributes) => {
    if (!sitesAreAtoms(attributes) || !tallyFormula(attributes, reduced) || !tallySites(attributes, false)) {
      return undefined;
    }
    return findDisproportion(attributes);
  },
);

/**
 * The standard says that the formula "will likely not match" then, so a match is suspect.
 *
 * @spec "structure_features"
 */
const implicitAtomsAreMissing = warningRule(
  'implicit-atoms-are-missing-from-sites',
  ['structure_features'],
  (attributes) => {
    if (!isFlagged(attributes, 'implicit_atoms') || hasPartialOccupation(attributes)) return undefined;
    if (!tallyFormula(attributes, reduced) || !tallySites(attributes, true)) return undefined;
    if (findDisproportion(attributes) !== undefined) return undefined;
    return {
      pointer: '/structure_features',
      message: 'structure_features has "implicit_atoms" but the sites account for the whole formula.',
    };
  },
);

/** Ratios are often rounded to three digits or more. */
const ratioTolerance = 1e-3;

/** @spec OPTIMADE 1.3.0, "elements_ratios", "chemical_formula_reduced" */
const ratiosMatchFormula = warningRule(
  'elements-ratios-match-chemical-formula-reduced',
  ['elements_ratios', reduced],
  (attributes) => {
    const elements = stringsOf(attributes.elements);
    const ratios = numbersOf(attributes.elements_ratios);
    if (elements === undefined || ratios?.length !== elements.length) return undefined;
    if (!sitesAreAtoms(attributes) || !tallyFormula(attributes, reduced)) return undefined;
    let total = 0;
    for (let number = 1; number < elementNumberLimit; number += 1) total += formulaTally[number]!;
    for (let index = 0; index < elements.length; index += 1) {
      const expected = formulaTally[elementNumber(elements[index]!)]! / total;
      if (Math.abs(ratios[index]! - expected) <= ratioTolerance) continue;
      return {
        pointer: `/elements_ratios/${index}`,
        message: `The ratio of ${elements[index]} is ${ratios[index]}, by the reduced formula ${expected}.`,
      };
    }
    return undefined;
  },
);

export const agreementRules: readonly EntryRule[] = [
  formulaHasElements(reduced),
  formulaHasElements(hill),
  elementsHaveSites,
  siteElementsAreListed,
  formulaMatchesSites,
  implicitAtomsAreMissing,
  ratiosMatchFormula,
];
