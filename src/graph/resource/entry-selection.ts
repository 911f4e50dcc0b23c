import type { ArchiveEntry } from '../../backend/index.ts';
import { invariant } from '../../base/index.ts';
import type { GraphFault } from '../graph-fault.ts';
import type { GraphDatabase } from '../graph-world.ts';
import type { PageWindow } from './pagination.ts';

/** A part of the entries of one database that are selected. */
export interface EntryPart {
  readonly after: ArchiveEntry | undefined;
  readonly offset: number;
  /** 0 counts only. */
  readonly limit: number;
}

export interface SelectedEntries {
  readonly entries: readonly ArchiveEntry[];
  /** Of all of them, not of the part. */
  readonly total: number;
}

/** Which entries of a database are listed, and in which order. */
export interface EntrySelection {
  select(database: GraphDatabase, part: EntryPart, window: PageWindow): Promise<SelectedEntries>;
  /** Whether a page may begin behind the entry. */
  canFollow(entry: ArchiveEntry): boolean;
  /** What came in the way so far. */
  faults(): readonly GraphFault[];
}

/** All entries of a database, and the archives that belong to none. */
export const everyEntry: EntrySelection = {
  async select({ archives }, { after, offset, limit }, { orderBy, descending }) {
    if (limit === 0) return { entries: [], total: archives.count };
    const order = orderBy === 'mainfile' || orderBy === 'mainfile_path' ? 'mainFile' : 'key';
    const entries = archives.page({ orderBy: order, descending, after: after?.key, offset, limit });
    invariant(entries !== undefined, 'an entry that was found is not in the listing');
    return { entries, total: archives.count };
  },
  canFollow: () => true,
  faults: () => [],
};
