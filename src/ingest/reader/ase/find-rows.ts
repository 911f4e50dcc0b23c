import type { JsonObject, JsonValue } from '../../../base/index.ts';
import { isJsonObject } from '../../../base/index.ts';
import { isList } from '../finding/number-list.ts';
import type { JsonPlace } from '../json-parts.ts';

/** Atoms in a file of ASE. */
export interface FoundRow {
  /** Undefined where it is announced but not there. */
  readonly row: JsonObject | undefined;
  /** Number of the row, index in the list; undefined where a file is one encoded object. */
  readonly name: string | undefined;
  /** Where it stands in the file. */
  readonly place: JsonPlace;
}

/**
 * The atoms of a parsed file: a database (rows by number, and the list of their numbers), a list of encoded atoms, or
 * one encoded object. Empty where it is none of these.
 */
export function findRows(value: JsonValue): readonly FoundRow[] {
  if (isList(value)) {
    return value.map((item, index) => ({
      row: isJsonObject(item) ? item : undefined,
      name: String(index),
      place: [index],
    }));
  }
  if (!isJsonObject(value)) return [];
  if (isAtoms(value)) return [{ row: value, name: undefined, place: [] }];
  const numbers = isList(value.ids) ? value.ids.map(String) : Object.keys(value).filter(isRowNumber);
  return numbers.map((name) => {
    const row = Object.hasOwn(value, name) ? value[name] : undefined;
    return { row: isJsonObject(row) ? row : undefined, name, place: [name] };
  });
}

function isAtoms(object: JsonObject): boolean {
  return object.numbers !== undefined && object.positions !== undefined;
}

function isRowNumber(name: string): boolean {
  return /^\d+$/.test(name);
}

/**
 * On which line each row of a database begins, as ASE breaks the lines of such files.
 *
 * @param line 1-based, of the first line of the text
 */
export function findRowLines(text: string, line: number): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  let number = line;
  let start = 0;
  while (start < text.length) {
    const name = /^\{?"(\d{1,15})": \{/.exec(text.slice(start, start + 24))?.[1];
    if (name !== undefined && !lines.has(name)) lines.set(name, number);
    const newline = text.indexOf('\n', start);
    if (newline === -1) break;
    start = newline + 1;
    number += 1;
  }
  return lines;
}
