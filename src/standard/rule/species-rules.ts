// What must be true of each species, whichever sites it sits on.
import type { JsonObject, JsonValue } from '../../base/index.ts';
import { elementNumber } from '../element-number.ts';
import { shown } from '../fault.ts';
import type { Attributes, EntryRule, Finding } from './entry-rule.ts';
import { errorRule, warningRule } from './entry-rule.ts';
import { isKnown, isOutsideOfUnitInterval, listOf, numbersOf, objectsOf, stringsOf, sumOf } from './value.ts';

const property = ['species'];

type FindInSpecies = (species: JsonObject) => Omit<Finding, 'properties'> | undefined;

/** Makes a rule over all species of one over a single one, whose pointers start at the species. */
function eachSpecies(find: FindInSpecies): (attributes: Attributes) => Finding | undefined {
  return (attributes) => {
    const species = objectsOf(attributes.species);
    if (species === undefined) return undefined;
    for (let index = 0; index < species.length; index += 1) {
      const finding = find(species[index]!);
      if (finding === undefined) continue;
      const name = species[index]!.name;
      return {
        pointer: `/species/${index}${finding.pointer}`,
        message: `Species ${typeof name === 'string' ? shown(name) : index}: ${finding.message}`,
      };
    }
    return undefined;
  };
}

/** @spec OPTIMADE 1.3.0, "species" */
const speciesAreDictionaries = errorRule('species-are-dictionaries', property, ({ species }) => {
  if (!isKnown(species) || objectsOf(species) !== undefined) return undefined;
  return { pointer: '/species', message: 'species must be a list of dictionaries.' };
});

/** @spec OPTIMADE 1.3.0, "species" */
const speciesHaveRequiredKeys = errorRule(
  'species-have-name-symbols-and-concentration',
  property,
  eachSpecies((species) => {
    if (typeof species.name !== 'string') return { pointer: '/name', message: 'it has no name.' };
    if (stringsOf(species.chemical_symbols) === undefined) {
      return { pointer: '/chemical_symbols', message: 'chemical_symbols must be a list of strings.' };
    }
    if (numbersOf(species.concentration) === undefined) {
      return { pointer: '/concentration', message: 'concentration must be a list of numbers.' };
    }
    return undefined;
  }),
);

const standardKeys = new Set([
  'name',
  'chemical_symbols',
  'concentration',
  'mass',
  'original_name',
  'attached',
  'nattached',
]);

/** @spec OPTIMADE 1.3.0, "species", "Database-Provider-Specific Namespace Prefixes" */
const speciesKeysAreStandard = errorRule(
  'species-keys-are-standard-or-prefixed',
  property,
  eachSpecies((species) => {
    for (const key in species) {
      if (!standardKeys.has(key) && !key.startsWith('_')) {
        return { pointer: '', message: `the key ${shown(key)} is neither standard nor prefixed.` };
      }
    }
    return undefined;
  }),
);

/** @spec OPTIMADE 1.3.0, "species" */
const speciesNamesAreUnique = errorRule('species-names-are-unique', property, (attributes) => {
  const species = objectsOf(attributes.species);
  if (species === undefined || species.length < 2) return undefined;
  const seen = species.length > fewSpecies ? new Set<JsonValue | undefined>() : undefined;
  for (let index = 0; index < species.length; index += 1) {
    const name = species[index]!.name;
    if (seen?.has(name) ?? occursBefore(species, index)) {
      return { pointer: `/species/${index}/name`, message: `Two species are named ${shown(name)}.` };
    }
    seen?.add(name);
  }
  return undefined;
});

/** More species than this are compared through a set rather than one by one. */
const fewSpecies = 16;

function occursBefore(species: readonly JsonObject[], index: number): boolean {
  for (let before = 0; before < index; before += 1) {
    if (species[before]!.name === species[index]!.name) return true;
  }
  return false;
}

function isNoSymbol(symbol: string): boolean {
  return elementNumber(symbol) === 0 && symbol !== 'X' && symbol !== 'vacancy';
}

function isNoAttachedSymbol(symbol: string): boolean {
  return elementNumber(symbol) === 0 && symbol !== 'X';
}

/** @spec OPTIMADE 1.3.0, "species", chemical_symbols */
const speciesSymbolsAreKnown = errorRule(
  'species-symbols-are-chemical-symbols',
  property,
  eachSpecies(({ chemical_symbols }) => {
    const symbols = stringsOf(chemical_symbols);
    const index = symbols?.findIndex(isNoSymbol) ?? -1;
    if (symbols === undefined || index < 0) return undefined;
    return {
      pointer: `/chemical_symbols/${index}`,
      message: `${shown(symbols[index])} is neither the symbol of an element nor "X" nor "vacancy".`,
    };
  }),
);

/** @spec OPTIMADE 1.3.0, "species", concentration */
const concentrationsBelongToSymbols = errorRule(
  'species-concentrations-belong-to-symbols',
  property,
  eachSpecies((species) => lengthDiffers(species, 'concentration')),
);

/** @spec OPTIMADE 1.3.0, "species", mass */
const massesBelongToSymbols = errorRule(
  'species-masses-belong-to-symbols',
  property,
  eachSpecies((species) => {
    if (!isKnown(species.mass)) return undefined;
    if (numbersOf(species.mass) === undefined) {
      return { pointer: '/mass', message: 'mass must be a list of numbers.' };
    }
    return lengthDiffers(species, 'mass');
  }),
);

function lengthDiffers(species: JsonObject, key: 'concentration' | 'mass') {
  const symbols = listOf(species.chemical_symbols);
  const list = listOf(species[key]);
  if (symbols === undefined || list === undefined || list.length === symbols.length) return undefined;
  return {
    pointer: `/${key}`,
    message: `${key} has ${list.length} items for ${symbols.length} chemical symbols.`,
  };
}

/** @spec OPTIMADE 1.3.0, "species", concentration */
const concentrationsAreProportions = errorRule(
  'species-concentrations-are-proportions',
  property,
  eachSpecies(({ concentration }) => {
    const values = numbersOf(concentration);
    const index = values?.findIndex(isOutsideOfUnitInterval) ?? -1;
    if (values === undefined || index < 0) return undefined;
    return {
      pointer: `/concentration/${index}`,
      message: `a concentration is between 0 and 1, not ${values[index]}.`,
    };
  }),
);

/** Values are often rounded to three digits or more. */
const concentrationTolerance = 2e-3;

/** SHOULD. @spec OPTIMADE 1.3.0, "species", concentration */
const concentrationsSumToOne = warningRule(
  'species-concentrations-sum-to-one',
  property,
  eachSpecies(({ concentration }) => {
    const values = numbersOf(concentration);
    if (values === undefined || values.length === 0) return undefined;
    const sum = sumOf(values);
    if (Math.abs(sum - 1) <= concentrationTolerance) return undefined;
    return { pointer: '/concentration', message: `the concentrations sum to ${sum}, not to 1.` };
  }),
);

/** Vacancies weigh nothing, nothing weighs less. @spec OPTIMADE 1.3.0, "species", mass */
const massesArePossible = errorRule(
  'species-masses-are-possible',
  property,
  eachSpecies((species) => {
    const masses = numbersOf(species.mass);
    const symbols = listOf(species.chemical_symbols);
    if (masses === undefined || symbols === undefined) return undefined;
    for (let index = 0; index < masses.length; index += 1) {
      const mass = masses[index]!;
      if (mass < 0) return { pointer: `/mass/${index}`, message: `a mass is not negative, as ${mass} is.` };
      if (mass > 0 && symbols[index] === 'vacancy') {
        return { pointer: `/mass/${index}`, message: `the mass of a vacancy is 0, not ${mass}.` };
      }
    }
    return undefined;
  }),
);

/** @spec OPTIMADE 1.3.0, "species", attached, nattached */
const attachedAreCounted = errorRule(
  'species-attached-and-nattached-belong-together',
  property,
  eachSpecies(({ attached, nattached }) => {
    if (!isKnown(attached) && !isKnown(nattached)) return undefined;
    if (!isKnown(attached)) return { pointer: '/nattached', message: 'nattached is given without attached.' };
    if (!isKnown(nattached)) return { pointer: '/attached', message: 'attached is given without nattached.' };
    const symbols = stringsOf(attached);
    const counts = listOf(nattached);
    if (symbols === undefined || symbols.length === 0) {
      return { pointer: '/attached', message: 'attached must be a list of one chemical symbol or more.' };
    }
    if (counts?.length === symbols.length) return undefined;
    return {
      pointer: '/nattached',
      message: `nattached must be a list of ${symbols.length}, one count for each attached symbol.`,
    };
  }),
);

/** @spec OPTIMADE 1.3.0, "species", attached */
const attachedAreSymbols = errorRule(
  'species-attached-are-chemical-symbols',
  property,
  eachSpecies(({ attached }) => {
    const symbols = stringsOf(attached);
    const index = symbols?.findIndex(isNoAttachedSymbol) ?? -1;
    if (symbols === undefined || index < 0) return undefined;
    return {
      pointer: `/attached/${index}`,
      message: `${shown(symbols[index])} is neither the symbol of an element nor "X".`,
    };
  }),
);

/** @spec OPTIMADE 1.3.0, "species", nattached */
const attachedCountsAreIntegers = errorRule(
  'species-nattached-are-counts',
  property,
  eachSpecies(({ nattached }) => {
    const counts = listOf(nattached);
    const index = counts?.findIndex(isNoCount) ?? -1;
    if (counts === undefined || index < 0) return undefined;
    return {
      pointer: `/nattached/${index}`,
      message: `a count is a whole number, not ${shown(counts[index])}.`,
    };
  }),
);

function isNoCount(value: JsonValue): boolean {
  return !Number.isInteger(value) || (value as number) < 0;
}

/** SHOULD, where each species is one element and each element one species. @spec OPTIMADE 1.3.0, "species" */
const pureSpeciesAreNamedAfterElement = warningRule(
  'pure-species-are-named-after-their-element',
  property,
  (attributes) => {
    const species = objectsOf(attributes.species);
    if (species === undefined || !species.every(isPure) || symbolRepeats(species)) return undefined;
    const index = species.findIndex(({ name, chemical_symbols }) => name !== listOf(chemical_symbols)![0]);
    if (index < 0) return undefined;
    const [symbol] = stringsOf(species[index]!.chemical_symbols)!;
    return {
      pointer: `/species/${index}/name`,
      message: `The only species of ${symbol} should be named so, not ${shown(species[index]!.name)}.`,
    };
  },
);

function isPure(species: JsonObject): boolean {
  const symbols = stringsOf(species.chemical_symbols);
  return (
    typeof species.name === 'string' &&
    symbols?.length === 1 &&
    elementNumber(symbols[0]!) > 0 &&
    !isKnown(species.attached)
  );
}

function symbolRepeats(species: readonly JsonObject[]): boolean {
  if (species.length > fewSpecies) return true;
  for (let index = 1; index < species.length; index += 1) {
    const symbol = listOf(species[index]!.chemical_symbols)![0];
    for (let before = 0; before < index; before += 1) {
      if (listOf(species[before]!.chemical_symbols)![0] === symbol) return true;
    }
  }
  return false;
}

export const speciesRules: readonly EntryRule[] = [
  speciesAreDictionaries,
  speciesHaveRequiredKeys,
  speciesKeysAreStandard,
  speciesNamesAreUnique,
  speciesSymbolsAreKnown,
  concentrationsBelongToSymbols,
  concentrationsAreProportions,
  concentrationsSumToOne,
  massesBelongToSymbols,
  massesArePossible,
  attachedAreCounted,
  attachedAreSymbols,
  attachedCountsAreIntegers,
  pureSpeciesAreNamedAfterElement,
];
