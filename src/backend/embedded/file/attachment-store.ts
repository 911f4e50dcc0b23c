import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Attachment, Attachments, OpenAttachment } from '../../attachments.ts';
import { checkText } from './checksum.ts';
import { explainingReads } from './database-file-error.ts';
import type { AttachmentRecord } from './file-format.ts';
import { attachmentKey } from './file-format.ts';
import type { StreamStore } from './stream-store.ts';

/** Attachments of the file. Nothing is kept in memory: who reads one reads it once. */
export class AttachmentStore implements Attachments {
  readonly #path: string;
  readonly #find: StatementSync;
  readonly #content: StreamStore;

  constructor(database: DatabaseSync, path: string, content: StreamStore) {
    this.#path = path;
    this.#find = database.prepare(
      'SELECT checksum, record FROM attachment WHERE collection = ? AND name = ?',
    );
    this.#content = content;
  }

  find(attachment: Attachment): OpenAttachment | undefined {
    const { collection, name } = attachment;
    const found = explainingReads(this.#path, () => this.#find.get(collection, name));
    if (found === undefined) return undefined;
    const text = checkText(this.#path, attachmentKey(attachment), found.record, found.checksum);
    const { start: first, sizeBytes, sha256 } = JSON.parse(text) as AttachmentRecord;
    return {
      sizeBytes,
      sha256,
      read: (start = 0, end = sizeBytes) =>
        this.#content.read(first + start, first + Math.min(end, sizeBytes)),
    };
  }
}
