import { describe, expect, it } from 'vitest';
import { OptimadeError } from '../../../src/base/index.ts';
import { parseArchivePath } from '../../../src/graph/request/parse-archive-path.ts';
import { defaultSettings } from '../../../src/graph/request/settings.ts';

const parse = (path: string, query = '') =>
  parseArchivePath(path === '' ? [] : path.split('/').map(decodeURIComponent), new URLSearchParams(query));

describe('a place in an archive by URL', () => {
  it.each([
    ['', []],
    ['run/0/x', ['run', '0', 'x']],
    ['run//0/', ['run', '0']],
    ['a%2Fb/__proto__', ['a/b', '__proto__']],
    ['a[1]/b', ['a[1]', 'b']],
  ])('%j', (path, steps) => {
    expect(parse(path)).toEqual({
      path: steps,
      request: { pointer: '', isFetched: true, settings: defaultSettings, children: [] },
      isStrict: false,
      wantsLinks: false,
    });
  });

  it.each([
    ['run[100:199]', '', ['run'], { start: 100, end: 199, isSingle: false }],
    ['a/run[-1]', '', ['a', 'run'], { start: -1, end: -1, isSingle: true }],
    ['a/x-y', 'index=5', ['a', 'x-y'], { start: 5, end: 5, isSingle: true }],
    ['run[1]', 'index=2:', ['run'], { start: 2, end: undefined, isSingle: false }],
  ])('%j?%s has an index', (path, query, steps, index) => {
    const parsed = parse(path, query);
    expect(parsed.path).toEqual(steps);
    expect(parsed.request.settings.index).toEqual(index);
  });

  it.each([
    ['depth=1&max-list-size=3&max_dict_size=0', { depth: 1, maxListSize: 3, maxDictSize: 0 }],
    [
      'include_quantities=0&always-rewrite-references=true',
      { includeQuantities: false, alwaysRewriteReferences: true },
    ],
    ['page=2', { listPage: { page: 2, pageSize: 10, pageContaining: undefined }, listPageSize: 10 }],
    [
      'page_size=3&page-containing=0',
      { listPage: { page: 1, pageSize: 3, pageContaining: 0 }, listPageSize: 3 },
    ],
  ])('with %s', (query, settings) => {
    expect(parse('x', query).request.settings).toEqual({ ...defaultSettings, ...settings });
  });

  it.each([
    ['include=a*,b&include=c', ['ab', 'b', 'c'], ['d']],
    ['exclude=a%3F', ['a', 'b'], ['ab']],
  ])('with keys: %s', (query, some, others) => {
    const { keys } = parse('x', query).request.settings;
    expect([some.filter(keys!), others.filter(keys!)]).toEqual([some, []]);
  });

  it('tells whether links are wanted, and strictness', () => {
    expect(parse('x', 'links=1&strict=true')).toMatchObject({ wantsLinks: true, isStrict: true });
    expect(parse('x', 'links=false&strict=0')).toMatchObject({ wantsLinks: false, isStrict: false });
  });

  it.each([
    ['x', 'dept=1', 'dept', 'Did you mean "depth"?'],
    ['x', 'directive=resolved', 'directive', 'only graph requests follow references'],
    ['x', 'depth=1&depth=1', 'depth', '2 times'],
    ['x', 'depth=-1', 'depth', 'a whole number from 0'],
    ['x', 'depth=', 'depth', 'a whole number from 0'],
    ['x', 'page=0', 'page', 'a whole number from 1'],
    ['x', 'page=1&page_containing=3', 'page', 'page_containing is there too'],
    ['x', 'index=a', 'index', '100:199'],
    ['x', 'links=yes', 'links', '1, true, 0 or false'],
    ['x', 'include=a,,b', 'include', 'empty in part'],
    ['x', 'include=a&exclude=b', 'exclude', 'include is there too'],
    ['x', `include=${'a,'.repeat(200)}a`, 'include', 'more than 200'],
    ['x', `exclude=${'a'.repeat(501)}`, 'exclude', 'more than 500'],
    ['x[1]', 'index=1&strict=1', 'index', 'which is ignored'],
  ])('%s?%s is refused', (path, query, parameter, words) => {
    const fault = (() => {
      try {
        return parse(path, query);
      } catch (error) {
        return error;
      }
    })();
    expect(fault).toBeInstanceOf(OptimadeError);
    const { status, detail, options } = fault as OptimadeError;
    expect([status, options.parameter]).toEqual([400, parameter]);
    expect(detail).toContain(words);
  });
});
