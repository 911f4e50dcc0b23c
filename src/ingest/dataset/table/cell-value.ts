/** From what stands in a cell to a value: of the type that is declared, or that all cells of a column allow. */
import type { JsonValue } from '../../../base/index.ts';
import { isJsonObject, limits } from '../../../base/index.ts';
import { parseElement } from '../../reader/parse-element.ts';
import { readTimestamp } from './timestamp.ts';

/** What pandas takes for a missing value. */
const nullTokens: ReadonlySet<string> = new Set([
  '',
  '#N/A',
  '#N/A N/A',
  '#NA',
  '-1.#IND',
  '-1.#QNAN',
  '-NaN',
  '-nan',
  '1.#IND',
  '1.#QNAN',
  '<NA>',
  'N/A',
  'NA',
  'NULL',
  'NaN',
  'None',
  'n/a',
  'nan',
  'null',
]);

export function isMissing(text: string): boolean {
  return nullTokens.has(text.trim());
}

const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['t', true],
  ['yes', true],
  ['y', true],
  ['1', true],
  ['false', false],
  ['f', false],
  ['no', false],
  ['n', false],
  ['0', false],
]);

/** The value of a declared type that a text stands for; undefined where it stands for none. */
export function readText(text: string, type: string): JsonValue | undefined {
  const trimmed = text.trim();
  switch (type) {
    case 'integer': {
      const value = readNumber(trimmed);
      return Number.isSafeInteger(value) ? value : undefined;
    }
    case 'float':
      return readNumber(trimmed);
    case 'boolean':
      return booleans.get(trimmed.toLowerCase());
    case 'timestamp':
      return readTimestamp(trimmed);
    case 'list':
      return readJson(trimmed, Array.isArray);
    case 'dictionary':
      return readJson(trimmed, isJsonObject);
    default:
      return text;
  }
}

/** The value of a declared type that a value of JSON stands for; undefined where it stands for none. */
export function readValue(value: JsonValue, type: string): JsonValue | undefined {
  if (value === null) return null;
  switch (type) {
    case 'string':
      return typeof value === 'object' ? undefined : String(value);
    case 'integer':
      return typeof value === 'number' && !Number.isSafeInteger(value) ? undefined : fromText(value, type);
    case 'float':
      return typeof value === 'number' ? value : fromText(value, type);
    case 'boolean':
      return typeof value === 'boolean' ? value : fromText(value, type);
    case 'list':
      return Array.isArray(value) ? value : fromText(value, type);
    case 'dictionary':
      return isJsonObject(value) ? value : fromText(value, type);
    case 'timestamp':
      return fromText(value, type);
    default:
      return value;
  }
}

function fromText(value: JsonValue, type: string): JsonValue | undefined {
  if (typeof value === 'string') return isMissing(value) ? null : readText(value, type);
  return typeof value === 'number' && type !== 'timestamp' ? readText(String(value), type) : undefined;
}

function readNumber(text: string): number | undefined {
  const value = number.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** An integer whose digits a double would change is better a text. */
function isExact(text: string): boolean {
  const value = readNumber(text);
  return value !== undefined && (!/^[+-]?\d+$/.test(text) || Number.isSafeInteger(value));
}

function readJson(text: string, isWanted: (value: JsonValue) => boolean): JsonValue | undefined {
  if (!/^[[{]/.test(text) || text.length > limits.tableCellLengthMax) return undefined;
  const parsed = parseElement(Buffer.from(text));
  return typeof parsed === 'string' || !isWanted(parsed.value) ? undefined : parsed.value;
}

/** The types that a text may be of, one bit each, in the order in which they are preferred. */
const guesses: readonly (readonly [type: string, isPossible: (text: string) => boolean])[] = [
  // Leading zeros and signs tell of names rather than of numbers.
  ['integer', (text) => /^(?:0|-?[1-9]\d*)$/.test(text) && Number.isSafeInteger(Number(text))],
  ['float', (text) => !/^[+-]?0\d/.test(text) && isExact(text)],
  ['boolean', (text) => /^(?:true|false)$/i.test(text)],
  ['timestamp', (text) => readTimestamp(text) !== undefined],
  ['list', (text) => text.startsWith('[') && readText(text, 'list') !== undefined],
  ['dictionary', (text) => text.startsWith('{') && readText(text, 'dictionary') !== undefined],
];

/** All types, for a column of which nothing was seen yet. */
export const anyType = 2 ** guesses.length - 1;

/** Which of some types a text may be of, too. */
export function narrowTypes(types: number, text: string): number {
  const trimmed = text.trim();
  let left = 0;
  guesses.forEach(([, isPossible], index) => {
    const bit = 1 << index;
    if ((types & bit) !== 0 && isPossible(trimmed)) left |= bit;
  });
  return left;
}

/** The type of a column whose cells may all be of these. */
export function preferredType(types: number): string {
  return guesses.find((_, index) => (types & (1 << index)) !== 0)?.[0] ?? 'string';
}
