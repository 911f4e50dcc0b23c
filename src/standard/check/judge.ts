// Judgements that many rules share.
import { isJsonObject } from '../../base/index.ts';
import { prefixOf } from '../definition/provider-prefix.ts';
import { textFormats } from '../definition/text-format.ts';
import { pointerOf, shown } from '../fault.ts';
import { SemanticVersion } from '../semantic-version.ts';
import { parseTimestamp } from '../timestamp.ts';
import type { Judge } from './document-rule.ts';

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** Passes what fulfils a condition; `what` ends the phrase "must be …". */
export function be(what: string, holds: (value: unknown) => boolean): Judge {
  return (value) => (holds(value) ? undefined : `must be ${what}, not ${shown(value)}`);
}

/** The same for text; what is no text passes. */
export function read(what: string, holds: (text: string) => boolean): Judge {
  return be(what, (value) => !isText(value) || holds(value));
}

export const beText = be('text', isText);
export const beObject = be('a dictionary', isJsonObject);
export const beList = be('a list', Array.isArray);
export const beBoolean = be('true or false', (value) => typeof value === 'boolean');
export const beCount = be(
  'a whole number from 0 on',
  (value) => Number.isSafeInteger(value) && (value as number) >= 0,
);
export const beTexts = be('a list of texts', isTexts);
export const beTimestamp = be('an RFC 3339 date-time with an offset', isTimestamp);
export const beVersion = be('a full version such as "1.3.0", without "v"', isVersion);
export const beEmail = be('an e-mail address', (value) => isText(value) && textFormats.email(value));

export function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}

function isTimestamp(value: unknown): boolean {
  return isText(value) && parseTimestamp(value) !== undefined;
}

function isVersion(value: unknown): value is string {
  return isText(value) && SemanticVersion.parse(value) !== undefined;
}

/** Passes null and what the other judge passes. */
export function orNull(judge: Judge): Judge {
  return (value, document) => (value === null ? undefined : judge(value, document));
}

export function beOneOf(...values: readonly unknown[]): Judge {
  return be(values.map(shown).join(' or '), (value) => values.includes(value));
}

/** Passes dictionaries that have all of these keys, even with null. */
export function have(...keys: readonly string[]): Judge {
  return (value) => {
    if (!isJsonObject(value)) return undefined;
    const missing = keys.find((key) => !Object.hasOwn(value, key));
    return missing === undefined ? undefined : `must have ${shown(missing)}`;
  };
}

/** Passes dictionaries that have none of these keys, not even with null. */
export function lack(...keys: readonly string[]): Judge {
  return (value) => {
    if (!isJsonObject(value)) return undefined;
    const present = keys.find((key) => Object.hasOwn(value, key));
    return present === undefined ? undefined : `must not have ${shown(present)}`;
  };
}

/** Passes dictionaries whose keys are all among these; `also` lets others pass. */
export function haveOnly(keys: Iterable<string>, also: (key: string) => boolean = () => false): Judge {
  const known = new Set(keys);
  return haveKeys('a member that is defined here', (key) => known.has(key) || also(key));
}

/** Passes dictionaries whose keys all fulfil a condition; `what` ends the phrase "is not …". */
export function haveKeys(what: string, holds: (key: string) => boolean): Judge {
  return (value) => {
    if (!isJsonObject(value)) return undefined;
    const wrong = Object.keys(value).find((key) => !holds(key));
    if (wrong === undefined) return undefined;
    return { pointer: pointerOf(wrong), phrase: `is not ${what}` };
  };
}

export function isPrefixed(key: string): boolean {
  return prefixOf(key) !== undefined;
}
