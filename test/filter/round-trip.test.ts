import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OptimadeError } from '../../src/base/index.ts';
import { parseFilter, printFilter } from '../../src/filter/index.ts';
import { anyFilter } from './any-filter.ts';

test('printing a tree and reading it gives the same tree', () => {
  fc.assert(
    fc.property(anyFilter, (filter) => {
      expect(withoutSpans(parseFilter(printFilter(filter)))).toEqual(withoutSpans(filter));
    }),
  );
});

const pieces = fc.constantFrom(
  ...[
    'AND',
    'OR',
    'NOT',
    'HAS',
    'ALL',
    'IS',
    'KNOWN',
    'LENGTH',
    'STARTS',
    'WITH',
    'TRUE',
    'and',
    'a',
    '_x.y',
  ],
  ...[
    '=',
    '<',
    '>=',
    '!',
    '(',
    ')',
    ',',
    ':',
    '.',
    '"',
    '\\',
    '"s"',
    "'",
    '1',
    '-',
    '.5e',
    ' ',
    '\n',
    '\0',
    'É',
  ],
);

test('garbage never throws anything but a client error', () => {
  const garbage = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(garbage, (text) => {
      try {
        const printed = printFilter(parseFilter(text));
        expect(printFilter(parseFilter(printed))).toBe(printed);
      } catch (error) {
        if (!(error instanceof OptimadeError)) throw error;
        expect(error.status).toBe(400);
      }
    }),
    { numRuns: 2_000 },
  );
});

function withoutSpans(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, inner) => (key === 'span' ? undefined : inner)));
}
