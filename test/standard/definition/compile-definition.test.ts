import { describe, expect, test } from 'vitest';
import { compileClosedness, compileDefinition } from '../../../src/standard/checking.ts';
import type { PropertyDefinition } from '../../../src/standard/index.ts';
import { definitionFor } from '../../../src/standard/index.ts';

function structureProperty(name: string): PropertyDefinition {
  return definitionFor('structures', name)!;
}

function scalar(type: 'string' | 'float' | 'integer', more: Partial<PropertyDefinition>): PropertyDefinition {
  const carrier = type === 'float' ? 'number' : type;
  return { 'x-optimade-type': type, 'x-optimade-unit': 'inapplicable', type: [carrier], ...more };
}

/** Definition, value, and the problem as it reads after the property's name; none for valid values. */
const cases: readonly [definition: PropertyDefinition, value: unknown, problem?: string][] = [
  [structureProperty('nsites'), 4],
  [structureProperty('nsites'), null],
  [structureProperty('nsites'), 4.5, ' is 4.5, not integer or null'],
  [structureProperty('nsites'), '4', ' is "4", not integer or null'],
  [structureProperty('nsites'), true, ' is a boolean, not integer or null'],
  [structureProperty('id'), null, ' is null, not string'],
  [structureProperty('id'), ['a'], ' is an array, not string'],
  [structureProperty('last_modified'), '2024-01-01T00:00:00Z'],
  [structureProperty('last_modified'), '2024-01-01t00:00:00.123456789+01:00'],
  [structureProperty('last_modified'), '2024-01-01', ' is "2024-01-01", which is no date-time'],
  [
    structureProperty('last_modified'),
    '2024-02-30T00:00:00Z',
    ' is "2024-02-30T00:00:00Z", which is no date-time',
  ],
  [structureProperty('elements'), ['Na', null], '[1] is null, none of the allowed values'],
  [structureProperty('elements'), ['Q'], '[0] is "Q", none of the allowed values'],
  [structureProperty('elements_ratios'), [1.5], '[0] must be <= 1'],
  [structureProperty('dimension_types'), [1, 1], ' has 2 items, not 3'],
  [
    structureProperty('lattice_vectors'),
    [
      [1, 0, 0],
      [0, 1],
      [0, 0, 1],
    ],
    '[1] has 2 items, not 3',
  ],
  [structureProperty('cartesian_site_positions'), []],
  [
    structureProperty('cartesian_site_positions'),
    [[0, 0, JSON.parse('1e999')]],
    '[0][2] is Infinity, not number',
  ],
  [structureProperty('species'), [{ name: 'Na', chemical_symbols: ['Na'] }], '[0] has no "concentration"'],
  [
    structureProperty('species'),
    [{ name: 'Na', chemical_symbols: ['Na'], concentration: [1], mass: [23, -1] }],
    '[0].mass[1] must be >= 0',
  ],
  [structureProperty('species'), [7], '[0] is 7, not object'],
  [
    structureProperty('space_group_symmetry_operations_xyz'),
    ['X,Y,Z'],
    '[0] is "X,Y,Z", which does not have the required form',
  ],
  [scalar('string', { maxLength: 2 }), 'ä€😀', ' must NOT have more than 2 characters'],
  [scalar('string', { format: 'date' }), '2024-02-29'],
  [scalar('string', { format: 'date' }), '2023-02-29', ' is "2023-02-29", which is no date'],
  [scalar('string', { format: 'time' }), '12:00:00+02:00'],
  [scalar('string', { format: 'time' }), '12:00', ' is "12:00", which is no time'],
  [scalar('string', { format: 'duration' }), 'P1Y2M3DT4H5M6S'],
  [scalar('string', { format: 'duration' }), 'P', ' is "P", which is no duration'],
  [scalar('string', { format: 'duration' }), 'P1DT', ' is "P1DT", which is no duration'],
  [scalar('string', { format: 'email' }), 'a@b'],
  [scalar('string', { format: 'email' }), 'ab', ' is "ab", which is no email'],
  [scalar('string', { format: 'uri' }), 'https://example.org/a'],
  [
    scalar('string', { format: 'uri' }),
    'https://example.org/ä',
    ' is "https://example.org/ä", which is no uri',
  ],
  [scalar('string', { format: 'iri' }), 'https://example.org/ä'],
  [scalar('string', { format: 'iri' }), 'ä', ' is "ä", which is no iri'],
  [scalar('string', { enum: ['a'] }), 'b'.repeat(60), ` is "${'b'.repeat(40)}…", none of the allowed values`],
  [scalar('integer', { multipleOf: 5 }), 7, ' must be multiple of 5'],
  [scalar('float', { exclusiveMinimum: 0 }), 0, ' must be > 0'],
];

test.for(cases)('%#: a value is judged (PD-02, PD-03)', ([definition, value, problem]) => {
  const problems = compileDefinition(definition)(value);
  expect(problems.map(({ path, message }) => `${path} ${message}`)).toEqual(
    problem === undefined ? [] : [problem],
  );
});

describe('compiled definitions', () => {
  test('valid values share one empty list, and a definition is compiled once', () => {
    const check = compileDefinition(structureProperty('nsites'));
    expect(check(1)).toBe(check(2));
    expect(compileDefinition(structureProperty('nsites'))).toBe(check);
  });

  test('outer dimensions reach inner lists that name none', () => {
    const inner: PropertyDefinition = {
      'x-optimade-type': 'list',
      'x-optimade-unit': 'inapplicable',
      type: ['array'],
      items: scalar('float', {}),
    };
    const check = compileDefinition({
      ...inner,
      'x-optimade-dimensions': { names: ['_exmpl_a', '_exmpl_b'], sizes: [null, 2] },
      items: inner,
    });
    expect(check([[1, 2]])).toEqual([]);
    expect(check([[1, 2], [1]])).toEqual([{ path: '[1]', message: 'has 1 items, not 2' }]);
  });

  test('a pattern that could run for long is not run (PD-04)', () => {
    const check = compileDefinition(scalar('string', { pattern: '^(a+)+$' }));
    expect(check(`${'a'.repeat(50)}b`)).toEqual([]);
    expect(compileDefinition(scalar('string', { pattern: '^a+$' }))('b')).toHaveLength(1);
  });

  test('unique items are compared where they are scalars', () => {
    const list = (items: PropertyDefinition): PropertyDefinition => ({
      'x-optimade-type': 'list',
      'x-optimade-unit': 'inapplicable',
      type: ['array'],
      uniqueItems: true,
      items,
    });
    expect(compileDefinition(list(scalar('string', {})))(['a', '__proto__', 'a'])).toHaveLength(1);
    expect(compileDefinition(list(list(scalar('string', {}))))([['a'], ['a']])).toEqual([]);
    const anything = { ...scalar('string', {}), type: ['string', 'object'] as const };
    const check = compileDefinition(list(anything));
    expect(check([{ valueOf: 1 }, { valueOf: 1 }])).toEqual([]);
  });

  test('values are not asked for what they are worth', () => {
    const check = compileDefinition({
      'x-optimade-type': 'dictionary',
      'x-optimade-unit': 'inapplicable',
      type: ['object'],
      properties: {},
      enum: [{ valueOf: 1 }],
    });
    expect(check({ valueOf: 1 })).toEqual([]);
  });

  test('hostile keys stay keys', () => {
    const definition: PropertyDefinition = {
      'x-optimade-type': 'dictionary',
      'x-optimade-unit': 'inapplicable',
      type: ['object'],
      properties: JSON.parse('{"__proto__": {"type": ["integer"]}, "constructor": {"type": ["integer"]}}'),
      required: ['constructor'],
    };
    expect(compileDefinition(definition)({})).toEqual([{ path: '', message: 'has no "constructor"' }]);
    expect(compileDefinition(definition)(JSON.parse('{"constructor": "x"}'))).toHaveLength(1);
    expect(compileClosedness(definition)(JSON.parse('{"__proto__": 1, "constructor": 1}'))).toEqual([]);
  });
});

describe('closedness of dictionaries (DEF-13, PFX-05)', () => {
  const closed = compileClosedness(structureProperty('species'));

  test('keys that are defined or prefixed are fine', () => {
    expect(closed([{ name: 'Na', _exmpl_charge: 1 }])).toEqual([]);
    expect(closed(null)).toEqual([]);
    expect(closed(['no dictionary'])).toEqual([]);
  });

  test('other keys are told of with their place', () => {
    expect(closed([{ name: 'Na' }, { charge: 1, _charge: 1, ['__proto__']: 1 }])).toEqual(
      ['charge', '_charge', '__proto__'].map((key) => ({
        path: `[1].${key}`,
        message: 'is no key of this dictionary',
      })),
    );
  });

  test('many are cut short', () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`k${index}`, 0]));
    expect(closed([many, many])).toHaveLength(20);
  });
});
