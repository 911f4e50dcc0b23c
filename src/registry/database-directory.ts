import type { Archives, Attachments, Backend } from '../backend/index.ts';
import type { AuthorizedLocation } from '../ingest/index.ts';
import type { DatabaseDescription } from '../standard/index.ts';
import type { DatabaseRecord } from './database-record.ts';
import type { SpawnRequest, SpawnTicket } from './registry-contract.ts';

/** A database that is open for queries. */
export interface ServedDatabase {
  readonly id: string;
  /** Named and described as whoever registered it did, else as its data do. Another object where that changes. */
  readonly description: DatabaseDescription;
  readonly backend: Backend;
  readonly attachments: Attachments;
  readonly archives: Archives;
}

export interface UseOptions {
  /** How long to wait for a database that is being ingested; 0 where not given. */
  readonly waitSeconds?: number;
  /** Prolongs the life of the database beyond its time to live, up to `keepAliveSecondsMax`. */
  readonly keepAliveSeconds?: number;
  readonly signal?: AbortSignal;
}

/** The databases that a server serves. Every answer is as fresh as the registry file. */
export interface DatabaseDirectory {
  /** All that are known, by id. */
  list(): readonly DatabaseRecord[];
  find(id: string): DatabaseRecord | undefined;
  /** The id of the database of which this is an alias (`AuthorizedLocation.aliases`). */
  findAlias(path: string): string | undefined;
  /**
   * Lets `run` work with a database, which stays open that long, however its life goes on: what was dormant is
   * revived, what is cold begins to be ingested. Undefined where there is none of this id.
   *
   * Errors: `RegistryError` with the reasons `cold`, `ingesting`, `failed`, `live-full`, `queue-full`, `storage-full`.
   */
  use<Result>(
    id: string,
    run: (database: ServedDatabase) => Promise<Result>,
    options?: UseOptions,
  ): Promise<Result | undefined>;
}

export interface LocateOptions {
  /** Key of a file in a record. */
  readonly file?: string;
  /** Where the text is the path of a file that this server itself serves: its URL, which then names it. */
  readonly servedAs?: string;
}

/** The directory with what changes it. */
export interface DatabaseControl extends DatabaseDirectory {
  /**
   * Understands a location as somebody wrote it, and checks that it may be read now.
   *
   * Errors: `SourceError` with the reasons `malformed`, `refused`, `gone`.
   */
  locate(text: string, options?: LocateOptions): Promise<AuthorizedLocation>;
  /**
   * Registers a database and has it ingested in the background. A location that was asked for before gives the database
   * that is there; where that is cold or failed, its ingestion begins anew.
   *
   * Errors: `RegistryError` with the reasons `id-taken`, `id-reserved`, `options-differ`, `databases-full`, `queue-full`,
   * `storage-full`.
   */
  spawn(request: SpawnRequest): SpawnTicket;
  /** Issues report of the last ingestion, as JSON text; undefined where there was none. */
  report(id: string): Promise<string | undefined>;
  /** Resolves when no ingestion of the database waits or runs any more, or when the time is over. */
  settled(id: string, waitSeconds: number, signal?: AbortSignal): Promise<DatabaseRecord | undefined>;
  /** Prolongs the life of a live or dormant database. Undefined where there is none of this id. */
  keepAlive(id: string, seconds: number | undefined): Promise<DatabaseRecord | undefined>;
  /**
   * Has the source looked at again, and the database made anew if it changed; what is there is served until then.
   * Undefined where there is none of this id. Errors: `RegistryError` `queue-full`, `storage-full`.
   */
  refresh(id: string): DatabaseRecord | undefined;
  /** Forgets a database and removes its file; false where there is none of this id. */
  remove(id: string): boolean;
}
