import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBytes } from '../../../../src/backend/embedded/file/find-bytes.ts';

describe('finding bytes', () => {
  it('finds what the native search finds, in long texts too', () => {
    // Long enough for the search of our own, from 16 million comparisons on.
    const part = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 6 });
    const needles = fc.tuple(part, part, fc.integer({ min: 400, max: 900 }));
    fc.assert(
      fc.property(part, needles, fc.nat(2000), (filler, [head, tail, repeats], from) => {
        const needle = Buffer.from(head.repeat(repeats) + tail);
        const noise = Buffer.from(filler.repeat(Math.ceil(40_000 / filler.length)));
        const text = Buffer.concat([noise, needle.subarray(1), needle, noise]);
        expect(findBytes(text, needle, from)).toBe(text.indexOf(needle, from));
      }),
      { numRuns: 30 },
    );
  });

  it('does not take length times length on repetitive texts', () => {
    const text = Buffer.alloc(4_000_000, 'z');
    const needle = Buffer.concat([Buffer.alloc(200_000, 'z'), Buffer.from('y'), Buffer.alloc(200_000, 'z')]);
    expect(findBytes(text, needle)).toBe(-1);
    text.write('y', 3_000_000);
    expect(findBytes(text, needle)).toBe(2_800_000);
  });
});
