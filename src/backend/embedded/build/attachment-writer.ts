import { createHash } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { zstdCompressSync } from 'node:zlib';
import { limits } from '../../../base/index.ts';
import type { Attachment, StoredAttachment } from '../../attachments.ts';
import { checksumOf } from '../file/checksum.ts';
import type { AttachmentRecord } from '../file/file-format.ts';
import { attachmentBlockBytes, attachmentBlockKey, attachmentKey } from '../file/file-format.ts';

/** Cuts attachments into blocks and stores them as they come. Memory: one block. */
export class AttachmentWriter {
  readonly #insertBlock: StatementSync;
  readonly #insert: StatementSync;
  readonly #find: StatementSync;
  #count = 0;

  constructor(database: DatabaseSync) {
    this.#insertBlock = database.prepare(
      'INSERT INTO attachment_block (key, checksum, data) VALUES (?, ?, ?)',
    );
    this.#insert = database.prepare(
      'INSERT INTO attachment (collection, name, checksum, record) VALUES (?, ?, ?, ?)',
    );
    this.#find = database.prepare('SELECT 1 FROM attachment WHERE collection = ? AND name = ?');
  }

  /**
   * Stores an attachment; undefined where there is one of the name, or none can have it. `measure` hears how many bytes
   * went into the file, block by block.
   */
  async write(
    attachment: Attachment,
    content: AsyncIterable<Uint8Array>,
    measure: (bytes: number) => void,
  ): Promise<StoredAttachment | undefined> {
    const { collection, name } = attachment;
    if (Buffer.byteLength(name) > limits.attachmentNameBytesMax) return undefined;
    if (this.#find.get(collection, name) !== undefined) return undefined;
    this.#count += 1;
    const id = this.#count;
    const hash = createHash('sha256');
    let sizeBytes = 0;
    let blocks = 0;
    for await (const block of blocksOf(content)) {
      hash.update(block);
      sizeBytes += block.length;
      measure(this.#writeBlock(attachmentBlockKey(id, blocks), block));
      blocks += 1;
    }
    const stored = { sizeBytes, sha256: hash.digest('hex') };
    const record: AttachmentRecord = { id, ...stored };
    const text = JSON.stringify(record);
    this.#insert.run(collection, name, checksumOf(attachmentKey(attachment), text), text);
    return stored;
  }

  /** Compressed where that makes it smaller, so that its length tells which it is. */
  #writeBlock(key: number, block: Uint8Array): number {
    const compressed = zstdCompressSync(block);
    const data = compressed.length < block.length ? compressed : block;
    this.#insertBlock.run(key, checksumOf(key, data), data);
    return data.length;
  }
}

/** The same bytes in pieces of the size of a block; only the last is smaller. */
async function* blocksOf(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const block = new Uint8Array(attachmentBlockBytes);
  let filled = 0;
  for await (const chunk of content) {
    for (let start = 0; start < chunk.length; ) {
      const part = chunk.subarray(start, start + block.length - filled);
      block.set(part, filled);
      filled += part.length;
      start += part.length;
      if (filled < block.length) continue;
      yield block;
      filled = 0;
    }
  }
  if (filled > 0) yield block.subarray(0, filled);
}
