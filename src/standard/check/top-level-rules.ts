// The members at the top of a document.
import { isJsonObject } from '../../base/index.ts';
import { shown } from '../fault.ts';
import type { DocumentRule, Judge } from './document-rule.ts';
import { must, should } from './document-rule.ts';
import {
  beList,
  beObject,
  beOneOf,
  beText,
  have,
  haveOnly,
  isPrefixed,
  isText,
  lack,
  read,
} from './judge.ts';
import { beAbsolute, beLink } from './link-judge.ts';
import { at, items, memberOf, members, root } from './place.ts';

const topLevelMembers = ['data', 'errors', 'meta', 'links', 'included', 'jsonapi', '@context'];

/** Names that JSON:API leaves to others: its extensions, and annotations. */
function isElsewhereDefined(key: string): boolean {
  return key.startsWith('@') || key.includes(':') || isPrefixed(key);
}

const dataComesWithIncluded: Judge = (document) =>
  memberOf(document, 'included') !== undefined && memberOf(document, 'data') === undefined
    ? 'must not have "included" without "data"'
    : undefined;

const versionMatchesMeta: Judge = (version, document) => {
  const expected = memberOf(document, 'meta', 'api_version');
  return expected === undefined || version === expected
    ? undefined
    : `must be ${shown(expected)}, as in meta`;
};

const contextHasVersion: Judge = (context) => {
  if (isText(context) ? URL.canParse(context) : isJsonObject(context) && Object.hasOwn(context, '@version'))
    return undefined;
  return 'must be a URL or a dictionary with "@version"';
};

/**
 * Of every document.
 *
 * @spec OPTIMADE 1.3.0, "JSON Response Schema: Common Fields"; JSON:API 1.1, "Top Level"
 */
export const topLevelRules: readonly DocumentRule[] = [
  must('document-is-a-dictionary', root, beObject),
  must('document-members-are-defined', root, haveOnly(topLevelMembers, isElsewhereDefined)),
  must('document-has-meta', root, have('meta')),
  must('included-comes-with-data', root, dataComesWithIncluded),
  must('links-are-a-dictionary', at(root, 'links'), beObject),
  must('links-are-links', members(at(root, 'links')), beLink),
  should('links-are-absolute', members(at(root, 'links')), beAbsolute),
  must('jsonapi-is-a-dictionary', at(root, 'jsonapi'), beObject),
  must('jsonapi-version-is-text', at(root, 'jsonapi', 'version'), beText),
  should(
    'jsonapi-version-is-1.1',
    at(root, 'jsonapi', 'version'),
    read('"1.1"', (version) => version === '1.1'),
    { since: 2 },
  ),
  must('jsonapi-meta-is-a-dictionary', at(root, 'jsonapi', 'meta'), beObject),
  should('jsonapi-meta-tells-the-api', at(root, 'jsonapi', 'meta'), have('api', 'api-version'), { since: 2 }),
  should('jsonapi-api-is-optimade', at(root, 'jsonapi', 'meta', 'api'), beOneOf('OPTIMADE')),
  should(
    'jsonapi-api-version-is-that-of-meta',
    at(root, 'jsonapi', 'meta', 'api-version'),
    versionMatchesMeta,
  ),
  must('context-is-json-ld', at(root, '@context'), contextHasVersion),
];

/** Of every document that is no error. @spec OPTIMADE 1.3.0, "JSON Response Schema: Common Fields" */
export const successRules: readonly DocumentRule[] = [
  must('success-has-data', root, have('data')),
  must('success-has-no-errors', root, lack('errors')),
];

/** @spec OPTIMADE 1.3.0, "JSON Response Schema: Common Fields", errors; JSON:API 1.1, "Top Level" */
export const failureRules: readonly DocumentRule[] = [
  must('failure-has-errors', root, have('errors')),
  must('failure-has-no-data', root, lack('data', 'included')),
  must('errors-are-a-list', at(root, 'errors'), beList),
  must('errors-are-not-empty', at(root, 'errors'), (errors) =>
    Array.isArray(errors) && errors.length === 0 ? 'must not be empty' : undefined,
  ),
  must('errors-are-dictionaries', items(at(root, 'errors')), beObject),
];
