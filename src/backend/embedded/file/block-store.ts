import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Block, FileBlocks } from './block-cache.ts';
import { checkBytes } from './checksum.ts';
import { DatabaseFileError, explainingReads } from './database-file-error.ts';
import type { ArrayRecord, Items } from './file-format.ts';
import { arrayOf, blockKey } from './file-format.ts';

/** Below all keys of blocks. */
function derivedKey(first: number, second: number): number {
  return -1 - (first * 2 ** 26 + second);
}

/** Blocks of the file, read when they are asked for and kept while there is room. */
export class BlockStore {
  readonly #path: string;
  readonly #select: StatementSync;
  readonly #kept: FileBlocks;

  constructor(database: DatabaseSync, path: string, kept: FileBlocks) {
    this.#path = path;
    this.#select = database.prepare('SELECT checksum, data FROM block WHERE key = ?');
    this.#select.setReturnArrays(true);
    this.#kept = kept;
  }

  /** Gives up what is kept. */
  close(): void {
    this.#kept.release();
  }

  /**
   * A block in the form that `make` gives it; each array has one form. Callers never change what they get.
   */
  read<Form extends Block>(
    arrayId: number,
    block: number,
    make: (bytes: Uint8Array<ArrayBuffer>) => Form,
  ): Form {
    const key = blockKey(arrayId, block);
    const cached = this.#kept.get(key);
    if (cached !== undefined) return cached as Form;
    const form = make(this.#load(key));
    this.#kept.set(key, form);
    return form;
  }

  /** Something worked out from two arrays, where it is still kept. */
  derived(first: number, second: number): Block | undefined {
    return this.#kept.get(derivedKey(first, second));
  }

  keepDerived(first: number, second: number, form: Block): void {
    this.#kept.set(derivedKey(first, second), form);
  }

  #load(key: number): Uint8Array<ArrayBuffer> {
    const found: unknown = explainingReads(this.#path, () => this.#select.get(key));
    if (!Array.isArray(found))
      throw new DatabaseFileError('damaged', this.#path, 'lacks a part of its index');
    return checkBytes(this.#path, key, found[1], found[0]);
  }
}

/** An array of the index. */
export class StoredArray<Form extends Items = Items> {
  readonly length: number;
  /** A block holds `2 ** shift` items. */
  readonly shift: number;
  readonly id: number;
  readonly #store: BlockStore;
  readonly #make: (bytes: Uint8Array<ArrayBuffer>) => Form;

  constructor(store: BlockStore, record: ArrayRecord) {
    this.length = record.length;
    this.shift = record.shift;
    this.id = record.id;
    this.#store = store;
    this.#make = (bytes) => arrayOf(record.type, bytes) as Form;
  }

  block(index: number): Form {
    return this.#store.read(this.id, index, this.#make);
  }

  at(index: number): number {
    return this.block(Math.floor(index / 2 ** this.shift))[index & (2 ** this.shift - 1)]!;
  }

  /** Hands out the stretches of blocks that cover items `from` to `to`. */
  forEachStretch(from: number, to: number, visit: (items: Form) => void): void {
    const size = 2 ** this.shift;
    for (let start = from; start < to; ) {
      const block = Math.floor(start / size);
      const end = Math.min(to, (block + 1) * size);
      visit(this.block(block).subarray(start - block * size, end - block * size) as Form);
      start = end;
    }
  }

  /** Items `from` to `to`; not to be changed, as it may be a view of a block. */
  slice(from: number, to: number): Form {
    const stretches: Form[] = [];
    this.forEachStretch(from, to, (items) => stretches.push(items));
    if (stretches.length === 1) return stretches[0]!;
    // None where the array has no block at all.
    if (stretches.length === 0) return this.#make(new Uint8Array(0));
    const joined = new (stretches[0]!.constructor as new (length: number) => Form)(to - from);
    let offset = 0;
    for (const stretch of stretches) {
      joined.set(stretch, offset);
      offset += stretch.length;
    }
    return joined;
  }

  /** A reader for loops that mostly go forward: it holds on to the block it is in. */
  cursor(): (index: number) => number {
    const { shift } = this;
    const mask = 2 ** shift - 1;
    let current = -1;
    let items: Items | undefined;
    return (index) => {
      const block = index >>> shift;
      if (block !== current) {
        items = this.block(block);
        current = block;
      }
      return items![index & mask]!;
    };
  }
}
