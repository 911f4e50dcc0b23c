// What must be true of the space group: its number, its symbols, its operations.
import { symmetryOperationPattern } from '../definition/entry-type/lattice.ts';
import { shown } from '../fault.ts';
import type { EntryRule } from './entry-rule.ts';
import { errorRule, warningRule } from './entry-rule.ts';
import { integerOf, isKnown, listOf, stringOf } from './value.ts';

const symmetryOperation = new RegExp(symmetryOperationPattern);
const identity = /^\+?x,\+?y,\+?z$/;

const operationsProperty = 'space_group_symmetry_operations_xyz';

/** @spec OPTIMADE 1.3.0, "space_group_symmetry_operations_xyz" */
const operationsAreWellFormed = errorRule(
  'symmetry-operations-are-well-formed',
  [operationsProperty],
  (attributes) => {
    const operations = listOf(attributes[operationsProperty]);
    if (operations === undefined) return undefined;
    for (let index = 0; index < operations.length; index += 1) {
      const operation = operations[index];
      if (typeof operation === 'string' && symmetryOperation.test(operation)) continue;
      return {
        pointer: `/${operationsProperty}/${index}`,
        message: `${shown(operation)} is not a symmetry operation such as "-x,y+1/2,-z".`,
      };
    }
    return undefined;
  },
);

function isIdentity(operation: unknown): boolean {
  return typeof operation === 'string' && identity.test(operation);
}

/** @spec OPTIMADE 1.3.0, "space_group_symmetry_operations_xyz" */
const operationsHoldIdentity = errorRule(
  'symmetry-operations-hold-the-identity',
  [operationsProperty],
  (attributes) => {
    const operations = listOf(attributes[operationsProperty]);
    if (operations === undefined || operations.some(isIdentity)) return undefined;
    return {
      pointer: `/${operationsProperty}`,
      message: 'The identity "x,y,z" is not among the symmetry operations.',
    };
  },
);

/** @spec OPTIMADE 1.3.0, "space_group_symmetry_operations_xyz" */
const operationsArePeriodic = errorRule(
  'symmetry-operations-need-a-periodic-dimension',
  [operationsProperty, 'nperiodic_dimensions'],
  (attributes) => {
    if (!isKnown(attributes[operationsProperty]) || attributes.nperiodic_dimensions !== 0) return undefined;
    return {
      pointer: `/${operationsProperty}`,
      message: 'What is periodic in no direction has no space group operations.',
    };
  },
);

/** @spec OPTIMADE 1.3.0, "space_group_symbol_hall", "space_group_it_number" */
function needsThreePeriodicDimensions(property: string): EntryRule {
  const name = `${property.replaceAll('_', '-')}-needs-three-periodic-dimensions`;
  return errorRule(name, [property, 'nperiodic_dimensions'], (attributes) => {
    const periodic = integerOf(attributes.nperiodic_dimensions);
    if (!isKnown(attributes[property]) || periodic === undefined || periodic === 3) return undefined;
    return {
      pointer: `/${property}`,
      message: `${property} must be null with ${periodic} periodic dimensions.`,
    };
  });
}

/** @spec OPTIMADE 1.3.0, "space_group_it_number" */
const numberIsInTables = errorRule(
  'space-group-it-number-is-in-the-tables',
  ['space_group_it_number'],
  (attributes) => {
    const number = attributes.space_group_it_number;
    if (!isKnown(number)) return undefined;
    const integer = integerOf(number);
    if (integer !== undefined && integer >= 1 && integer <= 230) return undefined;
    return {
      pointer: '/space_group_it_number',
      message: `Space groups are numbered from 1 to 230, not ${shown(number)}.`,
    };
  },
);

// Lattice letter, then up to four operations, each N with sense, axis and translations; then a shift or
// change of basis.
const hallSymbol = /^-?[A-Z](?: -?[1-6][1-6a-z'"^=*]*){0,4}(?: \([^()]*\))?$/;

/** @spec OPTIMADE 1.3.0, "space_group_symbol_hall" */
const hallIsWellFormed = errorRule(
  'space-group-symbol-hall-is-well-formed',
  ['space_group_symbol_hall'],
  (attributes) => {
    const symbol = stringOf(attributes.space_group_symbol_hall);
    if (symbol === undefined || hallSymbol.test(symbol)) return undefined;
    return {
      pointer: '/space_group_symbol_hall',
      message: `${shown(symbol)} is not a Hall symbol, with single spaces as in "-I 4bd 2ab 3".`,
    };
  },
);

const generator = '(?:-?[1-6][1-5]?(?:/[a-egmn])?|[a-egmn])';
// What follows a colon or stands in parentheses tells setting or change of basis.
const hermannMauguinSymbol = new RegExp(
  `^[A-Za-z](?: ${generator}){1,3}(?: ?:[A-Za-z0-9]+)?(?: \\([^()]*\\))?$`,
);

/**
 * Single spaces between generators, none inside.
 *
 * @spec OPTIMADE 1.3.0, "space_group_symbol_hermann_mauguin"
 */
function hermannMauguinIsWellFormed(property: string): EntryRule {
  return errorRule(`${property.replaceAll('_', '-')}-is-well-formed`, [property], (attributes) => {
    const symbol = stringOf(attributes[property]);
    if (symbol === undefined || hermannMauguinSymbol.test(symbol)) return undefined;
    return {
      pointer: `/${property}`,
      message: `${shown(symbol)} is not a Hermann-Mauguin symbol, with single spaces as in "P 21/c".`,
    };
  });
}

/** SHOULD NOT. @spec OPTIMADE 1.3.0, "space_group_symbol_hermann_mauguin" */
function hermannMauguinNamesNoSetting(property: string): EntryRule {
  return warningRule(`${property.replaceAll('_', '-')}-names-no-setting`, [property], (attributes) => {
    const symbol = stringOf(attributes[property]);
    if (!symbol?.includes(':')) return undefined;
    return { pointer: `/${property}`, message: `${shown(symbol)} should not tell the setting or origin.` };
  });
}

const short = 'space_group_symbol_hermann_mauguin';
const extended = 'space_group_symbol_hermann_mauguin_extended';

export const symmetryRules: readonly EntryRule[] = [
  operationsAreWellFormed,
  operationsHoldIdentity,
  operationsArePeriodic,
  numberIsInTables,
  needsThreePeriodicDimensions('space_group_it_number'),
  hallIsWellFormed,
  needsThreePeriodicDimensions('space_group_symbol_hall'),
  hermannMauguinIsWellFormed(short),
  hermannMauguinIsWellFormed(extended),
  hermannMauguinNamesNoSetting(short),
  hermannMauguinNamesNoSetting(extended),
];
