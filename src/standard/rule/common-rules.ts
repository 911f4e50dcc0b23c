// What must be true of the attributes of an entry of any type.

import { limits } from '../../base/index.ts';
import { commonProperties } from '../definition/common-properties.ts';
import { isIdentifier, prefixOf } from '../definition/provider-prefix.ts';
import { standardEntryTypes } from '../definition/standard-entry-types.ts';
import { pointerOf, shown } from '../fault.ts';
import { parseTimestamp } from '../timestamp.ts';
import type { Attributes, EntryRule, Finding } from './entry-rule.ts';
import { errorRule } from './entry-rule.ts';
import { isKnown } from './value.ts';

/**
 * The finding for attributes whose names are wrong; `problem` ends the sentence "The attribute x …" of the
 * first.
 */
function findNames(
  attributes: Attributes,
  isWrong: (name: string) => boolean,
  problem: string,
): Finding | undefined {
  for (const name in attributes) {
    if (!isWrong(name)) continue;
    return {
      pointer: pointerOf(name),
      message: `The attribute ${shown(name)} ${problem}.`,
      properties: Object.keys(attributes).filter(isWrong),
    };
  }
  return undefined;
}

/** The same judgement of names, which mostly looks at each only once: entries of a database share theirs. */
function remembered(isWrong: (name: string) => boolean): (name: string) => boolean {
  const judged = new Map<string, boolean>();
  return (name) => {
    const known = judged.get(name);
    if (known !== undefined) return known;
    const wrong = isWrong(name);
    if (judged.size < limits.judgedNamesMax && name.length <= 200) judged.set(name, wrong);
    return wrong;
  };
}

const memberNames: ReadonlySet<string> = new Set(['id', 'type', 'links', 'relationships']);

/** @spec OPTIMADE 1.3.0, "JSON Response Schema: Common Fields"; JSON:API 1.1, "Attributes" */
const attributesAreNotMembers = errorRule('attributes-are-not-members-of-the-resource', [], (attributes) =>
  findNames(attributes, isMemberName, 'belongs beside the attributes, not among them'),
);

function isMemberName(name: string): boolean {
  return memberNames.has(name);
}

const isNoIdentifier = remembered((name) => !isIdentifier(name));

/** @spec OPTIMADE 1.3.0, "Definition of Terms" */
const attributesAreIdentifiers = errorRule('attribute-names-are-identifiers', [], (attributes) =>
  findNames(
    attributes,
    isNoIdentifier,
    'is not lower-case letters, digits and underscores, with no digit in front',
  ),
);

/** @spec OPTIMADE 1.3.0, "Entry List" */
const attributesAreNotEntryTypes = errorRule('attribute-names-are-not-entry-types', [], (attributes) =>
  findNames(attributes, isEntryType, 'has the name of an entry type'),
);

function isEntryType(name: string): boolean {
  return standardEntryTypes.has(name);
}

/** @spec OPTIMADE 1.3.0, "last_modified", "Data types" */
const lastModifiedIsTimestamp = timestampRule('last_modified');

/** A rule that a property is an RFC 3339 date-time with its offset, where it is known. */
export function timestampRule(property: string): EntryRule {
  return errorRule(`${property.replaceAll('_', '-')}-is-a-timestamp`, [property], (attributes) => {
    const value = attributes[property];
    if (!isKnown(value) || (typeof value === 'string' && parseTimestamp(value) !== undefined))
      return undefined;
    return {
      pointer: `/${property}`,
      message: `${shown(value)} is no RFC 3339 date-time with an offset, such as "2020-01-01T00:00:00Z".`,
    };
  });
}

/** @spec OPTIMADE 1.3.0, "immutable_id" */
const immutableIdIsString = stringRule('immutable_id');

/** A rule that a property is text, where it is known. */
export function stringRule(property: string): EntryRule {
  return errorRule(`${property.replaceAll('_', '-')}-is-text`, [property], (attributes) => {
    const value = attributes[property];
    if (!isKnown(value) || typeof value === 'string') return undefined;
    return { pointer: `/${property}`, message: `${property} must be text, not ${shown(value)}.` };
  });
}

/** Unprefixed names are those of the standard. @spec OPTIMADE 1.3.0, "Namespace Prefixes" */
export function attributesAreStandardOrPrefixed(entryType: string): EntryRule {
  const properties = standardEntryTypes.get(entryType)?.properties ?? commonProperties;
  const isUnknown = remembered((name) => !Object.hasOwn(properties, name) && prefixOf(name) === undefined);
  return errorRule('attribute-names-are-standard-or-prefixed', [], (attributes) =>
    findNames(attributes, isUnknown, `is neither a property of ${shown(entryType)} nor prefixed`),
  );
}

/** The rules for entries of any type, whatever the type. */
export const commonRules: readonly EntryRule[] = [
  attributesAreNotMembers,
  attributesAreIdentifiers,
  attributesAreNotEntryTypes,
  immutableIdIsString,
  lastModifiedIsTimestamp,
];
