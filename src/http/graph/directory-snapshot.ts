import { databasePrefix } from '../../graph/index.ts';
import type { DatabaseDirectory, DatabaseRecord } from '../../registry/index.ts';
import { entityTag } from '../entity-tag.ts';

/** What is known of all databases at one time without opening any. */
export interface DirectorySnapshot {
  /** By id, in the order of ids. */
  readonly records: ReadonlyMap<string, DatabaseRecord>;
  /** The same as long as every database is, and can or cannot be asked as before. */
  readonly tag: string;
  /** The id of the database whose entry ids begin so. */
  idOfPrefix(prefix: string): string | undefined;
}

/** Looks at the list of databases, and at no more of it than changed. */
export class DirectoryWatch {
  readonly #directory: Pick<DatabaseDirectory, 'list'>;
  #states: readonly State[] = [];
  #tag = entityTag([]);
  #idOfPrefix: DirectorySnapshot['idOfPrefix'] = () => undefined;

  constructor(directory: Pick<DatabaseDirectory, 'list'>) {
    this.#directory = directory;
  }

  snapshot(): DirectorySnapshot {
    const list = this.#directory.list();
    const states = list.map(stateOf);
    if (!areSame(states, this.#states)) {
      this.#states = states;
      this.#tag = entityTag(states.map((state) => JSON.stringify(state)));
      this.#idOfPrefix = prefixSearch(list);
    }
    const records = new Map(list.map((record) => [record.id, record]));
    return { records, tag: this.#tag, idOfPrefix: this.#idOfPrefix };
  }
}

/** Prefixes are hashes of ids, so that they are made when one is first looked for. */
function prefixSearch(list: readonly DatabaseRecord[]): DirectorySnapshot['idOfPrefix'] {
  let ids: ReadonlyMap<string, string> | undefined;
  return (prefix) => {
    ids ??= new Map(list.map(({ id }) => [databasePrefix(id), id]));
    return ids.get(prefix);
  };
}

/** Everything of a database that answers about it depend on. */
type State = readonly unknown[];

function stateOf({ id, generation, contents, state, presentation, createdAt }: DatabaseRecord): State {
  const isThere = state === 'live' || state === 'dormant';
  return [id, generation, createdAt, contents?.dataVersion, isThere, presentation];
}

/** Whether they surely are: what a registry knows of a database is replaced, never changed. */
function areSame(left: readonly State[], right: readonly State[]): boolean {
  return (
    left.length === right.length &&
    left.every((state, at) => state.every((part, place) => part === right[at]![place]))
  );
}
