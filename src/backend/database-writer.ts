import type { DatabaseDescription, Entry, EntryTypeDefinition } from '../standard/index.ts';
import type { StoredArchive } from './archives.ts';
import type { Attachment, StoredAttachment } from './attachments.ts';

/** Where an entry came from, for the report. */
export interface EntryOrigin {
  /** 1-based line or element number in the source. */
  readonly line: number;
  /** Path of the file, where the source has several. */
  readonly file?: string | undefined;
}

/** An entry that was not stored since another of the same type and id came before it. */
export interface DuplicateEntry {
  readonly type: string;
  readonly id: string;
  readonly origin: EntryOrigin;
  readonly firstOrigin: EntryOrigin;
}

/** What the writer stored of archives. */
export interface WrittenArchives {
  /** Entries that have one, and archives that belong to no entry. */
  readonly count: number;
  /** Those that belong to no entry. */
  readonly looseCount: number;
}

/** What the writer learned about one entry type. */
export interface WrittenEntryType {
  readonly count: number;
  /** How many entries have a value, by property. */
  readonly knownCounts: Readonly<Record<string, number>>;
}

/**
 * Takes the entries of one database in any order and makes its file. Memory is bounded, whatever the number of entries.
 *
 *     write … write → index → publish          (or abort at any time, which leaves nothing behind)
 */
export interface DatabaseWriter {
  /**
   * Stores one entry, and as its archive the document that it was made from: valid JSON in UTF-8, undefined where there
   * is none. Duplicates are found in `index`, not here.
   */
  write(entry: Entry, origin: EntryOrigin, source?: Uint8Array): void;
  /**
   * Stores bytes beside the entries, so that any part of them can be read alone. Undefined where the name is too long or
   * taken, by one that came before and stands.
   */
  attach(attachment: Attachment, content: AsyncIterable<Uint8Array>): Promise<StoredAttachment | undefined>;
  /**
   * Stores the archive of an entry, or of none, with the index by which parts of it are read. It stands before the
   * document that the entry was made from. `name` is `type/id` or `id`. A string, a sentence without its subject, where
   * it is not stored: it is no valid JSON, too large or too deep, or there is one of the name.
   */
  archive(
    name: string,
    mainFile: string,
    content: AsyncIterable<Uint8Array>,
  ): Promise<StoredArchive | string>;
  /**
   * Drops duplicates (the first in the source stands), builds the index for the types that the definitions give, and
   * tells what was stored. Every stored value is valid under its definition. `progress` is called now and then with a
   * fraction of the work; long work yields.
   */
  index(
    definitions: Readonly<Record<string, EntryTypeDefinition>>,
    progress?: (fraction: number) => void,
  ): Promise<{
    readonly duplicates: readonly DuplicateEntry[];
    readonly entryTypes: Readonly<Record<string, WrittenEntryType>>;
    readonly archives: WrittenArchives;
  }>;
  /** Writes the description, makes the file durable and swaps it in by rename. */
  publish(description: DatabaseDescription): Promise<void>;
  abort(): Promise<void>;
}
