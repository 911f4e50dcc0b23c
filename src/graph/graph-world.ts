import type { ArchiveEntry, Archives, EntryKey } from '../backend/index.ts';
import type { JsonObject } from '../base/index.ts';

/** What the graph needs of the rest of the program. */
export interface GraphWorld {
  /** Ids of all databases that may be asked, ascending. None is opened for that. */
  databaseIds(): readonly string[];
  /** The id of the database that the first 8 characters of an entry id stand for. */
  databaseOfPrefix(prefix: string): string | undefined;
  /**
   * Opens a database until the whole answer was sent; undefined where there is none of the id, a sentence where it cannot
   * be asked now. Asking again gives the same one.
   */
  open(id: string): Promise<GraphDatabase | string | undefined>;
  /** Whether the database is known to hold archives that belong to no entry: their ids do not tell the database. */
  mayHoldLooseArchives(id: string): boolean;
}

/** A database that is open. */
export interface GraphDatabase {
  readonly id: string;
  /** The record of the upload, without `upload_id`, in the words of NOMAD: `upload_name`, `upload_create_time`, …. */
  readonly record: JsonObject;
  readonly archives: Archives;
  /** Patterns of the places of references. */
  readonly referencePatterns: readonly string[];
  /** Fields of the record of an entry that only the documents tell, such as `last_modified`. */
  entryRecord(entry: ArchiveEntry): JsonObject;
  /** The resource object of an entry, as JSON. */
  resourceObject(entry: EntryKey): Uint8Array | undefined;
  /** Entry types with entries. */
  readonly entryTypes: readonly string[];
  /**
   * Entries that match an OPTIMADE filter, by ascending id. A limit of 0 counts. Errors: those of the filter, an
   * `OptimadeError`.
   */
  search(entryType: string, filter: string | undefined, page: SearchPage): Promise<SearchResult>;
}

/** Which part of the matches, as in `PageRequest` of the query room; `above` the id of an entry. */
export type SearchPage =
  | { readonly kind: 'offset'; readonly offset: number; readonly limit: number }
  | { readonly kind: 'above'; readonly id: string; readonly limit: number };

export interface SearchResult {
  readonly entries: readonly EntryKey[];
  /** Of all that match. */
  readonly total: number;
}
