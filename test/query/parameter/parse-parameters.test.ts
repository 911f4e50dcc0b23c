import { describe, expect, test } from 'vitest';
import { limits } from '../../../src/base/index.ts';
import type { ParameterContext } from '../../../src/query/index.ts';
import { parseApiHint, parseEntryParameters, parseListingParameters } from '../../../src/query/index.ts';
import { clientError } from '../client-error.ts';
import { knownPrefixes } from '../description.ts';

const context: ParameterContext & { pageLimit: number; pageLimitMax: number } = {
  ownPrefix: 'exmpl',
  knownPrefixes,
  responseFormats: ['json', '_exmpl_text'],
  pageLimit: 20,
  pageLimitMax: 500,
};

const parse = (query: string) => parseListingParameters(query, context);

/** What an empty query means. */
const absent = {
  filter: undefined,
  sort: [],
  page: { strategy: 'page_offset', offset: 0, limit: 20 },
  responseFormat: 'json',
  responseFields: undefined,
  include: undefined,
  emailAddress: undefined,
  apiHint: undefined,
};

describe('listing parameters', () => {
  test.each([
    ['', {}],
    ['&&', {}],
    ['&page_limit=3', { page: { strategy: 'page_offset', offset: 0, limit: 3 } }],
    ['filter=nelements=2', { filter: 'nelements=2' }],
    ['filter=', {}],
    ['filter=%20%09+', {}],
    ['filter=id="a;b"', { filter: 'id="a;b"' }],
    ['filter=nelements%3E1+AND+nsites%3C9', { filter: 'nelements>1 AND nsites<9' }],
    ['filter=x%3D%2B1%26', { filter: 'x=+1&' }],
    ['filter=id=%22%C3%A4%22', { filter: 'id="ä"' }],
    ['f%69lter=a', { filter: 'a' }],
    [
      'sort=-a,b',
      {
        sort: [
          { property: 'a', descending: true },
          { property: 'b', descending: false },
        ],
      },
    ],
    ['sort=', {}],
    ['response_fields=a,%20b,,', { responseFields: ['a', 'b'] }],
    ['response_fields=', { responseFields: [] }],
    ['include=references,files', { include: ['references', 'files'] }],
    ['include=', { include: [] }],
    ['response_format=json', {}],
    ['response_format=', {}],
    ['response_format=_exmpl_text', { responseFormat: '_exmpl_text' }],
    ['email_address=a@b.org', { emailAddress: 'a@b.org' }],
    ['api_hint=v1', { apiHint: { major: 1, minor: undefined } }],
    ['api_hint=v1.3', { apiHint: { major: 1, minor: 3 } }],
    ['api_hint=', {}],
    ['_mp_x=1&_mp_x=2', {}],
    ['page_limit=0', { page: { strategy: 'page_offset', offset: 0, limit: 0 } }],
    ['page_limit=500&page_offset=7', { page: { strategy: 'page_offset', offset: 7, limit: 500 } }],
    ['page_number=3', { page: { strategy: 'page_number', number: 3, limit: 20 } }],
    ['page_cursor=abc', { page: { strategy: 'page_cursor', cursor: 'abc', limit: 20 } }],
    ['page_above=a%2Fb', { page: { strategy: 'page_above', value: 'a/b', limit: 20 } }],
    ['page_below=', { page: { strategy: 'page_below', value: '', limit: 20 } }],
  ])('?%s', (query, given) => {
    expect(parse(query)).toEqual({ parameters: { ...absent, ...given }, warnings: [] });
  });

  test.each([
    ['page_number=0', 'page-number-low', 'page_number'],
    ['_nobody_x=1', 'parameter-ignored', '_nobody_x'],
    ['_=1', 'parameter-ignored', '_'],
    ['api_hint=1.0', 'api-hint-malformed', 'api_hint'],
    ['api_hint=v1.3.0', 'api-hint-malformed', 'api_hint'],
  ])('?%s is answered with a warning', (query, code, parameter) => {
    expect(parse(query).warnings).toMatchObject([{ code, parameter }]);
  });

  test('page_number=0 is the first page', () => {
    expect(parse('page_number=0').parameters.page).toMatchObject({ number: 1 });
  });

  test.each([
    ['filter', 'query-malformed', undefined],
    ['email_address', 'query-malformed', undefined],
    [
      Array.from({ length: 201 }, (_, index) => `_zz_a${index}=1`).join('&'),
      'parameters-too-many',
      undefined,
    ],
    ['filter&include=;response_format=json', 'query-malformed', undefined],
    ['=a', 'query-malformed', undefined],
    ['%zz=a', 'query-malformed', undefined],
    ['filter=%', 'parameter-invalid', 'filter'],
    ['filter=%E4', 'parameter-invalid', 'filter'],
    ['filter=a&filter=b', 'parameter-repeated', 'filter'],
    ['page_offset=1&page_offset=1', 'parameter-repeated', 'page_offset'],
    ['limit=5', 'parameter-unknown', 'limit'],
    ['Filter=x', 'parameter-unknown', 'Filter'],
    ['page[limit]=5', 'parameter-unknown', 'page[limit]'],
    ['dimension_slices=x[::]', 'parameter-unknown', 'dimension_slices'],
    ['constructor=1', 'parameter-unknown', 'constructor'],
    ['_exmpl_filter=a', 'parameter-unknown', '_exmpl_filter'],
    ['page_limit=501', 'page-limit-exceeded', 'page_limit'],
    ['page_limit=100000000000000000000000', 'page-limit-exceeded', 'page_limit'],
    ['page_limit=-1', 'parameter-invalid', 'page_limit'],
    ['page_limit=x', 'parameter-invalid', 'page_limit'],
    ['page_limit=', 'parameter-invalid', 'page_limit'],
    ['page_limit=1.5', 'parameter-invalid', 'page_limit'],
    ['page_limit=+5', 'parameter-invalid', 'page_limit'],
    ['page_offset=-1', 'parameter-invalid', 'page_offset'],
    ['page_offset=99999999999999999999', 'parameter-invalid', 'page_offset'],
    ['page_number=1e3', 'parameter-invalid', 'page_number'],
    ['page_offset=1&page_number=1', 'pagination-conflict', 'page_number'],
    ['page_above=a&page_below=b', 'pagination-conflict', 'page_below'],
    ['response_format=xml', 'response-format-unknown', 'response_format'],
    [`sort=${Array(limits.sortKeysMax + 1).fill('a')}`, 'parameter-invalid', 'sort'],
    [`include=${Array(limits.listParameterItemsMax + 1).fill('a')}`, 'parameter-invalid', 'include'],
  ])('?%s is refused', (query, code, parameter) => {
    const error = clientError(() => parse(query));
    expect(error.code).toBe(code);
    expect(error.options.parameter).toBe(parameter);
  });

  test('the refusal of a large page holds the limit and no other number', () => {
    expect(clientError(() => parse('page_limit=1000')).detail.match(/\d+/g)).toEqual(['500']);
  });

  test('a misspelled parameter gets a suggestion', () => {
    expect(clientError(() => parse('filer=a')).options.suggestion).toBe('filter');
  });

  test('warnings are bounded', () => {
    const query = Array.from({ length: limits.parametersMax }, (_, index) => `_nobody_${index}=1`).join('&');
    expect(parse(query).warnings).toHaveLength(limits.warningsMax);
  });
});

describe('single-entry parameters', () => {
  const parseEntry = (query: string) => parseEntryParameters(query, context);
  const { filter: _filter, sort: _sort, page: _page, ...absentInEntry } = absent;

  test.each([
    ['', {}],
    ['foo=bar&filter=%20&page_limit=-1&_exmpl_x=1', {}],
    ['dimension_slices=', {}],
    ['response_fields=url&include=files', { responseFields: ['url'], include: ['files'] }],
  ])('?%s', (query, given) => {
    expect(parseEntry(query)).toEqual({ parameters: { ...absentInEntry, ...given }, warnings: [] });
  });

  test.each([
    ['dimension_slices=dim_sites[0:1:1]', 'slices-unsupported'],
    ['response_fields=a&response_fields=b', 'parameter-repeated'],
    ['response_format=xml', 'response-format-unknown'],
    ['response_fields', 'query-malformed'],
  ])('?%s is refused', (query, code) => {
    expect(clientError(() => parseEntry(query)).code).toBe(code);
  });
});

test('the hint alone is read beside parameters that mean nothing', () => {
  expect(parseApiHint('a=1&api_hint=v2')).toEqual({
    parameters: { major: 2, minor: undefined },
    warnings: [],
  });
});
