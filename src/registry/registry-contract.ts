/** What the registry is asked for, and what it answers. */
import type { AuthorizedLocation, IngestOptions, LocationPolicy } from '../ingest/index.ts';
import type { DatabaseOrigin, DatabaseRecord, Presentation } from './database-record.ts';

/** A wish for a database. The location was authorized under the policy that holds now. */
export interface SpawnRequest {
  readonly location: AuthorizedLocation;
  /** Undefined: made from the location's name. */
  readonly id?: string;
  readonly origin: DatabaseOrigin;
  readonly presentation: Presentation;
  readonly options: IngestOptions;
  readonly timeToLiveSeconds?: number;
}

export interface SpawnTicket {
  /** `existed`: the same location was asked for before, and nothing new was begun. */
  readonly outcome: 'registered' | 'existed';
  readonly record: DatabaseRecord;
}

/** Bounds on what all databases together may take. */
export interface RegistryBudgets {
  /** Databases that are known, in whatever state. */
  readonly databasesMax: number;
  readonly liveDatabasesMax: number;
  /** Bytes of index blocks kept in memory by this process. */
  readonly memoryBytesMax: number;
  /** Bytes of all database files. */
  readonly diskBytesMax: number;
  /** Ingestions at once, of all processes. */
  readonly ingestionsMax: number;
  /** Ingestions that wait. */
  readonly queueMax: number;
  /** Bytes of one download. */
  readonly downloadBytesMax: number;
  /** Entries of one database. */
  readonly entriesMax: number;
  /** Bytes of one archive, the document behind an entry. */
  readonly archiveBytesMax: number;
}

export interface RegistryOptions {
  readonly home: string;
  readonly budgets: RegistryBudgets;
  readonly timeToLiveSeconds: number;
  /** For databases that were spawned; what commands name may lie anywhere. */
  readonly policy: LocationPolicy;
  readonly tokens: Readonly<Record<string, string>>;
  /** How we introduce ourselves to other servers, such as `Respawn/1.0`. */
  readonly userAgent: string;
  /** Whether this process takes ingestions from the queue. */
  readonly ingests: boolean;
  readonly log: RegistryLog;
  readonly now: () => Date;
}

/** What the registry tells of what it does. */
export interface RegistryLog {
  /** One line for each that changes what is served. */
  audit(event: AuditEvent): void;
  /** What went wrong without anybody being there to be told. */
  failure(what: string, error: unknown): void;
}

export interface AuditEvent {
  readonly action:
    | 'registered'
    | 'ingesting'
    | 'published'
    | 'unchanged'
    | 'failed'
    | 'revived'
    | 'dormant'
    | 'evicted'
    | 'refresh'
    | 'removed';
  readonly id: string;
  readonly location: string;
  /** What else is worth a line, such as a count or a reason. */
  readonly detail?: string;
}

/**
 * Why the registry cannot do what it was asked for.
 *
 * - `id-taken`: the id belongs to another location.
 * - `id-reserved`: the id has a meaning of its own in paths, or is not one.
 * - `options-differ`: the location is served already, under other options.
 * - `databases-full`, `queue-full`, `live-full`: a budget is used up.
 * - `storage-full`: there is no room on the disk.
 * - `busy`: another process holds the registry and does not let go of it.
 * - `cold`, `ingesting`: not yet; the work is under way.
 * - `failed`: it cannot be made; the record's failure says why.
 */
export type RegistryErrorReason =
  | 'id-taken'
  | 'id-reserved'
  | 'options-differ'
  | 'databases-full'
  | 'queue-full'
  | 'live-full'
  | 'storage-full'
  | 'busy'
  | 'cold'
  | 'ingesting'
  | 'failed';
