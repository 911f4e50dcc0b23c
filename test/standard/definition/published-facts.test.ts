import { describe, expect, test } from 'vitest';
import { standardEntryTypes } from '../../../src/standard/index.ts';
import { intendedPlaces, isIntended } from './intended-differences.ts';
import type { Json } from './published-definitions.ts';
import { isObject, isReferenceMissing, missingReason, publishedProperties } from './published-definitions.ts';

/** Words, which are our own, and keys that the text names otherwise or not at all (`response-level`). */
const notCompared = new Set(['description', 'examples', 'title', '$schema', '$comment', 'response-level']);

interface Difference {
  readonly place: string;
  readonly published: string;
  readonly ours: string;
}

function compare(place: string, published: Json | undefined, ours: Json | undefined): Difference[] {
  if (isObject(published) && isObject(ours)) {
    return [...new Set([...Object.keys(published), ...Object.keys(ours)])]
      .filter((key) => !notCompared.has(key))
      .flatMap((key) => compare(`${place}.${key}`, published[key], ours[key]));
  }
  if (place.endsWith('x-optimade-unit-definitions')) {
    return compare(`${place}.ids`, identities(published), identities(ours));
  }
  const [before, after] = [JSON.stringify(published), JSON.stringify(ours)];
  return before === after ? [] : [{ place, published: `${before}`, ours: `${after}` }];
}

function identities(units: Json | undefined): Json {
  return ((units ?? []) as { symbol: string; $id: string }[]).map(({ symbol, $id }) => `${symbol} ${$id}`);
}

function ourProperties(entryType: string): Readonly<Record<string, Json>> {
  return JSON.parse(JSON.stringify(standardEntryTypes.get(entryType)!.properties));
}

function differences(entryType: string): Difference[] {
  const [published, ours] = [publishedProperties(entryType), ourProperties(entryType)];
  return Object.keys(ours).flatMap((name) => compare(name, published[name], ours[name]));
}

function descriptionsIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(descriptionsIn);
  if (!isObject(value)) return [];
  const own = typeof value.description === 'string' ? [value.description.trim()] : [];
  return [...own, ...Object.values(value).flatMap(descriptionsIn)];
}

const suite = isReferenceMissing ? `published facts (skipped: ${missingReason})` : 'published facts';

describe.skipIf(isReferenceMissing)(suite, () => {
  const names = [...standardEntryTypes.keys()];

  test.for(names)('%s has the published properties in the published order', (entryType) => {
    expect(Object.keys(ourProperties(entryType))).toEqual(Object.keys(publishedProperties(entryType)));
  });

  test.for(names)('%s has the published facts but for the intended differences', (entryType) => {
    expect(differences(entryType).filter(({ place }) => !isIntended(entryType, place))).toEqual([]);
  });

  test('every intended difference is there (BUG-07, BUG-09, BUG-14)', () => {
    const found = names.flatMap((name) => differences(name).map(({ place }) => `${name}.${place}`));
    expect(intendedPlaces.filter((place) => !found.includes(place))).toEqual([]);
  });

  test('no description is a published one', () => {
    const published = new Set(
      names.flatMap((name) => Object.values(publishedProperties(name)).flatMap(descriptionsIn)),
    );
    const ours = names.flatMap((name) => Object.values(ourProperties(name)).flatMap(descriptionsIn));
    expect(ours.filter((description) => published.has(description))).toEqual([]);
  });
});
