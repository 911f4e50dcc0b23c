import type { JsonObject } from '../../base/index.ts';
import type { ServiceSettings } from '../../config/index.ts';
import type { GraphDatabase, GraphWorld } from '../../graph/index.ts';
import type { DatabaseRecord, ServedDatabase } from '../../registry/index.ts';
import { RegistryError } from '../../registry/index.ts';
import { versionedDatabaseUrl } from '../database-url.ts';
import { registryFault } from '../registry-fault.ts';
import type { DatabaseLeases } from './database-leases.ts';
import type { DirectorySnapshot } from './directory-snapshot.ts';
import { ServedGraphDatabase } from './served-graph-database.ts';
import { uploadRecord } from './upload-record.ts';

export interface WorldOptions {
  readonly snapshot: DirectorySnapshot;
  readonly leases: DatabaseLeases;
  readonly settings: Pick<ServiceSettings, 'licenseUrl' | 'rootDatabase'>;
  readonly rootUrl: string;
  /** The one that is asked; undefined for all. References may lead to others none the less. */
  readonly onlyDatabase: string | undefined;
}

/** The databases of the server, for one answer. */
export class DirectoryWorld implements GraphWorld {
  readonly #options: WorldOptions;
  /** Of those that may be asked, by id. */
  readonly #records: ReadonlyMap<string, DatabaseRecord>;
  readonly #opened = new Map<string, Promise<GraphDatabase | string | undefined>>();
  #isWhole = true;

  constructor(options: WorldOptions) {
    this.#options = options;
    const { snapshot, onlyDatabase } = options;
    const only = onlyDatabase === undefined ? undefined : snapshot.records.get(onlyDatabase);
    this.#records = onlyDatabase === undefined ? snapshot.records : new Map(only && [[only.id, only]]);
  }

  /** Whether all that was asked for could be asked, so that the answer is the same next time. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  databaseIds(): readonly string[] {
    return [...this.#records.keys()];
  }

  databaseOfPrefix(prefix: string): string | undefined {
    const id = this.#options.snapshot.idOfPrefix(prefix);
    return id !== undefined && this.#records.has(id) ? id : undefined;
  }

  mayHoldLooseArchives(id: string): boolean {
    const looseArchives = this.#records.get(id)?.contents?.looseArchives;
    return looseArchives === undefined || looseArchives > 0;
  }

  async open(id: string): Promise<GraphDatabase | string | undefined> {
    // References may name any number of databases that are not there; each that is asked for is held to the end.
    if (!this.#options.snapshot.records.has(id)) return undefined;
    let opened = this.#opened.get(id);
    if (opened === undefined) {
      opened = this.#open(id);
      this.#opened.set(id, opened);
    }
    return opened;
  }

  async #open(id: string): Promise<GraphDatabase | string | undefined> {
    const { leases, rootUrl, settings } = this.#options;
    try {
      const database = await leases.open(id);
      if (database === undefined) return undefined;
      const url = versionedDatabaseUrl(rootUrl, id, settings);
      return new ServedGraphDatabase(database, this.#recordOf(database), url);
    } catch (error) {
      const fault = error instanceof RegistryError ? registryFault(error) : undefined;
      if (fault === undefined) throw error;
      this.#isWhole = false;
      return fault.detail;
    }
  }

  #recordOf(database: ServedDatabase): JsonObject {
    const { snapshot, settings } = this.#options;
    const record = snapshot.records.get(database.id);
    return uploadRecord(database, record, settings.licenseUrl);
  }
}
