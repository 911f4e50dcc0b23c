// What must be true of assemblies. They are rare, so these rules may allocate where there are any.
import type { JsonObject, JsonValue } from '../../base/index.ts';
import { shown } from '../fault.ts';
import type { EntryRule } from './entry-rule.ts';
import { errorRule, warningRule } from './entry-rule.ts';
import { siteCountOf } from './site-rules.ts';
import { isKnown, isOutsideOfUnitInterval, listOf, numbersOf, objectsOf, sumOf } from './value.ts';

const property = ['assemblies'];

/** @spec OPTIMADE 1.3.0, "assemblies" */
const assembliesAreComplete = errorRule(
  'assemblies-have-groups-and-probabilities',
  property,
  ({ assemblies }) => {
    if (!isKnown(assemblies)) return undefined;
    const list = objectsOf(assemblies);
    if (list === undefined) {
      return { pointer: '/assemblies', message: 'assemblies must be a list of dictionaries.' };
    }
    for (const [index, assembly] of list.entries()) {
      if (groupsOf(assembly) === undefined) {
        return {
          pointer: `/assemblies/${index}/sites_in_groups`,
          message: 'sites_in_groups must be a list of lists of site numbers.',
        };
      }
      if (numbersOf(assembly.group_probabilities) === undefined) {
        return {
          pointer: `/assemblies/${index}/group_probabilities`,
          message: 'group_probabilities must be a list of numbers.',
        };
      }
    }
    return undefined;
  },
);

/** The groups of an assembly; undefined where they are not lists of whole numbers. */
function groupsOf(assembly: JsonObject): readonly (readonly number[])[] | undefined {
  const groups = listOf(assembly.sites_in_groups);
  return groups?.every(isListOfIntegers) ? (groups as readonly (readonly number[])[]) : undefined;
}

function isListOfIntegers(value: JsonValue): boolean {
  return Array.isArray(value) && value.every(Number.isInteger);
}

/** @spec OPTIMADE 1.3.0, "assemblies", group_probabilities */
const probabilitiesBelongToGroups = errorRule(
  'assembly-probabilities-belong-to-groups',
  property,
  (attributes) => {
    for (const [index, assembly] of (objectsOf(attributes.assemblies) ?? []).entries()) {
      const groups = listOf(assembly.sites_in_groups);
      const probabilities = listOf(assembly.group_probabilities);
      if (groups === undefined || probabilities === undefined || groups.length === probabilities.length)
        continue;
      return {
        pointer: `/assemblies/${index}/group_probabilities`,
        message: `There are ${probabilities.length} probabilities for ${groups.length} groups.`,
      };
    }
    return undefined;
  },
);

/** @spec OPTIMADE 1.3.0, "assemblies", group_probabilities */
const probabilitiesArePossible = errorRule(
  'assembly-probabilities-are-proportions',
  property,
  (attributes) => {
    for (const [index, assembly] of (objectsOf(attributes.assemblies) ?? []).entries()) {
      const probabilities = numbersOf(assembly.group_probabilities);
      const group = probabilities?.findIndex(isOutsideOfUnitInterval) ?? -1;
      if (probabilities === undefined || group < 0) continue;
      return {
        pointer: `/assemblies/${index}/group_probabilities/${group}`,
        message: `A probability is between 0 and 1, not ${probabilities[group]}.`,
      };
    }
    return undefined;
  },
);

/** Values are often rounded to three digits or more. */
const probabilityTolerance = 2e-3;

/** SHOULD. @spec OPTIMADE 1.3.0, "assemblies", group_probabilities */
const probabilitiesSumToOne = warningRule('assembly-probabilities-sum-to-one', property, (attributes) => {
  for (const [index, assembly] of (objectsOf(attributes.assemblies) ?? []).entries()) {
    const probabilities = numbersOf(assembly.group_probabilities);
    if (probabilities === undefined || probabilities.length === 0) continue;
    const sum = sumOf(probabilities);
    if (Math.abs(sum - 1) <= probabilityTolerance) continue;
    return {
      pointer: `/assemblies/${index}/group_probabilities`,
      message: `The probabilities sum to ${sum}, not to 1.`,
    };
  }
  return undefined;
});

/** @spec OPTIMADE 1.3.0, "assemblies", sites_in_groups */
const groupsHoldSites = errorRule('assembly-groups-hold-sites', property, (attributes) => {
  const count = siteCountOf(attributes);
  for (const [index, assembly] of (objectsOf(attributes.assemblies) ?? []).entries()) {
    for (const [number, group] of (groupsOf(assembly) ?? []).entries()) {
      const wrong = group.find((site) => site < 0 || (count !== undefined && site >= count));
      if (wrong === undefined) continue;
      const among = count === undefined ? '' : `: sites are counted from 0 to ${count - 1}`;
      return {
        pointer: `/assemblies/${index}/sites_in_groups/${number}`,
        message: `There is no site ${wrong}${among}.`,
      };
    }
  }
  return undefined;
});

/** Within an assembly and across them. @spec OPTIMADE 1.3.0, "assemblies", sites_in_groups */
const sitesAreInOneGroup = errorRule('assembly-sites-are-in-one-group', property, (attributes) => {
  const assemblies = objectsOf(attributes.assemblies);
  if (assemblies === undefined) return undefined;
  const seen = new Set<number>();
  for (const [index, assembly] of assemblies.entries()) {
    for (const [number, group] of (groupsOf(assembly) ?? []).entries()) {
      for (const site of group) {
        if (seen.has(site)) {
          return {
            pointer: `/assemblies/${index}/sites_in_groups/${number}`,
            message: `Site ${shown(site)} stands in two groups.`,
          };
        }
        seen.add(site);
      }
    }
  }
  return undefined;
});

export const assemblyRules: readonly EntryRule[] = [
  assembliesAreComplete,
  probabilitiesBelongToGroups,
  probabilitiesArePossible,
  probabilitiesSumToOne,
  groupsHoldSites,
  sitesAreInOneGroup,
];
