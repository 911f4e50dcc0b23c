/**
 * Readers of single values in settings: what has another type or range is answered with 422, as NOMAD does.
 */
import { shown } from '../../standard/index.ts';
import type { RequestPart } from './request-part.ts';
import { misfit } from './request-part.ts';

export function readBoolean(part: RequestPart): boolean {
  if (typeof part.value !== 'boolean')
    throw misfit(part, `true or false is expected, not ${shown(part.value)}`);
  return part.value;
}

/** A whole number from 0, or null, which lifts what is inherited. */
export function readLimit(part: RequestPart): number | null {
  if (part.value === null) return null;
  if (!isCount(part.value)) {
    throw misfit(part, `a whole number from 0, or null for no limit, is expected, not ${shown(part.value)}`);
  }
  return part.value;
}

export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
