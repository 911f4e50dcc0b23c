import { Buffer, isUtf8 } from 'node:buffer';
import type { JsonValue } from '../../base/index.ts';
import { limits } from '../../base/index.ts';
import { withoutBlanksBehind } from './bytes.ts';
import { excerpt } from './finding/excerpt.ts';
import { finding, inspectValue } from './inspect-value.ts';
import { replaceNotANumber } from './not-a-number.ts';
import { remarks } from './remarks.ts';
import type { ReaderRemark } from './source-record.ts';
import { nestsTooDeep } from './value-scanner.ts';

/** A parsed element. Its objects are those of JSON.parse, without a key `__proto__`. */
export interface ParsedElement {
  readonly value: JsonValue;
  readonly remarks: readonly ReaderRemark[];
  /** Whether some key begins with `$`. */
  readonly hasWrappers: boolean;
  /** The text that was parsed, in UTF-8, without blanks around it: the bytes themselves unless they were mended. */
  readonly source: Buffer;
}

const noRemarks: readonly ReaderRemark[] = [];
const tooDeep = `nests deeper than ${limits.sourceDepthMax} levels and was skipped`;

/**
 * Parses one element, mending what can be mended and saying so. In the usual case that is one JSON.parse and
 * one look over its result. Where a key comes twice the last one stands, as in JavaScript and Python.
 *
 * @param bytes without blanks at the start, and not empty
 * @returns a string where the element is malformed: what is wrong, a sentence without its subject
 */
export function parseElement(bytes: Buffer): ParsedElement | string {
  if (bytes.length > limits.sourceUnmeasuredBytesMax && nestsTooDeep(bytes)) return tooDeep;
  const text = bytes.toString();
  let found = noRemarks;
  let parsed: JsonValue;
  let mended = text;
  let source = withoutBlanksBehind(bytes);
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    const attempt = replaceNotANumber(text);
    const again = attempt.count === 0 ? undefined : tryParse(attempt.text);
    if (again === undefined) return malformed(text, error as SyntaxError);
    parsed = again.value;
    mended = attempt.text;
    source = withoutBlanksBehind(Buffer.from(mended));
    found = [remarks.notANumber(attempt.count)];
  }
  if (text.includes('\uFFFD') && !isUtf8(bytes)) {
    found = [...found, remarks.notUtf8(text.split('\uFFFD').length - 1)];
    source = withoutBlanksBehind(Buffer.from(mended));
  }
  const findings = inspectValue(parsed);
  if (findings === 0) return { value: parsed, remarks: found, hasWrappers: false, source };
  if (findings & finding.tooDeep) return tooDeep;
  if (findings & finding.wideNumber) {
    const reparsed = parseWideNumbers(mended);
    parsed = reparsed.value;
    found = [...found, ...reparsed.remarks];
  }
  if (findings & finding.unsafeKey) found = [...found, remarks.unsafeKey(dropUnsafeKeys(parsed))];
  return { value: parsed, remarks: found, hasWrappers: (findings & finding.wrapper) !== 0, source };
}

function tryParse(text: string): { readonly value: JsonValue } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Parses once more, now looking at each number as it is written. */
function parseWideNumbers(text: string): { value: JsonValue; remarks: ReaderRemark[] } {
  let integers = 0;
  let infinities = 0;
  const parse = JSON.parse as (text: string, reviver: NumberReviver) => JsonValue;
  const value = parse(text, (_key, part, context) => {
    if (typeof part !== 'number' || Math.abs(part) <= Number.MAX_SAFE_INTEGER) return part;
    // A number that is written just so is a double that a program wrote with all its digits: nothing is lost.
    if (String(part) === context.source) return part;
    if (/^-?\d+$/.test(context.source ?? '')) {
      integers += 1;
      return context.source as string;
    }
    if (Number.isFinite(part)) return part;
    infinities += 1;
    return null;
  });
  const found: ReaderRemark[] = [];
  if (integers > 0) found.push(remarks.integerPrecision(integers));
  if (infinities > 0) found.push(remarks.numberRange(infinities));
  return { value, remarks: found };
}

/** What JSON.parse gives a reviver since ECMAScript 2026; the library of types does not know it yet. */
type NumberReviver = (key: string, part: JsonValue, context: { readonly source?: string }) => JsonValue;

/** Takes out the keys `__proto__`: whoever copied such an object key by key would set its prototype. */
function dropUnsafeKeys(value: JsonValue | undefined): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Object.hasOwn(value, '__proto__')) {
    Reflect.deleteProperty(value, '__proto__');
    count += 1;
  }
  for (const part of Object.values(value)) count += dropUnsafeKeys(part);
  return count;
}

function malformed(text: string, error: SyntaxError): string {
  // Without the excerpt and the line within the element, which would pass for a line of the source.
  const reason = error.message
    .replace(/, (\.\.\.)?".*is not valid JSON$| \(line \d+ column \d+\)$/s, '')
    .replace(/(?<=^Unexpected token )'(.*)'$/s, (_, token: string) => excerpt(token));
  return `is not valid JSON (${reason}): ${excerpt(text)}`;
}
