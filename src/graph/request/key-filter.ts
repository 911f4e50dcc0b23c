import { compileNamePattern, limits } from '../../base/index.ts';
import type { KeyFilter } from './graph-request.ts';

/**
 * A test of keys by patterns of which one must fit, or none may; undefined where there are none.
 *
 * Limits: `graphMatchedKeyLengthMax`; what is longer fits nothing but itself and `*`.
 */
export function compileKeyFilter(
  include: readonly string[] | undefined,
  exclude: readonly string[] | undefined,
): KeyFilter | undefined {
  const isIncluded = compileAny(include);
  if (isIncluded !== undefined) return isIncluded;
  const isExcluded = compileAny(exclude);
  return isExcluded && ((key) => !isExcluded(key));
}

function compileAny(patterns: readonly string[] | undefined): KeyFilter | undefined {
  if (patterns === undefined || patterns.length === 0) return undefined;
  const tests = patterns.map(compileNamePattern);
  const whole = new Set(patterns);
  return (key) => {
    if (key.length > limits.graphMatchedKeyLengthMax) return whole.has('*') || whole.has(key);
    return tests.some((fits) => fits(key));
  };
}
