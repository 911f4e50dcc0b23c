import type { Buffer } from 'node:buffer';
import { byte, skipBlanks } from './bytes.ts';
import { ValueScanner } from './value-scanner.ts';

/** Keys and list positions that lead to a value. */
export type JsonPlace = readonly (string | number)[];

type Parts = ReadonlyMap<string | number, Buffer>;

/** Finds values within a JSON text, as they stand there. The text was parsed before, so it is valid. */
export class JsonParts {
  readonly #text: Buffer;
  /** By place, as JSON, the parts of the lists and objects that were taken apart. */
  readonly #known = new Map<string, Parts>();

  constructor(text: Buffer) {
    this.#text = text;
  }

  /** Undefined where there is nothing at that place. Of a key that is there twice the last one stands. */
  find(place: JsonPlace): Buffer | undefined {
    const last = place.at(-1);
    return last === undefined ? this.#text : this.#partsAt(place.slice(0, -1)).get(last);
  }

  #partsAt(place: JsonPlace): Parts {
    const name = JSON.stringify(place);
    let parts = this.#known.get(name);
    if (parts === undefined) {
      const text = this.find(place);
      parts = new Map(text === undefined ? [] : partsOf(text));
      this.#known.set(name, parts);
    }
    return parts;
  }
}

/** Members of an object by key, items of a list by position; nothing of another value. */
function* partsOf(text: Buffer): Generator<readonly [string | number, Buffer]> {
  const isObject = text[0] === byte.openBrace;
  if (!isObject && text[0] !== byte.openBracket) return;
  let position = 0;
  let index = skipBlanks(text, 1);
  // Behind the last part only the bracket is left.
  while (index < text.length - 1) {
    let key: string | number = position;
    if (isObject) {
      const end = endOfValue(text, index);
      key = JSON.parse(text.toString('utf8', index, end)) as string;
      index = skipBlanks(text, skipBlanks(text, end) + 1);
    }
    const end = endOfValue(text, index);
    yield [key, text.subarray(index, end)];
    position += 1;
    index = skipBlanks(text, skipBlanks(text, end) + 1);
  }
}

function endOfValue(text: Buffer, start: number): number {
  const scanner = new ValueScanner();
  scanner.start(text[start]!);
  const end = scanner.scan(text, start + 1);
  return end === -1 ? text.length : end;
}
