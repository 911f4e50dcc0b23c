import { describe, expect, test } from 'vitest';
import { limits, OptimadeError } from '../../src/base/index.ts';
import { parseFilter, printFilter } from '../../src/filter/index.ts';
import accepted from '../corpus/filter/accepted.json' with { type: 'json' };
import refused from '../corpus/filter/refused.json' with { type: 'json' };
import { filterTree } from './filter-tree.ts';

describe('accepted filters', () => {
  test.each(accepted)('$filter', ({ filter, tree }) => {
    expect(filterTree(parseFilter(filter))).toBe(tree);
  });

  test.each(accepted)('printed: $filter', ({ filter, tree }) => {
    expect(filterTree(parseFilter(printFilter(parseFilter(filter))))).toBe(tree);
  });
});

describe('refused filters', () => {
  test.each(refused)('$filter', ({ filter, column, problem, suggestion }) => {
    const error = errorOf(filter);
    expect(error.code).toBe('filter-syntax');
    expect(error.options.parameter).toBe('filter');
    expect(error.options.excerpt?.start).toBe(column - 1);
    expect(error.detail).toContain(`at column ${column}: ${problem}.`);
    expect(error.options.suggestion).toBe(suggestion);
  });
});

test('spans cover the text of each node', () => {
  const text = '(a = 1) OR NOT b HAS ALL <2, c.d';
  const filter = parseFilter(text);
  const shown = (span: { start: number; end: number }) => text.slice(span.start, span.end);
  expect(shown(filter.span)).toBe(text);
  if (filter.kind !== 'Or') throw new Error(filter.kind);
  expect(filter.operands.map((operand) => shown(operand.span))).toEqual(['a = 1', 'NOT b HAS ALL <2, c.d']);
  const negated = filter.operands[1]!;
  if (negated.kind !== 'Not' || negated.operand.kind !== 'SetOp') throw new Error(negated.kind);
  expect(shown(negated.operand.property.span)).toBe('b');
  expect(negated.operand.entries.map((entry) => shown(entry.span))).toEqual(['<2', 'c.d']);
  expect(negated.operand.entries.map((entry) => shown(entry.value.span))).toEqual(['2', 'c.d']);
});

describe('huge filters', () => {
  const nested = (depth: number) => `${'('.repeat(depth)}a=1${')'.repeat(depth)}`;

  test('a chain of 10,000 is flat', () => {
    const filter = parseFilter(Array(10_000).fill('a=1').join(' OR '));
    expect(filter.kind === 'Or' && filter.operands.length).toBe(10_000);
    expect(printFilter(filter)).toHaveLength(10_000 * 9 - 4);
  });

  test.each([
    ['parentheses at the limit', nested(limits.filterDepthMax), undefined],
    ['one parenthesis more', nested(limits.filterDepthMax + 1), 'filter-nesting'],
    ['10,000 parentheses', nested(10_000), 'filter-nesting'],
    ['a million open parentheses', '('.repeat(1_000_000), 'filter-nesting'],
    ['10,000 times NOT (', `${'NOT ('.repeat(10_000)}a`, 'filter-nesting'],
    ['a string of 1 MB', `a="${'x'.repeat(1_000_000)}"`, undefined],
    ['a string of a million escapes', `a="${'\\"'.repeat(990_000)}"`, undefined],
    ['a string of 1 MB without its end', `a="${'x'.repeat(1_000_000)}`, 'filter-syntax'],
    ['1 MB in single quotes', `a='${'x'.repeat(1_000_000)}'`, 'filter-syntax'],
    ['1 MB of blanks', `a${' '.repeat(1_000_000)}=1`, undefined],
    ['1 MB of blanks after !', `a!${' '.repeat(1_000_000)}1`, 'filter-syntax'],
    ['a name of 1 MB', 'a'.repeat(1_000_000), undefined],
    ['a million dots', `a${'.a'.repeat(500_000)}`, undefined],
    ['a number of 1 MB', `a=${'1'.repeat(1_000_000)}`, undefined],
    ['values at the limit', `a HAS ANY ${listOf(limits.filterTermsMax - 1)}`, undefined],
    ['one value more', `a HAS ANY ${listOf(limits.filterTermsMax)}`, 'filter-size'],
    ['zipped values', `a:b HAS ALL ${Array(limits.filterTermsMax).fill('1:2').join()}`, 'filter-size'],
    ['zipped properties', `a${':a'.repeat(limits.filterTermsMax)} HAS 1:2`, 'filter-size'],
    ['longer than allowed', ' '.repeat(limits.filterLengthMax + 1), 'filter-size'],
  ])('%s', (_, filter, code) => {
    if (code === undefined) expect(() => parseFilter(filter)).not.toThrow();
    else expect(errorOf(filter).code).toBe(code);
  });
});

function listOf(count: number): string {
  return Array(count).fill('1').join();
}

function errorOf(filter: string): OptimadeError {
  try {
    parseFilter(filter);
  } catch (error) {
    if (error instanceof OptimadeError) return error;
    throw error;
  }
  throw new Error(`no error: ${filter.slice(0, 100)}`);
}
