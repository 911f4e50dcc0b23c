/**
 * The databases of one home folder: built from their sources where needed, opened when first asked for, closed
 * together. Knows files and life cycles, not what an entry means and nothing of HTTP.
 *
 *     spawn: source → checksum → is the file of this build there? → else ingest into a new file, swapped in by rename
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseWriter } from '../backend/index.ts';
import {
  createEmbeddedWriter,
  DatabaseFileError,
  openDatabaseFile,
  readDatabaseFileProperties,
  removeLeftovers,
} from '../backend/index.ts';
import type { IngestHooks, IngestOptions, IngestReport, Source } from '../ingest/index.ts';
import { ingest } from '../ingest/index.ts';
import type { DatabaseDescription } from '../standard/index.ts';
import { buildKey } from './build-key.ts';
import type { DatabaseDirectory, DatabaseSummary, ServedDatabase } from './database-directory.ts';

export interface SpawnRequest {
  readonly id: string;
  readonly source: Source;
  readonly options: IngestOptions;
}

/** How a spawned database came to be. */
export type SpawnResult = { readonly id: string } & (
  | { /** The file of an earlier run is still right. */ readonly outcome: 'reused' }
  | {
      /** `refused`: the data hold errors and the options are strict, so nothing is served. */
      readonly outcome: 'built' | 'refused';
      readonly report: IngestReport;
      /** Where the whole report stands as JSON. */
      readonly reportPath: string;
      /** Why an existing file was not used, for people. */
      readonly rebuildReason?: string;
    }
);

export interface RegistryOptions {
  readonly home: string;
  /** Memory for index blocks of one database. */
  readonly cacheBytesMax?: number;
}

export class DatabaseRegistry implements DatabaseDirectory {
  readonly #folder: string;
  readonly #cacheBytesMax: number | undefined;
  readonly #databases = new Map<string, ServedDatabase>();

  constructor({ home, cacheBytesMax }: RegistryOptions) {
    this.#folder = join(home, 'databases');
    this.#cacheBytesMax = cacheBytesMax;
  }

  /**
   * Makes a database live, building its file only if the source or what shapes its reading changed.
   *
   * Errors: `SourceError` where the source cannot be read, `DatabaseFileError` where the folder cannot be used. The file of an
   * earlier build stays as it was.
   */
  async spawn({ id, source, options }: SpawnRequest, hooks: IngestHooks): Promise<SpawnResult> {
    await this.#prepareFolder();
    const path = this.#pathOf(id);
    const key = buildKey(await source.checksum(), options);
    const existing = inspectFile(path, key);
    if (existing === 'current' && this.#open(id)) return { id, outcome: 'reused' };
    const { report, description } = await ingest(
      source,
      () => createEmbeddedWriter(path, { properties: { buildKey: key, source: source.location } }),
      options,
      hooks,
    );
    const reportPath = join(this.#folder, `${id}.report.json`);
    await writeFile(reportPath, `${JSON.stringify(report, undefined, 2)}\n`);
    if (description !== undefined) this.#open(id);
    return {
      id,
      outcome: description === undefined ? 'refused' : 'built',
      report,
      reportPath,
      ...(existing === 'current' || existing === 'missing' ? {} : { rebuildReason: existing }),
    };
  }

  /** Reads a source as `spawn` would, and keeps nothing but the report. */
  async check(source: Source, options: IngestOptions, hooks: IngestHooks): Promise<IngestReport> {
    await this.#prepareFolder();
    const path = join(this.#folder, `check-${process.pid}`);
    const createWriter = (): DatabaseWriter => discarding(createEmbeddedWriter(path, { properties: {} }));
    const { report } = await ingest(source, createWriter, options, hooks);
    return report;
  }

  async list(): Promise<readonly DatabaseSummary[]> {
    return [...this.#databases.values()]
      .sort((left, right) => (left.id < right.id ? -1 : 1))
      .map(({ id, description }) => summarize(id, description));
  }

  async open(id: string): Promise<ServedDatabase | undefined> {
    return this.#databases.get(id);
  }

  close(): void {
    for (const { backend } of this.#databases.values()) backend.close();
    this.#databases.clear();
  }

  #pathOf(id: string): string {
    return join(this.#folder, `${id}.sqlite`);
  }

  async #prepareFolder(): Promise<void> {
    try {
      await mkdir(this.#folder, { recursive: true });
    } catch (error) {
      throw new DatabaseFileError('unwritable', this.#folder, `cannot be made: ${(error as Error).message}`);
    }
    removeLeftovers(this.#folder);
  }

  /** Opens the file of a database; false where it is not what its properties promise. */
  #open(id: string): boolean {
    const options = this.#cacheBytesMax === undefined ? {} : { cacheBytesMax: this.#cacheBytesMax };
    let opened: ReturnType<typeof openDatabaseFile>;
    try {
      opened = openDatabaseFile(this.#pathOf(id), options);
    } catch (error) {
      if (error instanceof DatabaseFileError) return false;
      throw error;
    }
    this.#databases.get(id)?.backend.close();
    this.#databases.set(id, { id, description: opened.description, backend: opened.backend });
    return true;
  }
}

function summarize(id: string, { database, provider, entryTypes }: DatabaseDescription): DatabaseSummary {
  return {
    id,
    name: typeof database.name === 'string' ? database.name : id,
    description: typeof database.description === 'string' ? database.description : provider.description,
    entryCount: Object.values(entryTypes).reduce((sum, { count }) => sum + count, 0),
  };
}

/** A writer that does all the work and then throws it away. */
function discarding(writer: DatabaseWriter): DatabaseWriter {
  return {
    write: (entry, origin) => writer.write(entry, origin),
    index: (definitions, progress) => writer.index(definitions, progress),
    publish: () => writer.abort(),
    abort: () => writer.abort(),
  };
}

/** `current` where the file is of this build, `missing` where there is none, else the reason why it is of no use. */
function inspectFile(path: string, key: string): string {
  try {
    const properties = readDatabaseFileProperties(path);
    return properties.buildKey === key ? 'current' : 'the source or its settings changed';
  } catch (error) {
    if (!(error instanceof DatabaseFileError)) throw error;
    return error.problem === 'missing' ? 'missing' : `the database file could not be used (${error.message})`;
  }
}
