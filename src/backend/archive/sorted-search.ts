/**
 * How many of `count` ascending values are at most `wanted`. Looks near a guess first, with growing steps,
 * since what is near is mostly in one block; then by halves.
 */
export function countUpTo(
  wanted: number,
  count: number,
  valueAt: (position: number) => number,
  guess: number,
): number {
  let low = 0;
  let high = count;
  let probe = Math.floor(guess);
  let step = 8;
  while (low < high) {
    if (!(probe >= low && probe < high)) probe = (low + high) >>> 1;
    if (valueAt(probe) <= wanted) {
      low = probe + 1;
      probe = low + step;
    } else {
      high = probe;
      probe = high - step;
    }
    step *= 4;
  }
  return low;
}
