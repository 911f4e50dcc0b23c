/**
 * The parts that every column is made of, from arrays in memory to blocks of the file. Memory: forward items
 * in the narrowest width, 4 bytes for each pair of row and distinct item, 8 bytes for each distinct value.
 */
import type { ListItemsRecord, PostingsRecord, ScalarRecord } from '../file/file-format.ts';
import { narrowestArray } from '../file/file-format.ts';
import type { BlockWriter } from './block-writer.ts';
import type { BuildTuning } from './build-tuning.ts';
import { NumberDictionaryWriter } from './dictionary-writer.ts';

export type ForwardItems = ReturnType<typeof narrowestArray>;

export interface ColumnTarget {
  readonly writer: BlockWriter;
  readonly tuning: BuildTuning;
}

/**
 * `forward` holds ordinal + 1 or 0 for null: one item a row, or with `offsets` the items of row r from
 * offsets[r] on.
 */
export function writePostings(
  forward: ForwardItems,
  offsets: Uint32Array | undefined,
  ordinalCount: number,
  { writer, tuning }: ColumnTarget,
): PostingsRecord {
  const rowCount = offsets === undefined ? forward.length : offsets.length - 1;
  const starts = new Uint32Array(ordinalCount + 2);
  forEachPair(forward, offsets, ordinalCount, (ordinal) => {
    starts[ordinal + 1]! += 1;
  });
  for (let ordinal = 0; ordinal <= ordinalCount; ordinal += 1) starts[ordinal + 1]! += starts[ordinal]!;

  const ends = starts.slice(0, -1);
  const rows = new Uint32Array(starts.at(-1)!);
  forEachPair(forward, offsets, ordinalCount, (ordinal, row) => {
    rows[ends[ordinal]!++] = row;
  });

  const dense: number[] = [];
  const bitsets = writer.startArray();
  const denseMin = Math.max(1, rowCount / tuning.denseFraction);
  for (let ordinal = 0; ordinal <= ordinalCount; ordinal += 1) {
    const held = rows.subarray(starts[ordinal]!, starts[ordinal + 1]!);
    if (held.length < denseMin) continue;
    const words = new Uint32Array(Math.ceil(rowCount / 32));
    for (const row of held) words[row >>> 5]! |= 1 << (row & 31);
    writer.writeBlock(bitsets, dense.length, words);
    dense.push(ordinal);
  }
  return {
    rowCount,
    ordinalCount,
    starts: writer.writeArray(starts),
    rows: writer.writeArray(rows),
    dense,
    bitsets,
  };
}

/**
 * Visits each row with each distinct item of it, rows ascending; null items as the ordinal behind the last.
 */
function forEachPair(
  forward: ForwardItems,
  offsets: Uint32Array | undefined,
  ordinalCount: number,
  visit: (ordinal: number, row: number) => void,
): void {
  if (offsets === undefined) {
    for (let row = 0; row < forward.length; row += 1) {
      const item = forward[row]!;
      visit(item === 0 ? ordinalCount : item - 1, row);
    }
    return;
  }
  /** The row after the last that held an item. */
  const seen = new Uint32Array(ordinalCount + 1);
  for (let row = 0; row + 1 < offsets.length; row += 1) {
    for (let at: number = offsets[row]!; at < offsets[row + 1]!; at += 1) {
      const item = forward[at]!;
      if (seen[item] === row + 1) continue;
      seen[item] = row + 1;
      visit(item === 0 ? ordinalCount : item - 1, row);
    }
  }
}

/** A column of small numbers, given as number + 1 for each row, 0 for null. */
export function writeCounts(counts: Uint32Array<ArrayBuffer>, target: ColumnTarget): ScalarRecord {
  const sorted = counts.slice().sort();
  const distinct = sorted.filter((count, index) => count > 0 && count !== sorted[index - 1]);
  const dictionary = new NumberDictionaryWriter(target.writer);
  for (const count of distinct) dictionary.addNumber(count - 1);
  const ordinals = new Map<number, number>(Array.from(distinct, (count, index) => [count, index]));
  const forward = narrowestArray(distinct.length, counts.length);
  for (let row = 0; row < counts.length; row += 1) {
    if (counts[row] !== 0) forward[row] = ordinals.get(counts[row]!)! + 1;
  }
  return {
    kind: 'scalar',
    dictionary: dictionary.finish(),
    postings: writePostings(forward, undefined, distinct.length, target),
    forward: target.writer.writeArray(forward),
  };
}

/** For each row the number of distinct items + 1, all nulls counting as one; 0 where the list is unknown. */
export function distinctCounts(
  forward: ForwardItems,
  offsets: Uint32Array,
  ordinalCount: number,
  lengths: Uint32Array,
): Uint32Array<ArrayBuffer> {
  const counts = Uint32Array.from(lengths, (length) => Math.min(length, 1));
  forEachPair(forward, offsets, ordinalCount, (_, row) => {
    counts[row]! += 1;
  });
  return counts;
}

/** A block above this is halved, whatever else would fit: SQLite holds no value of a gigabyte. */
const listBlockBytesMax = 256 * 1024 * 1024;

export function writeListItems(
  forward: ForwardItems,
  offsets: Uint32Array,
  { writer, tuning }: ColumnTarget,
): ListItemsRecord {
  const rowCount = offsets.length - 1;
  const width = forward.BYTES_PER_ELEMENT;
  const meanBytes = 4 + (forward.length * width) / Math.max(1, rowCount);
  let shift = Math.max(0, Math.floor(Math.log2(tuning.listBlockBytes / meanBytes)));
  const largest = (): number => {
    let bytes: number = 0;
    for (let row = 0; row < rowCount; row += 2 ** shift) {
      bytes = Math.max(bytes, (offsets[Math.min(rowCount, row + 2 ** shift)]! - offsets[row]!) * width);
    }
    return bytes;
  };
  while (shift > 0 && largest() > listBlockBytesMax) shift -= 1;

  const id = writer.startArray();
  for (let block = 0; block * 2 ** shift < rowCount; block += 1) {
    const from = block * 2 ** shift;
    const to = Math.min(rowCount, from + 2 ** shift);
    const items = forward.subarray(offsets[from]!, offsets[to]!);
    const starts = offsets.subarray(from, to + 1).map((offset) => offset - offsets[from]!);
    const bytes = new Uint8Array(4 + starts.byteLength + items.byteLength);
    new Uint32Array(bytes.buffer, 0, 1)[0] = to - from;
    new Uint32Array(bytes.buffer, 4, starts.length).set(starts);
    bytes.set(new Uint8Array(items.buffer, items.byteOffset, items.byteLength), 4 + starts.byteLength);
    writer.writeBlock(id, block, bytes);
  }
  return { id, type: width === 1 ? 'uint8' : width === 2 ? 'uint16' : 'uint32', shift };
}
