// `data` of /info, of databases and of index meta-databases.
import { isJsonObject } from '../../base/index.ts';
import { pointerOf, shown } from '../fault.ts';
import { SemanticVersion } from '../semantic-version.ts';
import type { DocumentRule, Judge, Problem } from './document-rule.ts';
import { must, should } from './document-rule.ts';
import {
  beBoolean,
  beList,
  beObject,
  beOneOf,
  beText,
  beTexts,
  beVersion,
  have,
  haveOnly,
  isText,
  isTexts,
  orNull,
} from './judge.ts';
import { beAbsolute, beLink } from './link-judge.ts';
import { at, items, memberOf, members, root, several } from './place.ts';

const data = at(root, 'data');
const attributes = at(data, 'attributes');
const versions = at(attributes, 'available_api_versions');
const typesByFormat = at(attributes, 'entry_types_by_format');
const endpoints = at(attributes, 'available_endpoints');

const versionIsThatOfMeta: Judge = (version, document) => {
  const expected = memberOf(document, 'meta', 'api_version');
  return expected === undefined || version === expected
    ? undefined
    : `must be ${shown(expected)}, as in meta`;
};

const versionedUrl = /\/v(\d+(?:\.\d+){0,2})\/?$/;

const urlIsVersioned: Judge = (url) =>
  !isText(url) || versionedUrl.test(url)
    ? undefined
    : `must end in a version such as "/v1", not ${shown(url)}`;

/** The numbers in the URL are those that the version begins with. */
const urlMatchesVersion: Judge = (available) => {
  const url = memberOf(available, 'url');
  const version = memberOf(available, 'version');
  if (!isText(url) || !isText(version)) return undefined;
  const numbers = versionedUrl.exec(url)?.[1];
  const base = SemanticVersion.parse(version)?.baseVersion;
  if (numbers === undefined || base === undefined || `${base}.`.startsWith(`${numbers}.`)) return undefined;
  return `has the URL ${shown(url)}, which does not fit the version ${version}`;
};

const formatsAreListed: Judge = (byFormat, document): Problem | undefined => {
  const formats = memberOf(document, 'data', 'attributes', 'formats');
  if (!isJsonObject(byFormat) || !isTexts(formats)) return undefined;
  const known = new Set(formats);
  const stray = Object.keys(byFormat).find((format) => !known.has(format));
  return stray === undefined ? undefined : { pointer: pointerOf(stray), phrase: 'is not among the formats' };
};

const typesAreEndpoints: Judge = (byFormat, document): Problem | undefined => {
  const listed = memberOf(document, 'data', 'attributes', 'available_endpoints');
  if (!isJsonObject(byFormat) || !isTexts(listed)) return undefined;
  const known = new Set(listed);
  for (const [format, types] of Object.entries(byFormat)) {
    const stray = isTexts(types) ? types.find((type) => !known.has(type)) : undefined;
    if (stray !== undefined)
      return { pointer: pointerOf(format), phrase: `has ${shown(stray)}, which is no available endpoint` };
  }
  return undefined;
};

/** Passes lists that hold all of these. */
function hold(...wanted: readonly string[]): Judge {
  return (list) => {
    if (!isTexts(list)) return undefined;
    const missing = wanted.find((item) => !list.includes(item));
    return missing === undefined ? undefined : `must hold ${shown(missing)}`;
  };
}

const required = [
  'api_version',
  'available_api_versions',
  'formats',
  'available_endpoints',
  'entry_types_by_format',
];

/** Of both. @spec OPTIMADE 1.3.0, "Base Info Endpoint" */
const anyInfoRules: readonly DocumentRule[] = [
  must('info-has-type-id-and-attributes', data, have('type', 'id', 'attributes')),
  must('info-type-is-info', at(data, 'type'), beOneOf('info')),
  must('base-info-id-is-slash', at(data, 'id'), beOneOf('/')),
  must(
    'base-info-members-are-defined',
    data,
    haveOnly(['id', 'type', 'attributes', 'relationships', 'links', 'meta']),
  ),
  must('info-attributes-are-a-dictionary', attributes, beObject),
  must('info-has-its-attributes', attributes, have(...required)),
  must('info-has-a-license', attributes, have('license'), { since: 2 }),
  must('info-api-version-is-full', at(attributes, 'api_version'), beVersion),
  must('info-api-version-is-that-of-meta', at(attributes, 'api_version'), versionIsThatOfMeta),
  must('available-api-versions-are-a-list', versions, beList),
  must('available-api-versions-have-url-and-version', items(versions), have('url', 'version')),
  must('available-api-versions-are-dictionaries', items(versions), beObject),
  must('available-api-version-is-full', at(items(versions), 'version'), beVersion),
  must('available-api-version-urls-are-text', at(items(versions), 'url'), beText),
  must('available-api-version-urls-are-versioned', at(items(versions), 'url'), urlIsVersioned),
  must('available-api-version-urls-match-the-versions', items(versions), urlMatchesVersion),
  must('formats-are-texts', at(attributes, 'formats'), beTexts),
  must('formats-hold-json', at(attributes, 'formats'), hold('json')),
  must('available-endpoints-are-texts', endpoints, beTexts),
  must('available-endpoints-hold-info-and-links', endpoints, hold('info', 'links')),
  must('entry-types-by-format-are-a-dictionary', typesByFormat, beObject),
  must('entry-types-by-format-are-texts', members(typesByFormat), beTexts),
  must('entry-types-by-format-are-of-the-formats', typesByFormat, formatsAreListed),
  must('entry-types-by-format-are-endpoints', typesByFormat, typesAreEndpoints),
  must('license-is-a-link', at(attributes, 'license'), beLink),
  should('license-is-absolute', at(attributes, 'license'), beAbsolute),
  must(
    'available-licenses-are-texts-or-null',
    several(at(attributes, 'available_licenses'), at(attributes, 'available_licenses_for_entries')),
    orNull(beTexts),
  ),
  must('is-index-is-boolean', at(attributes, 'is_index'), beBoolean),
];

/** @spec OPTIMADE 1.3.0, "Base Info Endpoint" */
export const baseInfoRules: readonly DocumentRule[] = [
  ...anyInfoRules,
  must('database-is-no-index', at(attributes, 'is_index'), beOneOf(false)),
];

const defaultDatabase = at(data, 'relationships', 'default', 'data');

/** @spec OPTIMADE 1.3.0, "Index Meta-Database", "Base Info Endpoint" */
export const indexInfoRules: readonly DocumentRule[] = [
  ...anyInfoRules,
  must('index-says-that-it-is-one', attributes, have('is_index')),
  must('index-is-an-index', at(attributes, 'is_index'), beOneOf(true)),
  must('index-has-no-entry-types', members(typesByFormat), (types) =>
    isTexts(types) && types.length > 0 ? 'must be empty, since an index has no entries' : undefined,
  ),
  must('index-has-only-its-endpoints', items(endpoints), beOneOf('info', 'links', 'versions', 'extensions')),
  must('index-has-relationships', data, have('relationships')),
  must('index-relationships-are-a-dictionary', at(data, 'relationships'), orNull(beObject)),
  must('index-relationships-are-default', at(data, 'relationships'), haveOnly(['default'])),
  must('index-default-has-data', at(data, 'relationships', 'default'), have('data')),
  must('index-default-is-an-identifier-or-null', defaultDatabase, orNull(beObject)),
  must('index-default-has-type-and-id', defaultDatabase, have('type', 'id')),
  must('index-default-is-a-link-entry', at(defaultDatabase, 'type'), beOneOf('links')),
  must('index-default-id-is-text', at(defaultDatabase, 'id'), beText),
];
