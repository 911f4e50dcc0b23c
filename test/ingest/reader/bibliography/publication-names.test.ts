import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../../../src/base/index.ts';
import { publicationNames } from '../../../../src/ingest/reader/bibliography/publication-names.ts';

/** Keys, DOIs behind what they were written as, in one line; `…` where it may be prose. */
function brief(value: JsonValue): string {
  const { names, isList } = publicationNames(value);
  const shown = names.map(({ key, doi }) => (doi === undefined || doi === key ? key : `${key} = ${doi}`));
  return [...shown, ...(isList ? [] : ['…'])].join(' | ');
}

describe('the publications that a value names', () => {
  test.each<[JsonValue, string]>([
    ['sample2020', 'sample2020'],
    [' a;b , c; d ;', 'a | b | c | d'],
    ['a b', 'a | b | …'],
    ['Sample et al., Key', 'Sample | et | al. | Key | …'],
    ['10.1000/ABC', '10.1000/ABC'],
    ['doi:10.1000/a', 'doi:10.1000/a = 10.1000/a'],
    ['DOI: 10.1000/a', '10.1000/a'],
    ['https://doi.org/10.1000/a;10.1000/b', 'https://doi.org/10.1000/a = 10.1000/a | 10.1000/b'],
    ['key, 10.1000/a', 'key | 10.1000/a'],
    ['10.1000/a, key', '10.1000/a | key'],
    ['10.1002/(SICI)1:1<1::AID>3.0.CO;2-X', '10.1002/(SICI)1:1<1::AID>3.0.CO;2-X'],
    [['a', 'b;c', 3, null], 'a | b | c'],
    ['', ''],
    [7, ''],
    [null, ''],
    ['x'.repeat(5_000), '…'],
    ['x;'.repeat(2_000), '…'],
  ])('%j', (value, names) => {
    expect(brief(value)).toBe(names);
  });
});
