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
  #seen: readonly DatabaseRecord[] = [];
  #tag = entityTag([]);
  #idOfPrefix: DirectorySnapshot['idOfPrefix'] = () => undefined;

  constructor(directory: Pick<DatabaseDirectory, 'list'>) {
    this.#directory = directory;
  }

  snapshot(): DirectorySnapshot {
    const list = this.#directory.list();
    if (!areSame(list, this.#seen)) {
      this.#seen = list;
      this.#tag = entityTag(list.map(stateOf));
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

/** Whether two lists surely have the same state: what a registry knows of a database is replaced, never changed. */
function areSame(left: readonly DatabaseRecord[], right: readonly DatabaseRecord[]): boolean {
  return left.length === right.length && left.every((record, at) => isSame(record, right[at]!));
}

function isSame(left: DatabaseRecord, right: DatabaseRecord): boolean {
  return (
    left === right ||
    (left.id === right.id &&
      left.generation === right.generation &&
      left.createdAt === right.createdAt &&
      left.contents === right.contents &&
      left.state === right.state &&
      left.presentation === right.presentation)
  );
}

/** Everything of a database that answers about it depend on. */
function stateOf({ id, generation, contents, state, presentation, createdAt }: DatabaseRecord): string {
  const isThere = state === 'live' || state === 'dormant';
  return JSON.stringify([id, generation, createdAt, contents?.dataVersion, isThere, presentation]);
}
