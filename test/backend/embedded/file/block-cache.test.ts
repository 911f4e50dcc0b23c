import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBlockCache } from '../../../../src/backend/index.ts';

/** What a block of no bytes counts. */
const overhead = (() => {
  const cache = createBlockCache(10_000);
  cache.attach().set(1, new Uint8Array(0));
  return cache.bytes;
})();
const block = (bytes: number) => new Uint8Array(bytes - overhead);

describe('block cache', () => {
  it('gives up what was asked for least recently, of whatever file', () => {
    const cache = createBlockCache(3000);
    const [one, other] = [cache.attach(), cache.attach()];
    one.set(1, block(1000));
    other.set(1, block(1000));
    one.set(2, block(1000));
    one.get(1);
    other.set(2, block(1000));
    expect([one.get(1), one.get(2), other.get(2)]).not.toContain(undefined);
    expect(other.get(1)).toBeUndefined();
    expect(cache.bytes).toBe(3000);
  });

  it('has room again as soon as a file is closed, which keeps nothing more', () => {
    const cache = createBlockCache(3000);
    const [one, other] = [cache.attach(), cache.attach()];
    one.set(1, block(1000));
    one.set(2, block(1000));
    other.set(1, block(500));
    one.release();
    expect(cache.bytes).toBe(500);
    one.set(3, block(1000));
    expect([one.get(1), one.get(3), cache.bytes]).toEqual([undefined, undefined, 500]);
    expect(other.get(1)).toBeDefined();
    one.release();
    expect(cache.bytes).toBe(500);
  });

  it('never keeps a block larger than itself', () => {
    const cache = createBlockCache(1000);
    const file = cache.attach();
    file.set(1, block(600));
    file.set(2, block(1001));
    expect([file.get(1) === undefined, file.get(2), cache.bytes]).toEqual([false, undefined, 600]);
  });

  it('is what a list of all that was asked for would be', () => {
    const file = fc.nat({ max: 2 });
    const key = fc.nat({ max: 5 });
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.record({ act: fc.constant('get'), file, key }) },
      {
        weight: 5,
        arbitrary: fc.record({
          act: fc.constant('set'),
          file,
          key,
          size: fc.integer({ min: 300, max: 1200 }),
        }),
      },
      { weight: 1, arbitrary: fc.record({ act: fc.constant('close'), file }) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const cache = createBlockCache(3000);
        const files = [cache.attach(), cache.attach(), cache.attach()];
        /** From the least recent on. */
        let kept: { file: number; key: number; size: number }[] = [];
        for (const one of steps) {
          const same = (each: { file: number; key: number }) =>
            each.file === one.file && 'key' in one && each.key === one.key;
          if (one.act === 'close') {
            files[one.file]!.release();
            files[one.file] = cache.attach();
            kept = kept.filter((each) => each.file !== one.file);
          } else if ('size' in one) {
            files[one.file]!.set(one.key, block(one.size));
            kept = [...kept.filter((each) => !same(each)), one];
            while (kept.reduce((sum, { size }) => sum + size, 0) > 3000) kept.shift();
          } else if ('key' in one) {
            const found = kept.find(same);
            expect(files[one.file]!.get(one.key)?.byteLength).toBe(found && found.size - overhead);
            if (found) kept = [...kept.filter((each) => each !== found), found];
          }
          expect(cache.bytes).toBe(kept.reduce((sum, { size }) => sum + size, 0));
        }
      }),
    );
  });
});
