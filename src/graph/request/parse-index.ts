import { shown } from '../../standard/index.ts';
import type { IndexRange } from './graph-request.ts';
import type { RequestPart } from './request-part.ts';
import { misfit } from './request-part.ts';

/**
 * The setting `index`: `[i]` or `[start, end]` with open ends as null. Errors: `graph-request-unprocessable`.
 */
export function parseIndexSetting(part: RequestPart): IndexRange | undefined {
  const { value } = part;
  if (value === null) return undefined;
  const [start, end] = Array.isArray(value) ? value : [];
  if (Array.isArray(value)) {
    if (value.length === 1 && isPosition(start)) return singleIndex(start);
    if (value.length === 2 && (start === null || isPosition(start)) && (end === null || isPosition(end))) {
      return { start: start ?? undefined, end: end ?? undefined, isSingle: false };
    }
  }
  throw misfit(
    part,
    `[position] or [first, last] is expected, with null for an open end, not ${shown(value)}`,
  );
}

function isPosition(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function singleIndex(position: number): IndexRange {
  return { start: position, end: position, isSingle: true };
}

/**
 * A key with the index at its end, as `frames[0:9]`: only names of letters, digits and `_` have one, and what
 * is no index is part of the name.
 */
export function parseIndexedKey(key: string): {
  readonly name: string;
  readonly index: IndexRange | undefined;
} {
  const [, name, text] = /^([\p{L}\p{M}\p{N}_]+)\[([-\d:]+)\]$/u.exec(key) ?? [];
  const index = text === undefined ? undefined : parseIndexText(text);
  return index === undefined ? { name: key, index } : { name: name!, index };
}

/** `3`, `-1`, `1:3`, `1:`, `:3` or `:`; undefined for all else. */
export function parseIndexText(text: string): IndexRange | undefined {
  if (/^-?\d+$/.test(text)) return singleIndex(positionOf(text));
  const [whole, start, end] = /^(-?\d+)?:(-?\d+)?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  return {
    start: start === undefined ? undefined : positionOf(start),
    end: end === undefined ? undefined : positionOf(end),
    isSingle: false,
  };
}

/** Numbers that no list is long enough for all mean its end. */
function positionOf(digits: string): number {
  return Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Number(digits)));
}
