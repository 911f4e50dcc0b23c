/** What is taken for JSON is what `JSON.parse` takes, wherever the chunks are cut. */
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../../../src/base/index.ts';
import { indexArchive } from './index-archive.ts';
import { randomJson } from './random-document.ts';

/** The sentence that tells why it is refused; undefined where it is not. */
function faultOf(source: string | Uint8Array, chunkSizes: readonly number[] = [65_536]): string | undefined {
  try {
    indexArchive(source, { chunkSizes });
    return undefined;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ArchiveFault') throw error;
    return error.message;
  }
}

function isParsed(source: string | Uint8Array): boolean {
  try {
    JSON.parse(
      typeof source === 'string' ? source : new TextDecoder('utf-8', { fatal: true }).decode(source),
    );
    return true;
  } catch {
    return false;
  }
}

const valid = [
  '0',
  '-0',
  '0.10',
  '1e5',
  '1E+05',
  '-1.5e-300',
  '1e400',
  '9'.repeat(100),
  'true',
  'false',
  'null',
  '""',
  '" "',
  '"\u007f\u2028"',
  '"\\u0000\\uD800\\uDFFF"',
  '"\\"\\\\\\/\\b\\f\\n\\r\\t"',
  '[]',
  '{}',
  ' [ ] ',
  '\t{\n}\r\n',
  '[[],{},[{}]]',
  '{"":{"":""}}',
  '{"a":1,"a":2}',
  '{"__proto__":[],"constructor":{}}',
  '"é漢😀"',
  '[1 , 2\n,3]',
];
const invalid = [
  '',
  ' ',
  '01',
  '-',
  '-a',
  '+1',
  '.5',
  '1.',
  '1.e5',
  '1e',
  '1e+',
  '1e5.5',
  '--1',
  '1-',
  '0x10',
  '1_000',
  'tru',
  'trues',
  'True',
  'nul',
  'undefined',
  '"',
  '"\\',
  '"\\"',
  '"\\x41"',
  '"\\u12"',
  '"\\u12g4"',
  '"\\u"',
  '"a\nb"',
  '"a\u0000b"',
  "'a'",
  '[',
  ']',
  '[1',
  '[1,',
  '[1,]',
  '[,1]',
  '[1 2]',
  '[1}',
  '{',
  '}',
  '{"a"',
  '{"a":',
  '{"a":}',
  '{"a":1',
  '{"a":1,',
  '{"a":1,}',
  '{"a" 1}',
  '{"a":1]',
  '{a:1}',
  '{1:1}',
  '{,}',
  '{"a":1 "b":2}',
  '{"a":1}}',
  '[]]',
  '1 2',
  '[] []',
  '1,',
  '// 1\n1',
  '\u00a01',
  '\u000b1',
  '[1]\u0000',
];

describe('a document', () => {
  it.each(valid)('is taken: %j', (json) => {
    for (const size of [1, 2, 3, 65_536]) {
      expect(faultOf(json, [size])).toBeUndefined();
      expect(Buffer.from(indexArchive(json, { chunkSizes: [size] }).document).toString()).toBe(json);
    }
    expect(isParsed(json)).toBe(true);
  });

  it.each(invalid)('is refused: %j', (json) => {
    for (const size of [1, 2, 3, 65_536])
      expect(faultOf(json, [size])).toMatch(/^is no valid JSON: .+ at byte \d+$/);
    expect(isParsed(json)).toBe(false);
  });

  it('is taken when parsing takes it, however it is spoilt', () => {
    const byte = fc.oneof(
      fc.constantFrom(...Buffer.from(' ,:"\\[]{}-+.e0u')),
      fc.integer({ min: 0, max: 255 }),
    );
    const spoil = fc.record({ at: fc.nat(), byte, isInserted: fc.boolean() });
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 });
    const property = fc.property(
      randomJson,
      fc.array(spoil, { minLength: 1, maxLength: 2 }),
      sizes,
      (json, spoils, by) => {
        const bytes = [...Buffer.from(json)];
        for (const { at, byte: put, isInserted } of spoils)
          bytes.splice(at % (bytes.length + 1), isInserted ? 0 : 1, put);
        const spoilt = Uint8Array.from(bytes);
        expect(faultOf(spoilt, by) === undefined).toBe(isParsed(spoilt));
      },
    );
    fc.assert(property, { numRuns: 2000 });
  });

  it('is refused when it is cut anywhere', () => {
    const json = '{"a é":[1.5e-3,-0.25,"x\\u00e9\\n",true,null,{"b":[]}],"c":{}}';
    const bytes = Buffer.from(json);
    for (let end = 0; end < bytes.length; end += 1) expect(faultOf(bytes.subarray(0, end))).toBeDefined();
    expect(faultOf(bytes)).toBeUndefined();
  });

  it.each([
    [[0x22, 0x80, 0x22], 1],
    [[0x22, 0xc3, 0x22], 1],
    [[0x22, 0xc0, 0x80, 0x22], 1],
    [[0x22, 0xed, 0xa0, 0x80, 0x22], 1],
    [[0x22, 0x61, 0xf5, 0x80, 0x80, 0x80, 0x22], 2],
    [[0x22, 0xe2, 0x82, 0x22], 1],
    [[0x22, 0xf0, 0x9f, 0x98], 0],
  ])('is refused where it is no UTF-8: %j', (bytes, at) => {
    for (const size of [1, 2, 3, 64]) expect(faultOf(Uint8Array.from(bytes), [size])).toBeDefined();
    if (at > 0) {
      expect(faultOf(Uint8Array.from(bytes))).toBe(`is no valid JSON: bytes that are no UTF-8 at byte ${at}`);
    }
  });

  it('tells where the fault is', () => {
    expect(faultOf('{"a": [1,\n2,]}', [4])).toBe('is no valid JSON: it should have a value at byte 12');
    expect(faultOf('{"a": 1 "b"}')).toBe(
      'is no valid JSON: it should have a comma or the end of the list or map at byte 8',
    );
    expect(faultOf('\ufeff\ufeff1')).toBe('is no valid JSON: it should have a value at byte 3');
  });

  it('loses a byte order mark', () => {
    for (const size of [1, 2, 3, 4, 99]) {
      const { document } = indexArchive('\ufeff [1]', { chunkSizes: [size] });
      expect(Buffer.from(document).toString()).toBe(' [1]');
    }
    expect(faultOf(Uint8Array.from([0xef, 0xbb, 0x31]))).toBeDefined();
    expect(faultOf('[\ufeff1]')).toBeDefined();
  });

  it('gets null for what is no number, and keeps what only looks like it', () => {
    const json = '[NaN,-Infinity, Infinity,"NaN",{"NaN":-Infinity},-1,null]';
    const expected = '[null,null, null,"NaN",{"NaN":null},-1,null]';
    for (let size = 1; size < 30; size += 1) {
      const { document, notANumbers } = indexArchive(json, { chunkSizes: [size, 1, 7], enteredBytesMin: 4 });
      expect(Buffer.from(document).toString()).toBe(expected);
      expect(notANumbers).toBe(4);
    }
    for (const bad of ['-NaN', 'nan', 'NaNs', 'Infinity1', '-Inf', '1Infinity', '[-', '+Infinity']) {
      expect(faultOf(bad, [1])).toBeDefined();
      expect(faultOf(bad)).toBeDefined();
    }
  });

  it('nests as deep as is allowed', () => {
    const nested = (levels: number) => '[{"a":'.repeat(levels / 2) + '1' + '}]'.repeat(levels / 2);
    expect(faultOf(nested(limits.archiveDepthMax))).toBeUndefined();
    expect(faultOf(nested(limits.archiveDepthMax + 2))).toBe('nests deeper than 500 levels');
    expect(faultOf('['.repeat(1_000_000))).toBe('nests deeper than 500 levels');
  });

  it('has keys no longer than is allowed', () => {
    const withKey = (bytes: number) => `{"${'k'.repeat(bytes - 2)}":1}`;
    for (const size of [1000, 1_000_000]) {
      expect(faultOf(withKey(limits.archiveKeyBytesMax), [size])).toBeUndefined();
      expect(faultOf(withKey(limits.archiveKeyBytesMax + 1), [size])).toMatch(
        /^has a key of more than 65536 bytes$/,
      );
    }
  });
});
