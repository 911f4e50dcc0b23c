import type { Case } from './case.ts';
import { gone } from './case.ts';

export const listingCases: readonly Case[] = [
  ['entry-listing', '/data/1/id', 'a', 'entries-are-unique'],
  ['entry-listing', '/included/1', { type: 'references', id: 'r' }, 'entries-are-unique'],
  [
    'entry-listing',
    '/included/1',
    { type: 'structures', id: 'a' },
    'entries-are-unique',
    'included-entries-are-linked',
    'included-entries-are-asked-for',
  ],
  ['entry-listing', '/data', null, 'included-entries-are-linked', 'listing-data-is-a-list'],
  [
    'entry-listing',
    '/data/1/type',
    'files',
    'attribute-names-are-standard-or-prefixed',
    'listing-has-one-entry-type',
  ],
  ['entry-listing', '/meta/more_data_available', true, 'next-link-is-there-where-more-is'],
  ['entry-listing', '/links/next', 'https://example.org/?page_offset=2', 'next-link-is-there-where-more-is'],
  ['entry-listing', '/meta/data_returned', 1, 'data-returned-covers-the-page'],
  ['entry-listing', '/meta/data_returned', 3],
  ['entry-listing', '/meta/query/representation', '/structures'],
  [
    'entry-listing',
    '/meta/query/representation',
    '/structures?page_limit=1',
    'page-is-no-longer-than-its-limit',
  ],
  ['entry-listing', '/meta/query/representation', '/structures?include=', 'included-entries-are-asked-for'],
  ['entry-listing', '/meta/query/representation', '/structures?include=files.references'],
  [
    'entry-listing',
    '/meta/query/representation',
    '/structures?response_fields=nelements',
    'attributes-are-those-asked-for',
  ],
  [
    'entry-listing',
    '/meta/query/representation',
    '/structures?response_fields=nelements,last_modified,species,_exmpl_gap,nsites',
    'attributes-are-those-asked-for',
  ],
  ['entry-listing', '/included', gone, 'included-is-there-where-asked-for'],
  ['entry-listing', '/meta/query/representation', '/structures?page_limit=x'],
  ['single-entry', '/data', null, 'included-entries-are-linked', 'data-returned-counts-the-entry?'],
  ['single-entry', '/data', [], 'included-entries-are-linked', 'single-entry-is-a-dictionary-or-null'],
  ['single-entry', '/meta/more_data_available', true, 'complete-answer-has-no-more-data'],
  ['single-entry', '/meta/query/representation', '/structures/a?include=references'],
];
