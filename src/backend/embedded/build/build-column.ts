/**
 * Spool → column. Two passes over the spool: the first numbers and sorts the values, which gives the
 * dictionary, the second writes for each row the ordinals of its items. Memory: 4 bytes for each value that
 * is not shared and 4 for each row, besides what sorting and writing take.
 */
import { timestampKey } from '../../../standard/index.ts';
import type { ColumnRecord, DictionaryRecord } from '../file/file-format.ts';
import { narrowestArray } from '../file/file-format.ts';
import { NumberDictionaryWriter, TextDictionaryWriter } from './dictionary-writer.ts';
import { encodeNumber } from './number-key.ts';
import { SpoolCursor } from './spool-cursor.ts';
import type { SpoolFile } from './spool-file.ts';
import { ValueSorter } from './value-sorter.ts';
import type { SharedValue, ValueSpool } from './value-spool.ts';
import type { ColumnTarget, ForwardItems } from './write-column.ts';
import { distinctCounts, writeCounts, writeListItems, writePostings } from './write-column.ts';

type ColumnType = 'string' | 'number' | 'boolean' | 'timestamp' | 'opaque';

export interface ColumnSource {
  readonly spool: ValueSpool;
  readonly type: ColumnType;
  readonly list: boolean;
  /** Spools of the shorter paths on the way: where one is hollow, this path is a known, empty list. */
  readonly prefixes: readonly ValueSpool[];
}

export interface ColumnContext extends ColumnTarget {
  readonly file: SpoolFile;
  readonly rowCount: number;
  /** Row of each entry by its number of arrival; `droppedRow` for those that were dropped. */
  readonly rows: Uint32Array;
}

export const droppedRow = 0xffff_ffff;

/** A value does not fit its definition, so that the path is left to the documents. */
class UnfitError extends Error {}

export function buildColumn(source: ColumnSource, context: ColumnContext): ColumnRecord {
  const { spool, type, list } = source;
  if (spool.itemCount > context.tuning.itemsMax || (spool.malformed && type !== 'opaque')) {
    return { kind: 'unindexed' };
  }
  try {
    if (type === 'opaque') return buildOpaque(source, context);
    return list ? buildList(source, context) : buildScalar(source, context);
  } catch (error) {
    if (error instanceof UnfitError) return { kind: 'unindexed' };
    throw error;
  }
}

function buildOpaque(source: ColumnSource, context: ColumnContext): ColumnRecord {
  const counts = source.list ? readLengths(source, context) : readPresence(source, context);
  return { kind: 'opaque', list: source.list, presence: writeCounts(counts, context) };
}

function buildScalar({ spool, type }: ColumnSource, context: ColumnContext): ColumnRecord {
  const { dictionary, size, ordinals } = sortValues(spool, type, context);
  const forward = narrowestArray(size, context.rowCount);
  forEachRecord(spool, context, (cursor, row, handleOf) => {
    if (cursor.shape !== 'scalar') throw new UnfitError();
    const handle = handleOf();
    if (row !== droppedRow) forward[row] = ordinals[handle]! + 1;
  });
  return {
    kind: 'scalar',
    dictionary,
    postings: writePostings(forward, undefined, size, context),
    forward: context.writer.writeArray(forward),
  };
}

function buildList(source: ColumnSource, context: ColumnContext): ColumnRecord {
  const lengths = readLengths(source, context);
  const offsets = new Uint32Array(context.rowCount + 1);
  for (let row = 0; row < context.rowCount; row += 1) {
    offsets[row + 1] = offsets[row]! + Math.max(0, lengths[row]! - 1);
  }
  const { dictionary, size, forward } = readListItems(source, offsets, context);
  const distinct = distinctCounts(forward, offsets, size, lengths);
  const trivial = distinct.every((count, row) => count === lengths[row]);
  return {
    kind: 'list',
    dictionary,
    postings: writePostings(forward, offsets, size, context),
    items: writeListItems(forward, offsets, context),
    length: writeCounts(lengths, context),
    ...(trivial ? {} : { distinct: writeCounts(distinct, context) }),
  };
}

function readListItems(
  { spool, type }: ColumnSource,
  offsets: Uint32Array,
  context: ColumnContext,
): { dictionary: DictionaryRecord; size: number; forward: ForwardItems } {
  const { dictionary, size, ordinals } = sortValues(spool, type, context);
  const forward = narrowestArray(size, offsets.at(-1)!);
  forEachRecord(spool, context, (cursor, row, handleOf) => {
    if (cursor.shape !== 'list') throw new UnfitError();
    let at = row === droppedRow ? 0 : offsets[row]!;
    for (let left = cursor.length; left > 0; left -= 1, at += 1) {
      const handle = handleOf();
      if (row !== droppedRow) forward[at] = handle === nullHandle ? 0 : ordinals[handle]! + 1;
    }
  });
  return { dictionary, size, forward };
}

/** Length + 1 of each row's list, 0 where it is unknown. */
function readLengths({ spool, prefixes }: ColumnSource, context: ColumnContext): Uint32Array<ArrayBuffer> {
  const lengths = new Uint32Array(context.rowCount);
  for (const prefix of prefixes) {
    forEachRecord(prefix, context, (cursor, row, handleOf) => {
      if (cursor.hollow && row !== droppedRow) lengths[row] = 1;
      skipItems(cursor, handleOf);
    });
  }
  forEachRecord(spool, context, (cursor, row, handleOf) => {
    if (cursor.shape !== 'list' && cursor.shape !== 'opaqueList') throw new UnfitError();
    if (row !== droppedRow) lengths[row] = cursor.length + 1;
    skipItems(cursor, handleOf);
  });
  return lengths;
}

function readPresence({ spool }: ColumnSource, context: ColumnContext): Uint32Array<ArrayBuffer> {
  const presence = new Uint32Array(context.rowCount);
  forEachRecord(spool, context, (cursor, row, handleOf) => {
    if (row !== droppedRow) presence[row] = 1;
    skipItems(cursor, handleOf);
  });
  return presence;
}

function skipItems(cursor: SpoolCursor, handleOf: () => number): void {
  if (cursor.shape === 'opaqueList') return;
  for (let left = cursor.length; left > 0; left -= 1) handleOf();
}

/** Shared values are numbered first, then the others as they come. */
const nullHandle = -1;

/** Visits every record with its row; `handleOf` reads the next item and numbers it. */
function forEachRecord(
  spool: ValueSpool,
  { rows }: ColumnContext,
  visit: (cursor: SpoolCursor, row: number, handleOf: () => number) => void,
): void {
  const cursor = new SpoolCursor(spool);
  let next = spool.sharedValues.length;
  const handleOf = (): number => {
    cursor.item();
    if (cursor.kind === 'shared') return cursor.sharedIndex;
    return cursor.kind === 'null' ? nullHandle : next++;
  };
  while (cursor.next()) visit(cursor, rows[cursor.row]!, handleOf);
}

interface SortedValues {
  readonly dictionary: DictionaryRecord;
  readonly size: number;
  /** Ordinal of each value by its handle. */
  readonly ordinals: Uint32Array;
}

function sortValues(spool: ValueSpool, type: ColumnType, context: ColumnContext): SortedValues {
  const sorter = new ValueSorter(context.file, context.tuning.sortRunBytes);
  for (const value of spool.sharedValues) {
    const bytes = sortedForm(value, type);
    sorter.add(bytes, 0, bytes.length);
  }
  const cursor = new SpoolCursor(spool);
  while (cursor.next()) {
    if (cursor.shape === 'opaqueList') continue;
    for (let left = cursor.length; left > 0; left -= 1) {
      cursor.item();
      if (cursor.kind === 'text' || cursor.kind === 'number') addLiteral(cursor, type, sorter);
    }
  }
  const isNumber = type === 'number' || type === 'boolean';
  const dictionary = isNumber
    ? new NumberDictionaryWriter(context.writer)
    : new TextDictionaryWriter(context.writer, context.tuning);
  const ordinals = new Uint32Array(sorter.count);
  forEachDistinct(sorter, (bytes, start, end, handle, isNew) => {
    if (isNew) dictionary.add(bytes, start, end);
    ordinals[handle] = dictionary.size - 1;
  });
  return { dictionary: dictionary.finish(), size: dictionary.size, ordinals };
}

/** Visits all values in ascending order and tells where one differs from the one before. */
export function forEachDistinct(
  sorter: ValueSorter,
  visit: (bytes: Uint8Array, start: number, end: number, handle: number, isNew: boolean) => void,
): void {
  let last = Buffer.alloc(64);
  let lastLength = -1;
  sorter.forEachSorted((bytes, start, end, handle) => {
    const length = end - start;
    let same = length === lastLength;
    for (let at = 0; same && at < length; at += 1) same = last[at] === bytes[start + at];
    visit(bytes, start, end, handle, !same);
    if (same) return;
    if (length > last.length) last = Buffer.alloc(length * 2);
    last.set(bytes.subarray(start, end));
    lastLength = length;
  });
}

function addLiteral(cursor: SpoolCursor, type: ColumnType, sorter: ValueSorter): void {
  const { bytes, start, end } = cursor;
  const isText = type === 'string' || type === 'timestamp';
  if (isText !== (cursor.kind === 'text')) throw new UnfitError();
  if (type === 'timestamp') {
    const key = sortedForm(bytes.toString('utf8', start, end), type);
    sorter.add(key, 0, key.length);
  } else {
    sorter.add(bytes, start, end);
  }
}

/** The bytes that a value is sorted by. */
function sortedForm(value: SharedValue, type: ColumnType): Buffer {
  const isText = type === 'string' || type === 'timestamp';
  if (isText !== (typeof value === 'string')) throw new UnfitError();
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(8);
    encodeNumber(value, bytes, 0);
    return bytes;
  }
  const text = type === 'timestamp' ? timestampKey(value) : value;
  if (text === undefined) throw new UnfitError();
  return Buffer.from(text);
}
