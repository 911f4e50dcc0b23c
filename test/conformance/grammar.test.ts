/**
 * What the grammar takes and what it refuses, over HTTP. The whole grammar, with the trees that filters become, is
 * shown in test/filter.
 */
import { describe, expect, test } from 'vitest';
import { askOdd } from './odd-database.ts';

type Verdict = 'understood' | 'refused';

const rows: readonly (readonly [name: string, filter: string, verdict: Verdict])[] = [
  ['GRM-02 keywords are upper case', 'nelements=1 and nsites=1', 'refused'],
  ['GRM-02 properties are lower case', 'Nelements=1', 'refused'],
  ['GRM-03 words may touch texts', 'idSTARTS"x"ANDidENDS"y"', 'understood'],
  ['GRM-03 NOT may touch a name', 'NOTnelements>nsites', 'understood'],
  ['GRM-03 AND may touch what surrounds it', '(nelements=1)AND_exmpl_gap>0', 'understood'],
  ['GRM-04 blanks around dots', 'species . name HAS "x"', 'understood'],
  [
    'GRM-04 blanks around colons and commas',
    'elements : elements_ratios HAS ALL "x" : 1 , "y" : 2',
    'understood',
  ],
  ['GRM-04 tabs and line ends', '\tnelements\r\n=\v1\f', 'understood'],
  ['GRM-05 no blank in operators', 'nelements < = 1', 'refused'],
  ['GRM-05 nor in this one', 'nelements ! = 1', 'refused'],
  ['GRM-05 one equals sign', 'nelements == 1', 'refused'],
  ['GRM-05 unequal is !=', 'nelements <> 1', 'refused'],
  ['GRM-06 double quotes only', "id='x'", 'refused'],
  ['GRM-06 a text must end', 'id="x', 'refused'],
  ['GRM-07 a quote is escaped', 'id="\\""', 'understood'],
  ['GRM-07 a backslash is escaped', 'id="\\\\"', 'understood'],
  ['GRM-07 nothing else is', 'id="\\n"', 'refused'],
  ['GRM-08 a number may end in its point', 'nelements=1.', 'understood'],
  ['GRM-08 or begin with it', 'nelements=.5', 'understood'],
  ['GRM-08 a sign', 'nelements=+1', 'understood'],
  ['GRM-08 an exponent', 'nelements>1.e-12', 'understood'],
  ['GRM-08 no other exponent', 'nelements=1.234D12', 'refused'],
  ['GRM-08 no digits', 'nelements=.e1', 'refused'],
  ['GRM-08 two signs', 'nelements=+-1', 'refused'],
  ['GRM-08 three points', 'nelements=1...0', 'refused'],
  ['GRM-10 lower-case true is a name', 'true=TRUE', 'understood'],
  ['GRM-11 TRUE has no order', 'nelements>TRUE', 'refused'],
  ['GRM-12 properties alone', 'nelements AND elements', 'understood'],
  ['GRM-12 NOT before a property alone', 'NOT nelements', 'understood'],
  ['GRM-13 substrings in HAS', 'elements HAS STARTS WITH "S"', 'understood'],
  ['GRM-13 substrings in lists', 'elements HAS ALL CONTAINS "S", ENDS "i"', 'understood'],
  ['GRM-13 substrings in zips', 'species.name:elements HAS STARTS "J":CONTAINS "Doe"', 'understood'],
  ['GRM-14 odd but grammatical: substring of a number', 'nelements CONTAINS 42', 'understood'],
  ['GRM-14 odd but grammatical: length of a text', 'elements LENGTH = "42"', 'understood'],
  ['GRM-14 odd but grammatical: too few values', 'elements:elements:nsites HAS "H":6', 'understood'],
  ['GRM-16 values without ALL, ANY or ONLY', 'elements HAS "H","He"', 'refused'],
  ['GRM-16 zipped values of one property', 'elements HAS "H":6', 'refused'],
  ['GRM-17 comparisons are not compared', '(nelements=1 AND nsites=2)=FALSE', 'refused'],
  ['GRM-17 NOT stands once', 'NOT NOT nelements', 'refused'],
  [
    'GRM-19 nested deeper than any program does',
    `${'('.repeat(10_000)}nelements=1${')'.repeat(10_000)}`,
    'refused',
  ],
  ['GRM-19 a chain of 10,000', Array(10_000).fill('nelements=1').join(' OR '), 'understood'],
];

describe('filters', () => {
  test.each(rows.map(([name, filter, verdict]) => ({ name, filter, verdict })))(
    '$name is $verdict',
    async ({ filter, verdict }) => {
      const reply = await askOdd(`/odd/v1/structures?filter=${encodeURIComponent(filter)}`);
      const refusals = ['filter-syntax', 'filter-nesting', 'filter-size'];
      const isRefused = refusals.some((code) => String(reply.at('/errors/0/code')).endsWith(code));
      expect(isRefused ? 'refused' : 'understood', reply.text.slice(0, 300)).toBe(verdict);
      if (isRefused) expect(reply.status).toBe(400);
    },
  );

  test('GRM-18 NOT binds closer than AND, AND closer than OR', async () => {
    const [bare, braced] = await Promise.all(
      [
        'NOT nelements>1 OR nsites=9 AND nelements=2',
        '((NOT (nelements>1)) OR ((nsites=9) AND (nelements=2)))',
      ].map((filter) => askOdd(`/odd/v1/structures?filter=${encodeURIComponent(filter)}`)),
    );
    expect(bare!.at('/data')).toEqual(braced!.at('/data'));
    expect(bare!.at('/meta/data_returned')).toBe(3);
  });
});
