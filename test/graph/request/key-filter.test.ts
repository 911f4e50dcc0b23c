import { describe, expect, it } from 'vitest';
import { limits } from '../../../src/base/index.ts';
import { compileKeyFilter } from '../../../src/graph/request/key-filter.ts';

const long = 'a'.repeat(limits.graphMatchedKeyLengthMax);

describe('key filter', () => {
  it.each([
    ['a pattern', long, ['*a'], true],
    ['a pattern, longer', `${long}a`, ['*a'], false],
    ['a star, longer', `${long}a`, ['b', '*'], true],
    ['itself, longer', `${long}a`, [`${long}a`], true],
  ])('compares keys with %s', (_, key, patterns, fits) => {
    expect(compileKeyFilter(patterns, undefined)?.(key)).toBe(fits);
    expect(compileKeyFilter(undefined, patterns)?.(key)).toBe(!fits);
  });

  it('takes little time for keys and patterns that are made to take much', () => {
    const isIncluded = compileKeyFilter(
      Array.from({ length: limits.graphPatternsMax }, (_, at) => `*${'a'.repeat(480)}b${at}`),
      undefined,
    );
    let steps = 0;
    // At 64 KiB a key, this would be 3e11 steps.
    for (; steps < 50 && isIncluded?.('a'.repeat(limits.archiveKeyBytesMax)) === false; steps += 1);
    expect(steps).toBe(50);
  });
});
