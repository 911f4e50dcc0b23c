import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import type { ListingParameters, PageParameters } from '../../../src/query/index.ts';
import {
  bindEntryRequest,
  bindListing,
  encodePageCursor,
  isSortable,
  parseListingParameters,
  queryFingerprint,
} from '../../../src/query/index.ts';
import { clientError } from '../client-error.ts';
import { contextOf, description, knownPrefixes } from '../description.ts';
import { operand } from './bound-tree.ts';

function parse(query: string): ListingParameters {
  const context = {
    ownPrefix: 'exmpl',
    knownPrefixes,
    responseFormats: ['json'],
    pageLimit: 20,
    pageLimitMax: 100,
  };
  return parseListingParameters(query, context).parameters;
}

function bind(query: string, entryType?: string) {
  return bindListing(parse(query), contextOf(entryType));
}

test('a listing without parameters', () => {
  expect(bind('')).toEqual({
    query: {
      entryType: 'structures',
      filter: undefined,
      sort: [],
      page: { kind: 'offset', offset: 0, limit: 20 },
    },
    responseFields: { kind: 'default' },
    include: ['references'],
    warnings: [],
  });
});

test('a listing with everything', () => {
  const { query, responseFields, include, warnings } = bind(
    'filter=nelements=2 OR _nobody_x=1&sort=-nsites,_mp_x&page_number=3&response_fields=nsites&include=files',
  );
  expect(query).toMatchObject({ filter: { kind: 'or' }, page: { kind: 'offset', offset: 40, limit: 20 } });
  expect(query.sort.map(({ path, descending }) => [operand(path), descending])).toEqual([['nsites', true]]);
  expect(responseFields).toEqual({ kind: 'named', properties: ['nsites'], foreignProperties: [] });
  expect(include).toEqual(['files']);
  expect(warnings.map(({ code, parameter }) => [code, parameter])).toEqual([
    ['property-unrecognized', 'filter'],
    ['sort-key-ignored', 'sort'],
  ]);
});

describe('sort', () => {
  test.each([
    ['id', 'string'],
    ['type', 'string'],
    ['last_modified', 'timestamp'],
    ['_exmpl_band_gap', 'number'],
    ['_exmpl_direct', 'boolean'],
    ['_dft_code', 'string'],
  ])('by %s', (property, type) => {
    expect(bind(`sort=${property}`).query.sort).toMatchObject([{ path: { property, type, list: false } }]);
    expect(isSortable(property, description.entryTypes.structures!)).toBe(true);
  });

  test.each([
    ['nosuch', 'they have no such property', undefined],
    ['nelement', 'they have no such property', 'nelements'],
    ['elemnts', 'they have no such property', 'nelements'],
    ['_exmpl_nosuch,nelements', 'they have no such property', undefined],
    ['-', 'they have no such property', undefined],
    ['elements', 'it is a list', undefined],
    ['species', 'it is a list', undefined],
    ['_exmpl_setup', 'its values have no order', undefined],
    ['_exmpl_setup.code', 'only whole properties can be sorted by', undefined],
    ['constructor', 'they have no such property', undefined],
  ])('by %s is refused', (sort, reason, suggestion) => {
    const error = clientError(() => bind(`sort=${sort}`));
    expect(error.code).toBe('sort-unsupported');
    expect(error.detail).toContain(reason);
    expect(error.options).toEqual({ parameter: 'sort', suggestion });
  });

  test('keys of other providers are left out', () => {
    const { query, warnings } = bind('sort=-_mp_a,_nobody_b,nelements');
    expect(query.sort.map(({ path }) => operand(path))).toEqual(['nelements']);
    expect(warnings.map(({ code }) => code)).toEqual(['sort-key-ignored', 'sort-key-ignored']);
  });
});

describe('response_fields', () => {
  test.each([
    ['', [], []],
    ['id,type,nsites,relationships,property_metadata,nsites', ['nsites'], []],
    ['_exmpl_tensor,chemical_formula_hill', ['_exmpl_tensor', 'chemical_formula_hill'], []],
    ['_mp_x,nsites,_nobody_x,__proto__', ['nsites'], ['_mp_x', '_nobody_x', '__proto__']],
  ])('=%s', (names, properties, foreignProperties) => {
    const bound = bind(`response_fields=${names}`);
    expect(bound.responseFields).toEqual({ kind: 'named', properties, foreignProperties });
    expect(bound.warnings).toEqual([]);
  });

  test.each([
    ['nosuch', undefined],
    ['nsite', 'nsites'],
    ['_exmpl_nosuch', undefined],
    ['species.name', undefined],
    ['hasOwnProperty', undefined],
  ])('=%s is refused', (names, suggestion) => {
    const error = clientError(() => bind(`response_fields=${names}`));
    expect(error.code).toBe('response-field-unknown');
    expect(error.options).toEqual({ parameter: 'response_fields', suggestion });
  });
});

describe('include', () => {
  test.each([
    ['', []],
    ['references', ['references']],
    ['structures,files,structures', ['structures', 'files']],
    ['trajectories,_exmpl_samples', ['trajectories', '_exmpl_samples']],
  ])('=%s', (paths, types) => {
    expect(bind(`include=${paths}`).include).toEqual(types);
  });

  test.each([
    ['nosuch', undefined],
    ['reference', 'references'],
    ['references.structures', undefined],
    ['_mp_things', undefined],
  ])('=%s is refused', (paths, suggestion) => {
    const error = clientError(() => bind(`include=${paths}`));
    expect(error.code).toBe('include-unknown');
    expect(error.options).toEqual({ parameter: 'include', suggestion });
  });

  test('single entries too include references by default', () => {
    expect(bindEntryRequest(parse(''), contextOf()).include).toEqual(['references']);
  });
});

describe('pages', () => {
  test.each([
    ['page_offset=7', { kind: 'offset', offset: 7, limit: 20 }],
    ['page_number=1', { kind: 'offset', offset: 0, limit: 20 }],
    ['page_number=4&page_limit=5', { kind: 'offset', offset: 15, limit: 5 }],
    ['page_number=4&page_limit=0', { kind: 'offset', offset: 0, limit: 0 }],
    [
      `page_number=${Number.MAX_SAFE_INTEGER}`,
      { kind: 'offset', offset: Number.MAX_SAFE_INTEGER, limit: 20 },
    ],
    ['page_above=5', { kind: 'above', value: { kind: 'constant', type: 'string', value: '5' }, limit: 20 }],
    [
      'page_below=5&sort=-nsites',
      { kind: 'below', value: { kind: 'constant', type: 'number', value: 5 }, limit: 20 },
    ],
    [
      'page_above=2020-01-01T00:00:00.0Z&sort=last_modified,id',
      {
        kind: 'above',
        value: { kind: 'constant', type: 'timestamp', value: '2020-01-01T00:00:00' },
        limit: 20,
      },
    ],
    [
      'page_above=false&sort=_exmpl_direct',
      { kind: 'above', value: { kind: 'constant', type: 'boolean', value: false }, limit: 20 },
    ],
  ])('?%s', (query, page) => {
    expect(bind(query).query.page).toEqual(page);
  });

  test.each([
    'page_above=x&sort=nsites',
    'page_above=&sort=nsites',
    'page_above=1e999&sort=nsites',
    'page_below=yesterday&sort=last_modified',
    'page_below=1&sort=_exmpl_direct',
  ])('?%s is refused', (query) => {
    expect(clientError(() => bind(query)).code).toBe('parameter-invalid');
  });
});

describe('cursors', () => {
  const query = 'filter=nelements=2&sort=-nsites';
  const fingerprint = queryFingerprint('structures', parse(query));
  const cursor = encodePageCursor({ offset: 40, dataVersion: 'version-1', fingerprint });

  test('lead to where they were made for', () => {
    expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
    const { page } = bind(`${query}&page_cursor=${cursor}&page_limit=7&response_fields=nsites`).query;
    expect(page).toEqual({ kind: 'offset', offset: 40, limit: 7 });
  });

  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

  test.each([
    ['another filter', `filter=nelements=3&sort=-nsites&page_cursor=${cursor}`],
    ['another order', `filter=nelements=2&sort=nsites&page_cursor=${cursor}`],
    ['no filter', `page_cursor=${cursor}`],
    [
      'other data',
      `${query}&page_cursor=${encodePageCursor({ offset: 1, dataVersion: 'old', fingerprint })}`,
    ],
    ['a number', 'page_cursor=1'],
    ['nothing', 'page_cursor='],
    ['garbage', 'page_cursor=!!!'],
    ['a list', `${query}&page_cursor=${encoded([1])}`],
    [
      'a negative offset',
      `${query}&page_cursor=${encoded({ offset: -1, dataVersion: 'version-1', fingerprint })}`,
    ],
    [
      'a text offset',
      `${query}&page_cursor=${encoded({ offset: '1', dataVersion: 'version-1', fingerprint })}`,
    ],
    ['no fingerprint', `${query}&page_cursor=${encoded({ offset: 1, dataVersion: 'version-1' })}`],
  ])('are refused for %s', (_, badQuery) => {
    const error = clientError(() => bind(badQuery));
    expect(error.code).toBe('cursor-invalid');
    expect(error.options.parameter).toBe('page_cursor');
  });

  test('are refused for another entry type', () => {
    expect(clientError(() => bind(`page_cursor=${cursor}`, 'references')).code).toBe('cursor-invalid');
  });

  test('are the same however the page is asked for', () => {
    const pages = ['page_offset=3', 'page_number=2', 'page_cursor=x', 'page_limit=3'];
    const strategies: PageParameters['strategy'][] = pages.map((page) => parse(page).page.strategy);
    expect(new Set(strategies).size).toBe(3);
    for (const page of pages) {
      expect(queryFingerprint('structures', parse(`${query}&${page}`))).toBe(fingerprint);
    }
  });
});
