import type { Backend } from '../backend/index.ts';
import type { DatabaseDescription } from '../standard/index.ts';

/** What the list of databases tells of one of them, without opening it. */
export interface DatabaseSummary {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Entries of all types. */
  readonly entryCount: number;
}

/** A database that is open for queries. */
export interface ServedDatabase {
  readonly id: string;
  readonly description: DatabaseDescription;
  readonly backend: Backend;
}

/** The databases that a server serves. Both calls may have to wake one up first. */
export interface DatabaseDirectory {
  /** By id. */
  list(): Promise<readonly DatabaseSummary[]>;
  /** Undefined where there is none of this id. */
  open(id: string): Promise<ServedDatabase | undefined>;
}
