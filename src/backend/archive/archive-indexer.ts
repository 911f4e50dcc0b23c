import type { IsReference } from './reference-patterns.ts';

export interface ArchiveIndexerOptions {
  readonly isReference: IsReference;
  /** Takes the checked document in pieces: views of the chunks that were pushed, so to be copied where they are kept. */
  readonly document: (piece: Uint8Array) => void;
  /** Takes the index in pieces of at most 64 KiB, from time to time while the document passes; they are the taker's. */
  readonly index: (piece: Uint8Array) => void;
  /** Bytes below which a value is scanned when it is read; for tests. */
  readonly enteredBytesMin?: number;
}

export interface IndexedArchive {
  /** Of the document that was given on. */
  readonly sizeBytes: number;
  /** How many of `NaN` and `Infinity` became null. */
  readonly notANumbers: number;
}

/**
 * Checks that chunks of bytes are one JSON value, gives them on, and makes the index by which parts are read.
 *
 * Errors: `ArchiveFault`, from `push` and `finish`; what was given on by then is worth nothing.
 */
export declare class ArchiveIndexer {
  constructor(options: ArchiveIndexerOptions);
  push(chunk: Uint8Array): void;
  finish(): IndexedArchive;
}
