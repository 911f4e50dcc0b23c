import type { JsonObject, JsonValue } from '../../base/index.ts';
import { limits } from '../../base/index.ts';

/** What a parsed value holds that must not go on as it is; bits, since one value may hold several. */
export const finding = { wrapper: 1, wideNumber: 2, unsafeKey: 4, tooDeep: 8 } as const;

const dollar = 0x24;

/**
 * Looks once over a parsed value for all that is rare: extended-JSON wrappers, numbers that a double may not
 * hold, the key `__proto__`, and nesting beyond `sourceDepthMax`, where it stops. 0 for nearly every value.
 */
export function inspectValue(value: JsonValue | undefined, depth = 0): number {
  if (typeof value === 'number') return isWide(value) ? finding.wideNumber : 0;
  if (typeof value !== 'object' || value === null) return 0;
  return isList(value) ? inspectList(value, depth + 1) : inspectObject(value, depth + 1);
}

function inspectList(list: readonly JsonValue[], depth: number): number {
  if (depth > limits.sourceDepthMax) return finding.tooDeep;
  let findings = 0;
  for (const item of list) {
    // Spelled out rather than recursed into: most values of most sources are numbers in lists.
    if (typeof item === 'number') findings |= isWide(item) ? finding.wideNumber : 0;
    else if (typeof item === 'object') findings |= inspectValue(item, depth);
  }
  return findings;
}

function inspectObject(object: JsonObject, depth: number): number {
  if (depth > limits.sourceDepthMax) return finding.tooDeep;
  let findings = 0;
  // What JSON.parse makes has own keys only, so that none comes from a prototype.
  for (const key in object) {
    if (key.charCodeAt(0) === dollar) findings |= finding.wrapper;
    else if (key === '__proto__') findings |= finding.unsafeKey;
    const item = object[key];
    if (typeof item === 'number') findings |= isWide(item) ? finding.wideNumber : 0;
    else if (typeof item === 'object') findings |= inspectValue(item, depth);
  }
  return findings;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isWide(value: number): boolean {
  return value > Number.MAX_SAFE_INTEGER || value < -Number.MAX_SAFE_INTEGER;
}
