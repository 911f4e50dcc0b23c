import type { Settings } from '../../config/index.ts';
import { SourceError } from '../../ingest/without-reading.ts';
import type { DatabaseRecord, DatabaseRegistry, SpawnRequest, SpawnTicket } from '../../registry/index.ts';
import { RegistryError } from '../../registry/index.ts';
import { CliError } from '../cli-error.ts';
import { explainSource, locateSource } from '../locate-source.ts';
import type { ProgressState } from '../progress.ts';
import type { ManagedDatabase, ManagedDatabases, SpawnAnswer, SpawnWish } from './managed-databases.ts';
import { withChoices } from './with-choices.ts';

/** The databases of a home on this machine. Whoever waits for an ingestion does it, where no server is at it already. */
export class HomeDatabases implements ManagedDatabases {
  readonly #registry: DatabaseRegistry;
  readonly #settings: Settings;

  constructor(registry: DatabaseRegistry, settings: Settings) {
    this.#registry = registry;
    this.#settings = settings;
  }

  async list(): Promise<readonly ManagedDatabase[]> {
    return this.#registry.list().map(describe);
  }

  async spawn({ location: text, file, ...wish }: SpawnWish): Promise<SpawnAnswer> {
    try {
      const { location } = await locateSource(text, file);
      const id = wish.id ?? this.#registry.suggestId(location);
      const { outcome, record } = this.#register({
        id,
        location,
        origin: 'command',
        presentation: {
          aggregate: wish.aggregate ?? 'ok',
          ...(wish.title === undefined ? {} : { title: wish.title }),
        },
        options: this.#settings.ingest,
        ...(wish.timeToLiveSeconds === undefined ? {} : { timeToLiveSeconds: wish.timeToLiveSeconds }),
      });
      return { outcome, database: describe(record) };
    } catch (error) {
      if (error instanceof SourceError) throw explainSource(text, error);
      throw error;
    }
  }

  async remove(id: string): Promise<boolean> {
    return this.#registry.remove(id);
  }

  async refresh(id: string): Promise<ManagedDatabase | undefined> {
    const record = managing(() => this.#registry.refresh(id));
    return record && describe(record);
  }

  async settled(
    id: string,
    signal: AbortSignal,
    onProgress: (progress: ProgressState) => void,
  ): Promise<ManagedDatabase | undefined> {
    const completion = await this.#registry.complete(id, { signal, onProgress });
    return completion && describe(completion.record);
  }

  async close(): Promise<void> {
    await this.#registry.close();
  }

  /** What `serve` names takes an id from whoever has it; here nobody said that the other database may go. */
  #register(request: SpawnRequest & { readonly id: string }): SpawnTicket {
    const holder = this.#registry.find(request.id);
    if (holder !== undefined && this.#registry.suggestId(request.location) !== request.id) {
      throw new CliError(`the id ${request.id} belongs to another location: ${holder.location}.`, 1);
    }
    return managing(() => this.#registry.spawn(request));
  }
}

/** Errors: `CliError` in place of `RegistryError`. */
function managing<Result>(run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (error instanceof RegistryError) throw new CliError(error.message, 1);
    throw error;
  }
}

function describe(record: DatabaseRecord): ManagedDatabase {
  const { id, state, location, contents, failure, ingestion, lastRequestAt } = record;
  const hasFile = state === 'live' || state === 'dormant';
  const counts = contents === undefined ? undefined : Object.values(contents.entryCounts);
  return {
    id,
    state,
    source: location,
    entryCount: counts?.reduce((sum, count) => sum + count, 0),
    fileBytes: hasFile ? contents?.fileBytes : undefined,
    lastRequestAt,
    progress: ingestion,
    failure:
      failure &&
      withChoices(
        failure.message,
        (failure.choices ?? []).map(({ name }) => name),
      ),
    url: undefined,
  };
}
