import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject, JsonValue } from '../../base/index.ts';
import { isJsonObject } from '../../base/index.ts';
import type { IngestSettings, Settings } from '../../config/index.ts';
import { configOfIngestSettings, isLoopback } from '../../config/index.ts';
import type { DatabaseState } from '../../registry/index.ts';
import { CliError } from '../cli-error.ts';
import type { ProgressState } from '../progress.ts';
import { ControlClient, choicesOf, listOf } from './control-client.ts';
import type { ManagedDatabase, ManagedDatabases, SpawnAnswer, SpawnWish } from './managed-databases.ts';
import { withChoices } from './with-choices.ts';

const lookMilliseconds = 500;

/** The databases of a running server. */
export class ServerDatabases implements ManagedDatabases {
  readonly #client: ControlClient;
  readonly #ingest: IngestSettings;

  constructor(url: string, { control, ingest }: Settings) {
    this.#client = new ControlClient(url, control.token);
    this.#ingest = ingest;
  }

  async list(): Promise<readonly ManagedDatabase[]> {
    const databases: ManagedDatabase[] = [];
    for (;;) {
      const { document } = await this.#client.send('GET', `databases?page_offset=${databases.length}`);
      const page = listOf(document.data).map(databaseFrom);
      databases.push(...page);
      const isLast = !isJsonObject(document.meta) || document.meta.more_data_available !== true;
      if (isLast || page.length === 0) return databases;
    }
  }

  async spawn(wish: SpawnWish): Promise<SpawnAnswer> {
    const { id, title, file, aggregate, timeToLiveSeconds } = wish;
    const config = configOfIngestSettings(this.#ingest);
    const { status, document } = await this.#client.send('POST', 'spawn', {
      loc: this.#locationFor(wish.location),
      id,
      title,
      file,
      aggregate,
      ttl: timeToLiveSeconds,
      config: Object.keys(config).length === 0 ? undefined : config,
    });
    const [link] = listOf(document.data);
    const spawned = isJsonObject(link) && typeof link.id === 'string' ? await this.#find(link.id) : undefined;
    if (spawned === undefined) throw new CliError('the server does not say what it spawned.', 1);
    return { outcome: status === 200 ? 'existed' : 'registered', database: spawned };
  }

  async remove(id: string): Promise<boolean> {
    const { status } = await this.#client.send('DELETE', pathOf(id));
    return status !== 404;
  }

  async refresh(id: string): Promise<ManagedDatabase | undefined> {
    const { status } = await this.#client.send('POST', `${pathOf(id)}/refresh`, {});
    return status === 404 ? undefined : this.#find(id);
  }

  async settled(
    id: string,
    signal: AbortSignal,
    onProgress: (progress: ProgressState) => void,
  ): Promise<ManagedDatabase | undefined> {
    for (;;) {
      const database = await this.#find(id, signal);
      if (database?.progress === undefined) return database;
      onProgress(database.progress);
      await sleep(lookMilliseconds, undefined, { signal });
    }
  }

  async close(): Promise<void> {}

  async #find(id: string, signal?: AbortSignal): Promise<ManagedDatabase | undefined> {
    const { status, document } = await this.#client.send('GET', pathOf(id), undefined, signal);
    return status === 404 || document.data === undefined ? undefined : databaseFrom(document.data);
  }

  /** A path means what it means here, where the server runs on the same machine. */
  #locationFor(location: string): string {
    return isLoopback(this.#client.hostname) && existsSync(location) ? resolve(location) : location;
  }
}

function pathOf(id: string): string {
  return `databases/${encodeURIComponent(id)}`;
}

/** Errors: `CliError` where it is no resource object of a database. */
function databaseFrom(resource: JsonValue): ManagedDatabase {
  const { id, attributes } = isJsonObject(resource) ? resource : {};
  if (typeof id !== 'string' || !isJsonObject(attributes)) {
    throw new CliError('the answer is none of a Respawn server.', 1);
  }
  const { contents, ingestion, failure, state } = attributes;
  const counts =
    isJsonObject(contents) && isJsonObject(contents.entry_counts) ? contents.entry_counts : undefined;
  const hasFile = state === 'live' || state === 'dormant';
  return {
    id,
    state: String(state) as DatabaseState,
    source: text(attributes.location) ?? '',
    entryCount: counts && Object.values(counts).reduce((sum: number, count) => sum + (number(count) ?? 0), 0),
    fileBytes: hasFile && isJsonObject(contents) ? number(contents.file_bytes) : undefined,
    lastRequestAt: text(attributes.last_request_at),
    progress: isJsonObject(ingestion) ? progressFrom(ingestion) : undefined,
    failure: isJsonObject(failure) ? withChoices(text(failure.message) ?? '', choicesOf(failure)) : undefined,
    url: text(attributes.base_url),
  };
}

function progressFrom({ stage, fraction, entries, bytes }: JsonObject): ProgressState {
  return {
    stage: (text(stage) ?? 'queued') as ProgressState['stage'],
    fraction: number(fraction),
    entries: number(entries) ?? 0,
    bytes: number(bytes) ?? 0,
  };
}

function text(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function number(value: JsonValue | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
