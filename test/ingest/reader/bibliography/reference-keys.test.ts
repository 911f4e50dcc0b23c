import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../../src/base/index.ts';
import { referenceKeys } from '../../../../src/ingest/reader/bibliography/reference-keys.ts';

const cases: readonly (readonly [JsonValue, readonly (readonly [string, string?])[]])[] = [
  ['sample2020', [['sample2020']]],
  [' a;b  c; d ;', [['a'], ['b'], ['c'], ['d']]],
  ['10.1000/ABC', [['10.1000/ABC', '10.1000/abc']]],
  [
    'https://doi.org/10.1000/a;10.1000/b',
    [
      ['https://doi.org/10.1000/a', '10.1000/a'],
      ['10.1000/b', '10.1000/b'],
    ],
  ],
  [
    '10.1002/(SICI)1:1<1::AID>3.0.CO;2-X',
    [['10.1002/(SICI)1:1<1::AID>3.0.CO;2-X', '10.1002/(sici)1:1<1::aid>3.0.co;2-x']],
  ],
  [
    ['a', 'b c', 3, null],
    [['a'], ['b'], ['c']],
  ],
  ['', []],
  [7, []],
  [null, []],
];

describe('referenceKeys', () => {
  it.each(cases)('finds in %j the keys %j', (value, keys) => {
    expect(referenceKeys(value).map(({ key, doi }) => (doi === undefined ? [key] : [key, doi]))).toEqual(
      keys,
    );
  });
});
