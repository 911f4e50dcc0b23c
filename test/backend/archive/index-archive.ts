import { Buffer } from 'node:buffer';
import { ArchiveIndexer } from '../../../src/backend/archive/archive-indexer.ts';
import type { ArchiveNode } from '../../../src/backend/archive/archive-node.ts';
import type { ByteSource } from '../../../src/backend/archive/byte-source.ts';
import { byteSourceOf } from '../../../src/backend/archive/byte-source.ts';
import { openArchive } from '../../../src/backend/archive/open-archive.ts';
import { compileReferencePatterns } from '../../../src/backend/archive/reference-patterns.ts';

export interface IndexOptions {
  /** Sizes of the chunks by turns. */
  readonly chunkSizes?: readonly number[];
  readonly enteredBytesMin?: number;
  readonly patterns?: readonly string[];
}

export interface StoredArchiveBytes {
  readonly document: Uint8Array;
  readonly index: Uint8Array;
  readonly notANumbers: number;
}

export function indexArchive(source: string | Uint8Array, options: IndexOptions = {}): StoredArchiveBytes {
  const bytes = typeof source === 'string' ? Buffer.from(source) : source;
  const { chunkSizes = [65_536], patterns = ['*_ref', '*_refs'] } = options;
  const document: Uint8Array[] = [];
  const index: Uint8Array[] = [];
  const indexer = new ArchiveIndexer({
    isReference: compileReferencePatterns(patterns),
    document: (piece) => document.push(Uint8Array.from(piece)),
    index: (piece) => index.push(piece),
    ...(options.enteredBytesMin === undefined ? {} : { enteredBytesMin: options.enteredBytesMin }),
  });
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const end = at + chunkSizes[turn % chunkSizes.length]!;
    // A copy that is spoilt afterwards, since a reader may use its buffer again.
    const chunk = Uint8Array.from(bytes.subarray(at, end));
    indexer.push(chunk);
    chunk.fill(0);
    at = end;
  }
  const { notANumbers } = indexer.finish();
  return { document: Buffer.concat(document), index: Buffer.concat(index), notANumbers };
}

export function openIndexed(source: string | Uint8Array, options: IndexOptions = {}): ArchiveNode {
  const { document, index } = indexArchive(source, options);
  return openArchive(
    byteSourceOf(document),
    byteSourceOf(index),
    compileReferencePatterns(options.patterns ?? ['*_ref', '*_refs']),
  );
}

/** Counts what is read, and refuses what lies outside. */
export class CountingSource implements ByteSource {
  readonly length: number;
  bytesRead = 0;
  readonly #source: ByteSource;

  constructor(bytes: Uint8Array) {
    this.#source = byteSourceOf(bytes);
    this.length = bytes.length;
  }

  bytes(start: number, end: number): Uint8Array {
    this.#count(start, end);
    return this.#source.bytes(start, end);
  }

  read(start: number, end: number): Generator<Uint8Array> {
    this.#count(start, end);
    return this.#source.read(start, end);
  }

  #count(start: number, end: number): void {
    if (!(start >= 0 && start <= end && end <= this.length)) throw new RangeError(`${start} to ${end}`);
    this.bytesRead += end - start;
  }
}
