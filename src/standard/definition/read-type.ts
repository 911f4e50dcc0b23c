/** The data type of one level of a definition from a source, in whichever style it is given. */
import type { JsonObject, JsonValue } from '../../base/index.ts';
import { isJsonObject } from '../../base/index.ts';
import type {
  DataType,
  JsonSchemaType,
  PropertyDefinition,
  StandardDataType,
} from '../property-definition.ts';
import { isStandardDataType, propertyTypeRules } from './property-type-rules.ts';
import { isIdentifier, prefixOf } from './provider-prefix.ts';

export interface ReadType {
  readonly dataType: DataType;
  readonly type: readonly JsonSchemaType[];
  /** What was not understood, as a phrase. */
  readonly problem: string | undefined;
}

/** Words of JSON Schema, and some of programming languages, that stand for a data type. */
const words: Readonly<Record<string, StandardDataType>> = {
  number: 'float',
  array: 'list',
  object: 'dictionary',
  str: 'string',
  int: 'integer',
  double: 'float',
  bool: 'boolean',
  dict: 'dictionary',
  datetime: 'timestamp',
};

const jsonWords: readonly JsonSchemaType[] = ['string', 'integer', 'number', 'boolean', 'array', 'object'];

/**
 * The type that a source gives to a value nobody described: of a provider, so that no meaning is claimed for
 * it.
 *
 * @spec OPTIMADE 1.3.0, "Data types", namespace-specific
 */
function opaqueDataType(prefix: string): DataType {
  return `_${prefix}_any`;
}

/**
 * `x-optimade-type` decides, then the word under `type`, then what else the level holds, then what values
 * look like. A level that allows no null keeps that; one that gives a plain word, which older styles do, may
 * be null.
 */
export function readType(
  raw: JsonObject,
  prefix: string,
  observed: PropertyDefinition | undefined,
): ReadType {
  const written = raw.type;
  const list: readonly JsonValue[] = Array.isArray(written) ? written : [written ?? null];
  const nullable = !Array.isArray(written) || written.includes('null');
  const word = list.find((candidate) => candidate !== 'null' && candidate !== null);
  const stated = raw['x-optimade-type'];
  const build = (dataType: StandardDataType, problem?: string): ReadType => {
    const { jsonType } = propertyTypeRules[dataType];
    return { dataType, type: nullable ? [jsonType, 'null'] : [jsonType], problem };
  };

  if (isStandardDataType(stated)) return build(stated);
  if (isCustomDataType(stated)) {
    const carriers = jsonWords.filter((candidate) => list.includes(candidate));
    if (carriers.length > 0) {
      return { dataType: stated, type: nullable ? [...carriers, 'null'] : carriers, problem: undefined };
    }
    return anything(stated, `the type ${stated} needs a JSON type that carries it`);
  }
  const problem =
    stated === undefined
      ? undefined
      : `the x-optimade-type ${JSON.stringify(stated).slice(0, 100)} is unknown`;
  const worded = typeof word === 'string' ? standardTypeOf(word.toLowerCase()) : undefined;
  if (worded === 'string' && raw.format === 'date-time') return build('timestamp', problem);
  if (worded !== undefined) return build(worded, problem);
  if (isJsonObject(raw.properties)) return build('dictionary', problem);
  if (isJsonObject(raw.items)) return build('list', problem);
  const unclear =
    word === undefined || word === 'unknown'
      ? problem
      : `the type ${JSON.stringify(word).slice(0, 100)} is unknown`;
  if (observed !== undefined) {
    return { dataType: observed['x-optimade-type'], type: observed.type, problem: unclear };
  }
  return anything(opaqueDataType(prefix), unclear);
}

function anything(dataType: DataType, problem: string | undefined): ReadType {
  return { dataType, type: [...jsonWords.filter((word) => word !== 'integer'), 'null'], problem };
}

function standardTypeOf(word: string): StandardDataType | undefined {
  if (isStandardDataType(word)) return word;
  return Object.hasOwn(words, word) ? words[word] : undefined;
}

function isCustomDataType(word: JsonValue | undefined): word is `_${string}` {
  return typeof word === 'string' && word.length <= 200 && isIdentifier(word) && prefixOf(word) !== undefined;
}
