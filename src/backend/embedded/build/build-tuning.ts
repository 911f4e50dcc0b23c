import { limits } from '../../../base/index.ts';

/** Sizes that the building of a database goes by. Tests make them tiny, so that every boundary is met. */
export interface BuildTuning {
  /** Items in a block of an array are `2 ** blockShift`: 16 K make blocks of 64 KB, read in some 20 µs. */
  readonly blockShift: number;
  /** Bytes of text in a dictionary block, where more than one text is in it. */
  readonly textBlockBytes: number;
  /** Bytes of list items in a block. */
  readonly listBlockBytes: number;
  /** Bytes of values that are sorted in memory at a time. */
  readonly sortRunBytes: number;
  /** Bytes that the values of one path take before they go to the disk. */
  readonly spoolBufferBytes: number;
  /** Distinct values of one path, and of all, that are noted once and referred to by number. */
  readonly sharedValuesMax: number;
  readonly sharedValuesTotalMax: number;
  /** A dictionary with fewer texts is scanned; one with more gets trigrams. */
  readonly trigramTextsMin: number;
  /** Pairs of trigram and text that are gathered in memory at a time, 4 bytes each. */
  readonly trigramPairsMax: number;
  /**
   * An ordinal held by at least one in so many rows gets a bitset, which then takes no more than its list of
   * rows.
   */
  readonly denseFraction: number;
  /** Items of one path, which take up to 8 bytes each while it is built; with more it is left to scanning. */
  readonly itemsMax: number;
  /** Bytes of the whole file: a bound for those who share a disk. */
  readonly fileBytesMax: number;
  /** Bytes of one archive. */
  readonly archiveBytesMax: number;
}

export const defaultTuning: BuildTuning = {
  blockShift: 14,
  textBlockBytes: 32 * 1024,
  listBlockBytes: 64 * 1024,
  sortRunBytes: 64 * 1024 * 1024,
  spoolBufferBytes: 32 * 1024,
  sharedValuesMax: 4096,
  sharedValuesTotalMax: 500_000,
  trigramTextsMin: 2000,
  trigramPairsMax: 16 * 1024 * 1024,
  denseFraction: 32,
  itemsMax: 60_000_000,
  fileBytesMax: Number.MAX_SAFE_INTEGER,
  archiveBytesMax: limits.archiveBytesMax,
};
