import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OrdinalSet } from '../../../../src/backend/embedded/search/ordinal-set.ts';
import {
  complementOrdinals,
  countOrdinals,
  hasOrdinal,
  intersectOrdinals,
  ordinalRange,
  ordinalsOf,
  ordinalTest,
  uniteOrdinals,
} from '../../../../src/backend/embedded/search/ordinal-set.ts';

const size = 24;
const ordinals = fc.subarray(Array.from({ length: size }, (_, ordinal) => ordinal));
const listOf = (set: OrdinalSet): number[] =>
  Array.from({ length: size }, (_, ordinal) => ordinal).filter((ordinal) => hasOrdinal(set, ordinal));

describe('sets of ordinals', () => {
  it('unite, however many there are', () => {
    fc.assert(
      fc.property(fc.array(ordinals, { maxLength: 9 }), (lists) => {
        const all = [...new Set(lists.flat())].sort((left, right) => left - right);
        expect(uniteOrdinals(lists.map(ordinalsOf))).toEqual(ordinalsOf(all));
      }),
    );
  });

  it('do as sets do', () => {
    fc.assert(
      fc.property(ordinals, ordinals, (left, right) => {
        const [leftSet, rightSet] = [ordinalsOf(left), ordinalsOf(right)];
        expect(listOf(leftSet)).toEqual(left);
        expect(countOrdinals(leftSet)).toBe(left.length);
        expect(listOf(intersectOrdinals(leftSet, rightSet))).toEqual(
          left.filter((one) => right.includes(one)),
        );
        const united = uniteOrdinals([leftSet, rightSet]);
        expect(united).toEqual(ordinalsOf([...new Set([...left, ...right])].sort((a, b) => a - b)));
        const others = listOf(ordinalRange(0, size)).filter((one) => !left.includes(one));
        expect(complementOrdinals(leftSet, size)).toEqual(ordinalsOf(others));
        expect(listOf(leftSet)).toEqual(listOf(ordinalRange(0, size)).filter(ordinalTest(leftSet)));
      }),
    );
  });
});
