/** The first place that does not compare as below. */
export function lowerBound(from: number, to: number, compare: (place: number) => number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (compare(middle) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
