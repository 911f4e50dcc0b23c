import type { DatabaseDirectory, ServedDatabase, UseOptions } from '../../registry/index.ts';

/** Databases that stay open for one answer: each from when it is first asked for, all of them until the end. */
export class DatabaseLeases {
  readonly #directory: Pick<DatabaseDirectory, 'use'>;
  readonly #options: UseOptions;
  /** By id. */
  readonly #opened = new Map<string, Promise<ServedDatabase | undefined>>();
  /** The uses of databases that were opened. */
  readonly #uses: Promise<unknown>[] = [];
  readonly #end = Promise.withResolvers<void>();

  constructor(directory: Pick<DatabaseDirectory, 'use'>, options: UseOptions) {
    this.#directory = directory;
    this.#options = options;
    // Nobody listens where nothing was opened.
    this.#end.promise.catch(() => {});
  }

  /** Undefined where there is none of the id; asked again, the same one. Errors: `RegistryError`. */
  open(id: string): Promise<ServedDatabase | undefined> {
    let opened = this.#opened.get(id);
    if (opened === undefined) {
      opened = this.#lease(id);
      this.#opened.set(id, opened);
    }
    return opened;
  }

  release(): void {
    this.#end.resolve();
  }

  /**
   * Gives all back after an error, so that a file that is damaged can be made again. What the registry says of it then,
   * or the error itself.
   */
  async fail(error: unknown): Promise<unknown> {
    this.#end.reject(error);
    const outcomes = await Promise.allSettled(this.#uses);
    const told = outcomes.find((outcome) => outcome.status === 'rejected' && outcome.reason !== error);
    return told?.status === 'rejected' ? told.reason : error;
  }

  #lease(id: string): Promise<ServedDatabase | undefined> {
    const { promise, resolve, reject } = Promise.withResolvers<ServedDatabase | undefined>();
    const used = this.#directory.use(
      id,
      (database) => {
        resolve(database);
        return this.#end.promise;
      },
      this.#options,
    );
    // Where it is not there, or could not be opened. Else without effect.
    used.then(() => resolve(undefined), reject);
    return promise.then((database) => {
      if (database !== undefined) this.#uses.push(used);
      return database;
    });
  }
}
