/**
 * The values of one path on their way from the entries to its column: packed into bytes, flushed to the spool
 * file whenever the buffer is full, and read back in the same order when the column is built.
 *
 *     record    varint of the row's distance from the last, varint head, items
 *     head      0 scalar, 1 dictionary, else 2 + 4 × number of items, + 1 if some are not scalar, + 2 if hollow
 *     item      0 null, 1 text (varint bytes, UTF-8), 2 number (8 bytes), else 3 + index of a shared value
 *
 * Only scalar items are written. Numbers are written so that they sort by their bytes; booleans are the
 * numbers 0 and 1.
 */
import type { JsonValue } from '../../../base/index.ts';
import type { BuildTuning } from './build-tuning.ts';
import { encodeNumber } from './number-key.ts';
import type { SpoolFile } from './spool-file.ts';

/** Texts longer than this are not worth the memory of sharing them. */
const sharedLengthMax = 64;

/** How many values are shared over all paths. */
export interface SharedBudget {
  left: number;
}

export type SharedValue = string | number;

interface Chunk {
  readonly offset: number;
  readonly length: number;
}

export class ValueSpool {
  readonly #file: SpoolFile;
  readonly #tuning: BuildTuning;
  readonly #budget: SharedBudget;
  readonly #shared = new Map<SharedValue, number>();
  readonly #chunks: Chunk[] = [];
  #buffer = Buffer.allocUnsafeSlow(256);
  #length = 0;
  #lastRow = 0;
  #isSharing = true;
  /** Values that were looked up in vain since no more are shared. */
  #misses = 0;
  /** Items that have a value or are null, over all records. */
  itemCount = 0;
  /** Whether any record is hollow. */
  hollow = false;
  /** Whether a text is no well-formed Unicode, so that UTF-8 would not tell it from others. */
  malformed = false;

  constructor(file: SpoolFile, tuning: BuildTuning, budget: SharedBudget) {
    this.#file = file;
    this.#tuning = tuning;
    this.#budget = budget;
  }

  get sharedValues(): readonly SharedValue[] {
    return [...this.#shared.keys()];
  }

  scalar(row: number, value: string | number | boolean): void {
    this.#begin(row, 0);
    this.#item(value);
    this.#end();
  }

  dictionary(row: number): void {
    this.#begin(row, 1);
    this.#end();
  }

  /** A list of scalars and nulls. `hollow`: there is nothing in it that keys could lead on from. */
  list(row: number, items: readonly JsonValue[], hollow: boolean): void {
    this.hollow ||= hollow;
    this.#begin(row, 2 + 4 * items.length + (hollow ? 2 : 0));
    for (const item of items) this.#item(item as string | number | boolean | null);
    this.#end();
  }

  /** A list with lists or dictionaries in it. */
  opaqueList(row: number, length: number, hollow: boolean): void {
    this.hollow ||= hollow;
    this.#begin(row, 2 + 4 * length + 1 + (hollow ? 2 : 0));
    this.#end();
  }

  *chunks(): Generator<Buffer> {
    for (const { offset, length } of this.#chunks) yield this.#file.read(offset, length);
    if (this.#length > 0) yield this.#buffer.subarray(0, this.#length);
  }

  #begin(row: number, head: number): void {
    this.#reserve(20);
    this.#varint(row - this.#lastRow);
    this.#varint(head);
    this.#lastRow = row;
  }

  #end(): void {
    if (this.#length < this.#tuning.spoolBufferBytes) return;
    this.#chunks.push({
      offset: this.#file.append(this.#buffer.subarray(0, this.#length)),
      length: this.#length,
    });
    this.#length = 0;
    // One huge value must not pin its memory until the end.
    if (this.#buffer.length > 4 * this.#tuning.spoolBufferBytes) {
      this.#buffer = Buffer.allocUnsafeSlow(this.#tuning.spoolBufferBytes);
    }
  }

  #item(value: string | number | boolean | null): void {
    this.itemCount += 1;
    this.#reserve(20);
    if (value === null) this.#varint(0);
    else if (typeof value === 'boolean') this.#value(value ? 1 : 0);
    else this.#value(value === 0 ? 0 : value);
  }

  #value(value: SharedValue): void {
    const index = this.#isSharing ? (this.#shared.get(value) ?? this.#share(value)) : -1;
    if (index >= 0) this.#varint(3 + index);
    else if (typeof value === 'number') {
      this.#varint(2);
      encodeNumber(value, this.#buffer, this.#length);
      this.#length += 8;
    } else {
      this.#checkForm(value);
      const length = Buffer.byteLength(value);
      this.#reserve(length + 20);
      this.#varint(1);
      this.#varint(length);
      this.#buffer.write(value, this.#length);
      this.#length += length;
    }
  }

  /** The index of a value that is shared from now on; -1 where it is not. */
  #share(value: SharedValue): number {
    const { size } = this.#shared;
    if (size >= this.#tuning.sharedValuesMax || this.#budget.left <= 0) {
      // Looking up is not free: where most values are not shared, it is given up.
      this.#misses += 1;
      if (this.#misses > size && this.#misses > this.itemCount / 2) this.#isSharing = false;
      return -1;
    }
    if (typeof value === 'string') {
      if (value.length > sharedLengthMax) return -1;
      this.#checkForm(value);
    }
    this.#budget.left -= 1;
    this.#shared.set(value, size);
    return size;
  }

  #checkForm(text: string): void {
    if (!text.isWellFormed()) this.malformed = true;
  }

  #varint(value: number): void {
    let rest = value;
    while (rest >= 128) {
      this.#buffer[this.#length++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    this.#buffer[this.#length++] = rest;
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#buffer.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(this.#buffer.length * 2, this.#length + bytes));
    this.#buffer.copy(grown, 0, 0, this.#length);
    this.#buffer = grown;
  }
}
