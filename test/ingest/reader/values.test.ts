import { describe, expect, test } from 'vitest';
import type { RawEntry } from '../../../src/ingest/index.ts';
import { memorySource, readAll } from './memory-source.ts';

async function readOne(text: string | Uint8Array): Promise<RawEntry> {
  const [record] = await readAll(memorySource(text));
  if (record?.kind !== 'entry') throw new Error(`no entry: ${JSON.stringify(record)}`);
  return record;
}

describe('values are taken out of extended JSON', () => {
  test.each<[written: string, value: unknown, remark?: string]>([
    ['{"$oid":"5cfb441f053b174410700d02"}', '5cfb441f053b174410700d02'],
    ['{"$uuid":"c8edabc3-f738-4ca3-b68d-ab92a91478a3"}', 'c8edabc3-f738-4ca3-b68d-ab92a91478a3'],
    ['{"$numberInt":"-7"}', -7],
    ['{"$numberLong":"123"}', 123],
    ['{"$numberLong":12}', 12],
    ['{"$numberLong":"9007199254740993"}', '9007199254740993', 'integer-precision'],
    ['{"$numberDouble":"1.5e3"}', 1500],
    ['{"$numberDouble":"-Infinity"}', null, 'not-a-number'],
    ['{"$numberDecimal":"0.10"}', 0.1],
    ['{"$numberDecimal":"NaN"}', null, 'not-a-number'],
    ['{"$numberDecimal":"1E+6000"}', null, 'number-range'],
    [
      '{"$binary":{"base64":"yO2rw/c4TKO2jauSqRR4ow==","subType":"04"}}',
      'c8edabc3-f738-4ca3-b68d-ab92a91478a3',
    ],
    ['{"$binary":"yO2rw/c4TKO2jauSqRR4ow==","$type":"04"}', 'c8edabc3-f738-4ca3-b68d-ab92a91478a3'],
    ['{"$binary":{"base64":"AAA=","subType":"00"}}', 'AAA='],
    ['[{"$numberInt":"1"},{"a":{"$numberInt":"2"}}]', [1, { a: 2 }]],
    ['{"$numberInt":"x"}', { $numberInt: 'x' }, 'unknown-wrapper'],
    ['{"$minKey":1}', { $minKey: 1 }, 'unknown-wrapper'],
    ['{"$id":"x","$schema":"y"}', { $id: 'x', $schema: 'y' }],
  ])('%s', async (written, value, remark) => {
    const entry = await readOne(`{"id":"a","x":${written}}`);
    expect(entry.attributes.x).toEqual(value);
    expect(entry.remarks.map(({ code, count }) => [code, count])).toEqual(
      remark === undefined ? [] : [[remark, 1]],
    );
    expect(entry.datePaths).toEqual([]);
  });

  test.each<[written: string, value: string]>([
    ['"2019-06-08T05:13:37.331Z"', '2019-06-08T05:13:37.331Z'],
    ['"2019-06-08T05:13:37.331"', '2019-06-08T05:13:37.331Z'],
    ['"2019-06-08T05:13:37+0200"', '2019-06-08T05:13:37+02:00'],
    ['"2019-06-08T05:13:37+02"', '2019-06-08T05:13:37+02:00'],
    ['"2019-06-08 05:13"', '2019-06-08T05:13:00Z'],
    ['"2019-06-08"', '2019-06-08T00:00:00Z'],
    ['1559970817331', '2019-06-08T05:13:37.331Z'],
    ['{"$numberLong":"1559970817331"}', '2019-06-08T05:13:37.331Z'],
    ['{"$numberLong":"-62135596800000"}', '0001-01-01T00:00:00.000Z'],
    ['"inf"', 'inf'],
    ['"2019-13-08"', '2019-13-08'],
    ['{"$numberLong":"99999999999999999"}', '100000000000000000'],
  ])('a date %s', async (written, value) => {
    const date = `{"$date":${written}}`;
    const resource = await readOne(`{"id":"a","attributes":{"x":${date},"y":[{"z":${date}},{"z":${date}}]}}`);
    expect(resource.attributes).toEqual({ x: value, y: [{ z: value }, { z: value }] });
    expect(resource.datePaths).toEqual(['x', 'y.z']);
    const flat = await readOne(`{"id":{"$oid":"5f"},"x":${date}}`);
    expect([flat.id, flat.attributes, flat.datePaths]).toEqual(['5f', { x: value }, ['x']]);
  });

  test('a date that is no date is left and remarked', async () => {
    const entry = await readOne('{"id":"a","x":{"$date":{"year":2019}}}');
    expect(entry.attributes.x).toEqual({ $date: { year: 2019 } });
    expect(entry.remarks).toEqual([
      { code: 'unknown-wrapper', message: expect.stringContaining('"$date"'), count: 1 },
    ]);
    expect(entry.datePaths).toEqual([]);
  });
});

describe('what JSON cannot hold is mended and remarked', () => {
  test.each<[written: string, value: unknown, remarks: [string, number][]]>([
    [
      '[NaN, Infinity, -Infinity, "NaN \\" Infinity", 1]',
      [null, null, null, 'NaN " Infinity', 1],
      [['not-a-number', 3]],
    ],
    ['9007199254740991', 9007199254740991, []],
    ['[-9007199254740992, 150000000000000000000]', [-9007199254740992, 150000000000000000000], []],
    [
      '[9007199254740993, -12345678901234567890]',
      ['9007199254740993', '-12345678901234567890'],
      [['integer-precision', 2]],
    ],
    ['[0.12345678901234567890, 1e300, 1E16]', [0.12345678901234568, 1e300, 1e16], []],
    ['[1e400, -1e400]', [null, null], [['number-range', 2]]],
    ['1'.repeat(400), '1'.repeat(400), [['integer-precision', 1]]],
    [
      '[NaN, 9007199254740993]',
      [null, '9007199254740993'],
      [
        ['not-a-number', 1],
        ['integer-precision', 1],
      ],
    ],
    [
      '{"__proto__":9007199254740993}',
      {},
      [
        ['integer-precision', 1],
        ['unsafe-key', 1],
      ],
    ],
    ['{"__proto__":{"polluted":1},"y":2}', { y: 2 }, [['unsafe-key', 1]]],
    [
      '{"\\u005f_proto__":1,"constructor":{"prototype":[{"__proto__":1}]}}',
      { constructor: { prototype: [{}] } },
      [['unsafe-key', 2]],
    ],
  ])('%s', async (written, value, remarks) => {
    for (const text of [`{"id":"a","x":${written}}`, `{"id":"a","attributes":{"x":${written}}}`]) {
      const entry = await readOne(text);
      expect(entry.attributes).toEqual({ x: value });
      expect(entry.remarks.map(({ code, count }) => [code, count])).toEqual(remarks);
    }
    expect('polluted' in {}).toBe(false);
  });

  test('hostile keys at the top and in the attributes', async () => {
    const entry = await readOne(
      '{"id":"a","__proto__":{"type":"t"},"attributes":{"__proto__":{"x":1},"toString":1}}',
    );
    expect([entry.type, Object.keys(entry.attributes)]).toEqual([undefined, ['toString']]);
    expect(entry.remarks).toMatchObject([{ code: 'unsafe-key', count: 2 }]);
  });

  test('of a key that comes twice the last one stands', async () => {
    expect(await readOne('{"id":"a","id":"b","x":1,"x":2}')).toMatchObject({ id: 'b', attributes: { x: 2 } });
  });

  test('bytes that are no UTF-8 are replaced, U+FFFD itself is left alone', async () => {
    const entry = await readOne(Buffer.from('{"id":"a","x":"M\xfcller, M\xfcnchen"}', 'latin1'));
    expect(entry.attributes.x).toBe('M\uFFFDller, M\uFFFDnchen');
    expect(entry.remarks).toMatchObject([{ code: 'not-utf8', count: 2 }]);
    expect((await readOne('{"id":"a","x":"\uFFFD Å"}')).remarks).toEqual([]);
  });

  test('a number as id is remarked', async () => {
    expect((await readOne('{"id":42}')).remarks).toMatchObject([{ code: 'id-not-text', count: 1 }]);
  });
});
