import type { EntryQuery } from '../../../src/query/index.ts';
import {
  at,
  boolean,
  booleanDefinition,
  compare,
  constant,
  definitions,
  dictionaryOf,
  entry,
  floatDefinition,
  number,
  text,
  textDefinition,
  timestamp,
} from '../build-query.ts';

/** Entries of two types, and pages of those of type `structures`. */
export const pagingDefinitions = definitions({
  structures: {
    _x_group: textDefinition,
    _x_float: floatDefinition,
    _x_open: booleanDefinition,
    _x_box: dictionaryOf({ size: floatDefinition }),
  },
  references: {},
});

export const pagingEntries = [
  entry('b', { _x_group: 'two', _x_float: 1, last_modified: '2020-01-01T00:00:00.5Z', _x_open: true }),
  entry('a', { _x_group: 'one', _x_float: 2, last_modified: '2020-01-01T00:00:00Z', _x_box: { size: 1 } }),
  entry('B', { _x_group: 'two', _x_float: null, last_modified: '2020-01-01T00:00:01Z', _x_open: false }),
  entry('\u{10000}', { _x_group: 'two', _x_float: -0, _x_open: true, _x_box: { size: -1 } }),
  entry('\uE000', { _x_group: 'one', _x_float: 0, _x_open: null, _x_box: {} }),
  entry('a1', { _x_float: -1e300, last_modified: null, _x_open: false }),
  entry('10', { _x_group: '\u{10000}', _x_float: 1, _x_box: { size: null } }),
  entry('9', { _x_group: '\uFFFF', _x_float: 1e-300, last_modified: '2019-12-31T23:59:59Z' }),
  entry('other', { _x_float: 1 }, [], 'references'),
];

const up = (path: ReturnType<typeof text>) => ({ path, descending: false });
const down = (path: ReturnType<typeof text>) => ({ path, descending: true });
const group = text('_x_group');
const float = number('_x_float');
const some = compare(float, '>=', 0);
const page = (offset: number, limit: number) => ({ page: { kind: 'offset', offset, limit } }) as const;
const above = (value: Parameters<typeof constant>[0], limit = 99) =>
  ({ page: { kind: 'above', value: constant(value), limit } }) as const;
const below = (value: Parameters<typeof constant>[0], limit = 99) =>
  ({ page: { kind: 'below', value: constant(value), limit } }) as const;

type PagingCase = readonly [
  title: string,
  query: Partial<EntryQuery>,
  ids: string,
  dataReturned: number,
  offset: number,
];

export const pagingCases: readonly PagingCase[] = [
  ['by id, by code point', {}, '10 9 B a a1 b \uE000 \u{10000}', 8, 0],
  ['the first', page(0, 3), '10 9 B', 8, 0],
  ['the next', page(3, 3), 'a a1 b', 8, 3],
  ['the last, cut short', page(6, 3), '\uE000 \u{10000}', 8, 6],
  ['behind the end', page(8, 3), '', 8, 8],
  ['far behind the end', page(2 ** 40, 3), '', 8, 8],
  ['no rows, only the count', page(0, 0), '', 8, 0],
  ['no rows from the middle', page(4, 0), '', 8, 4],
  ['filtered', { filter: some, ...page(0, 2) }, '10 9', 6, 0],
  ['filtered, next', { filter: some, ...page(2, 2) }, 'a b', 6, 2],
  ['filtered, count only', { filter: compare(float, '=', 77), ...page(0, 0) }, '', 0, 0],
  ['filtered, nothing', { filter: compare(float, '=', 77) }, '', 0, 0],
  ['type without entries', { entryType: 'files' }, '', 0, 0],
  ['other type', { entryType: 'references' }, 'other', 1, 0],

  ['number, ties by id, unknown last', { sort: [up(float)] }, 'a1 \uE000 \u{10000} 9 10 b a B', 8, 0],
  ['number descending, unknown last', { sort: [down(float)] }, 'a 10 b 9 \uE000 \u{10000} a1 B', 8, 0],
  ['text', { sort: [up(group)] }, 'a \uE000 B b \u{10000} 9 10 a1', 8, 0],
  ['text descending', { sort: [down(group)] }, '10 9 B b \u{10000} a \uE000 a1', 8, 0],
  ['boolean', { sort: [up(boolean('_x_open'))] }, 'B a1 b \u{10000} 10 9 a \uE000', 8, 0],
  ['timestamp', { sort: [up(timestamp('last_modified'))] }, '9 a b B 10 a1 \uE000 \u{10000}', 8, 0],
  [
    'timestamp descending',
    { sort: [down(timestamp('last_modified'))] },
    'B b a 9 10 a1 \uE000 \u{10000}',
    8,
    0,
  ],
  ['id descending', { sort: [down(text('id'))] }, '\u{10000} \uE000 b a1 a B 9 10', 8, 0],
  ['type leaves the order', { sort: [down(text('type'))] }, '10 9 B a a1 b \uE000 \u{10000}', 8, 0],
  ['nested', { sort: [up(number('_x_box.size'))] }, '\u{10000} a 10 9 B a1 b \uE000', 8, 0],
  ['two keys', { sort: [up(group), down(float)] }, 'a \uE000 b \u{10000} B 9 10 a1', 8, 0],
  [
    'two keys, both descending',
    { sort: [down(group), down(text('id'))] },
    '10 9 \u{10000} b B \uE000 a a1',
    8,
    0,
  ],
  [
    'three keys',
    { sort: [up(boolean('_x_open')), up(group), up(float)] },
    'B a1 \u{10000} b \uE000 a 9 10',
    8,
    0,
  ],
  ['one key twice', { sort: [up(float), down(float)] }, 'a1 \uE000 \u{10000} 9 10 b a B', 8, 0],
  ['sorted page', { sort: [up(float)], ...page(2, 3) }, '\u{10000} 9 10', 8, 2],
  ['sorted page of the unknown', { sort: [up(float)], ...page(7, 3) }, 'B', 8, 7],
  ['sorted and filtered', { filter: some, sort: [down(float)], ...page(1, 3) }, '10 b 9', 6, 1],
  ['sorted by a key that none has', { sort: [up(text('_x_none'))] }, '10 9 B a a1 b \uE000 \u{10000}', 8, 0],

  ['above an id', above('a'), 'a1 b \uE000 \u{10000}', 8, 4],
  ['above an id, limited', above('a', 2), 'a1 b', 8, 4],
  ['above no id', above('aa'), 'b \uE000 \u{10000}', 8, 5],
  ['above by code point', above('\uE000'), '\u{10000}', 8, 7],
  ['above everything', above('\u{10FFFF}'), '', 8, 8],
  ['above nothing', above(''), '10 9 B a a1 b \uE000 \u{10000}', 8, 0],
  ['above, count only', above('a', 0), '', 8, 4],
  ['below an id', below('a'), '10 9 B', 8, 0],
  ['below an id, limited to the last', below('a', 2), '9 B', 8, 1],
  ['below everything', below('\u{10FFFF}', 3), 'b \uE000 \u{10000}', 8, 5],
  ['below nothing', below('', 3), '', 8, 0],
  ['above and filtered', { filter: some, ...above('9', 2) }, 'a b', 6, 2],
  ['above a number', { sort: [up(float)], ...above(0) }, '9 10 b a', 8, 3],
  ['above a number, limited', { sort: [up(float)], ...above(0, 2) }, '9 10', 8, 3],
  ['below a number', { sort: [up(float)], ...below(1, 2) }, '\u{10000} 9', 8, 2],
  ['above all numbers stops at the unknown', { sort: [up(float)], ...above(2) }, '', 8, 7],
  ['above a number, descending', { sort: [down(float)], ...above(0, 2) }, 'a 10', 8, 0],
  ['below a number, descending', { sort: [down(float)], ...below(1) }, '9 \uE000 \u{10000} a1', 8, 3],
  ['below a number, descending, limited', { sort: [down(float)], ...below(1, 2) }, '\u{10000} a1', 8, 5],
  ['below all, descending', { sort: [down(float)], ...below(-1e301) }, '', 8, 7],
  ['above a text', { sort: [up(group)], ...above('one') }, 'B b \u{10000} 9 10', 8, 2],
  ['above a boolean', { sort: [up(boolean('_x_open'))], ...above(false) }, 'b \u{10000}', 8, 2],
  [
    'above a moment',
    {
      sort: [up(timestamp('last_modified'))],
      page: { kind: 'above', value: at('2020-01-01T00:00:00Z'), limit: 5 },
    },
    'b B',
    8,
    2,
  ],
  [
    'above by the first of two keys',
    { sort: [up(group), down(float)], ...above('one', 2) },
    'b \u{10000}',
    8,
    2,
  ],
];
