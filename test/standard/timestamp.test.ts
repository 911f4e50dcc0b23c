import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTimestamp } from '../../src/standard/index.ts';

describe('parseTimestamp', () => {
  it.each([
    ['2020-02-29T23:59:60Z', '2020-02-29T23:59:60Z', '2020-02-29T23:59:60'],
    ['0000-01-01T00:00:00Z', '0000-01-01T00:00:00Z', '0000-01-01T00:00:00'],
    ['2020-01-31t12:00:00z', '2020-01-31T12:00:00Z', '2020-01-31T12:00:00'],
    ['2020-01-31 12:00:00Z', '2020-01-31T12:00:00Z', '2020-01-31T12:00:00'],
    ['2020-01-31T12:00:00.500Z', '2020-01-31T12:00:00.500Z', '2020-01-31T12:00:00.5'],
    ['2020-01-31T12:00:00.000Z', '2020-01-31T12:00:00.000Z', '2020-01-31T12:00:00'],
    ['2020-12-31T23:30:00-01:00', '2021-01-01T00:30:00Z', '2021-01-01T00:30:00'],
  ])('reads %s', (text, utc, key) => {
    expect(parseTimestamp(text)).toEqual({ utc, key });
  });

  it.each([
    '2019-02-29T00:00:00Z',
    '2020-00-10T00:00:00Z',
    '2020-13-10T00:00:00Z',
    '2020-04-31T00:00:00Z',
    '2020-01-00T00:00:00Z',
    '2020-01-01T24:00:00Z',
    '2020-01-01T00:60:00Z',
    '2020-01-01T00:00:61Z',
    '2020-01-01T00:00:00',
    '2020-01-01T00:00:0:Z',
    '2020-01-01T00:00: 0Z',
    '2020/01/01T00:00:00Z',
    '20x0-01-01T00:00:00Z',
    '0000-01-01T00:00:00-00:01x',
    '',
  ])('takes %j for none', (text) => {
    expect(parseTimestamp(text)).toBeUndefined();
  });

  it('reads the plain form as it reads the same moment with an offset of zero', () => {
    const digits = (max: number) =>
      fc.integer({ min: 0, max }).map((value) => String(value).padStart(2, '0'));
    const parts = fc.tuple(
      digits(99),
      digits(99),
      digits(13),
      digits(32),
      digits(25),
      digits(61),
      digits(62),
    );
    fc.assert(
      fc.property(parts, ([century, year, month, day, hour, minute, second]) => {
        const local = `${century}${year}-${month}-${day}T${hour}:${minute}:${second}`;
        expect(parseTimestamp(`${local}Z`)).toEqual(parseTimestamp(`${local}+00:00`));
      }),
    );
  });
});
