import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { constants, zstdCompressSync } from 'node:zlib';
import { checksumOf } from '../file/checksum.ts';
import type { StreamName } from '../file/file-format.ts';
import { streamBlockBytes, streamBlockKey } from '../file/file-format.ts';

/** The lowest level: on JSON the others take up to half as long again and save nothing. */
const compression = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** Appends bytes to a stream of the file. Memory: one block, the last, which is not full yet. */
export class StreamWriter {
  readonly #stream: StreamName;
  readonly #insert: StatementSync;
  /** Hears how many bytes went into the file. */
  readonly #measure: (bytes: number) => void;
  readonly #block = new Uint8Array(streamBlockBytes);
  #filled = 0;
  #blocks = 0;
  #length = 0;

  constructor(database: DatabaseSync, stream: StreamName, measure: (bytes: number) => void) {
    this.#stream = stream;
    this.#insert = database.prepare(`INSERT INTO ${stream} (block, checksum, data) VALUES (?, ?, ?)`);
    this.#measure = measure;
  }

  get length(): number {
    return this.#length;
  }

  /** The bytes are copied. */
  append(bytes: Uint8Array): void {
    this.#length += bytes.length;
    for (let start = 0; start < bytes.length; ) {
      const part = bytes.subarray(start, start + streamBlockBytes - this.#filled);
      this.#block.set(part, this.#filled);
      this.#filled += part.length;
      start += part.length;
      if (this.#filled === streamBlockBytes) this.#writeBlock();
    }
  }

  /** Writes what is left; nothing comes after. */
  finish(): void {
    if (this.#filled > 0) this.#writeBlock();
  }

  /** Compressed where that makes it smaller, so that its length tells which it is. */
  #writeBlock(): void {
    const block = this.#block.subarray(0, this.#filled);
    const compressed = zstdCompressSync(block, compression);
    const data = compressed.length < block.length ? compressed : block;
    this.#insert.run(this.#blocks, checksumOf(streamBlockKey(this.#stream, this.#blocks), data), data);
    this.#blocks += 1;
    this.#filled = 0;
    this.#measure(data.length);
  }
}
