import type { BlockStore } from '../file/block-store.ts';
import { StoredArray } from '../file/block-store.ts';
import type { TrigramsRecord } from '../file/file-format.ts';

export interface TrigramHolders {
  /** Ascending. */
  readonly ordinals: ArrayLike<number> & Iterable<number>;
  /** Whether all of them hold the needle; else they hold its trigrams, perhaps apart. */
  readonly exact: boolean;
}

/** After so many trigrams the candidates are few enough to be looked at. */
const listsMax = 4;

/**
 * Which texts may hold a needle; undefined where there are no trigrams to tell, or the needle is too short
 * for them.
 */
export function findTrigramHolders(
  store: BlockStore,
  record: TrigramsRecord | undefined,
  needle: Uint8Array,
): TrigramHolders | undefined {
  if (record === undefined || needle.length < 3) return undefined;
  const keys = new StoredArray(store, record.keys);
  const starts = new StoredArray(store, record.starts);
  const trigrams = new Set<number>();
  for (let at = 0; at + 2 < needle.length && trigrams.size < 1000; at += 1) {
    trigrams.add((needle[at]! << 16) | (needle[at + 1]! << 8) | needle[at + 2]!);
  }
  const lists: { readonly start: number; readonly end: number }[] = [];
  for (const trigram of trigrams) {
    const index = findKey(keys, trigram);
    if (index === undefined) return { ordinals: [], exact: true };
    lists.push({ start: starts.at(index), end: starts.at(index + 1) });
  }
  lists.sort((left, right) => left.end - left.start - (right.end - right.start));
  const bytes = new StoredArray(store, record.lists);
  const [shortest, ...others] = lists
    .slice(0, listsMax)
    .map(({ start, end }) => decodeList(bytes.slice(start, end) as Uint8Array));
  const ordinals = others.reduce((common, list) => intersectAscending(common, list), shortest!);
  return { ordinals, exact: needle.length === 3 };
}

function findKey(keys: StoredArray, wanted: number): number | undefined {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys.at(middle) < wanted) low = middle + 1;
    else high = middle;
  }
  return low < keys.length && keys.at(low) === wanted ? low : undefined;
}

/** Each ordinal is a varint of its distance from the one before. */
function decodeList(bytes: Uint8Array): Uint32Array {
  // No ordinal takes less than a byte.
  const ordinals = new Uint32Array(bytes.length);
  let count = 0;
  let ordinal = 0;
  for (let at = 0; at < bytes.length; ) {
    let byte = bytes[at++]!;
    let distance = byte & 127;
    for (let shift = 7; byte >= 128; shift += 7) {
      byte = bytes[at++]!;
      distance |= (byte & 127) << shift;
    }
    ordinal += distance >>> 0;
    ordinals[count++] = ordinal;
  }
  return ordinals.subarray(0, count);
}

function intersectAscending(left: Uint32Array, right: Uint32Array): Uint32Array {
  const common = new Uint32Array(Math.min(left.length, right.length));
  let count = 0;
  for (let at = 0, other = 0; at < left.length && other < right.length; ) {
    const difference = left[at]! - right[other]!;
    if (difference === 0) common[count++] = left[at]!;
    if (difference <= 0) at += 1;
    if (difference >= 0) other += 1;
  }
  return common.subarray(0, count);
}
