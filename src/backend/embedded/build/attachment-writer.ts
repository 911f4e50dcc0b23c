import { createHash } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { limits } from '../../../base/index.ts';
import type { Attachment, StoredAttachment } from '../../attachments.ts';
import { checksumOf } from '../file/checksum.ts';
import type { AttachmentRecord } from '../file/file-format.ts';
import { attachmentKey } from '../file/file-format.ts';
import type { StreamWriter } from './stream-writer.ts';

/** Appends attachments to the content of the file as they come. */
export class AttachmentWriter {
  readonly #content: StreamWriter;
  readonly #insert: StatementSync;
  readonly #find: StatementSync;

  constructor(database: DatabaseSync, content: StreamWriter) {
    this.#content = content;
    this.#insert = database.prepare(
      'INSERT INTO attachment (collection, name, checksum, record) VALUES (?, ?, ?, ?)',
    );
    this.#find = database.prepare('SELECT 1 FROM attachment WHERE collection = ? AND name = ?');
  }

  /** Stores an attachment; undefined where there is one of the name, or none can have it. */
  async write(
    attachment: Attachment,
    content: AsyncIterable<Uint8Array>,
  ): Promise<StoredAttachment | undefined> {
    const { collection, name } = attachment;
    if (Buffer.byteLength(name) > limits.attachmentNameBytesMax) return undefined;
    if (this.#find.get(collection, name) !== undefined) return undefined;
    const hash = createHash('sha256');
    const start = this.#content.length;
    for await (const chunk of content) {
      hash.update(chunk);
      this.#content.append(chunk);
    }
    const stored = { sizeBytes: this.#content.length - start, sha256: hash.digest('hex') };
    const record: AttachmentRecord = { start, ...stored };
    const text = JSON.stringify(record);
    this.#insert.run(collection, name, checksumOf(attachmentKey(attachment), text), text);
    return stored;
  }
}
