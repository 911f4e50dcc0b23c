import {
  all,
  any,
  compare,
  definitions,
  dictionaryOf,
  entry,
  floatDefinition,
  integerDefinition,
  known,
  length,
  listOf,
  not,
  number,
  numbers,
  only,
  opaques,
  related,
  target,
  text,
  textDefinition,
  texts,
  unknown,
  zipAll,
  zipAny,
  zipOnly,
} from '../build-query.ts';
import type { ConformanceGroup } from './conformance-group.ts';

const name = texts('species.name');
const symbols = texts('species.chemical_symbols');
const mass = numbers('species.mass');
const leaves = numbers('_x_tree.boxes.leaves.size');

export const nestedGroup: ConformanceGroup = {
  title: 'nested names',
  definitions: definitions({
    structures: {
      species: listOf(
        dictionaryOf({
          name: textDefinition,
          chemical_symbols: listOf(textDefinition),
          mass: listOf(floatDefinition),
        }),
      ),
      _x_tree: dictionaryOf({
        boxes: listOf(dictionaryOf({ leaves: listOf(dictionaryOf({ size: integerDefinition })) })),
        grid: listOf(listOf(integerDefinition)),
      }),
      _x_size: integerDefinition,
    },
  }),
  entries: [
    entry('a', {
      species: [
        { name: 'Ti', chemical_symbols: ['Ti'], mass: [47.9] },
        { name: 'mix', chemical_symbols: ['Ba', 'Ca'] },
      ],
      _x_tree: {
        boxes: [{ leaves: [{ size: 1 }, { size: 2 }] }, { leaves: [{ size: 3 }] }],
        grid: [[1, 2], [3]],
      },
      _x_size: 3,
    }),
    entry('b', {
      species: [{ name: 'Ti', chemical_symbols: ['Ti', 'vacancy'], mass: [47.9, null] }, { name: null }],
      _x_tree: { boxes: [{ leaves: [] }, {}], grid: [[null], []] },
      _x_size: 1,
    }),
    entry('c', { species: [], _x_tree: { boxes: [] }, _x_size: 0 }),
    entry('d', { species: [{}], _x_tree: { boxes: [{ leaves: [{}, { size: null }] }] } }),
    entry('e', { species: null, _x_tree: {} }),
    entry('f', {
      species: [{ name: 'O', chemical_symbols: [], mass: [] }],
      _x_tree: { boxes: [{ leaves: [] }] },
    }),
    entry('g', { species: [null, { name: 'Ti' }], _x_tree: { boxes: null, grid: [] } }),
    entry('h', {
      _x_tree: { boxes: [{ leaves: null }, { leaves: [{ size: 2 }, { size: 2 }] }], grid: null },
    }),
  ],
  cases: [
    ['has', any(name, 'Ti'), 'a b g'],
    ['has, negated: empty lists are known', not(any(name, 'Ti')), 'c f'],
    ['known', known(name), 'a b c f g'],
    ['unknown: absent, or no dictionary has it', unknown(name), 'd e h'],
    ['length counts what is there', length(name, '=', 1), 'b f g'],
    ['length of an empty list', length(name, '=', 0), 'c'],
    ['only', only(name, 'Ti', 'mix'), 'a b c g'],
    ['inner lists flatten', any(symbols, 'vacancy'), 'b'],
    ['inner lists flatten, all', all(symbols, 'Ti', 'Ca'), 'a'],
    ['inner lists flatten, length', length(symbols, '=', 3), 'a'],
    ['an empty inner list is known', length(symbols, '=', 0), 'c f'],
    ['inner lists, unknown', unknown(symbols), 'd e g h'],
    ['null items of inner lists count', length(mass, '=', 2), 'b'],
    ['null items of inner lists match nothing', only(mass, ['>', 0]), 'a c f'],
    ['dictionaries without the key contribute nothing', length(mass, '=', 1), 'a'],
    ['the list of dictionaries', length(opaques('species'), '=', 2), 'a b g'],
    ['the list of dictionaries is known', known(opaques('species')), 'a b c d f g'],
    ['through two lists', any(leaves, 2), 'a h'],
    ['through two lists, negated', not(any(leaves, 2)), 'c f'],
    ['through two lists, length', length(leaves, '=', 3), 'a'],
    ['through two lists, unknown', unknown(leaves), 'b d e g'],
    ['through two lists, only', only(leaves, 2), 'c f h'],
    ['lists of lists behind a key flatten', any(numbers('_x_tree.grid'), 3), 'a'],
    ['lists of lists behind a key, length', length(numbers('_x_tree.grid'), '>', 0), 'a b'],
    ['lists of lists behind a key, empty', length(numbers('_x_tree.grid'), '=', 0), 'g'],
    ['nested names zip', zipAny([name, symbols], ['Ti', 'Ti']), 'a b'],
    ['nested names zip, flattened', zipAll([symbols, symbols], ['Ba', ['>', 'B']], ['Ca', 'Ca']), 'a'],
    [
      'nested names zip as far as both go',
      zipOnly(
        [name, mass],
        [
          ['starts', ''],
          ['>', 0],
        ],
      ),
      'c',
    ],
    ['length against a property', length(leaves, '=', number('_x_size')), 'a c'],
    ['has a property', any(leaves, number('_x_size')), 'a'],
  ],
};

const ids = related('references', 'id');
const role = related('references', 'role');
const year = target('references', text('year'));
const tags = target('references', texts('_x_tags'));

export const relationshipGroup: ConformanceGroup = {
  title: 'relationships',
  definitions: definitions({
    structures: { _x_note: textDefinition },
    references: {
      year: textDefinition,
      _x_tags: listOf(textDefinition),
      authors: listOf(dictionaryOf({ lastname: textDefinition })),
      _x_pages: integerDefinition,
    },
    calculations: { _x_cost: integerDefinition },
  }),
  entries: [
    entry('a', { _x_note: 'r1' }, [
      { type: 'references', id: 'r1', meta: { role: 'main', description: 'first' } },
      { type: 'references', id: 'r2', meta: { description: 'second' } },
    ]),
    entry('b', { _x_note: '2024' }, [{ type: 'references', id: 'r2', meta: { role: 'main' } }]),
    entry('c', { _x_note: 'r1' }, [{ type: 'calculations', id: 'c1', meta: { role: 'input' } }]),
    entry('d', { _x_note: 'lost' }, [{ type: 'references', id: 'lost' }]),
    entry('e', {}, [
      { type: 'references', id: 'r3' },
      { type: 'references', id: 'r3' },
      { type: 'structures', id: 'a' },
    ]),
    entry('f', { _x_note: 'r1' }),
    { type: 'structures', id: 'g', attributes: {}, relationships: { references: { data: [] } } },
    entry(
      'r1',
      { year: '1999', _x_tags: ['x', 'y'], authors: [{ lastname: 'Bor' }], _x_pages: 9 },
      [],
      'references',
    ),
    entry('r2', { year: '2024', _x_tags: [], _x_pages: 0 }, [], 'references'),
    entry('r3', { _x_tags: null, authors: [] }, [{ type: 'structures', id: 'a' }], 'references'),
    entry('c1', { _x_cost: 5 }, [{ type: 'structures', id: 'c' }], 'calculations'),
    entry('a', { _x_cost: 6 }, [], 'calculations'),
  ],
  cases: [
    ['id', any(ids, 'r2'), 'a b'],
    ['id, negated: no relation is unknown', not(any(ids, 'r2')), 'd e'],
    ['id unknown', unknown(ids), 'c f g'],
    ['id known', known(ids), 'a b d e'],
    ['id of an entry that is missing', any(ids, 'lost'), 'd'],
    ['any id', any(ids, 'r1', 'r3'), 'a e'],
    ['all ids', all(ids, 'r1', 'r2'), 'a'],
    ['only ids', only(ids, 'r2', 'r3'), 'b e'],
    ['ids that start', any(ids, ['starts', 'r']), 'a b e'],
    ['number of relations', length(ids, '=', 2), 'a e'],
    ['an id that a property names', any(ids, text('_x_note')), 'a d'],
    ['the own type', any(related('structures', 'id'), 'a'), 'e'],
    ['another type', known(related('calculations', 'id')), 'c'],
    ['role', any(role, 'main'), 'a b'],
    ['role is null where it is not given', length(role, '=', 2), 'a e'],
    ['only roles', only(role, 'main'), 'b'],
    ['role of another type', any(related('calculations', 'role'), 'input'), 'c'],
    ['description', any(related('references', 'description'), ['contains', 'sec']), 'a'],
    ['role with id', zipAny([role, ids], ['main', 'r2']), 'b'],
    ['target', any(year, '2024'), 'a b'],
    ['target, negated', not(any(year, '2024')), 'd e'],
    ['target of a missing entry is a null item', length(year, '=', 1), 'b d'],
    ['target known', known(year), 'a b d e'],
    ['target only', only(year, ['>', '19']), 'a b'],
    ['target with id', zipAny([ids, year], ['r1', ['<', '2000']]), 'a'],
    ['target with role', zipAny([role, year], ['main', '2024']), 'b'],
    ['target number', any(target('references', number('_x_pages')), ['>=', 9]), 'a'],
    ['target list', any(tags, 'y'), 'a'],
    ['target lists follow one another', length(tags, '=', 2), 'a'],
    ['target list, empty', length(tags, '=', 0), 'b'],
    ['target list, unknown', unknown(tags), 'c d e f g'],
    ['target, nested', any(target('references', texts('authors.lastname')), 'Bor'), 'a'],
    ['target, nested, empty', length(target('references', texts('authors.lastname')), '=', 0), 'e'],
    ['target id', any(target('references', text('id')), ['!=', 'r1']), 'a b e'],
    ['target of another type', any(target('calculations', number('_x_cost')), 5), 'c'],
    ['target of the own type', any(target('structures', text('_x_note')), 'r1'), 'e'],
    ['a property that a target equals', any(year, text('_x_note')), 'b'],
    ['plain property beside', compare(text('_x_note'), '=', 'r1'), 'a c f'],
  ],
};
