/**
 * Values from small pools, so that random filters meet random entries, with the odd ones that break engines.
 */
import fc from 'fast-check';
import type { JsonValue } from '../../../src/base/index.ts';
import type { ComparableType, QueryConstant } from '../../../src/query/index.ts';
import type { PropertyDefinition } from '../../../src/standard/index.ts';
import { at, constant } from '../build-query.ts';

const randomText = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('', 'a', 'ab', 'abc', 'bc', 'b', 'abcab') },
  { weight: 2, arbitrary: fc.constantFrom('SiO', 'SiO2', 'aSiO2', 'é', 'e\u0301', '%', '_', '"\\', '\0') },
  { weight: 2, arbitrary: fc.constantFrom('\uE000', '\uFFFF', '\u{10000}', '\u{1F600}b', '__proto__') },
  { weight: 1, arbitrary: fc.constantFrom('x'.repeat(3000), 'x'.repeat(3000) + 'ab') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
);

const randomInteger = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -1, max: 3 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(2 ** 31, -(2 ** 31) - 1, 2 ** 32, Number.MAX_SAFE_INTEGER, 255, 256),
  },
);

const randomFloat = fc.oneof(
  { weight: 4, arbitrary: randomInteger },
  {
    weight: 3,
    arbitrary: fc.constantFrom(-0, 0.1, 0.2, 0.30000000000000004, 0.3, 1e-300, -1e-300, 1e300, 5e-324),
  },
  { weight: 1, arbitrary: fc.double({ noDefaultInfinity: true, noNaN: true }) },
);

const randomTimestamp = fc.oneof(
  fc.constantFrom('2020-01-01T00:00:00Z', '2020-01-01T00:00:00.0Z', '2020-01-01T00:00:00.5Z'),
  fc.constantFrom('2019-12-31T23:59:60Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999999999Z'),
  fc.constantFrom('2020-01-01T00:00:00.50Z', '2020-01-01T00:00:00.05Z', '2020-01-02T00:00:00Z'),
);

/** Null now and then. */
function orNull<Value>(values: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> {
  return fc.option(values, { freq: 6, nil: null });
}

/** A value that is valid under the definition; nulls within lists and dictionaries, but not itself null. */
function randomValue(definition: PropertyDefinition): fc.Arbitrary<JsonValue> {
  switch (definition['x-optimade-type']) {
    case 'string':
      return randomText;
    case 'integer':
      return randomInteger;
    case 'float':
      return randomFloat;
    case 'boolean':
      return fc.boolean();
    case 'timestamp':
      return randomTimestamp;
    case 'list':
      return fc.array(orNull(randomValue(definition.items!)), { maxLength: 4 });
    default:
      return randomDictionary(definition.properties!);
  }
}

/** Some of the keys, each with a value or null. */
export function randomDictionary(
  properties: Readonly<Record<string, PropertyDefinition>>,
): fc.Arbitrary<Record<string, JsonValue>> {
  const members = Object.entries(properties).map(([name, definition]) =>
    fc
      .option(orNull(randomValue(definition)), { freq: 5, nil: undefined })
      .map((value) => [name, value] as const),
  );
  // Not fc.record, for the sake of keys such as __proto__.
  return fc
    .tuple(...members)
    .map(
      (pairs) =>
        Object.fromEntries(pairs.filter(([, value]) => value !== undefined)) as Record<string, JsonValue>,
    );
}

/** A constant as a request would bring it. */
export function randomConstant(type: ComparableType): fc.Arbitrary<QueryConstant> {
  switch (type) {
    case 'string':
      return randomText.map(constant);
    case 'number':
      return fc.oneof(randomFloat, fc.constantFrom(0.5, -0.5, 2.5)).map(constant);
    case 'boolean':
      return fc.boolean().map(constant);
    case 'timestamp':
      return randomTimestamp.map(at);
  }
}
