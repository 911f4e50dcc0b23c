import type { Case } from './case.ts';
import { gone } from './case.ts';

export const linksCases: readonly Case[] = [
  ['links', '/meta/data_returned', 3, 'data-returned-is-the-only-page?'],
  ['links', '/data', {}, 'entry-has-id-and-type', 'listing-data-is-a-list', 'links-data-is-a-list'],
  [
    'links',
    '/data/0/type',
    'link',
    'attribute-names-are-standard-or-prefixed',
    'listing-has-one-entry-type',
    'link-entry-type-is-links',
  ],
  ['links', '/data/0/attributes', gone, 'link-entry-has-attributes', 'one-link-is-root'],
  ['links', '/data/0/relationships', {}, 'link-entry-has-no-relationships?'],
  ['links', '/data/0/attributes/homepage', gone, 'link-entry-has-its-attributes'],
  ['links', '/data/0/attributes/name', 5, 'link-entry-texts-are-text'],
  ['links', '/data/0/attributes/base_url', 5, 'link-entry-links-are-links'],
  ['links', '/data/0/attributes/base_url', 'x', 'link-entry-links-are-absolute?'],
  ['links', '/data/0/attributes/base_url', 'https://example.org/v1', 'link-entry-base-url-is-unversioned'],
  ['links', '/data/0/attributes/link_type', 'parent', 'link-type-is-known', 'one-link-is-root'],
  ['links', '/data/1/attributes/link_type', 'root', 'one-link-is-root', 'aggregate-is-for-children?'],
  ['links', '/data/1/attributes/aggregate', 'maybe', 'aggregate-is-known'],
  ['links', '/data/0/attributes/aggregate', 'ok', 'aggregate-is-for-children?'],
  ['links', '/data/1/attributes/no_aggregate_reason', 5, 'no-aggregate-reason-is-text'],
  ['links', '/data/1/attributes/aggregate', 'ok', 'no-aggregate-reason-is-for-refusals?'],
  ['links', '/data/1/id', 'top', 'entries-are-unique'],
  ['links', '/data/0/attributes/odd', 1, 'attribute-names-are-standard-or-prefixed'],
];
