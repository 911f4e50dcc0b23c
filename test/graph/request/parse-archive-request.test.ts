import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/base/index.ts';
import { defaultSettings } from '../../../src/graph/request/settings.ts';
import { archiveOf, childOf } from './archive-of.ts';

describe('a request for an archive', () => {
  it.each([
    ['*', { isFetched: true, directive: 'plain' }],
    ['include', { isFetched: true, directive: 'plain' }],
    ['include-resolved', { isFetched: true, directive: 'resolved' }],
    [{}, { isFetched: true, directive: 'plain' }],
    [{ m_request: {} }, { isFetched: true, directive: 'plain' }],
    [{ m_request: 'include-resolved' }, { isFetched: true, directive: 'resolved' }],
    [{ m_request: { directive: 'resolved' } }, { isFetched: true, directive: 'resolved' }],
    [{ a: '*' }, { isFetched: false, directive: 'plain' }],
    [
      { m_request: {}, a: '*' },
      { isFetched: false, directive: 'plain' },
    ],
    [
      { m_request: '*', a: '*' },
      { isFetched: true, directive: 'plain' },
    ],
    [
      { m_request: { depth: null }, a: '*' },
      { isFetched: true, directive: 'plain' },
    ],
  ] as const)('%j', (value, { isFetched, directive }) => {
    const { settings, ...request } = archiveOf(value);
    expect(request.isFetched).toBe(isFetched);
    expect(settings).toEqual({ ...defaultSettings, directive });
    expect(request.pointer).toBe('/entries/e1/archive');
  });

  it('takes what is in m_children home, at every level, before what is there', () => {
    const request = archiveOf({
      a: 'include-resolved',
      m_children: { a: '*', 'b/c': { m_children: { d: {} } } },
    });
    expect(request.children.map(({ key, request: { pointer } }) => [key, pointer])).toEqual([
      ['a', '/entries/e1/archive/m_children/a'],
      ['b/c', '/entries/e1/archive/m_children/b~1c'],
    ]);
    expect(childOf(request, 'a').settings.directive).toBe('plain');
    expect(childOf(request, 'b/c', 'd').isFetched).toBe(true);
    expect(
      archiveOf({ m_children: { m_request: { depth: 1 } }, m_request: { depth: 2 } }).settings.depth,
    ).toBe(1);
  });

  it('has keys of data wherever no token stands, hostile ones too', () => {
    const value = JSON.parse(
      '{"__proto__":{"constructor":"*"},"entries":{"m_request":{"depth":1}},"*":{},"query":{}}',
    );
    const request = archiveOf(value);
    expect(request.children.map(({ name }) => name)).toEqual(['__proto__', 'entries', '*', 'query']);
    expect(childOf(request, '__proto__', 'constructor').isFetched).toBe(true);
  });
});

describe('settings', () => {
  const all = {
    directive: 'resolved',
    depth: 3,
    max_list_size: 4,
    'max-dict-size': 5,
    resolve_depth: 1,
    resolve_type: 'entry',
    always_rewrite_references: true,
    include_quantities: false,
    index: [1],
    include: ['a*'],
    pagination: { page: 2, page_size: 7 },
  } as const;
  const inherited = {
    ...defaultSettings,
    directive: 'resolved',
    depth: 3,
    maxListSize: 4,
    maxDictSize: 5,
    resolveDepth: 1,
    resolveType: 'entry',
    alwaysRewriteReferences: true,
    includeQuantities: false,
  };

  it('are read, and inherited but for those of one node', () => {
    const request = archiveOf({ m_request: all, a: { b: {} } });
    const { keys, ...settings } = request.settings;
    const { keys: _, ...expected } = inherited;
    expect(settings).toEqual({
      ...expected,
      index: { start: 1, end: 1, isSingle: true },
      listPage: { page: 2, pageSize: 7, pageContaining: undefined },
      listPageSize: 7,
    });
    expect(['ab', 'b'].map(keys!)).toEqual([true, false]);
    expect(childOf(request, 'a').settings).toEqual(inherited);
    expect(childOf(request, 'a', 'b').settings).toEqual(inherited);
  });

  it('are lifted by null, and begin anew where nothing is to be inherited', () => {
    const lifted = {
      depth: null,
      max_list_size: null,
      max_dict_size: null,
      resolve_depth: null,
      resolve_type: null,
    };
    const request = archiveOf({
      m_request: all,
      a: { m_request: lifted, b: {} },
      c: { m_request: { inherit_from_parent: false, depth: 1 }, d: {} },
      e: { m_request: { directive: 'plain', include_quantities: true } },
    });
    const { directive, alwaysRewriteReferences, includeQuantities } = inherited;
    const open = { ...defaultSettings, directive, alwaysRewriteReferences, includeQuantities };
    expect(childOf(request, 'a').settings).toEqual(open);
    expect(childOf(request, 'a', 'b').settings).toEqual(open);
    expect(childOf(request, 'c', 'd').settings).toEqual({ ...defaultSettings, depth: 1 });
    expect(childOf(request, 'e').settings).toEqual({
      ...inherited,
      directive: 'plain',
      includeQuantities: true,
    });
  });

  it('come from tokens above, too', () => {
    expect(archiveOf({ m_request: { exclude: ['m*'] } }).settings.keys?.('mass')).toBe(false);
    expect(archiveOf({ m_request: { include: [], exclude: ['m*'] } }).settings.keys?.('n')).toBe(true);
  });

  it.each<[JsonValue]>([
    [{ resolve_inplace: true }],
    [{ include_definition: 'none', 'm-def-format': 'full', export_whole_package: false }],
    [{ layout_id: null, property_name: null, pagination: null, query: null, index: null, include: null }],
  ])('%j say nothing', (settings) => {
    expect(archiveOf({ m_request: settings }).settings).toEqual(defaultSettings);
  });
});
