// `data` of /info/<type>, but for the definitions in it.
import { isJsonObject } from '../../base/index.ts';
import { isIdentifier } from '../definition/provider-prefix.ts';
import { standardEntryTypes } from '../definition/standard-entry-types.ts';
import { pointerOf, shown } from '../fault.ts';
import type { DocumentRule, Judge, Problem } from './document-rule.ts';
import { must } from './document-rule.ts';
import {
  beBoolean,
  beObject,
  beOneOf,
  beText,
  beTexts,
  have,
  haveKeys,
  isPrefixed,
  isText,
  isTexts,
  lack,
} from './judge.ts';
import { at, memberOf, members, root } from './place.ts';
import { definedProperties } from './resource-rules.ts';

const data = at(root, 'data');
const fieldsByFormat = at(data, 'output_fields_by_format');

/** The definitions of a type's properties. */
export const definitions = members(at(data, 'properties'));

const formatsAreFormats: Judge = (info): Problem | undefined => {
  const formats = memberOf(info, 'formats');
  const fields = memberOf(info, 'output_fields_by_format');
  if (!isTexts(formats) || !isJsonObject(fields)) return undefined;
  const pointer = '/output_fields_by_format';
  const missing = formats.find((format) => !Object.hasOwn(fields, format));
  if (missing !== undefined) return { pointer, phrase: `must have ${shown(missing)}, which is a format` };
  const known = new Set(formats);
  const stray = Object.keys(fields).find((format) => !known.has(format));
  return stray === undefined
    ? undefined
    : { pointer: pointer + pointerOf(stray), phrase: 'is not among the formats' };
};

const fieldsAreProperties: Judge = (names, document) => {
  const properties = memberOf(document, 'data', 'properties');
  if (!isTexts(names) || !isJsonObject(properties)) return undefined;
  const stray = names.find((name) => !Object.hasOwn(properties, name));
  return stray === undefined ? undefined : `has ${shown(stray)}, which is not among the properties`;
};

const namesAreStandard: Judge = (info): Problem | undefined => {
  const type = memberOf(info, 'id');
  const properties = memberOf(info, 'properties');
  if (!isText(type) || !isJsonObject(properties)) return undefined;
  const standard = definedProperties(type);
  const wrong = Object.keys(properties).find((name) => !standard.has(name) && !isPrefixed(name));
  if (wrong === undefined) return undefined;
  return {
    pointer: pointerOf('properties', wrong),
    phrase: `is neither a property of ${shown(type)} nor prefixed`,
  };
};

/** @spec OPTIMADE 1.3.0, "Entry Listing Info Endpoints" */
export const entryInfoRules: readonly DocumentRule[] = [
  must(
    'entry-info-has-description-formats-and-properties',
    data,
    have('description', 'properties', 'formats', 'output_fields_by_format'),
  ),
  must('entry-info-has-type-and-id', data, have('type', 'id'), { since: 2 }),
  must('entry-info-type-is-info', at(data, 'type'), beOneOf('info')),
  must('entry-info-id-is-text', at(data, 'id'), beText),
  must('entry-info-has-no-attributes', data, lack('attributes')),
  must('entry-info-description-is-text', at(data, 'description'), beText),
  must('entry-info-formats-are-texts', at(data, 'formats'), beTexts),
  must('output-fields-by-format-are-a-dictionary', fieldsByFormat, beObject),
  must('output-fields-by-format-are-of-the-formats', data, formatsAreFormats),
  must('output-fields-are-texts', members(fieldsByFormat), beTexts),
  must('output-fields-are-properties', members(fieldsByFormat), fieldsAreProperties),
  must('properties-are-a-dictionary', at(data, 'properties'), beObject),
  must('property-names-are-identifiers', at(data, 'properties'), haveKeys('an identifier', isIdentifier)),
  must(
    'property-names-are-not-entry-types',
    at(data, 'properties'),
    haveKeys('a name for a property, since an entry type has it', (name) => !standardEntryTypes.has(name)),
  ),
  must('property-names-are-standard-or-prefixed', data, namesAreStandard),
];

const classicTypeWords = [
  'string',
  'integer',
  'float',
  'boolean',
  'timestamp',
  'list',
  'dictionary',
  'unknown',
];

/**
 * How properties were described before they had definitions.
 *
 * @spec OPTIMADE 1.1.0, "Entry Listing Info Endpoints"
 */
export const classicPropertyRules: readonly DocumentRule[] = [
  must('classic-property-has-a-description', definitions, have('description'), { until: 1 }),
  must('classic-property-description-is-text', at(definitions, 'description'), beText, { until: 1 }),
  must('classic-property-type-is-a-word', at(definitions, 'type'), beOneOf(...classicTypeWords), {
    until: 1,
  }),
  must('classic-property-unit-is-text', at(definitions, 'unit'), beText, { until: 1 }),
  must('property-sortable-is-boolean', at(definitions, 'sortable'), beBoolean),
];
