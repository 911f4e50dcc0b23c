import { databasePrefix } from '../../graph/index.ts';
import type { DatabaseDirectory, DatabaseRecord } from '../../registry/index.ts';
import { entityTag } from '../entity-tag.ts';

/** What is known of all databases at one time without opening any. */
export interface DirectorySnapshot {
  readonly records: readonly DatabaseRecord[];
  /** The same as long as every database is, and can or cannot be asked as before. */
  readonly tag: string;
  /** The id of the database whose entry ids begin so. */
  idOfPrefix(prefix: string): string | undefined;
}

/** Looks at the list of databases, and at no more of it than changed. */
export class DirectoryWatch {
  readonly #directory: Pick<DatabaseDirectory, 'list'>;
  #state = '';
  #tag = entityTag(['']);
  #ids: ReadonlyMap<string, string> | undefined;

  constructor(directory: Pick<DatabaseDirectory, 'list'>) {
    this.#directory = directory;
  }

  snapshot(): DirectorySnapshot {
    const records = this.#directory.list();
    const state = records.map(stateOf).join('\n');
    if (state !== this.#state) {
      this.#state = state;
      this.#tag = entityTag([state]);
      this.#ids = undefined;
    }
    return { records, tag: this.#tag, idOfPrefix: (prefix) => this.#idsByPrefix(records).get(prefix) };
  }

  /** Made when it is first needed, since that takes a hash of each id. */
  #idsByPrefix(records: readonly DatabaseRecord[]): ReadonlyMap<string, string> {
    this.#ids ??= new Map(records.map(({ id }) => [databasePrefix(id), id]));
    return this.#ids;
  }
}

/** Everything of a database that answers about it depend on. */
function stateOf({ id, generation, contents, state, presentation, createdAt }: DatabaseRecord): string {
  const isThere = state === 'live' || state === 'dormant';
  return JSON.stringify([id, generation, createdAt, contents?.dataVersion, isThere, presentation]);
}
