/**
 * The database files that this process has open: a cache of what the registry calls live. A file that somebody works
 * with stays open, whatever happens to its database; all others are closed as soon as they are not needed.
 */
import type { BlockCache } from '../backend/index.ts';
import { createBlockCache, openDatabaseFile } from '../backend/index.ts';
import { limits } from '../base/index.ts';
import type { DatabaseDescription } from '../standard/index.ts';
import type { ServedDatabase } from './database-directory.ts';
import type { DatabaseContents, Presentation } from './database-record.ts';
import type { StoredDatabase } from './store/stored-database.ts';
import type { StoredFiles } from './stored-files.ts';

/** An open file. */
export interface OpenDatabase {
  readonly serial: number;
  readonly generation: number;
  readonly described: DatabaseDescription;
  presentation: Presentation;
  served: ServedDatabase;
  users: number;
  /** Closed when the last user is done. */
  retired: boolean;
  /** Milliseconds since 1970. */
  lastRequestAt: number;
  /** How long it was asked to stay awake. */
  liveUntil: number;
  /** What the registry knows of that. */
  notedRequestAt: number;
  notedLiveUntil: number;
}

export class OpenDatabases {
  readonly #files: StoredFiles;
  readonly #cache: BlockCache;
  readonly #archiveCache = createBlockCache(limits.archiveCacheBytesMax);
  /** By id. */
  readonly #current = new Map<string, OpenDatabase>();
  /** Retired ones that somebody works with still. */
  readonly #lingering = new Set<OpenDatabase>();

  constructor(files: StoredFiles, memoryBytesMax: number) {
    this.#files = files;
    this.#cache = createBlockCache(memoryBytesMax);
  }

  /** The open file of a database, if it is open, of this generation, and presented as the row says. */
  find(row: StoredDatabase): OpenDatabase | undefined {
    const open = this.#current.get(row.id);
    if (open === undefined || open.serial !== row.serial || open.generation !== row.generation)
      return undefined;
    if (open.presentation !== row.presentation) {
      open.presentation = row.presentation;
      open.served = { ...open.served, description: presented(open.described, row) };
    }
    return open;
  }

  /** Errors: `DatabaseFileError`. */
  open(row: StoredDatabase): OpenDatabase {
    const { id, serial, generation, presentation } = row;
    const { description, backend, attachments, archives } = openDatabaseFile(this.#files.pathOf(id), {
      cache: this.#cache,
      archiveCache: this.#archiveCache,
    });
    this.#retire(id);
    const open: OpenDatabase = {
      serial,
      generation,
      described: description,
      presentation,
      served: { id, backend, attachments, archives, description: presented(description, row) },
      users: 0,
      retired: false,
      lastRequestAt: 0,
      liveUntil: 0,
      notedRequestAt: 0,
      notedLiveUntil: 0,
    };
    this.#current.set(id, open);
    return open;
  }

  /** Works with an open file, which stays open that long. */
  async use<Result>(open: OpenDatabase, run: (database: ServedDatabase) => Promise<Result>): Promise<Result> {
    open.users += 1;
    try {
      return await run(open.served);
    } finally {
      open.users -= 1;
      if (open.retired && open.users === 0) this.#close(open);
    }
  }

  /** Closes, now or when the last user is done, what `isNeeded` says no to. */
  retireUnless(isNeeded: (id: string, open: OpenDatabase) => boolean): void {
    for (const [id, open] of this.#current) {
      if (!isNeeded(id, open)) this.#retire(id);
    }
  }

  /** Serials of those that somebody works with. */
  inUse(): ReadonlySet<number> {
    const used = [...this.#current.values()].filter(({ users }) => users > 0);
    return new Set([...used, ...this.#lingering].map(({ serial }) => serial));
  }

  /** Files that are open, also those of databases that are not live any more. */
  get count(): number {
    return this.#current.size + this.#lingering.size;
  }

  /** When a database was last asked, as far as this process knows. */
  lastRequestAt({ id, serial }: StoredDatabase): number | undefined {
    const open = this.#current.get(id);
    return open?.serial === serial ? open.lastRequestAt : undefined;
  }

  markNoted(open: OpenDatabase): void {
    open.notedRequestAt = open.lastRequestAt;
    open.notedLiveUntil = open.liveUntil;
  }

  /** Those with requests that the registry has not learned of. */
  unnoted(): OpenDatabase[] {
    return [...this.#current.values()].filter((open) => open.lastRequestAt > open.notedRequestAt);
  }

  #retire(id: string): void {
    const open = this.#current.get(id);
    if (open === undefined) return;
    this.#current.delete(id);
    open.retired = true;
    if (open.users > 0) this.#lingering.add(open);
    else this.#close(open);
  }

  #close(open: OpenDatabase): void {
    this.#lingering.delete(open);
    open.served.backend.close();
  }
}

/** What a database says of itself: what was said when it was asked for, else what its data say, else its location. */
function presented(
  described: DatabaseDescription,
  {
    presentation,
    contents,
  }: { readonly presentation: Presentation; readonly contents: DatabaseContents | undefined },
): DatabaseDescription {
  const own = described.database;
  const name = presentation.title ?? own.name ?? contents?.name;
  const description = presentation.description ?? own.description ?? contents?.description;
  const homepage = presentation.homepage ?? own.homepage ?? contents?.homepage;
  const database = {
    ...own,
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(homepage === undefined ? {} : { homepage }),
  };
  return { ...described, database };
}
