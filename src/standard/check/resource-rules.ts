// Resource objects of entries, in `data` and in `included`.
import { isJsonObject } from '../../base/index.ts';
import { commonProperties } from '../definition/common-properties.ts';
import { isIdentifier } from '../definition/provider-prefix.ts';
import { standardEntryTypes } from '../definition/standard-entry-types.ts';
import { pointerOf, shown } from '../fault.ts';
import type { DocumentRule, Judge } from './document-rule.ts';
import { must, should } from './document-rule.ts';
import { beList, beObject, beText, have, haveKeys, haveOnly, isPrefixed, isText, lack } from './judge.ts';
import { beLink } from './link-judge.ts';
import type { Place } from './place.ts';
import { at, items, memberOf, members, root, several } from './place.ts';

const data = at(root, 'data');

/** The entries of `data`, which may be one or many. */
export const primaryEntries: Place = function* (document) {
  for (const spot of data(document)) {
    if (isJsonObject(spot.value)) yield spot;
  }
  yield* items(data)(document);
};

export const includedEntries: Place = items(at(root, 'included'));
const entries = several(primaryEntries, includedEntries);
const attributes = at(entries, 'attributes');
const entryMeta = at(entries, 'meta');
const metadata = at(entryMeta, 'property_metadata');
const partialDataLinks = at(entryMeta, 'partial_data_links');
const relationships = at(entries, 'relationships');

const namesAreStandard: Judge = (entry) => {
  const type = memberOf(entry, 'type');
  const given = memberOf(entry, 'attributes');
  if (!isText(type) || !isJsonObject(given)) return undefined;
  const standard = type === 'links' ? linkAttributes : definedProperties(type);
  const wrong = Object.keys(given).find((name) => !standard.has(name) && !isPrefixed(name));
  if (wrong === undefined) return undefined;
  return {
    pointer: pointerOf('attributes', wrong),
    phrase: `is neither a property of ${shown(type)} nor prefixed`,
  };
};

const linkAttributes: ReadonlySet<string> = new Set([
  'name',
  'description',
  'base_url',
  'homepage',
  'link_type',
  'aggregate',
  'no_aggregate_reason',
]);

const propertiesByType: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Array.from(standardEntryTypes, ([type, { properties }]) => [type, new Set(Object.keys(properties))]),
);
const propertiesOfEveryType: ReadonlySet<string> = new Set(Object.keys(commonProperties));

/**
 * The names that the standard has for the properties of a type; of a custom type, those that every type has.
 */
export function definedProperties(type: string): ReadonlySet<string> {
  return propertiesByType.get(type) ?? propertiesOfEveryType;
}

const namesAreOnce: Judge = (entry) => {
  const given = memberOf(entry, 'attributes');
  const related = memberOf(entry, 'relationships');
  if (!isJsonObject(given) || !isJsonObject(related)) return undefined;
  const both = Object.keys(given).find((name) => Object.hasOwn(related, name));
  return both === undefined
    ? undefined
    : `must not have ${shown(both)} both as attribute and as relationship`;
};

const metadataBelongToAttributes: Judge = (entry) => {
  const given = memberOf(entry, 'attributes') ?? {};
  if (!isJsonObject(given)) return undefined;
  for (const member of ['property_metadata', 'partial_data_links']) {
    const about = memberOf(entry, 'meta', member);
    if (!isJsonObject(about)) continue;
    const stray = Object.keys(about).find((name) => !Object.hasOwn(given, name));
    if (stray !== undefined)
      return { pointer: pointerOf('meta', member, stray), phrase: 'is about no attribute here' };
  }
  return undefined;
};

const partialAttributesAreNull: Judge = (entry) => {
  const partial = memberOf(entry, 'meta', 'partial_data_links');
  const given = memberOf(entry, 'attributes');
  if (!isJsonObject(partial) || !isJsonObject(given)) return undefined;
  const full = Object.keys(partial).find((name) => Object.hasOwn(given, name) && given[name] !== null);
  if (full === undefined) return undefined;
  return {
    pointer: pointerOf('attributes', full),
    phrase: 'must be null, since its value is sent as partial data',
  };
};

/** @spec OPTIMADE 1.3.0, "Entry Listing JSON Response Schema"; JSON:API 1.1, "Resource Objects" */
export const resourceRules: readonly DocumentRule[] = [
  must('included-is-a-list', at(root, 'included'), beList),
  must('entries-are-dictionaries', several(items(data), includedEntries), beObject),
  must('entry-has-id-and-type', entries, have('id', 'type')),
  must('entry-id-and-type-are-text', several(at(entries, 'id'), at(entries, 'type')), beText),
  must(
    'entry-members-are-defined',
    entries,
    haveOnly(['id', 'type', 'attributes', 'relationships', 'links', 'meta']),
  ),
  must('attributes-are-a-dictionary', attributes, beObject),
  must(
    'attributes-are-not-members-of-the-resource',
    attributes,
    lack('id', 'type', 'links', 'relationships'),
  ),
  must('attribute-names-are-identifiers', attributes, haveKeys('an identifier', isIdentifier)),
  must(
    'attribute-names-are-not-entry-types',
    attributes,
    haveKeys('a name for a property, since an entry type has it', (name) => !standardEntryTypes.has(name)),
  ),
  must('attribute-names-are-standard-or-prefixed', entries, namesAreStandard),
  must('attributes-are-no-relationships', entries, namesAreOnce),
  must('entry-links-are-a-dictionary', at(entries, 'links'), beObject),
  must('entry-links-are-links', members(at(entries, 'links')), beLink),
  must('entry-meta-is-a-dictionary', entryMeta, beObject),
  must(
    'entry-meta-members-are-defined-or-prefixed',
    entryMeta,
    haveOnly(['property_metadata', 'partial_data_links'], isPrefixed),
  ),
  must('property-metadata-are-dictionaries', several(metadata, members(metadata)), beObject),
  must(
    'property-metadata-members-are-defined-or-prefixed',
    members(metadata),
    haveOnly(['list_axes'], isPrefixed),
  ),
  should('metadata-belong-to-attributes', entries, metadataBelongToAttributes),
  must('partial-data-links-are-a-dictionary', partialDataLinks, beObject),
  must('partial-data-links-are-lists', members(partialDataLinks), beList),
  must('partial-data-links-have-format-and-link', items(members(partialDataLinks)), have('format', 'link')),
  must('partial-data-links-are-text', members(items(members(partialDataLinks))), beText),
  must('partial-attributes-are-null', entries, partialAttributesAreNull),
];

const relationship = members(relationships);
const identifiers = items(at(relationship, 'data'));

const leadsSomewhere: Judge = (value) => {
  if (!isJsonObject(value)) return undefined;
  const given = ['data', 'links', 'meta'].some((key) => Object.hasOwn(value, key) && value[key] !== null);
  return given ? undefined : 'must have "data", "links" or "meta"';
};

const linksLeadSomewhere: Judge = (links) => {
  if (!isJsonObject(links)) return undefined;
  const given = ['self', 'related'].some((key) => Object.hasOwn(links, key) && links[key] !== null);
  return given ? undefined : 'must have "self" or "related"';
};

const identifiersHaveTheType: Judge = (value) => {
  if (!isJsonObject(value)) return undefined;
  for (const [type, relation] of Object.entries(value)) {
    const list = memberOf(relation, 'data');
    if (!Array.isArray(list)) continue;
    const index = list.findIndex(
      (identifier) => isText(memberOf(identifier, 'type')) && memberOf(identifier, 'type') !== type,
    );
    if (index >= 0)
      return {
        pointer: pointerOf(type, 'data', index, 'type'),
        phrase: `must be ${shown(type)}, like the relationship`,
      };
  }
  return undefined;
};

/** @spec OPTIMADE 1.3.0, "Relationships"; JSON:API 1.1, "Relationships" */
export const relationshipRules: readonly DocumentRule[] = [
  must('relationships-are-a-dictionary', relationships, beObject),
  must('relationships-are-not-id-or-type', relationships, lack('id', 'type')),
  must('relationship-is-a-dictionary', relationship, beObject),
  must('relationship-leads-somewhere', relationship, leadsSomewhere),
  must('relationship-members-are-defined', relationship, haveOnly(['data', 'links', 'meta'])),
  must('relationship-data-is-a-list', at(relationship, 'data'), beList),
  must('relationship-links-are-a-dictionary', at(relationship, 'links'), beObject),
  must('relationship-links-are-links', members(at(relationship, 'links')), beLink),
  must('relationship-links-lead-somewhere', at(relationship, 'links'), linksLeadSomewhere),
  must('relationship-meta-is-a-dictionary', at(relationship, 'meta'), beObject),
  must('identifiers-are-dictionaries', identifiers, beObject),
  must('identifier-has-id-and-type', identifiers, have('id', 'type')),
  must('identifier-members-are-defined', identifiers, haveOnly(['id', 'type', 'meta'])),
  must('identifier-id-and-type-are-text', several(at(identifiers, 'id'), at(identifiers, 'type')), beText),
  must('identifiers-have-the-type-of-the-relationship', relationships, identifiersHaveTheType, { since: 2 }),
  must('identifier-meta-is-a-dictionary', at(identifiers, 'meta'), beObject),
  must(
    'identifier-description-and-role-are-text',
    several(at(identifiers, 'meta', 'description'), at(identifiers, 'meta', 'role')),
    (text) => (text === null ? undefined : beText(text, undefined)),
  ),
];
