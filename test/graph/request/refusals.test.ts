import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/base/index.ts';
import { limits, OptimadeError } from '../../../src/base/index.ts';
import { canonicalRequest } from '../../../src/graph/request/canonical-request.ts';
import { graphRequestSchema } from '../../../src/graph/request/graph-schema.ts';
import { parseGraphRequest } from '../../../src/graph/request/parse-graph-request.ts';

const inArchive = (archive: JsonValue): JsonValue => ({ entries: { e1: { archive } } });
const inSettings = (settings: JsonValue): JsonValue => inArchive({ m_request: settings });
const archive = '/entries/e1/archive';
const settings = `${archive}/m_request`;

const validate = new Ajv2020({ allowUnionTypes: true }).compile(graphRequestSchema);

function faultOf(request: JsonValue, strict = false): OptimadeError {
  try {
    parseGraphRequest(request, { strict });
  } catch (error) {
    if (error instanceof OptimadeError) return error;
    throw error;
  }
  throw new Error('the request was accepted');
}

/** False where it is refused; any other fault is one of ours. */
function isParsed(request: JsonValue, strict: boolean): boolean {
  try {
    parseGraphRequest(request, { strict });
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(OptimadeError);
    return false;
  }
}

type Row = readonly [request: JsonValue, status: number, pointer: string, words: string];

const refused: readonly Row[] = [
  ['*', 422, '', 'the top of the graph request: a map is expected, not "*"'],
  [[], 422, '', 'a list of 0'],
  [null, 422, '', 'not null'],
  [{ entires: '*' }, 422, '/entires', 'Did you mean "entries"?'],
  [{ users: { me: '*' } }, 400, '/users', '"users" is not offered here; there are uploads'],
  [{ datasets: '*' }, 400, '/datasets', '"datasets" is not offered here'],
  [{ metainfo: '*' }, 400, '/metainfo', '"metainfo" is not offered here'],
  [{ resolve_inplace: 1 }, 422, '/resolve_inplace', 'true or false'],
  [
    { entries: { e1: { files: '*' } } },
    400,
    '/entries/e1/files',
    '"files" is not offered here; an entry leads to archive',
  ],
  [{ uploads: { u: { files: { '*': '*' } } } }, 400, '/uploads/u/files', '"files" is not offered here'],
  [{ entries: { e1: { mainfile: {} } } }, 400, '/entries/e1/mainfile', '"mainfile" is not offered here'],
  [{ entries: { e1: { main_author: { name: '*' } } } }, 400, '/entries/e1/main_author', 'leads to nothing'],
  [{ entries: { 'a/b~': 3 } }, 400, '/entries/a~1b~0', 'a map or one of the words'],
  [inArchive('inclde'), 400, archive, 'Did you mean "include"?'],
  [inArchive({ m_children: '*' }), 400, `${archive}/m_children`, 'a map'],
  [inArchive({ x: true }), 400, `${archive}/x`, 'not true'],
  [inSettings('resolved'), 400, settings, '"resolved" is no request'],
  [inSettings([]), 400, settings, 'settings are expected'],
  [inSettings({ max_list_sise: 1 }), 422, `${settings}/max_list_sise`, 'Did you mean "max_list_size"?'],
  [inSettings({ directive: 'plan' }), 422, `${settings}/directive`, 'Did you mean "plain"?'],
  [inSettings({ directive: null }), 422, `${settings}/directive`, 'not null'],
  [inSettings({ directive: 'auto_from_layout' }), 400, `${settings}/directive`, 'no layouts'],
  [inSettings({ 'max-list-size': '3' }), 422, `${settings}/max-list-size`, 'a whole number from 0'],
  [inSettings({ depth: 1.5 }), 422, `${settings}/depth`, 'not 1.5'],
  [inSettings({ resolve_depth: true }), 422, `${settings}/resolve_depth`, 'not true'],
  [inSettings({ include: 'a' }), 422, `${settings}/include`, 'a list of patterns'],
  [inSettings({ include: ['a', 1] }), 422, `${settings}/include/1`, 'a pattern is expected, not 1'],
  [inSettings({ exclude: [] }), 422, `${settings}/exclude`, 'leave it out'],
  [inSettings({ include: ['x'.repeat(501)] }), 422, `${settings}/include/0`, 'longer than 500'],
  [inSettings({ include: Array(201).fill('a') }), 422, `${settings}/include`, 'more than 200'],
  [inSettings({ index: 3 }), 422, `${settings}/index`, '[position] or [first, last]'],
  [inSettings({ index: [] }), 422, `${settings}/index`, 'a list of 0'],
  [inSettings({ index: [null] }), 422, `${settings}/index`, 'null for an open end'],
  [inSettings({ index: [0.5] }), 422, `${settings}/index`, '[first, last]'],
  [inSettings({ resolve_type: 'user' }), 400, `${settings}/resolve_type`, 'there are no users here'],
  [inSettings({ resolve_type: 'file' }), 422, `${settings}/resolve_type`, '"upload", "entry" or null'],
  [inSettings({ include_definition: 'both' }), 400, `${settings}/include_definition`, 'no definitions'],
  [inSettings({ m_def_format: 'short' }), 400, `${settings}/m_def_format`, 'no definitions'],
  [inSettings({ m_def_format: 'long' }), 422, `${settings}/m_def_format`, 'only "full" is possible'],
  [inSettings({ export_whole_package: true }), 400, `${settings}/export_whole_package`, 'no definitions'],
  [inSettings({ layout_id: 'x' }), 400, `${settings}/layout_id`, 'no layouts'],
  [inSettings({ property_name: 'x' }), 400, `${settings}/property_name`, 'leave it out'],
  [inSettings({ pagination: 3 }), 422, `${settings}/pagination`, 'a map is expected'],
  [inSettings({ pagination: { page: 0 } }), 400, `${settings}/pagination/page`, 'from 1'],
  [
    inSettings({ pagination: { page: 1, page_containing: 4 } }),
    400,
    `${settings}/pagination/page`,
    'only one',
  ],
  [{ entries: { m_request: { max_list_size: 3 } } }, 400, '/entries/m_request/max_list_size', 'for archives'],
  [{ entries: { e: { x: { m_request: { depth: 0 } } } } }, 400, '/entries/e/x/m_request/depth', 'flat'],
  [{ entries: { e: { m_request: { query: {} } } } }, 400, '/entries/e/m_request/query', 'the token above'],
  [{ m_request: { pagination: {} }, entries: {} }, 400, '/m_request/pagination', 'the token above'],
  [{ entries: { pagination: [] } }, 400, '/entries/pagination', 'a map is expected'],
  [
    { entries: { pagination: { pagesize: 1 } } },
    400,
    '/entries/pagination/pagesize',
    'Did you mean "page_size"?',
  ],
  [{ entries: { pagination: { page_size: 1001 } } }, 400, '/entries/pagination/page_size', 'at most 1000'],
  [
    { entries: { pagination: { page: 1, page_offset: 0 } } },
    400,
    '/entries/pagination/page_offset',
    'only one of',
  ],
  [{ entries: { pagination: { order: 'up' } } }, 400, '/entries/pagination/order', '"asc" or "desc"'],
  [
    { entries: { pagination: { order_by: 'parser_name' } } },
    400,
    '/entries/pagination/order_by',
    'only by entry_id',
  ],
  [
    { uploads: { pagination: { order_by: 'mainfile' } } },
    400,
    '/uploads/pagination/order_by',
    'only by upload_id',
  ],
  [{ search: { pagination: { order: 'desc' } } }, 400, '/search/pagination/order', 'ascending ids only'],
  [{ search: { pagination: { order_by: 'x' } } }, 400, '/search/pagination/order_by', 'ascending ids only'],
  [
    { entries: { pagination: { page_after_value: 1 } } },
    400,
    '/entries/pagination/page_after_value',
    'a text',
  ],
  [{ entries: { query: { parser_name: ['x'] } } }, 400, '/entries/query/parser_name', 'search does that'],
  [{ uploads: { query: { is_owned: true } } }, 400, '/uploads/query/is_owned', 'only by upload_id'],
  [{ uploads: { query: { upload_id: 'u' } } }, 400, '/uploads/query/upload_id', 'a list of texts'],
  [
    { uploads: { query: { upload_ids: ['u'] } } },
    400,
    '/uploads/query/upload_ids',
    'Did you mean "upload_id"?',
  ],
  [{ search: { query: { owner: 'user' } } }, 400, '/search/query/owner', 'all data here are public'],
  [
    { search: { query: { query: { 'results.material': 1 } } } },
    400,
    '/search/query/query/results.material',
    'only optimade_filter',
  ],
  [{ search: { query: { required: {} } } }, 400, '/search/query/required', 'no required'],
  [{ search: { query: { aggregations: {} } } }, 400, '/search/query/aggregations', 'no aggregations'],
  [{ search: { query: { optimade_filter: 3 } } }, 400, '/search/query/optimade_filter', 'a text'],
];

const untold: readonly Row[] = [
  [{ entries: { pagination: { page: 1, page_size: 0 } } }, 400, '/entries/pagination/page', 'no position'],
  [
    inSettings({ depth: 1, 'max-list-size': 1, max_list_size: 1 }),
    422,
    `${settings}/max_list_size`,
    'spelled in another way',
  ],
  [
    { entries: { m_request: { pagination: {} }, pagination: {} } },
    400,
    '/entries/pagination',
    'in two places',
  ],
  [
    { search: { query: { optimade_filter: 'a', query: { optimade_filter: 'b' } } } },
    400,
    '/search/query/optimade_filter',
    'given twice',
  ],
];

describe('a request is refused with the place and the reason', () => {
  it.each([...refused, ...untold])('%j', (request, status, pointer, words) => {
    const fault = faultOf(request);
    expect([fault.status, fault.options.pointer]).toEqual([status, pointer]);
    expect(fault.code).toBe(status === 422 ? 'graph-request-unprocessable' : 'graph-request-invalid');
    expect(fault.detail).toContain(words);
  });

  it.each(refused)('by the schema, too: %j', (request) => {
    expect(validate(request)).toBe(false);
  });

  it.each(untold)('though the schema does not compare values and cannot tell: %j', (request) => {
    expect(validate(request)).toBe(true);
  });

  it.each<[JsonValue, string, string]>([
    [{ resolve_inplace: true }, '/resolve_inplace', 'never resolved in place'],
    [inSettings({ resolve_inplace: true }), `${settings}/resolve_inplace`, 'never resolved in place'],
    [
      inSettings({ include: [], exclude: ['a'] }),
      `${settings}/include`,
      'an empty include is without effect',
    ],
    [inArchive({ 'a[1]': { m_request: { index: [2] } } }), `${archive}/a[1]`, 'the index in the key'],
    [inArchive({ a: '*', m_children: { a: {} } }), `${archive}/a`, 'm_children holds "a" too'],
    [{ entries: { e: { m_request: { index: [1] } } } }, '/entries/e/m_request/index', 'no list'],
    [
      { entries: { e: { x: { m_request: { include: ['a'] } } } } },
      '/entries/e/x',
      'without effect on a field',
    ],
  ])('%j only where strict is asked for', (request, pointer, words) => {
    expect(() => parseGraphRequest(request)).not.toThrow();
    const fault = faultOf(request, true);
    expect([fault.code, fault.status, fault.options.pointer]).toEqual(['graph-strict', 400, pointer]);
    expect(fault.detail).toContain(words);
  });
});

describe('a hostile request', () => {
  const nested = (levels: number) => JSON.parse('{"a":'.repeat(levels) + '{}' + '}'.repeat(levels));
  const lists = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

  it.each<[string, JsonValue, string]>([
    ['deep', inArchive(nested(limits.graphRequestDepthMax)), 'levels deep'],
    ['very deep', inArchive(nested(100_000)), 'levels deep'],
    ['deep in lists', inArchive(lists(100_000)), 'levels deep'],
    [
      'wide',
      inArchive(Object.fromEntries(Array.from({ length: 60_000 }, (_, key) => [key, '*']))),
      'keys and items',
    ],
    ['long', inSettings({ include: Array(60_000).fill('a') }), 'keys and items'],
  ])('is refused where it is %s', (_, request, words) => {
    const fault = faultOf(request);
    expect([fault.status, fault.options.pointer]).toEqual([400, '']);
    expect(fault.detail).toContain(words);
    expect(() => canonicalRequest(request)).toThrow(words);
  });

  it('may be as deep as the limit says', () => {
    expect(() => parseGraphRequest(inArchive(nested(limits.graphRequestDepthMax - 4)))).not.toThrow();
  });

  it('is parsed or refused, whatever it is', () => {
    const word = fc.constantFrom(
      ...[
        'entries',
        'uploads',
        'search',
        'archive',
        'metadata',
        'm_request',
        'm_children',
        'pagination',
        'query',
        '*',
        'e1',
      ],
      ...['depth', 'index', 'include', 'page', 'upload_id', '__proto__', 'a[1]', 'constructor'],
    );
    const { tree } = fc.letrec<{ tree: JsonValue; map: JsonValue }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 8 },
        fc.constantFrom<JsonValue[]>('*', 'include', {}, null, 1, -1, true, 'x', [1], ['a'], [null, 2]),
        tie('map'),
      ),
      map: fc.array(fc.tuple(word, tie('tree')), { maxLength: 4 }).map((members) => {
        // As JSON.parse makes it: `__proto__` is a key like any other.
        return JSON.parse(
          `{${members.map(([key, value]) => `"${key}":${JSON.stringify(value)}`).join(',')}}`,
        );
      }),
    }));
    fc.assert(
      fc.property(
        fc.oneof(
          tree,
          tree.map(inArchive),
          tree.map((value) => ({ entries: value })),
        ),
        (request) => {
          isParsed(request, false);
          // The schema also looks at what a stronger sibling hides, which only strict refuses.
          if (isParsed(request, true) && !validate(request)) expect(validate.errors).toEqual([]);
          expect(canonicalRequest(request)).toBe(canonicalRequest(JSON.parse(canonicalRequest(request))));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
