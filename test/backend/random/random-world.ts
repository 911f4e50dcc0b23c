/** Random definitions, entries that are valid under them, and every path that a filter can name. */
import fc from 'fast-check';
import type { AttributePath, PropertyPath } from '../../../src/query/index.ts';
import type { Entry, PropertyDefinition, ResourceIdentifier } from '../../../src/standard/index.ts';
import { comparableTypeOf, resolveNestedPath } from '../../../src/standard/index.ts';
import type { Definitions } from '../build-query.ts';
import {
  booleanDefinition,
  definitions,
  dictionaryOf,
  entry,
  floatDefinition,
  integerDefinition,
  listOf,
  textDefinition,
  timestampDefinition,
} from '../build-query.ts';
import { randomDictionary } from './random-values.ts';

export interface World {
  readonly definitions: Definitions;
  /** In the order of a source, with duplicates. */
  readonly entries: readonly Entry[];
}

type Properties = Readonly<Record<string, PropertyDefinition>>;

const scalarDefinition = fc.constantFrom(
  textDefinition,
  integerDefinition,
  floatDefinition,
  booleanDefinition,
  timestampDefinition,
);

const nestedKey = fc.constantFrom('a', 'b', 'constructor', '__proto__');

/** Scalars, lists and dictionaries, nested a few levels deep. */
const propertyDefinition: fc.Arbitrary<PropertyDefinition> = fc.letrec<{ any: PropertyDefinition }>(
  (tie) => ({
    any: fc.oneof(
      { maxDepth: 4, depthSize: 'small', withCrossShrink: true },
      { weight: 5, arbitrary: scalarDefinition },
      { weight: 4, arbitrary: tie('any').map(listOf) },
      {
        weight: 2,
        arbitrary: fc
          .uniqueArray(fc.tuple(nestedKey, tie('any')), {
            minLength: 1,
            maxLength: 3,
            selector: ([key]) => key,
          })
          .map((pairs) => dictionaryOf(Object.fromEntries(pairs))),
      },
    ),
  }),
).any;

/** So that a filter never lacks a text, a number and a list to name. */
const alwaysDefined: Properties = {
  chemical_formula_descriptive: textDefinition,
  elements: listOf(textDefinition),
  elements_ratios: listOf(floatDefinition),
  nsites: integerDefinition,
};

const propertyName = fc.constantFrom('_x_a', '_x_b', '_x_c', '_x_d', '_x_e');

const randomProperties: fc.Arbitrary<Properties> = fc
  .uniqueArray(fc.tuple(propertyName, propertyDefinition), { maxLength: 5, selector: ([name]) => name })
  .map((pairs) => ({ ...alwaysDefined, ...Object.fromEntries(pairs) }));

/** Relations hit where there are few references; of structures there shall be many with few duplicates. */
function randomId(type: string): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: type === 'references' ? 9 : 400 }).map(String) },
    { weight: 1, arbitrary: fc.constantFrom('a', 'A', 'é', '\uE000', '\u{10000}', '__proto__', 'a/b', '%') },
  );
}

const randomIdentifier: fc.Arbitrary<ResourceIdentifier> = fc
  .tuple(
    fc.constantFrom('references', 'references', 'structures'),
    randomId('references'),
    fc.option(fc.constantFrom('main', 'input'), { nil: undefined }),
    fc.option(fc.constantFrom('SiO', 'a', ''), { nil: undefined }),
  )
  .map(([type, id, role, description]) => {
    const meta = { ...(role !== undefined && { role }), ...(description !== undefined && { description }) };
    return role === undefined && description === undefined ? { type, id } : { type, id, meta };
  });

function randomEntry(type: string, properties: Properties): fc.Arbitrary<Entry> {
  const { id: _id, type: _type, ...ofAttributes } = properties;
  const identifiers = fc.oneof(fc.constant([]), fc.array(randomIdentifier, { maxLength: 3 }));
  return fc
    .tuple(randomId(type), randomDictionary(ofAttributes), identifiers)
    .map(([id, attributes, related]) => entry(id, attributes, related, type));
}

/** `sizes` bounds the number of entries of the queried type. */
export function randomWorld(sizes: {
  readonly minLength: number;
  readonly maxLength: number;
}): fc.Arbitrary<World> {
  return fc.tuple(randomProperties, randomProperties).chain(([structures, references]) => {
    const types = definitions({ structures, references });
    const queried = fc.array(randomEntry('structures', types.structures!.properties), {
      ...sizes,
      size: 'max',
    });
    const others = fc.array(randomEntry('references', types.references!.properties), { maxLength: 12 });
    return fc.tuple(queried, others).map((entries) => ({ definitions: types, entries: entries.flat() }));
  });
}

/** Every property and nested name of a type. */
export function attributePaths(properties: Properties): AttributePath[] {
  return Object.keys(properties).flatMap((property) => pathsBelow(property, properties[property]!, []));
}

function pathsBelow(
  property: string,
  definition: PropertyDefinition,
  keys: readonly string[],
): AttributePath[] {
  const resolved = resolveNestedPath(definition, keys)!;
  const type = comparableTypeOf(resolved.definition) ?? 'opaque';
  let dictionary = resolved.definition;
  while (dictionary.items !== undefined) dictionary = dictionary.items;
  return [
    { kind: 'attribute', property, keys, list: resolved.list, type },
    ...Object.keys(dictionary.properties ?? {}).flatMap((key) =>
      pathsBelow(property, definition, [...keys, key]),
    ),
  ];
}

/** Every path that a filter on structures can name. */
export function allPaths(types: Definitions): PropertyPath[] {
  const own = attributePaths(types.structures!.properties);
  const related = ['references', 'structures'].flatMap((entryType): PropertyPath[] => [
    ...(['id', 'description', 'role'] as const).map(
      (member): PropertyPath => ({ kind: 'relationship', entryType, member, list: true, type: 'string' }),
    ),
    ...attributePaths(types[entryType]!.properties).map(
      (path): PropertyPath => ({ kind: 'target', entryType, path, list: true, type: path.type }),
    ),
  ]);
  // The own properties several times, since there are far more targets.
  return [...own, ...own, ...own, ...own, ...related];
}
