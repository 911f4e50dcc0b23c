/**
 * Definition → function that judges values. Judges what JSON Schema can tell of a definition: types and null,
 * limits, formats, required keys, lengths of dimensions. It leaves extra keys of dictionaries to
 * `compileClosedness`, since data with such keys are otherwise fine, and rules between properties to others.
 */
import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { JsonObject } from '../../base/index.ts';
import type { PropertyDefinition } from '../property-definition.ts';
import { patternFault } from './pattern-fault.ts';
import { textFormats } from './text-format.ts';

/** What is wrong with a value. */
export interface ValueProblem {
  /** Where, as it is appended to the property's name: `[0].mass[1]`; empty for the value as a whole. */
  readonly path: string;
  /** A phrase that follows a name: `is a string, not an integer or null`. */
  readonly message: string;
}

/** Judges a value that JSON.parse gave; the same empty list for every valid one. */
export type ValueCheck = (value: unknown) => readonly ValueProblem[];

export const noProblems: readonly ValueProblem[] = Object.freeze([]);

const compiled = new WeakMap<PropertyDefinition, ValueCheck>();

/**
 * Compiles a definition into a check of its values; the first problem of a value is reported.
 *
 * Limits: not enforced are patterns that could run for long (see `patternFault`), and `uniqueItems` and
 * `enum` where they compare lists or dictionaries: the one takes quadratic time, the other trusts keys such as
 * `valueOf`.
 */
export function compileDefinition(definition: PropertyDefinition): ValueCheck {
  const known = compiled.get(definition);
  if (known !== undefined) return known;
  // One instance each: an instance keeps whatever it ever compiled.
  const ajv = new Ajv2020({
    meta: false,
    validateSchema: false,
    strict: false,
    // 1e999 is JSON, too.
    strictNumbers: true,
    // A key such as `constructor` is there only where the data have it.
    ownProperties: true,
    logger: false,
    verbose: true,
    formats: textFormats,
  });
  const validate: ValidateFunction = ajv.compile(toSchema(definition, []));
  const check: ValueCheck = (value) =>
    validate(value) ? noProblems : (validate.errors ?? []).slice(0, 1).map(toProblem);
  compiled.set(definition, check);
  return check;
}

const copiedKeys = [
  'required',
  'minProperties',
  'maxProperties',
  'dependentRequired',
  'minLength',
  'maxLength',
  'multipleOf',
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'exclusiveMaximum',
] as const;

/** `sizes` are those that an outer level gives to the dimensions from here on. */
function toSchema(level: PropertyDefinition, sizes: readonly (number | null)[]): JsonObject {
  const schema: Record<string, unknown> = { type: level.type };
  for (const key of copiedKeys) {
    if (level[key] !== undefined) schema[key] = level[key];
  }
  if (level.enum?.every((value) => typeof value !== 'object' || value === null)) schema.enum = level.enum;
  if (level.pattern !== undefined && patternFault(level.pattern) === undefined) {
    schema.pattern = level.pattern;
  }
  const format = level['x-optimade-type'] === 'timestamp' ? 'date-time' : level.format;
  if (format !== undefined) schema.format = format;
  if (level.items !== undefined) {
    const [size, ...innerSizes] = level['x-optimade-dimensions']?.sizes ?? sizes;
    schema.items = toSchema(level.items, innerSizes);
    if (typeof size === 'number') schema.minItems = schema.maxItems = size;
    const isScalar = level.items.type.every((word) => word !== 'array' && word !== 'object');
    if (level.uniqueItems === true && isScalar) schema.uniqueItems = true;
  }
  if (level.properties !== undefined) {
    // A list of pairs keeps a key such as __proto__ a key.
    schema.properties = Object.fromEntries(
      Object.entries(level.properties).map(([key, inner]) => [key, toSchema(inner, [])]),
    );
  }
  return schema as JsonObject;
}

function toProblem(error: ErrorObject): ValueProblem {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((part) =>
      /^\d+$/.test(part) ? `[${part}]` : `.${part.replaceAll('~1', '/').replaceAll('~0', '~')}`,
    )
    .join('');
  return { path, message: messageOf(error) };
}

function messageOf({ keyword, params, schema, data, message }: ErrorObject): string {
  switch (keyword) {
    case 'type':
      return `is ${nameOf(data)}, not ${[schema as string | string[]].flat().join(' or ')}`;
    case 'enum':
      return `is ${show(data)}, none of the allowed values`;
    case 'required':
      return `has no "${params.missingProperty}"`;
    case 'dependentRequired':
      return `has "${params.property}" but no "${params.missingProperty}"`;
    case 'pattern':
      return `is ${show(data)}, which does not have the required form`;
    case 'format':
      return `is ${show(data)}, which is no ${params.format}`;
    case 'minItems':
    case 'maxItems':
      return `has ${(data as unknown[]).length} items, not ${params.limit}`;
    default:
      return message ?? `breaks the rule "${keyword}"`;
  }
}

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' || typeof value === 'number' ? show(value) : `a ${typeof value}`;
}

/** A scalar as it would be written, cut to what fits into a line of a report. */
function show(value: unknown): string {
  if (typeof value === 'object') return nameOf(value);
  if (typeof value !== 'string') return String(value);
  return value.length <= 40 ? JSON.stringify(value) : `${JSON.stringify(value.slice(0, 40)).slice(0, -1)}…"`;
}
