// `data` of /links.
import { aggregateValues, linkTypes } from '../document/link-entry.ts';
import type { DocumentRule, Judge } from './document-rule.ts';
import { must, should } from './document-rule.ts';
import { beList, beOneOf, beText, have, lack, orNull } from './judge.ts';
import { beAbsolute, beLink, urlOf } from './link-judge.ts';
import { at, items, memberOf, root, several } from './place.ts';

const entries = items(at(root, 'data'));
const attributes = at(entries, 'attributes');
const links = several(at(attributes, 'base_url'), at(attributes, 'homepage'));

/** Judged where all entries are on the page. */
const oneIsRoot: Judge = (list, document) => {
  if (!Array.isArray(list) || memberOf(document, 'meta', 'more_data_available') !== false) return undefined;
  if ((memberOf(document, 'links', 'prev') ?? null) !== null) return undefined;
  const roots = list.filter((entry) => memberOf(entry, 'attributes', 'link_type') === 'root').length;
  return roots === 1 ? undefined : `must have one entry with link_type "root", not ${roots}`;
};

const baseUrlIsUnversioned: Judge = (link) =>
  /\/v\d+(?:\.\d+){0,2}\/?$/.test(urlOf(link) ?? '') ? 'must be a base URL without a version' : undefined;

const childrenAggregate: Judge = (entry) => {
  const aggregate = memberOf(entry, 'aggregate') ?? null;
  if (aggregate === null || memberOf(entry, 'link_type') === 'child') return undefined;
  return 'must not have "aggregate" without being a child';
};

const onlyRefusalsHaveReasons: Judge = (entry) => {
  const reason = memberOf(entry, 'no_aggregate_reason') ?? null;
  const aggregate = memberOf(entry, 'aggregate') ?? 'ok';
  return reason === null || aggregate !== 'ok'
    ? undefined
    : 'must not have "no_aggregate_reason" with aggregate "ok"';
};

/** @spec OPTIMADE 1.3.0, "Links Endpoint" */
export const linksRules: readonly DocumentRule[] = [
  must('links-data-is-a-list', at(root, 'data'), beList),
  must('link-entry-type-is-links', at(entries, 'type'), beOneOf('links')),
  must('link-entry-has-attributes', entries, have('attributes')),
  // Only the reference demands it.
  should('link-entry-has-no-relationships', entries, lack('relationships')),
  must(
    'link-entry-has-its-attributes',
    attributes,
    have('name', 'description', 'base_url', 'homepage', 'link_type'),
  ),
  must('link-entry-texts-are-text', several(at(attributes, 'name'), at(attributes, 'description')), beText),
  must('link-entry-links-are-links', links, beLink),
  should('link-entry-links-are-absolute', links, beAbsolute),
  must('link-entry-base-url-is-unversioned', at(attributes, 'base_url'), baseUrlIsUnversioned),
  must('link-type-is-known', at(attributes, 'link_type'), beOneOf(...linkTypes)),
  must('one-link-is-root', at(root, 'data'), oneIsRoot),
  must('aggregate-is-known', at(attributes, 'aggregate'), orNull(beOneOf(...aggregateValues))),
  should('aggregate-is-for-children', attributes, childrenAggregate),
  must('no-aggregate-reason-is-text', at(attributes, 'no_aggregate_reason'), orNull(beText)),
  should('no-aggregate-reason-is-for-refusals', attributes, onlyRefusalsHaveReasons),
];
