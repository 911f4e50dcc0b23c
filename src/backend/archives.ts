import type { EntryKey } from '../query/index.ts';
import type { ArchiveNode } from './archive/archive-node.ts';

/**
 * An entry as archives know it: one for each stored entry, whether it has an archive or not, and one for each archive
 * that belongs to none.
 */
export interface ArchiveEntry {
  /**
   * Unique in the database: `archiveKey` of type and id; for an archive without an entry the stem of its file where that
   * is unique and a name that references can hold, else `archiveKey` of its path.
   */
  readonly key: string;
  /** Undefined for an archive that belongs to no entry. */
  readonly entry: EntryKey | undefined;
  /**
   * Where the archive came from: the path below `archive/`; the path of the source file; where that held several
   * entries, the path, `#` and the line or number of the element.
   */
  readonly mainFile: string;
  readonly hasArchive: boolean;
}

export interface ArchivePage {
  readonly orderBy: 'key' | 'mainFile';
  readonly descending: boolean;
  /** Behind the entry of this key; undefined begins at `offset`. */
  readonly after: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** The archives of a database: full source documents, which can be read in parts. */
export interface Archives {
  /** Number of entries. */
  readonly count: number;
  find(key: string): ArchiveEntry | undefined;
  findByEntry(entry: EntryKey): ArchiveEntry | undefined;
  /** The entry whose main file is the whole of a file; undefined where there is none. */
  findByMainFile(path: string): ArchiveEntry | undefined;
  /** Undefined where no entry has the key `after`. */
  page(page: ArchivePage): readonly ArchiveEntry[] | undefined;
  /** The root of the archive; undefined where the entry has none. Errors: `DatabaseFileError`. */
  open(entry: ArchiveEntry): ArchiveNode | undefined;
}

/** An archive that was stored. */
export interface StoredArchive {
  readonly sizeBytes: number;
  /** How many of `NaN` and `Infinity` became null, since JSON has no such words. */
  readonly notANumbers: number;
}
