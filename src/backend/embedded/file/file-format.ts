/**
 * The form of a database file: an SQLite file that is built once and only read after.
 *
 *     meta           what the file says of itself: format, description, the caller's properties,
 *                    and an IndexRecord
 *     entry_column   one row an indexed path: a ColumnRecord, which names the arrays of the index
 *     document       the stored entries by order of arrival
 *     block          the arrays of the index, cut into blocks
 *     attachment     bytes kept beside the entries, such as raw files: one row each, an AttachmentRecord
 *     archive        an ArchiveRecord for each entry, by order of arrival, and then for each archive without an entry: some
 *                    of them a row
 *     source_file    the files that those came from: a SourceFileRecord each
 *     content        one stream of bytes, in which attachments and archives are stretches, so that many small ones share a
 *                    block; cut into blocks, each compressed where that helps
 *     archive_index  another such stream, of the indexes by which parts of large archives are found
 *
 * Every row has the checksum of its key and its content, and each kind of row but attachments is asked for by a key that
 * another row promises. So damage is found whenever what it hit is read, and never becomes an answer.
 *
 * Version 5 brought archives; until version 3 each attachment had blocks of its own.
 */

import { archiveKey } from '../../archive/archive-key.ts';
import type { Attachment } from '../../attachments.ts';

/** "Resp": tells our files from other SQLite files. */
export const applicationId = 0x52657370;

/**
 * Goes up with every change that makes older files unreadable; they are then built anew from their sources.
 */
export const formatVersion = 5;

/** Large pages suit documents of some kilobytes and blocks of many. */
export const pageBytes = 16_384;

export const schema = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, checksum INTEGER NOT NULL, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE entry_column (
    entry_type TEXT NOT NULL, path TEXT NOT NULL, checksum INTEGER NOT NULL, record TEXT NOT NULL,
    PRIMARY KEY (entry_type, path)
  ) WITHOUT ROWID;
  CREATE TABLE document (id INTEGER PRIMARY KEY, checksum INTEGER NOT NULL, data BLOB NOT NULL);
  CREATE TABLE block (key INTEGER PRIMARY KEY, checksum INTEGER NOT NULL, data BLOB NOT NULL);
  CREATE TABLE attachment (
    collection TEXT NOT NULL, name TEXT NOT NULL, checksum INTEGER NOT NULL, record TEXT NOT NULL,
    PRIMARY KEY (collection, name)
  ) WITHOUT ROWID;
  CREATE TABLE archive (block INTEGER PRIMARY KEY, checksum INTEGER NOT NULL, records TEXT NOT NULL);
  CREATE TABLE source_file (number INTEGER PRIMARY KEY, checksum INTEGER NOT NULL, record TEXT NOT NULL);
  CREATE TABLE content (block INTEGER PRIMARY KEY, checksum INTEGER NOT NULL, data BLOB NOT NULL);
  CREATE TABLE archive_index (block INTEGER PRIMARY KEY, checksum INTEGER NOT NULL, data BLOB NOT NULL);
`;

/** Bytes of a stream that are compressed together: so much is read for the least part of it. */
export const streamBlockBytes = 64 * 1024;

/** The tables that hold a stream. */
export type StreamName = 'content' | 'archive_index';

/** What a block of a stream is checked and kept by. Room for 2^40 blocks. */
export function streamBlockKey(stream: StreamName, block: number): number {
  return stream === 'content' ? block : 2 ** 40 + block;
}

/** A stretch of a stream. */
export interface StreamRange {
  readonly start: number;
  readonly sizeBytes: number;
}

/** Where the bytes stand in `content`, and what they are. */
export interface AttachmentRecord extends StreamRange {
  readonly sha256: string;
}

/**
 * The type and id of an entry, or null and the key of an archive that belongs to none; the number of the file that it came
 * from, and the line; where the archive stands in `content` and where its index stands in `archive_index`, both of no bytes
 * where there is none. A list, as there are as many as entries.
 */
export type ArchiveRecord = readonly [
  type: string | null,
  idOrKey: string,
  file: number,
  line: number,
  start: number,
  sizeBytes: number,
  indexStart: number,
  indexSizeBytes: number,
];

/** Records that make a row: few are read for the sake of one, and rows cost more than what is in them. */
export const archivesInRow = 16;

/** A row of the table `archive`: null where nothing has that number. */
export type ArchiveRowRecord = readonly (ArchiveRecord | null)[];

/** What a row of the table `archive` is checked by. */
export function archiveRowKey(block: number): string {
  return `archive ${block}`;
}

/** What a record is found by. */
export function keyOfArchive([type, idOrKey]: ArchiveRecord): string {
  return type === null ? idOrKey : archiveKey(type, idOrKey);
}

/** A path, and how many archives name it. */
export type SourceFileRecord = readonly [path: string, entries: number];

/** What the record of a file is checked by. */
export function sourceFileKey(number: number): string {
  return `file ${number}`;
}

/** Archives in the orders that are asked for. */
export interface ArchivesRecord {
  readonly count: number;
  /** Numbers of archives, by ascending key. */
  readonly byKey: ArrayRecord;
  /** The `archiveKeyPrefix` of each, so that few rows are read to find one. */
  readonly keyPrefixes: ArrayRecord;
  /** Numbers of archives, by path of the file, line, and key. */
  readonly byMainFile: ArrayRecord;
  readonly referencePatterns: readonly string[];
}

/** The first 4 characters as a number, in the same order. Keys are of ASCII characters. */
export function archiveKeyPrefix(key: string): number {
  let prefix = 0;
  for (let at = 0; at < 4; at += 1) prefix = prefix * 256 + (at < key.length ? key.charCodeAt(at) : 0);
  return prefix;
}

/** What the record of an attachment is checked by. */
export function attachmentKey({ collection, name }: Attachment): string {
  return `${collection} ${name}`;
}

/** What the record of a column is checked by. */
export function columnKey(entryType: string, path: string): string {
  return `${entryType} ${path}`;
}

/** Where a block stands: arrays are numbered, and so are the blocks of each. */
export function blockKey(arrayId: number, block: number): number {
  return arrayId * 2 ** 21 + block;
}

export type Items =
  | Uint8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>;
export type ItemType = 'uint8' | 'uint16' | 'uint32' | 'float64';

/** An array of numbers in blocks of `2 ** shift` items. */
export interface ArrayRecord {
  readonly id: number;
  readonly type: ItemType;
  readonly length: number;
  readonly shift: number;
}

/** Distinct values in ascending order; the position of a value is its ordinal. */
export type DictionaryRecord = NumberDictionaryRecord | TextDictionaryRecord;

export interface NumberDictionaryRecord {
  readonly kind: 'number';
  readonly values: ArrayRecord;
}

/** Texts and timestamp keys as UTF-8, whose byte order is the order of code points. */
export interface TextDictionaryRecord {
  readonly kind: 'text';
  readonly size: number;
  readonly blocks: number;
  /** Array id of the text blocks. */
  readonly texts: number;
  /**
   * Array id of the one text block that holds, for each block, a text above all before it and not above its
   * own.
   */
  readonly fence: number;
  /** The ordinal that each block begins with. */
  readonly firsts: ArrayRecord;
  readonly trigrams?: TrigramsRecord;
}

/** For each sequence of three bytes, the ordinals of the texts that hold it. */
export interface TrigramsRecord {
  /** The sequences as numbers, ascending. */
  readonly keys: ArrayRecord;
  /** Where the list of each begins in `lists`, and the end of the last. */
  readonly starts: ArrayRecord;
  /** Ordinals, each as the varint of its distance from the one before. */
  readonly lists: ArrayRecord;
}

/** For each ordinal the ascending rows that hold it. The ordinal behind the last stands for null. */
export interface PostingsRecord {
  readonly rowCount: number;
  readonly ordinalCount: number;
  /** Where the rows of each ordinal begin: ordinals, null, and the end. */
  readonly starts: ArrayRecord;
  readonly rows: ArrayRecord;
  /** Ordinals held by so many rows that they have a bitset too; each is one block of the array `bitsets`. */
  readonly dense: readonly number[];
  readonly bitsets: number;
}

/** One value a row. `forward` holds ordinal + 1, or 0 for null. */
export interface ScalarRecord {
  readonly kind: 'scalar';
  readonly dictionary: DictionaryRecord;
  readonly postings: PostingsRecord;
  readonly forward: ArrayRecord;
}

/** Lists of values, with all items in order. */
export interface ListRecord {
  readonly kind: 'list';
  readonly dictionary: DictionaryRecord;
  readonly postings: PostingsRecord;
  readonly items: ListItemsRecord;
  readonly length: ScalarRecord;
  /**
   * Number of distinct items, all nulls together counting as one; absent where it is the length everywhere.
   */
  readonly distinct?: ScalarRecord;
}

/**
 * Blocks of `2 ** shift` rows: as uint32 the number of rows and where the items of each begin (and the end),
 * then the items, ordinal + 1 each or 0 for null.
 */
export interface ListItemsRecord {
  readonly id: number;
  readonly type: Exclude<ItemType, 'float64'>;
  readonly shift: number;
}

/** Values that are not compared: a list's length, else 0 for what is there. */
export interface OpaqueRecord {
  readonly kind: 'opaque';
  readonly list: boolean;
  readonly presence: ScalarRecord;
}

/** A path whose values could not be indexed; it is answered from the documents. */
interface UnindexedRecord {
  readonly kind: 'unindexed';
}

export type ColumnRecord = ScalarRecord | ListRecord | OpaqueRecord | UnindexedRecord;

export interface IndexRecord {
  /** The highest number of a document. */
  readonly documents: number;
  readonly entryTypes: readonly (readonly [name: string, record: TypeRecord])[];
  readonly archives: ArchivesRecord;
  /** How long each stream is. Units: bytes. */
  readonly streams: Readonly<Record<StreamName, number>>;
}

export interface TypeRecord {
  readonly count: number;
  /** Document of each row. Rows are numbered in the order of ids. */
  readonly documents: ArrayRecord;
  /** Whether every path that can be asked for and has values has a column. */
  readonly complete: boolean;
  /** The paths that have a column. */
  readonly columns: readonly string[];
}

export function arrayOf(type: ItemType, bytes: Uint8Array<ArrayBuffer>): Items {
  const { buffer, byteOffset, byteLength } = bytes;
  switch (type) {
    case 'uint8':
      return bytes;
    case 'uint16':
      return new Uint16Array(buffer, byteOffset, byteLength / 2);
    case 'uint32':
      return new Uint32Array(buffer, byteOffset, byteLength / 4);
    case 'float64':
      return new Float64Array(buffer, byteOffset, byteLength / 8);
  }
}

/** The narrowest unsigned items that hold numbers up to a maximum. */
export function narrowestArray(max: number, length: number): Exclude<Items, Float64Array> {
  if (max <= 0xff) return new Uint8Array(length);
  return max <= 0xffff ? new Uint16Array(length) : new Uint32Array(length);
}

export function itemTypeOf(items: Items): ItemType {
  if (items instanceof Uint8Array) return 'uint8';
  if (items instanceof Uint16Array) return 'uint16';
  return items instanceof Uint32Array ? 'uint32' : 'float64';
}
