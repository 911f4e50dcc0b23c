/**
 * Patterns of paths. Written out rather than compiled to a regular expression: patterns come with the data, and the time
 * of this one grows with pattern times path, whatever they hold.
 */
import { limits } from '../../../base/index.ts';

/** Any number of parts, none included. */
const many = Symbol('many');
type Parts<Part> = readonly (Part | typeof many)[];
/** What one character of a path may be. */
type Letter = (letter: string) => boolean;

export function isGlob(pattern: string): boolean {
  return /[*?[{]/.test(pattern);
}

/**
 * A test for paths: `*` and `?` stay within a segment, a segment `**` stands for any number of them, `[a-z]` and `[!a]`
 * for one letter, `{a,b}` for either.
 *
 * Limits: `globAlternativesMax`; braces beyond it are taken for themselves.
 */
export function compileGlob(pattern: string): (path: string) => boolean {
  const alternatives = expandBraces(pattern).map((alternative) =>
    alternative.split('/').map((segment) => (segment === '**' ? many : compileSegment(segment))),
  );
  return (path) => {
    const segments = path.split('/');
    return alternatives.some((parts) => fits(segments, parts, (part, segment) => part(segment)));
  };
}

function expandBraces(pattern: string): string[] {
  const done: string[] = [];
  const open = [pattern];
  while (open.length > 0) {
    const text = open.pop()!;
    const [whole, choices] = /\{([^{}]*,[^{}]*)\}/.exec(text) ?? [];
    const parts = choices?.split(',') ?? [];
    if (whole === undefined || done.length + open.length + parts.length > limits.globAlternativesMax) {
      done.push(text);
    } else {
      open.push(...parts.map((part) => text.replace(whole, () => part)));
    }
  }
  return done;
}

function compileSegment(segment: string): (name: string) => boolean {
  const letters: (Letter | typeof many)[] = [];
  // An opening bracket without an end, or with nothing in it, is a letter like any other.
  for (const [token] of segment.matchAll(/\[!?[^\]][^\]]*\]|./gsu)) letters.push(compileToken(token));
  return (name) => fits([...name], letters, (part, letter) => part(letter));
}

function compileToken(token: string): Letter | typeof many {
  if (token === '*') return many;
  if (token === '?') return () => true;
  if (token.startsWith('[') && token.length > 1) return compileClass(token.slice(1, -1));
  return (letter) => letter === token;
}

function compileClass(content: string): Letter {
  const isNegated = content.startsWith('!');
  const ranges = [...content.slice(isNegated ? 1 : 0).matchAll(/(.)-(.)|./gsu)].map(
    ([single, from = single, to = single]) => ({ from, to }),
  );
  return (letter) => ranges.some(({ from, to }) => from <= letter && letter <= to) !== isNegated;
}

/** Whether items are what the parts say. At a difference only the last `many` may take one more. */
function fits<Item, Part>(
  items: readonly Item[],
  parts: Parts<Part>,
  isOne: (part: Part, item: Item) => boolean,
): boolean {
  let item = 0;
  let part = 0;
  let resumed = { item: 0, part: -1 };
  while (item < items.length) {
    const wanted = parts[part];
    if (wanted === many) {
      part += 1;
      resumed = { item, part };
    } else if (part < parts.length && isOne(wanted as Part, items[item]!)) {
      item += 1;
      part += 1;
    } else if (resumed.part === -1) {
      return false;
    } else {
      resumed = { item: resumed.item + 1, part: resumed.part };
      ({ item, part } = resumed);
    }
  }
  return parts.slice(part).every((rest) => rest === many);
}
