/**
 * The databases of a home folder, as a server or a command works with them. What they are stands in one SQLite file that
 * all processes of the home share; what is in them, in a file each.
 *
 *     spawn: location → row in the queue → (ingestion) → file swapped in → live
 *     use:   row → awake? else revive → open? else open → run
 *     time:  live → dormant → cold, by the caretaker
 */
import { join } from 'node:path';
import type {
  AuthorizedLocation,
  IngestHooks,
  IngestOptions,
  IngestReport,
  LocationPolicy,
  Source,
} from '../ingest/index.ts';
import { Caretaker } from './caretaker.ts';
import type { Completion, CompletionHooks } from './complete-ingestion.ts';
import { completeIngestion } from './complete-ingestion.ts';
import type { DatabaseControl, LocateOptions, ServedDatabase, UseOptions } from './database-directory.ts';
import { numberDatabaseId } from './database-id.ts';
import type { DatabaseRecord } from './database-record.ts';
import type { IngestionContext } from './ingestion/ingestion-context.ts';
import { IngestionRunner } from './ingestion/ingestion-runner.ts';
import { IngestionWatch } from './ingestion-watch.ts';
import { keepAlive } from './keep-alive.ts';
import { locateSource } from './locate-source.ts';
import { OpenDatabases } from './open-databases.ts';
import type { RegistryLog, RegistryOptions, SpawnRequest, SpawnTicket } from './registry-contract.ts';
import { seldom } from './seldom.ts';
import { registerDatabase, removeDatabase, requestRefresh } from './store/register.ts';
import { RegistryFile } from './store/registry-file.ts';
import { RegistryStore } from './store/registry-store.ts';
import { SharedQueue } from './store/shared-queue.ts';
import type { StoredDatabase } from './store/stored-database.ts';
import { recordOf, stateOf, timeText } from './store/stored-database.ts';
import { StoredFiles } from './stored-files.ts';
import type { UseParts } from './use-database.ts';
import { useDatabase } from './use-database.ts';

export class DatabaseRegistry implements DatabaseControl {
  readonly #options: RegistryOptions;
  readonly #parts: UseParts;
  readonly #queue: SharedQueue;
  readonly #context: IngestionContext;
  readonly #runner: IngestionRunner | undefined;
  readonly #records = new WeakMap<StoredDatabase, DatabaseRecord>();

  private constructor(options: RegistryOptions) {
    const { home, budgets, policy, tokens, userAgent, ingests, now } = options;
    const log: RegistryLog = { audit: options.log.audit, failure: seldom(options.log.failure, now) };
    const files = new StoredFiles(home);
    const store = new RegistryStore(new RegistryFile(join(home, 'registry.sqlite')), now);
    const open = new OpenDatabases(files, budgets.memoryBytesMax);
    const shared = { store, files, budgets, log };
    const { downloadBytesMax, entriesMax, archiveBytesMax, ingestionsMax, diskBytesMax } = budgets;
    this.#options = options;
    this.#context = {
      policy,
      tokens,
      downloadBytesMax,
      entriesMax,
      archiveBytesMax,
      fileBytesMax: diskBytesMax,
      userAgent,
    };
    this.#queue = new SharedQueue(shared);
    this.#runner = ingests
      ? new IngestionRunner({ queue: this.#queue, context: this.#context, concurrency: ingestionsMax, log })
      : undefined;
    const caretaker = new Caretaker(shared, open, this.#queue, this.#runner);
    this.#parts = {
      ...shared,
      open,
      caretaker,
      watch: new IngestionWatch(store),
      wakeIngestion: () => this.#runner?.wake(),
    };
  }

  /**
   * Opens the registry of a home, which is made where it does not exist.
   *
   * Errors: `DatabaseFileError` where it cannot be used.
   */
  static open(options: RegistryOptions): DatabaseRegistry {
    return new DatabaseRegistry(options);
  }

  /** Begins what goes on by itself: the life cycle, and ingestion if this process takes part in it. */
  start(): void {
    this.#runner?.start();
    this.#parts.caretaker.start();
  }

  /** Gives unfinished ingestions back to the queue, and closes all that nobody works with. */
  async close(): Promise<void> {
    const { store, open, caretaker, watch } = this.#parts;
    watch.end();
    await this.#runner?.stop();
    await caretaker.stop();
    open.retireUnless(() => false);
    store.close();
  }

  list(): readonly DatabaseRecord[] {
    return this.#parts.store.list().map((row) => this.#record(row));
  }

  find(id: string): DatabaseRecord | undefined {
    const row = this.#parts.store.find(id);
    return row && this.#record(row);
  }

  /** The database of a location, whether or not there is anything left at it. */
  findByKey(key: string): DatabaseRecord | undefined {
    const row = this.#parts.store.findByKey(key);
    return row && this.#record(row);
  }

  findAlias(path: string): string | undefined {
    return this.#parts.store.findAlias(path);
  }

  use<Result>(
    id: string,
    run: (database: ServedDatabase) => Promise<Result>,
    options: UseOptions = {},
  ): Promise<Result | undefined> {
    return useDatabase(this.#parts, id, run, options);
  }

  /**
   * See `DatabaseControl`.
   *
   * @param policy what may be read, where that is not the policy for what is spawned: an operator's own commands
   */
  locate(text: string, options: LocateOptions = {}, policy?: LocationPolicy): Promise<AuthorizedLocation> {
    return locateSource(text, options, policy ?? this.#options.policy, process.cwd());
  }

  spawn(request: SpawnRequest): SpawnTicket {
    const timeToLiveSeconds = request.timeToLiveSeconds ?? this.#options.timeToLiveSeconds;
    const ticket = registerDatabase(this.#parts, { ...request, timeToLiveSeconds });
    this.#parts.wakeIngestion();
    return ticket;
  }

  /**
   * The id that a command gives a location where its user names none: the one that it has, else its name, numbered
   * where that is taken.
   */
  suggestId(location: AuthorizedLocation): string {
    const { store } = this.#parts;
    return (
      store.findByKey(location.key)?.id ??
      numberDatabaseId(location, (id) => store.findSimilarId(id) !== undefined)
    );
  }

  /**
   * Does the ingestion that waits of a database in this process, or follows the one that another process is at; undefined
   * where it is removed before that ends.
   *
   * Errors: the reason of the signal; the ingestion then waits again.
   */
  complete(id: string, hooks: CompletionHooks): Promise<Completion | undefined> {
    return completeIngestion(this.#parts, this.#queue, this.#context, id, hooks);
  }

  /** Reads a source as an ingestion would, and keeps nothing but the report. */
  async checkSource(source: Source, options: IngestOptions, hooks: IngestHooks): Promise<IngestReport> {
    const { checkSource } = await import('./check-source.ts');
    const { files, budgets } = this.#parts;
    return checkSource(files, budgets.archiveBytesMax, source, options, hooks);
  }

  async report(id: string): Promise<string | undefined> {
    const { store, files } = this.#parts;
    return store.find(id) === undefined ? undefined : await files.readReport(id);
  }

  async settled(id: string, waitSeconds: number, signal?: AbortSignal): Promise<DatabaseRecord | undefined> {
    await this.#parts.watch.settled(id, waitSeconds, signal);
    return this.find(id);
  }

  async keepAlive(id: string, seconds: number | undefined): Promise<DatabaseRecord | undefined> {
    keepAlive(this.#parts, id, seconds);
    return this.find(id);
  }

  refresh(id: string): DatabaseRecord | undefined {
    const row = requestRefresh(this.#parts, id);
    this.#parts.wakeIngestion();
    return row && this.#record(row);
  }

  remove(id: string): boolean {
    const removed = removeDatabase(this.#parts, id);
    this.#parts.caretaker.closeUnneeded();
    return removed;
  }

  /**
   * With the requests of this process, which the registry learns of later. The same object as long as nothing changes,
   * so that lists of many cost little.
   */
  #record(row: StoredDatabase): DatabaseRecord {
    const { store, open } = this.#parts;
    const state = stateOf(row, store.now());
    let record = this.#records.get(row);
    if (record?.state !== state) {
      record = recordOf(row, store.now());
      this.#records.set(row, record);
    }
    const lastRequestAt = open.lastRequestAt(row) ?? 0;
    return lastRequestAt > (row.lastRequestAt ?? 0)
      ? { ...record, lastRequestAt: timeText(lastRequestAt) }
      : record;
  }
}
