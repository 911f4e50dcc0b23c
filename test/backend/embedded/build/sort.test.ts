import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeNumber, encodeNumber } from '../../../../src/backend/embedded/build/number-key.ts';
import { sortTexts } from '../../../../src/backend/embedded/build/sort-texts.ts';
import { SpoolFile } from '../../../../src/backend/embedded/build/spool-file.ts';
import { ValueSorter } from '../../../../src/backend/embedded/build/value-sorter.ts';
import { makeFolder } from '../build-embedded.ts';

/** Few different bytes, zeros among them, so that long common beginnings and mere extensions are frequent. */
const bytes = fc.array(fc.constantFrom(0, 1, 97, 255), { maxLength: 12 }).map((list) => Buffer.from(list));
const byteStrings = fc.array(bytes, { maxLength: 80, size: 'max' });

function sortedPlainly(strings: readonly Buffer[]): number[] {
  const order = strings.map((_, index) => index);
  return order.sort((left, right) => Buffer.compare(strings[left]!, strings[right]!) || left - right);
}

describe('sorting byte strings', () => {
  it('in memory gives the order of bytes, equal ones as they came', () => {
    fc.assert(
      fc.property(byteStrings, (strings) => {
        const offsets = Uint32Array.from([0, ...strings].keys(), (index) =>
          strings.slice(0, index).reduce((sum, one) => sum + one.length, 0),
        );
        const order = sortTexts({ bytes: Buffer.concat(strings), offsets }, strings.length);
        expect([...order]).toEqual(sortedPlainly(strings));
      }),
    );
  });

  it.each([1, 40, 1000])('in runs of %d bytes gives the same', (runBytes) => {
    const folder = makeFolder();
    const file = new SpoolFile(join(folder, 'spool'));
    fc.assert(
      fc.property(byteStrings, (strings) => {
        const sorter = new ValueSorter(file, runBytes);
        for (const one of strings) sorter.add(Buffer.concat([Buffer.from('..'), one]), 2, one.length + 2);
        const found: [number, string][] = [];
        sorter.forEachSorted((source, start, end, number) =>
          found.push([number, Buffer.from(source.subarray(start, end)).toString('hex')]),
        );
        expect(sorter.count).toBe(strings.length);
        expect(found).toEqual(
          sortedPlainly(strings).map((index) => [index, strings[index]!.toString('hex')]),
        );
      }),
      { numRuns: 30 },
    );
    file.close();
    rmSync(folder, { recursive: true });
  });
});

describe('numbers as bytes', () => {
  const key = (value: number): Buffer => {
    const target = Buffer.alloc(10);
    encodeNumber(value, target, 1);
    return target.subarray(1, 9);
  };

  it('sort as the numbers do, and come back', () => {
    const number = fc.double({ noNaN: true });
    fc.assert(
      fc.property(number, number, (left, right) => {
        expect(decodeNumber(key(left), 0)).toBe(left);
        const order = left === right ? 0 : left < right ? -1 : 1;
        if (!(left === 0 && right === 0)) expect(Buffer.compare(key(left), key(right))).toBe(order);
      }),
    );
  });
});
