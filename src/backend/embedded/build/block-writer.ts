import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { checksumOf } from '../file/checksum.ts';
import type { ArrayRecord, Items } from '../file/file-format.ts';
import { blockKey, itemTypeOf } from '../file/file-format.ts';

/** Writes the arrays of the index into the file, block by block. */
export class BlockWriter {
  readonly #insert: StatementSync;
  readonly #select: StatementSync;
  readonly #shift: number;
  #arrays = 0;

  constructor(database: DatabaseSync, shift: number) {
    this.#insert = database.prepare('INSERT INTO block (key, checksum, data) VALUES (?, ?, ?)');
    this.#select = database.prepare('SELECT data FROM block WHERE key = ?');
    this.#shift = shift;
  }

  /** The id of an array whose blocks are written one by one. */
  startArray(): number {
    this.#arrays += 1;
    return this.#arrays;
  }

  writeBlock(arrayId: number, block: number, items: Items): void {
    const key = blockKey(arrayId, block);
    const bytes = new Uint8Array(items.buffer, items.byteOffset, items.byteLength);
    this.#insert.run(key, checksumOf(key, bytes), bytes);
  }

  readBlock(arrayId: number, block: number): Uint8Array<ArrayBuffer> {
    return this.#select.get(blockKey(arrayId, block))!.data as Uint8Array<ArrayBuffer>;
  }

  writeArray(items: Items): ArrayRecord {
    const id = this.startArray();
    const size = 2 ** this.#shift;
    for (let block = 0; block * size < items.length; block += 1) {
      this.writeBlock(id, block, items.subarray(block * size, (block + 1) * size) as Items);
    }
    return { id, type: itemTypeOf(items), length: items.length, shift: this.#shift };
  }
}
