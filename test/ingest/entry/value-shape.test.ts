import { expect, test } from 'vitest';
import type { JsonValue } from '../../../src/base/index.ts';
import { limits } from '../../../src/base/index.ts';
import { ValueShape } from '../../../src/ingest/entry/value-shape.ts';
import type { PropertyDefinition } from '../../../src/standard/index.ts';

/** A definition in short: `integer?` may be null, `[string]` is a list, `{a: float?}` a dictionary. */
function short(definition: PropertyDefinition): string {
  const nullable = definition.type.includes('null') ? '?' : '';
  const { items, properties } = definition;
  if (items !== undefined) return `[${short(items)}]${nullable}`;
  if (properties === undefined) return `${definition['x-optimade-type']}${nullable}`;
  const keys = Object.entries(properties).map(([key, inner]) => `${key}: ${short(inner)}`);
  return `{${keys.join(', ')}}${nullable}`;
}

const rows: readonly (readonly [values: readonly JsonValue[], definition: string])[] = [
  [['a', 'b'], 'string'],
  [['a', null], 'string?'],
  [[1, 2], 'integer'],
  [[1, 2.5], 'float'],
  [[2 ** 60], 'float'],
  [[true], 'boolean'],
  [[1, 'a'], '_exmpl_mixed'],
  [[true, 1, null], '_exmpl_mixed?'],
  [[[]], '[_exmpl_mixed]'],
  [[[1], [2.5, null]], '[float?]'],
  [[[[1, 2]], [[3]]], '[[integer]]'],
  [[[1, 'a']], '[_exmpl_mixed]'],
  [[{ a: 1 }, { a: null, b: 'x' }], '{a: integer?, b: string?}'],
  [[{}], '{}'],
  [[[{ a: 1 }]], '[{a: integer?}]'],
  [[JSON.parse('{"__proto__": 1, "constructor": "x"}')], '{__proto__: integer?, constructor: string?}'],
];

for (const [values, definition] of rows) {
  test(`${JSON.stringify(values)} are ${definition}`, () => {
    const shape = new ValueShape();
    for (const value of values) shape.observe(value);
    expect(short(shape.define('_exmpl_mixed'))).toBe(definition);
  });
}

test('dates of extended JSON are timestamps, unless there is other text', () => {
  const shape = new ValueShape();
  shape.observe('2020-01-01T00:00:00Z', true);
  expect(shape.define('_exmpl_mixed')['x-optimade-type']).toBe('timestamp');
  shape.observe('today');
  expect(shape.define('_exmpl_mixed')['x-optimade-type']).toBe('string');
});

test('a dictionary keyed by ids is opaque and does not fill the memory', () => {
  const shape = new ValueShape();
  for (let id = 0; id <= limits.inferredNodesMax; id += 1) shape.observe({ [`id${id}`]: { x: id } });
  expect(short(shape.define('_exmpl_mixed'))).toBe('_exmpl_mixed');
  expect(shape.define('_exmpl_mixed').type).toEqual(['object']);
});
