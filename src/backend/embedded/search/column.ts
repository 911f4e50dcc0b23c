/** The columns of the index as they are read. */
import type { BlockStore } from '../file/block-store.ts';
import { StoredArray } from '../file/block-store.ts';
import type { Items, ListItemsRecord, ListRecord, OpaqueRecord, ScalarRecord } from '../file/file-format.ts';
import { arrayOf } from '../file/file-format.ts';
import type { NumberDictionary, TextDictionary } from './dictionary.ts';
import { openDictionary } from './dictionary.ts';
import { Postings } from './postings.ts';

export type Column = ScalarColumn | ListColumn | OpaqueColumn | UnindexedColumn;

/** One value a row. */
export class ScalarColumn<Values = NumberDictionary | TextDictionary> {
  readonly kind = 'scalar';
  readonly dictionary: Values;
  readonly postings: Postings;
  /** Ordinal + 1 of each row, or 0. */
  readonly forward: StoredArray;

  constructor(store: BlockStore, record: ScalarRecord) {
    this.dictionary = openDictionary(store, record.dictionary) as Values;
    this.postings = new Postings(store, record.postings);
    this.forward = new StoredArray(store, record.forward);
  }
}

/** A list of values in each row. */
export class ListColumn {
  readonly kind = 'list';
  readonly dictionary: NumberDictionary | TextDictionary;
  readonly postings: Postings;
  readonly items: ListItems;
  readonly length: ScalarColumn<NumberDictionary>;
  /** Number of distinct items, nulls counting as one. */
  readonly distinct: ScalarColumn<NumberDictionary>;

  constructor(store: BlockStore, record: ListRecord) {
    this.dictionary = openDictionary(store, record.dictionary);
    this.postings = new Postings(store, record.postings);
    this.items = new ListItems(store, record.items);
    this.length = new ScalarColumn(store, record.length);
    this.distinct = record.distinct === undefined ? this.length : new ScalarColumn(store, record.distinct);
  }
}

/** Values that are known or not, and lists that have a length. */
export class OpaqueColumn {
  readonly kind = 'opaque';
  readonly list: boolean;
  readonly presence: ScalarColumn<NumberDictionary>;

  constructor(store: BlockStore, record: OpaqueRecord) {
    this.list = record.list;
    this.presence = new ScalarColumn(store, record.presence);
  }
}

/** Values that only the documents tell. */
interface UnindexedColumn {
  readonly kind: 'unindexed';
}

interface ItemsBlock {
  readonly byteLength: number;
  readonly starts: Uint32Array;
  readonly items: Items;
}

/** The items of every row, in order. */
export class ListItems {
  readonly #store: BlockStore;
  readonly #record: ListItemsRecord;

  constructor(store: BlockStore, record: ListItemsRecord) {
    this.#store = store;
    this.#record = record;
  }

  cursor(): ItemsCursor {
    return new ItemsCursor(this.#record.shift, (index) => this.#block(index));
  }

  #block(index: number): ItemsBlock {
    const { id, type } = this.#record;
    return this.#store.read(id, index, (bytes) => {
      const rows = new Uint32Array(bytes.buffer, bytes.byteOffset, 1)[0]!;
      const starts = new Uint32Array(bytes.buffer, bytes.byteOffset + 4, rows + 1);
      const from = 4 + starts.byteLength;
      const items = arrayOf(type, bytes.subarray(from));
      return { byteLength: bytes.byteLength, starts, items };
    });
  }
}

/** Goes to a row and shows its items: `items[start]` to `items[end - 1]`, ordinal + 1 each or 0 for null. */
export class ItemsCursor {
  items: Items = new Uint8Array(0);
  start = 0;
  end = 0;
  readonly #shift: number;
  readonly #mask: number;
  readonly #load: (block: number) => ItemsBlock;
  #block = -1;
  #starts: Uint32Array = new Uint32Array(0);

  constructor(shift: number, load: (block: number) => ItemsBlock) {
    this.#shift = shift;
    this.#mask = 2 ** shift - 1;
    this.#load = load;
  }

  seek(row: number): void {
    const block = row >>> this.#shift;
    if (block !== this.#block) {
      const loaded = this.#load(block);
      this.#block = block;
      this.#starts = loaded.starts;
      this.items = loaded.items;
    }
    const at = row & this.#mask;
    this.start = this.#starts[at]!;
    this.end = this.#starts[at + 1]!;
  }
}
