import { Buffer } from 'node:buffer';
import { invariant, limits } from '../../base/index.ts';
import type { Entry } from '../../standard/index.ts';
import { ArchiveFault } from '../archive/archive-error.ts';
import { ArchiveIndexer } from '../archive/archive-indexer.ts';
import type { IsReference } from '../archive/reference-patterns.ts';
import { compileReferencePatterns, defaultReferencePatterns } from '../archive/reference-patterns.ts';
import type { StoredArchive } from '../archives.ts';
import type { Attachment, StoredAttachment } from '../attachments.ts';
import type {
  DatabaseWriter,
  DuplicateEntry,
  EntryOrigin,
  WrittenArchives,
  WrittenEntryType,
} from '../database-writer.ts';
import type { ArchiveFile, EntryArchive } from './memory-archives.ts';
import { MemoryArchives } from './memory-archives.ts';
import { MemoryAttachments } from './memory-attachments.ts';
import { MemoryBackend } from './memory-backend.ts';

interface Written {
  readonly entry: Entry;
  readonly origin: EntryOrigin;
  readonly source: Uint8Array | undefined;
}

export interface MemoryWriterOptions {
  /** Which strings in archives are references; `defaultReferencePatterns` where not given. */
  readonly referencePatterns?: readonly string[];
}

/** Keeps the entries of one database in memory: for tests, and as the meaning that other writers share. */
export class MemoryWriter implements DatabaseWriter {
  readonly #entries = new Map<string, Map<string, Written>>();
  readonly attachments = new MemoryAttachments();
  readonly #archiveFiles: ArchiveFile[] = [];
  readonly #duplicates: DuplicateEntry[] = [];
  readonly #isReference: IsReference;
  #backend: MemoryBackend | undefined;
  #archives: MemoryArchives | undefined;

  constructor({ referencePatterns = defaultReferencePatterns }: MemoryWriterOptions = {}) {
    this.#isReference = compileReferencePatterns(referencePatterns);
  }

  /** The bytes of the source are copied. */
  write(entry: Entry, origin: EntryOrigin, source?: Uint8Array): void {
    const ofType = this.#entries.get(entry.type) ?? new Map<string, Written>();
    this.#entries.set(entry.type, ofType);
    const first = ofType.get(entry.id);
    if (first === undefined)
      ofType.set(entry.id, { entry, origin, source: source && new Uint8Array(source) });
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

  async archive(
    name: string,
    path: string,
    content: AsyncIterable<Uint8Array>,
  ): Promise<StoredArchive | string> {
    if (Math.max(Buffer.byteLength(name), Buffer.byteLength(path)) > limits.attachmentNameBytesMax) {
      return 'has a name that is too long';
    }
    if (this.#archiveFiles.some((other) => other.name === name || other.path === path)) {
      return 'has the same name as another archive';
    }
    const pieces: Uint8Array[] = [];
    const indexer = new ArchiveIndexer({
      isReference: this.#isReference,
      document: (piece) => pieces.push(new Uint8Array(piece)),
      index: () => {},
    });
    try {
      for await (const chunk of content) indexer.push(chunk);
      const { sizeBytes, notANumbers } = indexer.finish();
      this.#archiveFiles.push({ name, path, document: Buffer.concat(pieces) });
      return { sizeBytes, notANumbers };
    } catch (error) {
      if (error instanceof ArchiveFault) return error.message;
      throw error;
    }
  }

  async index(): Promise<{
    readonly duplicates: readonly DuplicateEntry[];
    readonly entryTypes: Readonly<Record<string, WrittenEntryType>>;
    readonly archives: WrittenArchives;
  }> {
    const entryTypes: Record<string, WrittenEntryType> = Object.create(null);
    for (const [type, ofType] of this.#entries) {
      const entries = [...ofType.values()].map(({ entry }) => entry);
      entryTypes[type] = { count: entries.length, knownCounts: countKnown(entries) };
    }
    this.#archives = new MemoryArchives(this.#entryArchives(), this.#archiveFiles, this.#isReference);
    const all = this.#archives.page({
      orderBy: 'key',
      descending: false,
      after: undefined,
      offset: 0,
      limit: this.#archives.count,
    })!;
    const count = all.filter(({ hasArchive }) => hasArchive).length;
    const looseCount = all.filter(({ entry }) => entry === undefined).length;
    return { duplicates: this.#duplicates, entryTypes, archives: { count, looseCount } };
  }

  #entryArchives(): EntryArchive[] {
    const written = [...this.#entries.values()].flatMap((ofType) => [...ofType.values()]);
    return written.map(({ entry: { type, id }, origin, source }) => ({
      entry: { type, id },
      path: origin.file ?? '',
      line: origin.line,
      document: source,
    }));
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

  get archives(): MemoryArchives {
    invariant(this.#archives !== undefined, 'index comes before archives');
    return this.#archives;
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
