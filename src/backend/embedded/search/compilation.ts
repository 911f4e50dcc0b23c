import type { BoundFilter, EntryKey } from '../../../query/index.ts';
import type { Entry } from '../../../standard/index.ts';
import type { BlockStore } from '../file/block-store.ts';
import type { EntryIndex } from './entry-index.ts';
import type { Pace } from './pace.ts';
import type { RowSet } from './row-set.ts';

/** What compiling a filter on the entries of one type needs. */
export interface Compilation {
  readonly index: EntryIndex;
  readonly store: BlockStore;
  readonly pace: Pace;
  /** The index of another type; undefined where the file has no entries of it. */
  indexOf(entryType: string): EntryIndex | undefined;
  /** Works with the rows on which a filter is true on the entries of another type. */
  withRows<Result>(
    entryType: string,
    filter: BoundFilter,
    use: (rows: RowSet) => Promise<Result>,
  ): Promise<Result>;
  /** The entry of a row, from its document. */
  entryAt(row: number): Entry;
  lookup(key: EntryKey): Entry | undefined;
}
