import { Buffer } from 'node:buffer';
import { invariant, limits } from '../../base/index.ts';
import type { Entry } from '../../standard/index.ts';
import type { Attachment, StoredAttachment } from '../attachments.ts';
import type { DatabaseWriter, DuplicateEntry, EntryOrigin, WrittenEntryType } from '../database-writer.ts';
import { MemoryAttachments } from './memory-attachments.ts';
import { MemoryBackend } from './memory-backend.ts';

interface Written {
  readonly entry: Entry;
  readonly origin: EntryOrigin;
}

/** Keeps the entries of one database in memory: for tests, and as the meaning that other writers share. */
export class MemoryWriter implements DatabaseWriter {
  readonly #entries = new Map<string, Map<string, Written>>();
  readonly attachments = new MemoryAttachments();
  readonly #duplicates: DuplicateEntry[] = [];
  #backend: MemoryBackend | undefined;

  write(entry: Entry, origin: EntryOrigin): void {
    const ofType = this.#entries.get(entry.type) ?? new Map<string, Written>();
    this.#entries.set(entry.type, ofType);
    const first = ofType.get(entry.id);
    if (first === undefined) ofType.set(entry.id, { entry, origin });
    else this.#duplicates.push({ type: entry.type, id: entry.id, origin, firstOrigin: first.origin });
  }

  async attach(
    attachment: Attachment,
    content: AsyncIterable<Uint8Array>,
  ): Promise<StoredAttachment | undefined> {
    if (Buffer.byteLength(attachment.name) > limits.attachmentNameBytesMax) return undefined;
    if (this.attachments.has(attachment)) return undefined;
    const chunks: Uint8Array[] = [];
    for await (const chunk of content) chunks.push(chunk);
    this.attachments.add(attachment, Buffer.concat(chunks));
    const { sizeBytes, sha256 } = this.attachments.find(attachment)!;
    return { sizeBytes, sha256 };
  }

  async index(): Promise<{
    readonly duplicates: readonly DuplicateEntry[];
    readonly entryTypes: Readonly<Record<string, WrittenEntryType>>;
  }> {
    const entryTypes: Record<string, WrittenEntryType> = Object.create(null);
    for (const [type, ofType] of this.#entries) {
      const entries = [...ofType.values()].map(({ entry }) => entry);
      entryTypes[type] = { count: entries.length, knownCounts: countKnown(entries) };
    }
    return { duplicates: this.#duplicates, entryTypes };
  }

  async publish(): Promise<void> {
    const entries = [...this.#entries.values()].flatMap((ofType) => [...ofType.values()]);
    this.#backend = new MemoryBackend(entries.map(({ entry }) => entry));
  }

  async abort(): Promise<void> {
    this.#entries.clear();
  }

  /** What was published. */
  get backend(): MemoryBackend {
    invariant(this.#backend !== undefined, 'publish comes before backend');
    return this.#backend;
  }
}

function countKnown(entries: readonly Entry[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = Object.create(null);
  for (const entry of entries) {
    for (const [name, value] of Object.entries(entry.attributes)) {
      if (value !== null && value !== undefined) counts[name] = (counts[name] ?? 0) + 1;
    }
  }
  return counts;
}
