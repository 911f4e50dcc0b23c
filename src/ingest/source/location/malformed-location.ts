import { limits } from '../../../base/index.ts';
import { shownUrl } from '../network/shown-url.ts';
import { SourceError } from '../source-error.ts';

/** More would bury the sentence that comes after it. */
const shownLengthMax = 200;

/** A location fit for a message: short, and without what opens doors. */
export function shownLocation(text: string): string {
  const start = text.slice(0, limits.locationLengthMax).trim();
  const shown = /^[a-z][a-z0-9+.-]+:/i.test(start) ? shownUrl(start) : start;
  return shown.length > shownLengthMax ? `${shown.slice(0, shownLengthMax)}…` : shown;
}

export function malformed(text: string, problem: string): SourceError {
  return new SourceError(shownLocation(text), problem, { reason: 'malformed' });
}
