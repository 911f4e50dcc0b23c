import { createHash } from 'node:crypto';
import type { Attachment, Attachments, OpenAttachment } from '../attachments.ts';

/** Attachments in memory. */
export class MemoryAttachments implements Attachments {
  readonly #contents = new Map<string, Uint8Array>();

  has(attachment: Attachment): boolean {
    return this.#contents.has(keyOf(attachment));
  }

  add(attachment: Attachment, content: Uint8Array): void {
    this.#contents.set(keyOf(attachment), content);
  }

  find(attachment: Attachment): OpenAttachment | undefined {
    const content = this.#contents.get(keyOf(attachment));
    if (content === undefined) return undefined;
    return {
      sizeBytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      *read(start = 0, end = content.length) {
        yield content.subarray(start, end);
      },
    };
  }
}

function keyOf({ collection, name }: Attachment): string {
  return `${collection} ${name}`;
}
