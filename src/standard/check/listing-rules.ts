// What `data`, `meta` and `links` of listings and single entries tell of each other.
import { isJsonObject } from '../../base/index.ts';
import { shown } from '../fault.ts';
import type { DocumentRule, Judge } from './document-rule.ts';
import { must, should } from './document-rule.ts';
import { be, beList, isText } from './judge.ts';
import { at, memberOf, root } from './place.ts';

const data = at(root, 'data');

const nextLeadsOn: Judge = (document) => {
  const more = memberOf(document, 'meta', 'more_data_available');
  const next = memberOf(document, 'links', 'next') ?? null;
  if (more === true && next === null) return 'must have links.next, since more data are available';
  if (more === false && next !== null) return 'must not have links.next, since no more data are available';
  return undefined;
};

const returnedCoverPage: Judge = (document) => {
  const returned = memberOf(document, 'meta', 'data_returned');
  const page = memberOf(document, 'data');
  if (typeof returned !== 'number' || !Array.isArray(page) || returned >= page.length) return undefined;
  return `has data_returned ${returned} but ${page.length} entries`;
};

/** Without a page before and after, the entries that match are those of the page. */
const onlyPageHasAll: Judge = (document) => {
  const returned = memberOf(document, 'meta', 'data_returned');
  const page = memberOf(document, 'data');
  const more = memberOf(document, 'meta', 'more_data_available');
  const representation = memberOf(document, 'meta', 'query', 'representation');
  if (typeof returned !== 'number' || !Array.isArray(page) || more !== false) return undefined;
  const previous = memberOf(document, 'links', 'prev') ?? null;
  if (!isText(representation) || representation.includes('page_') || previous !== null) return undefined;
  return returned === page.length
    ? undefined
    : `has data_returned ${returned} but ${page.length} entries on its only page`;
};

const entriesHaveOneType: Judge = (document) => {
  const page = memberOf(document, 'data');
  if (!Array.isArray(page)) return undefined;
  const types = page.map((entry) => memberOf(entry, 'type'));
  const first = types.find(isText);
  const index = types.findIndex((type) => isText(type) && type !== first);
  return index < 0
    ? undefined
    : { pointer: `/data/${index}/type`, phrase: `must be ${shown(first)}, as before` };
};

/** @spec OPTIMADE 1.3.0, "Entry Listing Endpoints", "JSON Response Schema: Common Fields" */
export const listingRules: readonly DocumentRule[] = [
  must('listing-data-is-a-list', data, beList),
  must('listing-has-one-entry-type', root, entriesHaveOneType),
  must('next-link-is-there-where-more-is', root, nextLeadsOn),
  must('data-returned-covers-the-page', root, returnedCoverPage),
  should('data-returned-is-the-only-page', root, onlyPageHasAll),
];

/**
 * An answer that is complete.
 *
 * @spec OPTIMADE 1.3.0, "JSON Response Schema: Common Fields", more_data_available
 */
export const completeAnswerRules: readonly DocumentRule[] = [
  must('complete-answer-has-no-more-data', at(root, 'meta', 'more_data_available'), (more) =>
    more === true ? 'must be false, since this answer is complete' : undefined,
  ),
];

const returnedIsEntry: Judge = (document) => {
  const returned = memberOf(document, 'meta', 'data_returned');
  const entry = memberOf(document, 'data');
  if (typeof returned !== 'number' || entry === undefined) return undefined;
  const expected = entry === null ? 0 : 1;
  return returned === expected ? undefined : `must have data_returned ${expected}, not ${returned}`;
};

/** @spec OPTIMADE 1.3.0, "Single Entry Endpoints" */
export const singleEntryRules: readonly DocumentRule[] = [
  must(
    'single-entry-is-a-dictionary-or-null',
    data,
    be('a dictionary or null', (entry) => entry === null || isJsonObject(entry)),
  ),
  should('data-returned-counts-the-entry', root, returnedIsEntry),
];

/**
 * Of `data` that is one resource.
 *
 * @spec OPTIMADE 1.3.0, "Base Info Endpoint", "Entry Listing Info Endpoints"
 */
export const oneResourceRules: readonly DocumentRule[] = [
  must('data-is-a-dictionary', data, be('a dictionary', isJsonObject)),
];
