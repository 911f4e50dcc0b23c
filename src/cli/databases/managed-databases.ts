/** The databases of a home or of a server, as `spawn`, `ls`, `rm` and `refresh` work with them. */
import type { Aggregate, DatabaseState } from '../../registry/index.ts';
import type { ProgressState } from '../progress.ts';

export interface ManagedDatabase {
  readonly id: string;
  readonly state: DatabaseState;
  readonly source: string;
  readonly entryCount: number | undefined;
  readonly fileBytes: number | undefined;
  /** RFC 3339. */
  readonly lastRequestAt: string | undefined;
  /** Of an ingestion that waits or runs. */
  readonly progress: ProgressState | undefined;
  /** Why the last ingestion gave nothing. */
  readonly failure: string | undefined;
  /** Where it is served, as far as that is known. */
  readonly url: string | undefined;
}

/** A database that somebody at a terminal wishes for. */
export interface SpawnWish {
  readonly location: string;
  readonly id: string | undefined;
  readonly title: string | undefined;
  /** Key of a file in a record. */
  readonly file: string | undefined;
  readonly aggregate: Aggregate | undefined;
  readonly timeToLiveSeconds: number | undefined;
}

export interface SpawnAnswer {
  readonly outcome: 'registered' | 'existed';
  readonly database: ManagedDatabase;
}

/** Errors of all: `CliError` with what a person can do about it. */
export interface ManagedDatabases {
  list(): Promise<readonly ManagedDatabase[]>;
  spawn(wish: SpawnWish): Promise<SpawnAnswer>;
  /** False where there is none of this id. */
  remove(id: string): Promise<boolean>;
  /** Undefined where there is none of this id. */
  refresh(id: string): Promise<ManagedDatabase | undefined>;
  /** Waits until no ingestion of the database waits or runs any more. Undefined where it is gone. */
  settled(
    id: string,
    signal: AbortSignal,
    onProgress: (progress: ProgressState) => void,
  ): Promise<ManagedDatabase | undefined>;
  close(): Promise<void>;
}
