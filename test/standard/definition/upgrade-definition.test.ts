import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/base/index.ts';
import { compileClosedness, compileDefinition, upgradeDefinition } from '../../../src/standard/checking.ts';
import type { PropertyDefinition } from '../../../src/standard/index.ts';
import { standardEntryTypes } from '../../../src/standard/index.ts';

const context = { prefix: 'exmpl', entryType: 'structures' };
const name = '_exmpl_band_gap';

function upgrade(raw: JsonObject, observed?: PropertyDefinition) {
  return upgradeDefinition(name, raw, { ...context, observed });
}

/** A definition as a full one of the source, complete and without faults. */
const full: JsonObject = {
  $id: 'https://example.org/defs/band_gap',
  $schema: 'https://schemas.optimade.org/meta/v1.2/optimade/property_definition.json',
  title: 'band gap',
  description: 'The fundamental gap.',
  'x-optimade-definition': {
    kind: 'property',
    format: '1.2',
    version: '2.0.1',
    name: 'band_gap',
    label: 'band_gap_example',
    resources: [{ relation: 'article', 'resource-id': 'https://example.org' }],
  },
  'x-optimade-type': 'float',
  'x-optimade-unit': 'eV',
  'x-optimade-unit-definitions': [
    {
      $id: 'https://schemas.optimade.org/defs/v1.2/units/si/2019/accepted/electronvolt',
      symbol: 'eV',
      title: 'electronvolt',
      description: 'Of 2019.',
      'x-optimade-definition': {
        kind: 'unit',
        format: '1.2',
        version: '1.2.0',
        name: 'eV',
        label: 'ev_2019',
      },
    },
  ],
  'x-optimade-requirements': { support: 'may', sortable: false, 'query-support': 'none' },
  type: ['number', 'null'],
  minimum: 0,
  examples: [1.5],
  deprecated: false,
  'x-exmpl-note': { any: ['thing'] },
};

describe('full definitions (PD-08)', () => {
  test('pass through', () => {
    const { definition, problems } = upgrade(full);
    expect(problems).toEqual([]);
    const { 'x-optimade-unit-definitions': units, ...rest } = definition;
    const { 'x-optimade-unit-definitions': _, ...given } = full;
    expect(rest).toEqual(given);
    expect(units).toMatchObject([{ symbol: 'eV', description: 'Of 2019.', 'display-symbol': 'eV' }]);
  });

  test('what another server could do is dropped, keys of providers stay, others are told of', () => {
    const { definition, problems } = upgrade({
      ...full,
      sortable: true,
      'x-optimade-implementation': { sortable: true },
      'x-optimade-future': 1,
      $comment: 'for people',
      minItems: 3,
      maxLength: 5,
      toString: 'x',
    });
    expect(definition).toEqual(upgrade(full).definition);
    expect(problems).toEqual([
      'maxLength does not apply to the type float',
      'the key "minItems" means nothing here',
      'the key "toString" means nothing here',
    ]);
  });

  test('the definitions of the standard pass through but for their unit definitions', () => {
    for (const [property, standard] of Object.entries(standardEntryTypes.get('structures')!.properties)) {
      const { definition, problems } = upgradeDefinition(
        property,
        standard as unknown as JsonObject,
        context,
      );
      expect(problems).toEqual([]);
      // Inner levels are not outermost ones: what names them apart is not needed there.
      expect(definition).toMatchObject({
        $id: standard.$id,
        description: standard.description,
        type: standard.type,
      });
      const check = compileDefinition(definition);
      for (const example of standard.examples ?? []) expect(check(example)).toEqual([]);
    }
  });
});

/** Older definition → the parts of the new one that it decides. */
const older: readonly [title: string, raw: JsonObject, expected: JsonObject, problems?: readonly string[]][] =
  [
    [
      'four keys',
      { description: 'The gap.', unit: 'eV', sortable: true, type: 'float' },
      {
        description: 'The gap.',
        'x-optimade-type': 'float',
        type: ['number', 'null'],
        'x-optimade-unit': 'eV',
      },
    ],
    ['nothing but a type', { type: 'string' }, { title: 'band gap', 'x-optimade-unit': 'inapplicable' }],
    ['nothing at all', {}, { 'x-optimade-type': '_exmpl_any' }],
    ['nulls', { description: null, unit: null, type: null }, { 'x-optimade-type': '_exmpl_any' }],
    ['the word unknown', { type: 'unknown' }, { 'x-optimade-type': '_exmpl_any' }],
    ['timestamp', { type: 'timestamp' }, { type: ['string', 'null'], format: 'date-time' }],
    ['a date-time string', { type: 'string', format: 'date-time' }, { 'x-optimade-type': 'timestamp' }],
    ['words of JSON Schema', { type: 'number' }, { 'x-optimade-type': 'float' }],
    ['a list of JSON types', { type: ['integer'] }, { 'x-optimade-type': 'integer', type: ['integer'] }],
    ['a word that nobody knows', { type: 'matrix' }, {}, ['the type "matrix" is unknown']],
    ['a type that is no word', { type: { a: 1 } }, {}, ['the type {"a":1} is unknown']],
    [
      'dictionary by its keys',
      { properties: { a: { type: 'string' } } },
      { 'x-optimade-type': 'dictionary' },
    ],
    [
      'a custom type',
      { 'x-optimade-type': '_other_set', type: ['array', 'null'] },
      { 'x-optimade-type': '_other_set', type: ['array', 'null'] },
    ],
    ['free text for a unit', { type: 'float', unit: 'g/cm^3' }, { 'x-optimade-unit': 'cm^-3*g' }],
    [
      'a unit per atom',
      { type: 'float', unit: 'eV/atom', description: 'E.' },
      { 'x-optimade-unit': 'eV', description: 'E.\n\nThe values are per atom.' },
    ],
    [
      'a unit that nobody knows',
      { type: 'float', unit: 'furlong', description: 'L.' },
      { 'x-optimade-unit': 'inapplicable', description: 'L.\n\nThe unit is given as "furlong".' },
      ['the unit "furlong" is unknown'],
    ],
    [
      'a unit that is no text',
      { type: 'float', unit: 5 },
      { 'x-optimade-unit': 'inapplicable' },
      ['the unit "5" is unknown'],
    ],
    [
      'an unsorted expression',
      { type: 'float', 'x-optimade-unit': 'eV*angstrom^-1' },
      { 'x-optimade-unit': 'angstrom^-1*eV' },
    ],
    [
      'a symbol without definition',
      { type: 'float', 'x-optimade-unit': 'hartree' },
      { 'x-optimade-unit': 'inapplicable' },
      ['the unit "hartree" is unknown'],
    ],
    ['a unit of text', { type: 'string', unit: 'eV' }, { 'x-optimade-unit': 'inapplicable' }],
    [
      'a list with a unit',
      { type: 'list', unit: 'Å', items: { type: 'list', items: { type: 'float' } } },
      {
        'x-optimade-unit': 'inapplicable',
        items: { 'x-optimade-unit': 'inapplicable', items: { 'x-optimade-unit': 'angstrom' } },
      },
    ],
    [
      'an enumeration',
      { type: 'string', enum: ['a', 2] },
      { enum: ['a', null] },
      ['of enum, values that the property cannot have are left out'],
    ],
    [
      'examples',
      { type: 'integer', minimum: 3, examples: [1, 4] },
      { examples: [4] },
      ['of examples, values that the property cannot have are left out'],
    ],
    ['a bad pattern', { type: 'string', pattern: '(' }, {}, ['pattern has a value that it cannot have']],
    [
      'a slow pattern',
      { type: 'string', pattern: '^(a+)+$' },
      { pattern: '^(a+)+$' },
      ['pattern is not enforced, since it repeats a group that repeats or chooses itself'],
    ],
    [
      'dimensions',
      { type: 'list', 'x-optimade-dimensions': { names: ['dim_sites', 'dim_own'], lengths: [null, 3] } },
      { 'x-optimade-dimensions': { names: ['dim_sites', '_exmpl_dim_own'], sizes: [null, 3] } },
    ],
    [
      'compactable dimensions',
      {
        type: 'list',
        'x-optimade-dimensions': { names: ['dim_frames'], sizes: [null], compactable: ['constant'] },
      },
      { $schema: 'https://schemas.optimade.org/meta/v1.3/optimade/property_definition.json' },
    ],
    [
      'dimensions that do not match',
      { type: 'list', 'x-optimade-dimensions': { names: ['a'], sizes: [] } },
      {},
      ['x-optimade-dimensions needs names and sizes, as many of one as of the other'],
    ],
    ['an id that is none', { type: 'string', $id: 'a b' }, {}, ['$id is no URL or URN']],
    ['a description that is none', { type: 'string', description: ['x'] }, {}, ['description is no text']],
    [
      'faults further in',
      { type: 'dictionary', properties: { a: { type: 'list', items: 7 } } },
      {},
      ['properties.a.items: is no object'],
    ],
  ];

describe('older definitions (PD-01, PD-04, PD-09, PD-10)', () => {
  test.for(older)('%s', ([, raw, expected, problems = []]) => {
    const upgraded = upgrade(raw);
    expect(upgraded.definition).toMatchObject(expected);
    expect(upgraded.problems).toEqual(problems);
  });

  test.each([
    ['_exmpl_band_gap', 'band gap'],
    ['_mp_rank', 'mp rank'],
    ['_exmpl___', '_exmpl___'],
  ])('%s without a title is called "%s"', (property, title) => {
    expect(upgradeDefinition(property, {}, context).definition.title).toBe(title);
  });

  test('what is left open is filled by what was observed', () => {
    const number: PropertyDefinition = {
      'x-optimade-type': 'float',
      'x-optimade-unit': 'inapplicable',
      type: ['number'],
    };
    const observed: PropertyDefinition = {
      'x-optimade-type': 'list',
      'x-optimade-unit': 'inapplicable',
      type: ['array', 'null'],
      items: {
        'x-optimade-type': 'dictionary',
        'x-optimade-unit': 'inapplicable',
        type: ['object'],
        properties: { e: number },
      },
    };
    for (const raw of [{ unit: 'eV' }, { type: 'list' }, { type: 'list', items: {} }]) {
      const { definition, problems } = upgrade(raw, observed);
      expect(problems).toEqual([]);
      expect(definition).toMatchObject({
        'x-optimade-type': 'list',
        items: { properties: { e: { type: ['number'] } } },
      });
    }
    expect(upgrade({ type: 'list' }).definition.items).toBeUndefined();
    expect(upgrade({ type: 'float' }, observed).definition['x-optimade-type']).toBe('float');
  });

  test('a data type of our own is explained', () => {
    const observed = { 'x-optimade-type': '_exmpl_mixed', 'x-optimade-unit': 'inapplicable' } as const;
    const { definition } = upgrade({ description: 'X.' }, { ...observed, type: ['string', 'number'] });
    expect(definition).toMatchObject({ type: ['string', 'number'], 'x-optimade-type': '_exmpl_mixed' });
    expect(definition.description).toMatch(/^X\.\n\nThe values are of no particular type/);
  });

  test('the id is stable, and another for another definition, property or type', () => {
    const id = (raw: JsonObject, property = name, entryType = 'structures') =>
      upgradeDefinition(property, raw, { prefix: 'exmpl', entryType }).definition.$id;
    const ids = [
      id({ type: 'float', unit: 'eV' }),
      id({ type: 'float', unit: 'K' }),
      id({ type: 'float', unit: 'eV' }, '_exmpl_other'),
      id({ type: 'float', unit: 'eV' }, name, 'calculations'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    expect(id({ unit: 'eV', type: 'float' })).toBe(ids[0]);
    expect(ids[0]).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('hostile definitions', () => {
  test('deep ones are cut', () => {
    let raw: JsonObject = { type: 'string' };
    for (let depth = 0; depth < 150; depth += 1) raw = { type: 'list', items: raw };
    const { definition, problems } = upgrade(raw);
    expect(problems[0]).toMatch(/nests too deeply/);
    expect(compileDefinition(definition)([])).toEqual([]);
  });

  test('wide ones are cut', () => {
    const properties = Object.fromEntries(
      Array.from({ length: 5000 }, (_, index) => [`k${index}`, { type: 'string' }]),
    );
    const { definition, problems } = upgrade({ type: 'dictionary', properties });
    expect(problems).toEqual(['defines too many keys']);
    expect(Object.keys(definition.properties!).length).toBeLessThan(2001);
  });

  test('keys of the prototype are keys', () => {
    const raw = JSON.parse(
      '{"__proto__": 1, "type": "dictionary", "properties": {"__proto__": {"type": "integer"}}}',
    );
    const { definition } = upgrade(raw);
    expect(Object.keys(definition.properties!)).toEqual(['__proto__']);
    expect(({} as JsonObject).type).toBeUndefined();
  });

  const key = fc.oneof(
    fc.constantFrom(
      ...Object.keys(full),
      'unit',
      'items',
      'properties',
      'required',
      'enum',
      'pattern',
      'format',
      '__proto__',
    ),
    fc.constantFrom(
      'x-optimade-dimensions',
      'x-optimade-metadata-definition',
      'dependentRequired',
      'uniqueItems',
      'multipleOf',
    ),
    fc.string(),
  );
  const leaf = fc.oneof(
    fc.constantFrom<JsonValue>(
      'float',
      'list',
      'dictionary',
      'string',
      'null',
      'eV',
      '_exmpl_any',
      '(a|a)*',
      'date-time',
    ),
    fc.string(),
    // JSON.stringify writes -0 as 0.
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
    fc.boolean(),
    fc.constant(null),
  );
  const { json } = fc.letrec<{ json: JsonValue }>((tie) => ({
    json: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.array(tie('json'), { maxLength: 4 }),
      fc.dictionary(key, tie('json'), { maxKeys: 6 }),
    ),
  }));

  test('anything at all becomes a definition that compiles and is whole', () => {
    fc.assert(
      fc.property(fc.dictionary(key, json), json, (raw, value) => {
        const { definition, problems } = upgrade(raw);
        compileDefinition(definition)(value);
        compileClosedness(definition)(value);
        for (const required of ['$id', '$schema', 'title', 'description', 'x-optimade-definition'] as const) {
          expect(definition[required]).toBeTruthy();
        }
        for (const example of definition.examples ?? [])
          expect(compileDefinition(definition)(example)).toEqual([]);
        expect(problems.length).toBeLessThanOrEqual(20);
        expect(JSON.parse(JSON.stringify(definition))).toEqual(definition);
      }),
      { numRuns: 300 },
    );
  });

  test('upgrading twice changes nothing', () => {
    fc.assert(
      fc.property(fc.dictionary(key, json), (raw) => {
        const once = upgrade(raw).definition;
        const twice = upgrade(once as unknown as JsonObject);
        expect(twice.definition).toEqual(once);
      }),
      { numRuns: 100 },
    );
  });
});
