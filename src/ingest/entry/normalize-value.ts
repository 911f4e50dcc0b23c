/**
 * Brings a value into the spelling that the standard has for its type, where the source writes it in another
 * one that can be read without doubt. What is wrong is left for validation to find.
 */
import type { JsonObject, JsonValue } from '../../base/index.ts';
import { isJsonObject } from '../../base/index.ts';
import type { PropertyDefinition } from '../../standard/index.ts';
import { parseTimestamp } from '../../standard/index.ts';

/** Takes a value to its normal spelling; tells of each reading that takes something for granted. */
export type NormalizeValue = (value: JsonValue, tell: (adjustment: string) => void) => JsonValue;

/** What to do with values of a property; undefined where every value is in its normal spelling already. */
export function compileNormalizer(name: string, definition: PropertyDefinition): NormalizeValue | undefined {
  if (definition['x-optimade-type'] === 'string') return wholeNumberAsText;
  const normalize = normalizerOf(definition);
  if (name !== 'species' || normalize === undefined) return normalize;
  return (value, tell) => normalize(wrapMasses(value, tell), tell);
}

function normalizerOf(definition: PropertyDefinition): NormalizeValue | undefined {
  if (definition['x-optimade-type'] === 'timestamp') return normalizeTimestamp;
  if (definition.items !== undefined) return listNormalizer(normalizerOf(definition.items));
  return definition.properties && dictionaryNormalizer(definition.properties);
}

/** Copies a list only where an item changes, which is rare. */
function listNormalizer(items: NormalizeValue | undefined): NormalizeValue | undefined {
  if (items === undefined) return undefined;
  return (value, tell) => {
    if (!Array.isArray(value)) return value;
    let normalized: JsonValue[] | undefined;
    for (let index = 0; index < value.length; index += 1) {
      const item = items(value[index], tell);
      if (item === value[index]) continue;
      normalized ??= [...value];
      normalized[index] = item;
    }
    return normalized ?? value;
  };
}

/**
 * Null under a key that allows no null means that the key is absent: so some programs write what they do not
 * know.
 */
function dictionaryNormalizer(properties: Readonly<Record<string, PropertyDefinition>>): NormalizeValue {
  const parts = new Map(
    Object.entries(properties).map(([key, part]) => [
      key,
      { normalize: normalizerOf(part), nullable: part.type.includes('null') },
    ]),
  );
  return (value, tell) => {
    if (!isJsonObject(value)) return value;
    let normalized: Record<string, JsonValue | undefined> | undefined;
    let hasNull = false;
    for (const key of Object.keys(value)) {
      const part = parts.get(key);
      const inner = value[key];
      if (part === undefined || inner === undefined) continue;
      if (inner === null) {
        if (!part.nullable) hasNull = true;
        continue;
      }
      const changed = part.normalize?.(inner, tell) ?? inner;
      if (changed === inner) continue;
      normalized ??= copyOf(value);
      normalized[key] = changed;
    }
    const known = normalized ?? value;
    return hasNull ? withoutNulls(known, (key) => parts.get(key)?.nullable ?? true) : known;
  };
}

function withoutNulls(object: JsonObject, nullable: (key: string) => boolean): JsonObject {
  const known: Record<string, JsonValue | undefined> = {};
  for (const key of Object.keys(object)) {
    // Defined, not assigned: `__proto__` would set the prototype.
    if (key === '__proto__') continue;
    if (object[key] !== null || nullable(key)) known[key] = object[key];
  }
  return known;
}

const normal = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;
const naive = /^\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/;

/**
 * UTC with `Z` and the fraction as written. A time without a zone is taken as UTC, a date as its midnight.
 */
function normalizeTimestamp(value: JsonValue, tell: (adjustment: string) => void): JsonValue {
  if (typeof value !== 'string' || normal.test(value)) return value;
  const timestamp = parseTimestamp(value);
  if (timestamp !== undefined) return timestamp.utc;
  const completed = naive.test(value) ? completeNaive(value) : value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
  const read = parseTimestamp(completed);
  if (read === undefined) return value;
  if (naive.test(value)) tell('a time without a zone is taken as UTC');
  return read.utc;
}

function completeNaive(value: string): string {
  if (value.length === 10) return `${value}T00:00:00Z`;
  return value.length === 16 ? `${value}:00Z` : `${value}Z`;
}

/** Years, volumes and catalog numbers are text by the standard, but numbers in many files. */
function wholeNumberAsText(value: JsonValue, tell: (adjustment: string) => void): JsonValue {
  if (!Number.isSafeInteger(value)) return value;
  tell('a whole number is taken as text');
  return String(value);
}

/** A mass that stands alone, as up to OPTIMADE 1.0, becomes a list. @spec OPTIMADE 1.3.0, "species" */
function wrapMasses(value: JsonValue, tell: (adjustment: string) => void): JsonValue {
  if (!Array.isArray(value) || !value.some(hasScalarMass)) return value;
  tell('a mass that stands alone is taken as a list of one');
  return value.map((species) =>
    hasScalarMass(species) ? Object.assign(copyOf(species), { mass: [species.mass] }) : species,
  );
}

function hasScalarMass(species: JsonValue): species is JsonObject & { readonly mass: number } {
  return isJsonObject(species) && typeof species.mass === 'number';
}

function copyOf(object: JsonObject): Record<string, JsonValue | undefined> {
  return Object.assign(Object.create(null), object);
}
