/** The parts that reading a dataset is put together from, each built apart. */
import type { JsonValue } from '../../base/index.ts';

/**
 * Makes the ids of the entries of one selection. First all names are added, then ids are asked for; holds no names.
 */
export interface EntryNames {
  /** The raw id: path of the file below its bundle and tree, with `/index` where the file is a list. */
  add(rawId: string): void;
  /** The id of a raw id that was added. Errors: none; an id that the rule would leave empty is the raw id. */
  idOf(rawId: string): string;
}

/** Further properties of entries, from tables. Memory does not grow with the rows. */
export interface PropertyRows {
  /**
   * Values by column for an entry, looked up by each key in turn and merged, an earlier key over a later one;
   * undefined where no row has any of the keys. Marks the rows as used.
   */
  take(keys: readonly string[]): Readonly<Record<string, JsonValue>> | undefined;
  /** All columns, in the order in which they were met. */
  readonly columns: readonly string[];
  /** Keys of rows that no entry took, the first few, and how many there are. */
  unused(): { readonly keys: readonly string[]; readonly count: number };
  close(): void;
}
