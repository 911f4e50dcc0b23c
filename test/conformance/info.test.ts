/** The definitions under /info/<type>, at every level, against the entries and against what queries do. */
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/index.ts';
import { compileDefinition } from '../../src/standard/checking.ts';
import type { PropertyDefinition } from '../../src/standard/index.ts';
import { parseUnitExpression } from '../../src/standard/index.ts';
import { askOdd, testOdd } from './odd-database.ts';

const entryTypes = ['structures', 'references', 'files', 'calculations', '_exmpl_things'];

type Definitions = Readonly<Record<string, PropertyDefinition & JsonObject>>;

async function definitionsOf(entryType: string): Promise<Definitions> {
  return (await askOdd(`/odd/v1/info/${entryType}`)).at('/data/properties') as Definitions;
}

async function attributesOf(entryType: string): Promise<readonly JsonObject[]> {
  const data = (await askOdd(`/odd/v1/${entryType}`)).at('/data') as { attributes: JsonObject }[];
  return data.map(({ attributes }) => attributes);
}

/** Every level of a definition, with the place of each. */
function levelsOf(
  level: PropertyDefinition,
  place: string,
): (readonly [string, PropertyDefinition & JsonObject])[] {
  return [
    [place, level as PropertyDefinition & JsonObject],
    ...(level.items === undefined ? [] : levelsOf(level.items, `${place}[]`)),
    ...Object.entries(level.properties ?? {}).flatMap(([key, part]) => levelsOf(part, `${place}.${key}`)),
  ];
}

const keys = new Set(
  (
    '$id $schema title description examples enum type format pattern minLength maxLength properties ' +
    'required items minProperties maxProperties dependentRequired uniqueItems multipleOf minimum maximum ' +
    'exclusiveMinimum exclusiveMaximum'
  ).split(' '),
);
const operators = [
  '< <= > >= = !='.split(' '),
  ['CONTAINS', 'STARTS WITH', 'ENDS WITH', 'HAS', 'HAS ALL', 'HAS ANY', 'HAS ONLY', 'IS KNOWN', 'IS UNKNOWN'],
].flat();

describe.each(entryTypes)('/info/%s', (entryType) => {
  test('DEF-05, DEF-07, DEF-08 properties have all that the outermost level needs', async () => {
    for (const [name, definition] of Object.entries(await definitionsOf(entryType))) {
      expect(definition, name).toMatchObject({
        $id: expect.stringMatching(/^(https:\/\/|urn:)/),
        $schema: expect.stringContaining('/optimade/property_definition.json'),
        title: expect.stringMatching(/\S/),
        description: expect.stringMatching(/\S/),
        'x-optimade-definition': {
          format: '1.2',
          kind: 'property',
          name,
          label: expect.stringMatching(/^[a-z_]\w*$/),
        },
      });
    }
  });

  test('DEF-09, DEF-10, DEF-11, DEF-13, DEF-14, DEF-22 every level is complete, no key odd', async () => {
    for (const [name, definition] of Object.entries(await definitionsOf(entryType))) {
      for (const [place, level] of levelsOf(definition, name)) {
        expect(level['x-optimade-type'], place).toMatch(
          /^(string|integer|float|boolean|timestamp|list|dictionary|_exmpl_\w+)$/,
        );
        expect(level.type, place).toEqual(expect.any(Array));
        expect(parseUnitExpression(level['x-optimade-unit']), place).toBeDefined();
        if (level.type.includes('array')) expect(level.items, place).toBeDefined();
        if (level.type.includes('object')) expect(level.properties, place).toBeDefined();
        const odd = Object.keys(level).filter((key) => !keys.has(key) && !/^x-[a-z]+-[a-z-]+$/.test(key));
        // Older clients look for these two.
        const allowed = level === definition ? ['sortable', 'unit'] : [];
        expect(allowed, place).toEqual(expect.arrayContaining(odd));
      }
    }
  });

  test('DEF-12 the units that it uses are defined', async () => {
    for (const [name, definition] of Object.entries(await definitionsOf(entryType))) {
      const defined = (definition['x-optimade-unit-definitions'] ?? []).map(({ symbol }) => symbol);
      for (const [, level] of levelsOf(definition, name)) {
        const unit = level['x-optimade-unit'];
        if (unit === 'inapplicable' || unit === 'dimensionless') continue;
        const symbols = parseUnitExpression(unit)!.map(({ symbol }) => symbol);
        expect(defined, name).toEqual(expect.arrayContaining(symbols));
      }
    }
  });

  test('NUL-03, DEF-04 every value of an entry is valid under the definition that is shown', async () => {
    const definitions = await definitionsOf(entryType);
    for (const attributes of await attributesOf(entryType)) {
      for (const [name, value] of Object.entries(attributes)) {
        if (name === 'last_modified' && value === null) continue;
        expect(definitions, name).toHaveProperty(name);
        if (value !== null) expect(compileDefinition(definitions[name]!)(value!), name).toEqual([]);
      }
    }
  });

  test('LST-15, DEF-16, DEF-17 the flag of sorting stands in both places and is true', async () => {
    for (const [name, { sortable, ...definition }] of Object.entries(await definitionsOf(entryType))) {
      expect((definition['x-optimade-implementation'] as JsonObject).sortable).toBe(sortable);
      const { status } = await askOdd(`/odd/v1/${entryType}?sort=${name}`);
      expect([name, status]).toEqual([name, sortable === true ? 200 : 400]);
    }
  });

  test('DEF-16, DEF-18, OPT-02 the operators that it promises work', async () => {
    for (const [name, definition] of Object.entries(await definitionsOf(entryType))) {
      const implementation = definition['x-optimade-implementation'] as JsonObject;
      const named = implementation['query-support-operators'] as string[] | undefined;
      expect(implementation['query-support'], name).toBe(named === undefined ? 'all mandatory' : 'partial');
      expect(operators).toEqual(expect.arrayContaining(named ?? []));
      for (const filter of filtersOn(name, definition, named === undefined)) {
        const reply = await askOdd(`/odd/v1/${entryType}?filter=${encodeURIComponent(filter)}`);
        expect([filter, reply.status]).toEqual([filter, 200]);
      }
    }
  });

  test('DEF-19 requirements are drawn from the words of the standard', async () => {
    for (const definition of Object.values(await definitionsOf(entryType))) {
      const requirements = definition['x-optimade-requirements'];
      if (requirements === undefined) continue;
      expect(['must', 'should', 'may']).toContain(requirements.support);
      expect(['support', 'sortable', 'query-support', 'query-support-operators']).toEqual(
        expect.arrayContaining(Object.keys(requirements)),
      );
    }
  });
});

const literals: Readonly<Record<string, string>> = {
  string: '"x"',
  integer: '1',
  float: '0.5',
  boolean: 'TRUE',
  timestamp: '"2020-01-01T00:00:00Z"',
};

/** A filter for each operator that the standard demands of a property of such a type. */
function filtersOn(name: string, definition: PropertyDefinition, isComparable: boolean): readonly string[] {
  const known = [`${name} IS KNOWN`, `${name} IS UNKNOWN`, `NOT ${name} IS KNOWN`];
  if (!isComparable) return known;
  const list = definition.items;
  if (list !== undefined) {
    const value = literals[list['x-optimade-type']]!;
    const has = ['HAS', 'HAS ALL', 'HAS ANY', 'HAS ONLY'].map((operator) => `${name} ${operator} ${value}`);
    return [...known, ...has, `${name} LENGTH 2`, `${name} LENGTH > 2`, `${name} HAS ANY ${value},${value}`];
  }
  const type = definition['x-optimade-type'];
  const value = literals[type]!;
  const comparisons = type === 'boolean' ? ['=', '!='] : ['=', '!=', '<', '<=', '>', '>='];
  const substrings = type === 'string' ? ['CONTAINS', 'STARTS', 'STARTS WITH', 'ENDS', 'ENDS WITH'] : [];
  return [
    ...known,
    ...[...comparisons, ...substrings].map((operator) => `${name} ${operator} ${value}`),
    ...comparisons.map((operator) => `${value} ${operator} ${name}`),
  ];
}

describe('info', () => {
  testOdd([
    {
      name: 'DEF-07 standard properties carry the id that the standard gives them',
      path: '/v1/info/structures',
      values: {
        '/data/properties/species/$id':
          'https://schemas.optimade.org/defs/v1.2/properties/optimade/structures/species',
      },
    },
    {
      name: 'DEF-15 dimensions are named and sized',
      path: '/v1/info/structures',
      values: {
        '/data/properties/lattice_vectors/x-optimade-dimensions': {
          names: ['dim_lattice', 'dim_spatial'],
          sizes: [3, 3],
        },
      },
    },
    {
      name: 'DT-01, DEF-06 a data type of the provider',
      path: '/v1/info/_exmpl_things',
      values: {
        '/data/properties/_exmpl_color/x-optimade-type': '_exmpl_paint',
        '/data/properties/_exmpl_color/$schema':
          'https://schemas.optimade.org/meta/v1.3/optimade/property_definition.json',
      },
    },
    {
      name: 'DEF-20 one format for each type',
      path: '/v1/info/files',
      values: { '/data/formats': ['json'] },
    },
    {
      name: 'INF-05, INF-06, INF-07 no license is made up',
      path: '/v1/info',
      values: {
        '/data/attributes/available_licenses': null,
        '/data/attributes/available_licenses_for_entries': null,
      },
    },
    {
      name: 'INF-10, CUS-01 a custom entry type is announced in both places',
      path: '/v1/info',
      values: {
        '/data/attributes/available_endpoints': expect.arrayContaining(['_exmpl_things']),
        '/data/attributes/entry_types_by_format/json': expect.arrayContaining(['_exmpl_things']),
      },
    },
    {
      name: 'PFX-03, PFX-04 properties of other prefixes are described, too',
      path: '/v1/info/structures',
      values: {
        '/data/properties/_dft_code/description': expect.any(String),
        '/data/properties/_mp_rank/x-optimade-type': 'integer',
      },
    },
    {
      name: 'PD-10 four old words become a definition',
      path: '/v1/info/structures',
      values: {
        '/data/properties/_exmpl_gap/type': ['number', 'null'],
        '/data/properties/_exmpl_gap/x-optimade-type': 'float',
        '/data/properties/_exmpl_gap/x-optimade-unit': 'eV',
        '/data/properties/_exmpl_gap/$id': expect.stringMatching(/^urn:uuid:/),
      },
    },
    {
      name: 'INF-08 a database is no index',
      path: '/v1/info',
      values: { '/data/attributes/is_index': false, '/data/relationships': undefined },
    },
  ]);
});
