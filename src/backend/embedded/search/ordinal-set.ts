/**
 * Sets of ordinals as disjoint ascending ranges, flat: [from, to, from, to, …], ends exclusive. Ranges do not
 * touch.
 */
export type OrdinalSet = readonly number[] | Uint32Array;

export const noOrdinals: OrdinalSet = [];

export function ordinalRange(from: number, to: number): OrdinalSet {
  return from < to ? [from, to] : noOrdinals;
}

/** From ordinals in ascending order. */
export function ordinalsOf(ascending: ArrayLike<number>): OrdinalSet {
  const ranges: number[] = [];
  for (let index = 0; index < ascending.length; index += 1) {
    const ordinal = ascending[index]!;
    if (ranges.at(-1) === ordinal) ranges[ranges.length - 1] = ordinal + 1;
    else ranges.push(ordinal, ordinal + 1);
  }
  return ranges;
}

export function hasOrdinal(set: OrdinalSet, ordinal: number): boolean {
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (set[middle]! <= ordinal) low = middle + 1;
    else high = middle;
  }
  return low % 2 === 1;
}

/** Everything below `size` that is not in the set. */
export function complementOrdinals(set: OrdinalSet, size: number): OrdinalSet {
  const ranges: number[] = [];
  let start = 0;
  for (let index = 0; index < set.length; index += 2) {
    if (set[index]! > start) ranges.push(start, set[index]!);
    start = set[index + 1]!;
  }
  if (start < size) ranges.push(start, size);
  return ranges;
}

export function uniteOrdinals(sets: readonly OrdinalSet[]): OrdinalSet {
  if (sets.length <= 1) return sets[0] ?? noOrdinals;
  const middle = sets.length >>> 1;
  return unitePair(uniteOrdinals(sets.slice(0, middle)), uniteOrdinals(sets.slice(middle)));
}

function unitePair(left: OrdinalSet, right: OrdinalSet): OrdinalSet {
  if (left.length === 0) return right;
  if (right.length === 0) return left;
  const ranges: number[] = [];
  for (let at = 0, other = 0; at < left.length || other < right.length; ) {
    const isLeft = other >= right.length || (at < left.length && left[at]! <= right[other]!);
    const from = isLeft ? left[at]! : right[other]!;
    const to = isLeft ? left[at + 1]! : right[other + 1]!;
    if (isLeft) at += 2;
    else other += 2;
    const last = ranges.length - 1;
    if (last < 0 || from > ranges[last]!) ranges.push(from, to);
    else if (to > ranges[last]!) ranges[last] = to;
  }
  return ranges;
}

export function intersectOrdinals(left: OrdinalSet, right: OrdinalSet): OrdinalSet {
  const ranges: number[] = [];
  for (let at = 0, other = 0; at < left.length && other < right.length; ) {
    const from = Math.max(left[at]!, right[other]!);
    const to = Math.min(left[at + 1]!, right[other + 1]!);
    if (from < to) ranges.push(from, to);
    if (left[at + 1]! < right[other + 1]!) at += 2;
    else other += 2;
  }
  return ranges;
}

/** Number of ordinals in the set. */
export function countOrdinals(set: OrdinalSet): number {
  let count = 0;
  for (let index = 0; index < set.length; index += 2) count += set[index + 1]! - set[index]!;
  return count;
}

/** A quick test of many ordinals: ranges are compared, longer sets looked up. */
export function ordinalTest(set: OrdinalSet): (ordinal: number) => boolean {
  if (set.length === 0) return () => false;
  if (set.length === 2) {
    const [from, to] = [set[0]!, set[1]!];
    return (ordinal) => ordinal >= from && ordinal < to;
  }
  return (ordinal) => hasOrdinal(set, ordinal);
}
