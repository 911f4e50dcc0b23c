import { describe, expect, test } from 'vitest';
import { compileClosedness, compileDefinition } from '../../../src/standard/checking.ts';
import type { PropertyDefinition } from '../../../src/standard/index.ts';
import {
  classicTypeWord,
  commonProperties,
  customEntryType,
  definitionFor,
  isIdentifier,
  isStandardDataType,
  parseUnitExpression,
  propertyTypeRules,
  standardEntryTypes,
} from '../../../src/standard/index.ts';

const rows = [...standardEntryTypes].flatMap(([entryType, { properties }]) =>
  Object.entries(properties).map(([name, definition]) => ({ entryType, name, definition })),
);

function levelsOf(level: PropertyDefinition): PropertyDefinition[] {
  return [
    level,
    ...(level.items === undefined ? [] : levelsOf(level.items)),
    ...Object.values(level.properties ?? {}).flatMap(levelsOf),
  ];
}

describe('a standard definition', () => {
  test.for(rows)('$entryType.$name has the keys of the outermost level (DEF-05, DEF-08)', (row) => {
    const { $id, $schema, title, description } = row.definition;
    for (const text of [$id, $schema, title, description]) expect(text).toMatch(/\S/);
    const header = row.definition['x-optimade-definition']!;
    expect(header).toMatchObject({ kind: 'property', format: '1.2', name: row.name });
    expect(isIdentifier(header.label)).toBe(true);
    expect($schema).toMatch(/\/meta\/v1\.[23]\/optimade\/property_definition\.json$/);
    expect(row.definition['x-optimade-requirements']).toMatchObject({ sortable: false });
  });

  test.for(rows)('$entryType.$name is sound at every level (DEF-09 to DEF-15)', (row) => {
    for (const level of levelsOf(row.definition)) {
      const dataType = level['x-optimade-type'];
      if (!isStandardDataType(dataType)) throw new Error(`${dataType} is no type of the standard`);
      const { jsonType } = propertyTypeRules[dataType];
      expect([[jsonType], [jsonType, 'null']]).toContainEqual(level.type);
      expect(level.items !== undefined).toBe(dataType === 'list');
      expect(level.properties !== undefined).toBe(dataType === 'dictionary');
      expect(parseUnitExpression(level['x-optimade-unit'])).toBeDefined();
      expect(Object.keys(level)).not.toContain('minItems');
      const dimensions = level['x-optimade-dimensions'];
      if (dimensions === undefined) continue;
      expect(dimensions.sizes.length).toBe(dimensions.names.length);
      expect([undefined, dimensions.names.length]).toContain(dimensions.compactable?.length);
      if (level.enum !== undefined) expect(level.enum.includes(null)).toBe(level.type.includes('null'));
    }
  });

  test.for(rows)('$entryType.$name defines exactly the units that it uses (DEF-12)', (row) => {
    const used = levelsOf(row.definition)
      .flatMap((level) => parseUnitExpression(level['x-optimade-unit'])!)
      .map(({ symbol }) => symbol);
    const defined = (row.definition['x-optimade-unit-definitions'] ?? []).map(({ symbol }) => symbol);
    expect(defined).toEqual([...new Set(used)]);
  });

  test.for(rows)('$entryType.$name accepts its own examples, at every level (PD-01)', (row) => {
    expect(row.definition.examples).not.toHaveLength(0);
    for (const level of levelsOf(row.definition)) {
      for (const example of level.examples ?? []) {
        expect(compileDefinition(level)(example)).toEqual([]);
        expect(compileClosedness(level)(example)).toEqual([]);
      }
    }
  });

  test('no property is named like an entry type (CUS-02)', () => {
    expect(rows.filter(({ name }) => standardEntryTypes.has(name))).toEqual([]);
  });
});

/** Values that the published definitions and the text judge differently; ours follow the text. */
const corrected: readonly [name: string, value: unknown][] = [
  ['assemblies', [{ sites_in_groups: [[0], [1]], group_probabilities: [0.5, 0.5] }]],
  ['species', [{ name: 'v', chemical_symbols: ['vacancy'], concentration: [1], mass: [0] }]],
  [
    'lattice_vectors',
    [
      [1, 0, 0],
      [0, 1, 0],
      [null, null, null],
    ],
  ],
  ['site_coordinate_span', null],
  ['optimization_type', null],
];

test.for(corrected)(
  'structures may have %s as the text says (BUG-01, BUG-02, BUG-04, BUG-06)',
  ([name, value]) => {
    expect(compileDefinition(definitionFor('structures', name)!)(value)).toEqual([]);
  },
);

test('files may have a SHA-256 checksum', () => {
  const checksums = definitionFor('files', 'checksums')!;
  expect(compileClosedness(checksums)({ sha256: '00', _exmpl_crc: '0' })).toEqual([]);
  expect(compileClosedness(checksums)({ crc: '0' })).toHaveLength(1);
});

describe('entry types', () => {
  test('a custom one has the common properties, which cannot be replaced', () => {
    const own = definitionFor('structures', 'nsites')!;
    const things = customEntryType('_exmpl_things', { properties: { _exmpl_n: own, id: own } });
    expect(Object.keys(things.properties).sort()).toEqual(
      ['_exmpl_n', ...Object.keys(commonProperties)].sort(),
    );
    expect(things.properties.id).toBe(commonProperties.id);
    expect(things.description).toMatch(/_exmpl_things/);
  });

  test('a property is found by its own name only', () => {
    expect(definitionFor('structures', 'nsites')?.title).toBe('number of sites');
    expect(definitionFor('references', 'nsites')).toBeUndefined();
    expect(definitionFor('_exmpl_things', 'id')).toBe(commonProperties.id);
    expect(definitionFor('structures', 'constructor')).toBeUndefined();
    expect(definitionFor('constructor', '__proto__')).toBeUndefined();
  });

  test('trajectories wrap what structures have in frames', () => {
    const {
      nsites,
      species,
      structure_features: features,
    } = standardEntryTypes.get('trajectories')!.properties;
    expect(compileDefinition(nsites!)([2, 2, null])).toEqual([]);
    expect(nsites!['x-optimade-dimensions']?.compactable).toEqual(['constant']);
    expect(species!['x-optimade-dimensions']?.names).toEqual(['dim_frames', 'dim_species']);
    expect(compileDefinition(features!)(null)).not.toEqual([]);
  });

  test('the word of older versions for each type', () => {
    const words = ['id', 'nsites', 'elements', 'last_modified'].map((name) =>
      classicTypeWord(definitionFor('structures', name)!),
    );
    expect(words).toEqual(['string', 'integer', 'list', 'timestamp']);
    expect(classicTypeWord({ ...commonProperties.id!, 'x-optimade-type': '_exmpl_any' })).toBe('unknown');
  });
});
