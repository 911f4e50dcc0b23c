import { ArchiveFault } from '../../archive/archive-error.ts';
import type { StreamWriter } from './stream-writer.ts';

/** Where an archive and its index stand in their streams. No bytes: there is none. */
export interface ArchivePlace {
  readonly start: number;
  readonly sizeBytes: number;
  readonly indexStart: number;
  readonly indexSizeBytes: number;
}

export const noPlace: ArchivePlace = { start: 0, sizeBytes: 0, indexStart: 0, indexSizeBytes: 0 };

/** Appends documents to the content of a file. */
export class ArchiveBytes {
  readonly #content: StreamWriter;

  constructor(content: StreamWriter) {
    this.#content = content;
  }

  /** A document that is known to be valid. */
  append(document: Uint8Array): ArchivePlace {
    const start = this.#content.length;
    this.#content.append(document);
    return { ...noPlace, start, sizeBytes: document.length };
  }

  /** The same for a document as it comes. Errors: `ArchiveFault`. */
  async appendChunks(
    chunks: AsyncIterable<Uint8Array>,
  ): Promise<{ readonly place: ArchivePlace; readonly notANumbers: number }> {
    const held: Uint8Array[] = [];
    for await (const chunk of chunks) held.push(chunk);
    const bytes = Buffer.concat(held);
    try {
      JSON.parse(bytes.toString());
    } catch {
      throw new ArchiveFault('is no JSON');
    }
    return { place: this.append(bytes), notANumbers: 0 };
  }
}
