// What every level of a property definition has, the outermost and those in lists and dictionaries.
import type { JsonValue } from '../../base/index.ts';
import { isJsonObject, limits } from '../../base/index.ts';
import { isStandardDataType, propertyTypeRules } from '../definition/property-type-rules.ts';
import { limitFault, limitKeys } from '../definition/read-limits.ts';
import { formatUnitExpression, parseUnitExpression } from '../definition/unit-expression.ts';
import { pointerOf, shown } from '../fault.ts';
import { isOfJsonType } from '../json-type.ts';
import { supportLevels } from '../support-level.ts';
import type { DocumentRule, Judge } from './document-rule.ts';
import { must } from './document-rule.ts';
import { definitions } from './entry-info-rules.ts';
import {
  be,
  beBoolean,
  beList,
  beObject,
  beOneOf,
  beText,
  have,
  haveKeys,
  haveOnly,
  isPrefixed,
  isText,
  isTexts,
  lack,
  orNull,
} from './judge.ts';
import type { Place, Spot } from './place.ts';
import { at, items, memberOf, several } from './place.ts';

/**
 * All levels of a definition, each after the one around it.
 *
 * Limits: `definitionDepthMax`, `definitionLevelsMax`; what lies beyond is not visited.
 */
export function* levelsOf(definition: unknown): Generator<Spot> {
  const waiting: (Spot & { readonly depth: number })[] = [{ pointer: '', value: definition, depth: 0 }];
  let visited = 0;
  for (let level = waiting.pop(); level !== undefined; level = waiting.pop()) {
    if (!isJsonObject(level.value)) continue;
    visited += 1;
    if (visited > limits.definitionLevelsMax) return;
    yield { pointer: level.pointer, value: level.value };
    const depth = level.depth + 1;
    if (depth > limits.definitionDepthMax) continue;
    const { items: inner, properties } = level.value;
    if (inner !== undefined) waiting.push({ pointer: `${level.pointer}/items`, value: inner, depth });
    if (!isJsonObject(properties)) continue;
    for (const key of Object.keys(properties).reverse()) {
      const pointer = level.pointer + pointerOf('properties', key);
      waiting.push({ pointer, value: properties[key], depth });
    }
  }
}

const levels: Place = function* (document) {
  for (const { pointer, value } of definitions(document)) {
    for (const level of levelsOf(value)) yield { pointer: pointer + level.pointer, value: level.value };
  }
};

const levelKeys: ReadonlySet<string> = new Set([
  '$comment',
  '$id',
  '$schema',
  'deprecated',
  'description',
  'enum',
  'examples',
  'items',
  'properties',
  'title',
  'type',
  'x-optimade-definition',
  'x-optimade-dimensions',
  'x-optimade-implementation',
  'x-optimade-metadata-definition',
  'x-optimade-requirements',
  'x-optimade-type',
  'x-optimade-unit',
  'x-optimade-unit-definitions',
  // No key of definitions, but the text about sorting still asks for it.
  'sortable',
  ...limitKeys,
]);

const prefixedKey = /^x-(?!optimade-)[a-z][a-z0-9]*-./;

const jsonTypes: readonly unknown[] = Object.values(propertyTypeRules).map(({ jsonType }) => jsonType);

/** One JSON type, and null where a value may be unknown. */
const isJsonTypes = (types: unknown): boolean =>
  Array.isArray(types) &&
  types.length <= 2 &&
  types.filter((type) => type !== 'null').length === 1 &&
  types.every((type) => type === 'null' || jsonTypes.includes(type)) &&
  new Set(types).size === types.length;

const typesFit: Judge = (level) => {
  const dataType = memberOf(level, 'x-optimade-type');
  const types = memberOf(level, 'type');
  if (!isText(dataType) || !isStandardDataType(dataType) || !isTexts(types)) return undefined;
  const { jsonType } = propertyTypeRules[dataType];
  return types.includes(jsonType)
    ? undefined
    : `must have ${shown(jsonType)} in "type", as ${dataType} values are`;
};

/** A level that holds values of a JSON type tells of what is in them. */
function tellsOfInside(jsonType: string, key: string): Judge {
  return (level) => {
    const types = memberOf(level, 'type');
    if (!isTexts(types) || !types.includes(jsonType) || isJsonObject(memberOf(level, key))) return undefined;
    return `must have ${shown(key)}, since it is of type ${shown(jsonType)}`;
  };
}

const isUnit = (unit: unknown): boolean => {
  if (unit === 'dimensionless' || unit === 'inapplicable') return true;
  const factors = isText(unit) ? parseUnitExpression(unit) : undefined;
  return factors !== undefined && formatUnitExpression(factors) === unit;
};

const limitsFit: Judge = (level) => {
  const dataType = memberOf(level, 'x-optimade-type');
  if (!isJsonObject(level) || !isText(dataType)) return undefined;
  for (const key of Object.keys(level)) {
    if (!limitKeys.has(key)) continue;
    const fault = limitFault(key, level[key] as JsonValue, dataType);
    if (fault !== undefined) return { pointer: pointerOf(key), phrase: fault };
  }
  return undefined;
};

const valuesFit: Judge = (level) => {
  const types = memberOf(level, 'type');
  if (!isTexts(types)) return undefined;
  for (const key of ['enum', 'examples']) {
    const values = memberOf(level, key);
    if (!Array.isArray(values)) continue;
    const index = values.findIndex((value) => !types.some((type) => isOfJsonType(value, type)));
    if (index >= 0)
      return { pointer: pointerOf(key, index), phrase: `must be of type ${types.map(shown).join(' or ')}` };
  }
  return undefined;
};

/** A value may be null by type and enumeration only together. */
const nullFits: Judge = (level) => {
  const types = memberOf(level, 'type');
  const values = memberOf(level, 'enum');
  if (!isTexts(types) || !Array.isArray(values) || types.includes('null') === values.includes(null))
    return undefined;
  return 'must have null in "enum" and "type" or in neither';
};

const dimensions = at(levels, 'x-optimade-dimensions');

const dimensionsFit: Judge = (value) => {
  const names = memberOf(value, 'names');
  const sizes = memberOf(value, 'sizes');
  const compactable = memberOf(value, 'compactable');
  if (!isTexts(names)) return { pointer: '/names', phrase: 'must be a list of texts' };
  const isSize = (size: unknown): boolean =>
    size === null || (Number.isSafeInteger(size) && (size as number) >= 0);
  if (!Array.isArray(sizes) || !sizes.every(isSize) || sizes.length !== names.length) {
    return { pointer: '/sizes', phrase: 'must be one length or null for each name' };
  }
  if (compactable === undefined) return undefined;
  const fits = isTexts(compactable) && compactable.every((word) => word === 'no' || word === 'constant');
  if (fits && compactable.length === names.length) return undefined;
  return { pointer: '/compactable', phrase: 'must be "no" or "constant" for each name' };
};

const implementation = at(levels, 'x-optimade-implementation');
const requirements = at(levels, 'x-optimade-requirements');
const both = several(implementation, requirements);
const supports = ['all mandatory', 'equality only', 'partial', 'none'];
const operators = [
  '<',
  '<=',
  '>',
  '>=',
  '=',
  '!=',
  'CONTAINS',
  'STARTS WITH',
  'ENDS WITH',
  'HAS',
  'HAS ALL',
  'HAS ANY',
  'HAS ONLY',
  'IS KNOWN',
  'IS UNKNOWN',
];

const operatorsFit: Judge = (value) => {
  const partial = memberOf(value, 'query-support') === 'partial';
  const given = memberOf(value, 'query-support-operators') !== undefined;
  if (!isJsonObject(value) || partial === given) return undefined;
  return 'must have "query-support-operators" exactly where "query-support" is "partial"';
};

/** @spec OPTIMADE 1.3.0, "Property Definitions", "Property Definition keys from JSON Schema" */
const rules: readonly DocumentRule[] = [
  ...['x-optimade-type', 'x-optimade-unit', 'type'].map((key) => must(`level-has-${key}`, levels, have(key))),
  must(
    'level-keys-are-known',
    levels,
    haveKeys(
      'a key of definitions',
      (key) => levelKeys.has(key) || prefixedKey.test(key) || key === 'minItems' || key === 'maxItems',
    ),
  ),
  must('level-lengths-are-dimensions', levels, lack('minItems', 'maxItems')),
  must(
    'level-texts-are-text',
    several(...['$id', '$schema', 'title', 'description', '$comment'].map((key) => at(levels, key))),
    beText,
  ),
  must(
    'level-data-type-is-known',
    at(levels, 'x-optimade-type'),
    be(
      'a data type of the standard or prefixed',
      (type) => isText(type) && (isStandardDataType(type) || isPrefixed(type)),
    ),
  ),
  must(
    'level-type-is-a-list-of-json-types',
    at(levels, 'type'),
    be('a list of one JSON type, and "null" where values may be unknown', isJsonTypes),
  ),
  must('level-types-fit-together', levels, typesFit),
  must(
    'level-unit-is-an-expression',
    at(levels, 'x-optimade-unit'),
    be('a unit expression in its standard form', isUnit),
  ),
  must('level-of-lists-has-items', levels, tellsOfInside('array', 'items')),
  must('level-of-dictionaries-has-properties', levels, tellsOfInside('object', 'properties')),
  must('level-limits-fit-its-type', levels, limitsFit),
  must('level-values-are-lists', several(at(levels, 'enum'), at(levels, 'examples')), beList),
  must('level-values-fit-its-type', levels, valuesFit),
  must('level-null-fits-enum-and-type', levels, nullFits),
  must('level-deprecated-is-boolean', at(levels, 'deprecated'), beBoolean),
  must('dimensions-are-a-dictionary', dimensions, beObject),
  must('dimensions-members-are-defined', dimensions, haveOnly(['names', 'sizes', 'compactable'])),
  must('dimensions-have-names-and-sizes', dimensions, dimensionsFit),
  must('implementation-and-requirements-are-dictionaries', both, beObject),
  must('sortable-is-boolean', at(both, 'sortable'), beBoolean),
  must('query-support-is-known', at(both, 'query-support'), orNull(beOneOf(...supports))),
  must(
    'query-support-operators-are-known',
    items(at(both, 'query-support-operators')),
    beOneOf(...operators),
  ),
  must('query-support-operators-go-with-partial-support', both, operatorsFit),
  must('support-is-known', at(requirements, 'support'), beOneOf(...supportLevels)),
];

/** All of them are new in 1.2. */
export const levelRules: readonly DocumentRule[] = rules.map((rule) => ({ ...rule, since: 2 }));
