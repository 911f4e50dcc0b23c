/** What the values of an XYZ comment mean: numbers, booleans, lists of them, JSON, or text. */
import type { JsonValue } from '../../../base/index.ts';
import { readNumber } from '../finding/written-number.ts';
import { parseElement } from '../parse-element.ts';
import type { CommentValue } from './read-comment.ts';

/** How ASE marks what is JSON. */
const jsonMark = '_JSON ';
/** Tensors, which are written as nine numbers, column by column. */
const tensors = new Set(['virial', 'stress']);
const booleans: ReadonlyMap<string, boolean> = new Map([
  ['T', true],
  ['F', false],
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);
const notFinite = /^[+-]?(?:nan|inf|infinity)$/i;
/** Of lists within lists; tensors of third rank fit. */
const depthMax = 8;

/** The value of a pair; null for what is not a number. */
export function valueOfComment(name: string, { text, form }: CommentValue): JsonValue {
  if (form === 'brackets') return readBrackets(text) ?? text;
  if (form === 'quotes' && text.startsWith(jsonMark)) {
    const parsed = parseElement(Buffer.from(text.slice(jsonMark.length).trim()));
    return typeof parsed === 'string' ? text : parsed.value;
  }
  // A bare word with commas is a word; within marks they part numbers.
  const words = text.split(form === 'bare' ? /\s+/ : /[\s,]+/).filter((word) => word !== '');
  const items = itemsOf(words) ?? (form === 'braces' ? words : undefined);
  if (items === undefined || items.length === 0) return text;
  if (items.length === 9 && tensors.has(name.toLowerCase())) return byColumns(items);
  return items.length === 1 ? items[0]! : items;
}

/** Numbers or booleans, all of one kind, or undefined. */
function itemsOf(words: readonly string[]): readonly JsonValue[] | undefined {
  return eachOf(words, numberOf) ?? eachOf(words, (word) => booleans.get(word));
}

function eachOf(
  words: readonly string[],
  read: (word: string) => JsonValue | undefined,
): readonly JsonValue[] | undefined {
  const items: JsonValue[] = [];
  for (const word of words) {
    const item = read(word);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}

function numberOf(word: string): number | null | undefined {
  const value = readNumber(word);
  if (value === undefined) return notFinite.test(word) ? null : undefined;
  // Integers that 64-bit floating point does not hold stay text.
  return /^[+-]?\d+$/.test(word) && !Number.isSafeInteger(value) ? undefined : value;
}

function byColumns(items: readonly JsonValue[]): JsonValue {
  return [0, 1, 2].map((row) => [0, 1, 2].map((column) => items[row + 3 * column]!));
}

/** `[1, 2]`, `[[1 2] [3 4]]`, `["a b", c]`; undefined where brackets do not pair or nest too deep. */
function readBrackets(text: string): JsonValue | undefined {
  const open: JsonValue[][] = [];
  for (const [token] of text.matchAll(/[[\]]|"[^"]*"|[^\s,[\]]+/g)) {
    if (token === '[') {
      if (open.length === depthMax) return undefined;
      open.push([]);
    } else if (token === ']') {
      const list = open.pop();
      const outer = open.at(-1);
      if (outer === undefined) return list;
      outer.push(list!);
    } else {
      open.at(-1)?.push(itemOf(token));
    }
  }
  return undefined;
}

function itemOf(token: string): JsonValue {
  if (token.startsWith('"')) return token.slice(1, -1);
  return numberOf(token) ?? booleans.get(token) ?? (notFinite.test(token) ? null : token);
}
