import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { OptimadeError } from '../../src/base/index.ts';
import { parseFilter } from '../../src/filter/index.ts';
import { Lexer } from '../../src/filter/lexer.ts';

const shared = join(import.meta.dirname, '../../../shared');
const present = existsSync(shared);
const name = (title: string) => (present ? title : `${title} (skipped: ../shared is absent)`);

/** Filters of the standard's own test suite that its grammar refuses. */
const refusedCases = new Set(
  ['015', '016', '017', '020', '022', '023', '024', '026', '029', '030', '032', '034', '037', '038'].concat([
    '041',
    '043',
    '074',
  ]),
);

describe.skipIf(!present)(name("the standard's filter cases (GRM-15)"), () => {
  const folder = join(shared, 'reference/optimade/filter-cases');
  const files = present ? readdirSync(folder).filter((file) => file.endsWith('.inp')) : [];

  test('are all there', () => expect(files).toHaveLength(82));

  test.each(files)('%s', (file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    expect(parses(text)).toBe(!refusedCases.has(file.slice('Filter_'.length, -'.inp'.length)));
  });
});

describe.skipIf(!present)(name("the standard's token lists (GRM-08)"), () => {
  test.each([
    ['numbers.lst', 'number', true],
    ['reals.lst', 'number', true],
    ['integers.lst', 'number', true],
    ['not-numbers.lst', 'number', false],
    ['identifiers.lst', 'identifier', true],
    ['not-identifiers.lst', 'identifier', false],
  ])('%s', (file, kind, isOne) => {
    const lines = readFileSync(join(shared, 'reference/optimade/tokens', file), 'utf8').split('\n');
    for (const line of lines.filter((text) => text !== '')) {
      expect([line, soleTokenKind(line) === kind]).toEqual([line, isOne]);
    }
  });
});

interface Vector {
  readonly kind: string;
  readonly query: string;
  readonly expected: { readonly status: number };
  readonly or_expected?: { readonly status: number };
}

describe.skipIf(!present)(name('filters that the reference parser was tried on'), () => {
  const vectors = present
    ? (JSON.parse(readFileSync(join(shared, 'vectors/filters.json'), 'utf8')) as Vector[])
    : [];
  test.each(vectors.filter(({ kind }) => kind === 'parse'))('$query', (vector) => {
    const status = parses(vector.query.slice('filter='.length)) ? 200 : 400;
    expect([vector.expected.status, vector.or_expected?.status]).toContain(status);
  });
});

function parses(text: string): boolean {
  try {
    parseFilter(text);
    return true;
  } catch (error) {
    if (error instanceof OptimadeError && error.code === 'filter-syntax') return false;
    throw error;
  }
}

/** The kind of the token that is the whole text; undefined where there is none. */
function soleTokenKind(text: string): string | undefined {
  try {
    const token = new Lexer(text).next();
    return token.text === text ? token.kind : undefined;
  } catch (error) {
    if (error instanceof OptimadeError) return undefined;
    throw error;
  }
}
