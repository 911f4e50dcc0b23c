import { limits } from '../../base/index.ts';
import { IndexBuilder } from './index-builder.ts';
import { enteredBytesMinDefault } from './index-format.ts';
import { JsonReader } from './json-reader.ts';
import type { IsReference } from './reference-patterns.ts';

export interface ArchiveIndexerOptions {
  readonly isReference: IsReference;
  /**
   * Takes the checked document in pieces: views of the chunks that were pushed, so to be copied where they
   * are kept.
   */
  readonly document: (piece: Uint8Array) => void;
  /**
   * Takes the index in pieces of at most 64 KiB, from time to time while the document passes; they are the
   * taker's.
   */
  readonly index: (piece: Uint8Array) => void;
  /** Bytes from which on a value has a place in the index, rather than being scanned when it is read. */
  readonly enteredBytesMin?: number;
  /** Bytes of a document, at most `archiveBytesMax`, which is what it is where not given. */
  readonly bytesMax?: number;
}

export interface IndexedArchive {
  /** Of the document that was given on. */
  readonly sizeBytes: number;
  readonly indexBytes: number;
  /** How many of `NaN` and `Infinity` became null. */
  readonly notANumbers: number;
}

/**
 * Checks that chunks of bytes are one JSON value, gives them on, and makes the index by which parts are read.
 *
 * Errors: `ArchiveFault`, from `push` and `finish`; what was given on by then is worth nothing.
 * Limits: `archiveBytesMax`, `archiveDepthMax`, `archiveKeyBytesMax`.
 */
export class ArchiveIndexer {
  readonly #builder: IndexBuilder;
  readonly #reader: JsonReader;

  constructor(options: ArchiveIndexerOptions) {
    const { isReference, enteredBytesMin = enteredBytesMinDefault } = options;
    const { bytesMax = limits.archiveBytesMax } = options;
    this.#builder = new IndexBuilder(options.index, isReference, enteredBytesMin);
    this.#reader = new JsonReader(
      this.#builder,
      options.document,
      Math.min(bytesMax, limits.archiveBytesMax),
    );
  }

  push(chunk: Uint8Array): void {
    this.#reader.push(chunk);
  }

  finish(): IndexedArchive {
    const sizeBytes = this.#reader.finish();
    const indexBytes = this.#builder.finish(sizeBytes);
    return { sizeBytes, indexBytes, notANumbers: this.#reader.notANumbers };
  }
}
