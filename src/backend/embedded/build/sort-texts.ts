/**
 * Sorts many byte strings in memory: three-way radix quicksort on four bytes at a time, which looks at each
 * byte about once where a comparing sort would look at it twenty times.
 */

/** Byte strings laid one after another in `bytes`; string `i` goes from `offsets[i]` to `offsets[i + 1]`. */
export interface Texts {
  readonly bytes: Uint8Array;
  readonly offsets: Uint32Array;
}

interface Work extends Texts {
  /** The order that comes to be. */
  readonly order: Uint32Array;
  /** The four bytes of each string of `order` at the depth of the moment, zeros where it has ended. */
  readonly keys: Uint32Array;
}

/** The order of the first `count` strings by bytes; equal strings keep their order. */
export function sortTexts(texts: Texts, count: number): Uint32Array {
  const order = new Uint32Array(count);
  for (let index = 0; index < count; index += 1) order[index] = index;
  const work: Work = { ...texts, order, keys: new Uint32Array(count) };
  // A stack of our own: equal prefixes may be as long as a text.
  const pending: [low: number, high: number, depth: number][] = [[0, count, 0]];
  for (let task = pending.pop(); task !== undefined; task = pending.pop()) {
    const [low, high, depth] = task;
    loadKeys(work, low, high, depth);
    sortByKeys(work, low, high);
    for (let start = low; start < high; ) {
      let end = start + 1;
      while (end < high && work.keys[end] === work.keys[start]) end += 1;
      if (end - start > 1) {
        const continued = settleEnded(work, start, end, depth);
        if (end - continued > 1) pending.push([continued, end, depth + 4]);
      }
      start = end;
    }
  }
  return order;
}

function loadKeys({ bytes, offsets, order, keys }: Work, low: number, high: number, depth: number): void {
  for (let index = low; index < high; index += 1) {
    const text = order[index]!;
    const start = offsets[text]! + depth;
    const left = offsets[text + 1]! - start;
    let key = 0;
    if (left > 0) key = bytes[start]! << 24;
    if (left > 1) key |= bytes[start + 1]! << 16;
    if (left > 2) key |= bytes[start + 2]! << 8;
    if (left > 3) key |= bytes[start + 3]!;
    keys[index] = key;
  }
}

/**
 * Among strings with equal keys, those that end within the four bytes come first, shorter before longer
 * (zeros of their own must not make them equal to strings that ended), then equal ones by position. Returns
 * where the longer strings, still to be sorted, begin.
 */
function settleEnded({ offsets, order }: Work, start: number, end: number, depth: number): number {
  const group = order.subarray(start, end);
  const leftOf = (text: number): number => Math.min(5, offsets[text + 1]! - offsets[text]! - depth);
  const buckets: number[] = [0, 0, 0, 0, 0, 0];
  for (const text of group) buckets[leftOf(text)]! += 1;
  const continued = end - buckets[5]!;
  if (buckets[5] === group.length) return start;
  if (!buckets.includes(group.length)) {
    const sorted: number[][] = [[], [], [], [], [], []];
    for (const text of group) sorted[leftOf(text)]!.push(text);
    group.set(sorted.flat());
  }
  for (let from = start, left = 0; left < 5; left += 1) {
    order.subarray(from, from + buckets[left]!).sort();
    from += buckets[left]!;
  }
  return continued;
}

const insertionMax = 12;

/**
 * Quicksort with three parts; recursion into the smaller ones keeps the stack at the logarithm of the length.
 */
function sortByKeys(work: Work, from: number, to: number): void {
  const { keys } = work;
  let low = from;
  let high = to;
  while (high - low > insertionMax) {
    const pivot = medianOfThree(keys[low]!, keys[(low + high) >>> 1]!, keys[high - 1]!);
    let less = low;
    let greater = high;
    for (let index = low; index < greater; ) {
      const key = keys[index]!;
      if (key < pivot) swap(work, index++, less++);
      else if (key > pivot) swap(work, index, --greater);
      else index += 1;
    }
    if (less - low < high - greater) {
      sortByKeys(work, low, less);
      low = greater;
    } else {
      sortByKeys(work, greater, high);
      high = less;
    }
  }
  for (let index = low + 1; index < high; index += 1) {
    for (let at = index; at > low && keys[at - 1]! > keys[at]!; at -= 1) swap(work, at, at - 1);
  }
}

function swap({ order, keys }: Work, left: number, right: number): void {
  const key = keys[left]!;
  keys[left] = keys[right]!;
  keys[right] = key;
  const text = order[left]!;
  order[left] = order[right]!;
  order[right] = text;
}

function medianOfThree(first: number, second: number, third: number): number {
  return Math.max(Math.min(first, second), Math.min(Math.max(first, second), third));
}
