import type { JsonValue } from '../../../base/index.ts';
import { limits } from '../../../base/index.ts';
import { replaceNotANumber } from '../not-a-number.ts';

/**
 * The first JSON value of a text that may be cut off anywhere: what is whole of it, its brackets closed. Good for
 * looking at what a file is, not for reading it.
 *
 * @returns undefined where the text does not begin with a list or an object, or is no JSON
 */
export function parseBeginning(text: string): JsonValue | undefined {
  const closers: string[] = [];
  // Where the text can be cut, and what closes it there.
  let cut = 0;
  let closing = '';
  for (let index = 0; index < text.length; index += 1) {
    const current = text[index]!;
    if (current === '"') {
      index = endOfText(text, index + 1);
    } else if (current === '{' || current === '[') {
      closers.push(current === '{' ? '}' : ']');
      if (closers.length > limits.sourceDepthMax) return undefined;
      cut = index + 1;
      closing = closers.toReversed().join('');
    } else if (current === '}' || current === ']') {
      if (closers.pop() !== current) return undefined;
      if (closers.length === 0) return parse(text.slice(0, index + 1));
      cut = index + 1;
      closing = closers.toReversed().join('');
    } else if (current === ',') {
      cut = index;
      closing = closers.toReversed().join('');
    } else if (closers.length === 0 && !/\s/.test(current)) {
      return undefined;
    }
  }
  return cut === 0 ? undefined : parse(text.slice(0, cut) + closing);
}

function endOfText(text: string, start: number): number {
  let index = start;
  while (index < text.length && text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
  return index;
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(replaceNotANumber(text).text);
  } catch {
    return undefined;
  }
}
