import { ArchiveFault } from '../../archive/archive-error.ts';
import { ArchiveIndexer } from '../../archive/archive-indexer.ts';
import { enteredBytesMinDefault } from '../../archive/index-format.ts';
import type { IsReference } from '../../archive/reference-patterns.ts';
import type { StreamWriter } from './stream-writer.ts';

/** Where an archive and its index stand in their streams. No bytes: there is none. */
export interface ArchivePlace {
  readonly start: number;
  readonly sizeBytes: number;
  readonly indexStart: number;
  readonly indexSizeBytes: number;
}

export const noPlace: ArchivePlace = { start: 0, sizeBytes: 0, indexStart: 0, indexSizeBytes: 0 };

/** Appends documents to one stream of a file, and to another the indexes of those that are large. */
export class ArchiveBytes {
  readonly #content: StreamWriter;
  readonly #index: StreamWriter;
  readonly #isReference: IsReference;
  readonly #bytesMax: number;

  constructor(content: StreamWriter, index: StreamWriter, isReference: IsReference, bytesMax: number) {
    this.#content = content;
    this.#index = index;
    this.#isReference = isReference;
    this.#bytesMax = bytesMax;
  }

  /** Appends valid JSON; most of it is small, and only copied. No place where it is too large or too deep to be an archive. */
  append(document: Uint8Array): ArchivePlace {
    if (document.length < enteredBytesMinDefault) {
      const start = this.#content.length;
      this.#content.append(document);
      return { ...noPlace, start, sizeBytes: document.length };
    }
    const { indexer, place } = this.#begin();
    try {
      indexer.push(document);
      indexer.finish();
    } catch (error) {
      if (error instanceof ArchiveFault) return noPlace;
      throw error;
    }
    return place();
  }

  /** Appends a document as it comes. Errors: `ArchiveFault`; what was appended by then stays there and means nothing. */
  async appendChunks(
    chunks: AsyncIterable<Uint8Array>,
  ): Promise<{ readonly place: ArchivePlace; readonly notANumbers: number }> {
    const { indexer, place } = this.#begin();
    for await (const chunk of chunks) indexer.push(chunk);
    const { notANumbers } = indexer.finish();
    return { place: place(), notANumbers };
  }

  #begin(): { readonly indexer: ArchiveIndexer; readonly place: () => ArchivePlace } {
    const start = this.#content.length;
    const indexStart = this.#index.length;
    const indexer = new ArchiveIndexer({
      isReference: this.#isReference,
      document: (piece) => this.#content.append(piece),
      index: (piece) => this.#index.append(piece),
      bytesMax: this.#bytesMax,
    });
    const place = (): ArchivePlace => {
      const sizeBytes = this.#content.length - start;
      // The index of a small document tells nothing that is not seen at once.
      if (sizeBytes < enteredBytesMinDefault) return { ...noPlace, start, sizeBytes };
      return { start, sizeBytes, indexStart, indexSizeBytes: this.#index.length - indexStart };
    };
    return { indexer, place };
  }
}
