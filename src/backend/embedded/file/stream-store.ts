import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { zstdDecompressSync } from 'node:zlib';
import type { ByteSource } from '../../archive/byte-source.ts';
import type { FileBlocks } from './block-cache.ts';
import { checkBytes } from './checksum.ts';
import { DatabaseFileError, explainingReads } from './database-file-error.ts';
import type { StreamName, StreamRange } from './file-format.ts';
import { streamBlockBytes, streamBlockKey } from './file-format.ts';

/** The least that the decompressor takes for the size of a chunk. */
const chunkBytesMin = 64;

/**
 * Stretches of a stream of the file. What is looked into is kept, block by block, while there is room; what is read in
 * long stretches is not, as it would drive out all else.
 */
export class StreamStore {
  readonly #path: string;
  readonly #stream: StreamName;
  readonly #length: number;
  readonly #kept: FileBlocks;
  readonly #select: StatementSync;

  constructor(
    file: { readonly database: DatabaseSync; readonly path: string },
    stream: StreamName,
    length: number,
    kept: FileBlocks,
  ) {
    this.#path = file.path;
    this.#stream = stream;
    this.#length = length;
    this.#kept = kept;
    this.#select = file.database.prepare(`SELECT checksum, data FROM ${stream} WHERE block = ?`);
    this.#select.setReturnArrays(true);
  }

  source({ start, sizeBytes }: StreamRange): ByteSource {
    return {
      length: sizeBytes,
      bytes: (from, to) => this.#bytes(start + from, start + to),
      read: (from, to) => this.read(start + from, start + to),
    };
  }

  /** The bytes of the stream from one place to another, in pieces. */
  *read(start: number, end: number): Generator<Uint8Array> {
    // The neighbors of what is small are mostly read next, and lie in the same block.
    const isSmall = end - start < streamBlockBytes;
    for (let position = start; position < end; ) {
      const block = Math.floor(position / streamBlockBytes);
      const first = block * streamBlockBytes;
      const bytes = isSmall ? this.#block(block) : this.#load(block);
      yield bytes.subarray(position - first, end - first);
      position = first + bytes.length;
    }
  }

  #bytes(start: number, end: number): Uint8Array {
    const block = Math.floor(start / streamBlockBytes);
    const first = block * streamBlockBytes;
    if (end <= first + streamBlockBytes) return this.#block(block).subarray(start - first, end - first);
    const joined = new Uint8Array(end - start);
    for (let position = start; position < end; ) {
      const at = Math.floor(position / streamBlockBytes);
      const part = this.#block(at).subarray(position - at * streamBlockBytes, end - at * streamBlockBytes);
      joined.set(part, position - start);
      position += part.length;
    }
    return joined;
  }

  #block(block: number): Uint8Array {
    const key = streamBlockKey(this.#stream, block);
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept as Uint8Array;
    const bytes = this.#load(block);
    this.#kept.set(key, bytes);
    return bytes;
  }

  #load(block: number): Uint8Array {
    const found: unknown = explainingReads(this.#path, () => this.#select.get(block));
    if (!Array.isArray(found)) {
      throw new DatabaseFileError('damaged', this.#path, 'lacks a part of an archive or attachment');
    }
    const stored = checkBytes(this.#path, streamBlockKey(this.#stream, block), found[1], found[0]);
    const length = Math.min(streamBlockBytes, this.#length - block * streamBlockBytes);
    if (stored.length === length) return stored;
    // Room for a little more than is expected lets it be decompressed in one go.
    const options = { chunkSize: length + chunkBytesMin, maxOutputLength: length };
    return explainingReads(this.#path, () => zstdDecompressSync(stored, options));
  }
}
