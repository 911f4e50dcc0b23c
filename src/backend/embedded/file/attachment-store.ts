import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { zstdDecompressSync } from 'node:zlib';
import type { Attachment, Attachments, OpenAttachment } from '../../attachments.ts';
import { checkBytes, checkText } from './checksum.ts';
import { DatabaseFileError, explainingReads } from './database-file-error.ts';
import type { AttachmentRecord } from './file-format.ts';
import { attachmentBlockBytes, attachmentBlockKey, attachmentKey } from './file-format.ts';

/** Attachments of the file. Nothing is kept in memory: who reads one reads it once. */
export class AttachmentStore implements Attachments {
  readonly #path: string;
  readonly #find: StatementSync;
  readonly #block: StatementSync;

  constructor(database: DatabaseSync, path: string) {
    this.#path = path;
    this.#find = database.prepare(
      'SELECT checksum, record FROM attachment WHERE collection = ? AND name = ?',
    );
    this.#block = database.prepare('SELECT checksum, data FROM attachment_block WHERE key = ?');
  }

  find(attachment: Attachment): OpenAttachment | undefined {
    const { collection, name } = attachment;
    const found = explainingReads(this.#path, () => this.#find.get(collection, name));
    if (found === undefined) return undefined;
    const text = checkText(this.#path, attachmentKey(attachment), found.record, found.checksum);
    const record = JSON.parse(text) as AttachmentRecord;
    const { sizeBytes, sha256 } = record;
    return { sizeBytes, sha256, read: (start, end) => this.#read(record, start, end) };
  }

  *#read({ id, sizeBytes }: AttachmentRecord, start = 0, end = sizeBytes): Generator<Uint8Array> {
    for (let position = start; position < end; ) {
      const block = Math.floor(position / attachmentBlockBytes);
      const first = block * attachmentBlockBytes;
      const bytes = this.#readBlock(
        attachmentBlockKey(id, block),
        Math.min(attachmentBlockBytes, sizeBytes - first),
      );
      yield bytes.subarray(position - first, Math.min(bytes.length, end - first));
      position = first + bytes.length;
    }
  }

  #readBlock(key: number, length: number): Uint8Array {
    const found = explainingReads(this.#path, () => this.#block.get(key));
    if (found === undefined) {
      throw new DatabaseFileError('damaged', this.#path, 'lacks a part of an attachment');
    }
    const stored = checkBytes(this.#path, key, found.data, found.checksum);
    if (stored.length === length) return stored;
    return explainingReads(this.#path, () => zstdDecompressSync(stored, { maxOutputLength: length }));
  }
}
