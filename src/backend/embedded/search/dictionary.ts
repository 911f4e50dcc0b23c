/** The sorted distinct values of a column: value → ordinal and back, and the ordinals that satisfy a test. */
import { invariant } from '../../../base/index.ts';
import type { ComparisonOperator, FuzzyOperator } from '../../../query/index.ts';
import type { BlockStore } from '../file/block-store.ts';
import { StoredArray } from '../file/block-store.ts';
import type { DictionaryRecord, NumberDictionaryRecord, TextDictionaryRecord } from '../file/file-format.ts';
import { TextBlock } from '../file/text-block.ts';
import type { OrdinalSet } from './ordinal-set.ts';
import { complementOrdinals, ordinalRange, ordinalsOf } from './ordinal-set.ts';
import type { Pace } from './pace.ts';
import { findTrigramHolders } from './trigrams.ts';

export type StoredValue = string | number;

export interface Dictionary {
  /** The array that it begins with, which no other has. */
  readonly id: number;
  readonly size: number;
  /** The first ordinal whose value is not below; `size` where all are. */
  lowerBound(value: StoredValue): number;
  /** Whether the ordinal's value is the given one. */
  is(ordinal: number, value: StoredValue): boolean;
}

export function openDictionary(
  store: BlockStore,
  record: DictionaryRecord,
): NumberDictionary | TextDictionary {
  return record.kind === 'number' ? new NumberDictionary(store, record) : new TextDictionary(store, record);
}

/** The ordinals whose values satisfy `value operator constant`. */
export async function findOrdinals(
  dictionary: NumberDictionary | TextDictionary,
  operator: ComparisonOperator | FuzzyOperator,
  constant: StoredValue | boolean,
  pace: Pace,
): Promise<OrdinalSet> {
  const value = typeof constant === 'boolean' ? Number(constant) : constant;
  switch (operator) {
    case 'contains':
    case 'starts':
    case 'ends':
      invariant(dictionary instanceof TextDictionary, 'only texts are searched in');
      return dictionary.search(operator, Buffer.from(String(value)), pace);
    default:
      return compareOrdinals(dictionary, operator, value);
  }
}

function compareOrdinals(
  dictionary: Dictionary,
  operator: ComparisonOperator,
  value: StoredValue,
): OrdinalSet {
  const { size } = dictionary;
  const low = dictionary.lowerBound(value);
  const high = low < size && dictionary.is(low, value) ? low + 1 : low;
  switch (operator) {
    case '=':
      return ordinalRange(low, high);
    case '!=':
      return complementOrdinals(ordinalRange(low, high), size);
    case '<':
      return ordinalRange(0, low);
    case '<=':
      return ordinalRange(0, high);
    case '>':
      return ordinalRange(high, size);
    case '>=':
      return ordinalRange(low, size);
  }
}

export class NumberDictionary implements Dictionary {
  readonly id: number;
  readonly size: number;
  readonly #values: StoredArray<Float64Array<ArrayBuffer>>;

  constructor(store: BlockStore, record: NumberDictionaryRecord) {
    this.#values = new StoredArray(store, record.values);
    this.id = record.values.id;
    this.size = this.#values.length;
  }

  number(ordinal: number): number {
    return this.#values.at(ordinal);
  }

  lowerBound(value: StoredValue): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.#values.at(middle) < Number(value)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  is(ordinal: number, value: StoredValue): boolean {
    return this.#values.at(ordinal) === value;
  }
}

export class TextDictionary implements Dictionary {
  readonly id: number;
  readonly size: number;
  readonly #store: BlockStore;
  readonly #record: TextDictionaryRecord;
  readonly #firsts: StoredArray;

  constructor(store: BlockStore, record: TextDictionaryRecord) {
    this.#store = store;
    this.#record = record;
    this.#firsts = new StoredArray(store, record.firsts);
    this.id = record.texts;
    this.size = record.size;
  }

  get blockCount(): number {
    return this.#record.blocks;
  }

  block(index: number): TextBlock {
    return this.#store.read(this.#record.texts, index, makeTextBlock);
  }

  /** The ordinal of a block's first text. */
  firstOf(block: number): number {
    return block < this.blockCount ? this.#firsts.at(block) : this.size;
  }

  lowerBound(value: StoredValue): number {
    return this.#lowerBoundOfBytes(Buffer.from(String(value)));
  }

  is(ordinal: number, value: StoredValue): boolean {
    return this.bytes(ordinal).equals(Buffer.from(String(value)));
  }

  bytes(ordinal: number): Buffer {
    const block = this.#blockOf(ordinal);
    return this.block(block).bytes(ordinal - this.firstOf(block));
  }

  /** A reader of texts for loops that go forward. */
  cursor(): (ordinal: number) => Buffer {
    let first = 0;
    let end = 0;
    let block: TextBlock | undefined;
    return (ordinal) => {
      if (ordinal < first || ordinal >= end) {
        const index = this.#blockOf(ordinal);
        first = this.firstOf(index);
        end = this.firstOf(index + 1);
        block = this.block(index);
      }
      return block!.bytes(ordinal - first);
    };
  }

  async search(operator: FuzzyOperator, needle: Buffer, pace: Pace): Promise<OrdinalSet> {
    if (needle.length === 0) return ordinalRange(0, this.size);
    if (operator === 'starts') return this.#startingWith(needle);
    const candidates = findTrigramHolders(this.#store, this.#record.trigrams, needle);
    const holds = (block: TextBlock, index: number): boolean =>
      operator === 'ends' ? block.endsWith(index, needle) : block.holds(index, needle);
    if (candidates === undefined) return this.#scan(operator, needle, pace);
    if (candidates.exact && operator === 'contains') return ordinalsOf(candidates.ordinals);
    const found: number[] = [];
    let block = 0;
    for (const ordinal of candidates.ordinals) {
      if (pace.isDue()) await pace.pause();
      if (ordinal >= this.firstOf(block + 1)) block = this.#blockOf(ordinal);
      if (holds(this.block(block), ordinal - this.firstOf(block))) found.push(ordinal);
    }
    return ordinalsOf(found);
  }

  /** Looks at every text. */
  async #scan(operator: FuzzyOperator, needle: Buffer, pace: Pace): Promise<OrdinalSet> {
    const found: number[] = [];
    for (let index = 0; index < this.blockCount; index += 1) {
      if (pace.isOver()) await pace.pause();
      const block = this.block(index);
      const first = this.firstOf(index);
      if (operator === 'contains') block.collectHolders(needle, first, found);
      else for (let at = 0; at < block.size; at += 1) if (block.endsWith(at, needle)) found.push(first + at);
    }
    return ordinalsOf(found);
  }

  #startingWith(prefix: Buffer): OrdinalSet {
    // No byte of UTF-8 is 255, so this is the least sequence above all that begin with the prefix.
    const end = Buffer.from(prefix);
    end[end.length - 1]! += 1;
    return ordinalRange(this.#lowerBoundOfBytes(prefix), this.#lowerBoundOfBytes(end));
  }

  #lowerBoundOfBytes(value: Buffer): number {
    const fence = this.#store.read(this.#record.fence, 0, makeTextBlock);
    const above = fence.lowerBound(value);
    const isFence = above < fence.size && fence.compare(above, value) === 0;
    // The last block whose fence is not above the value; before the first block there is nothing.
    const block = isFence ? above : above - 1;
    if (block < 0) return 0;
    return this.firstOf(block) + this.block(block).lowerBound(value);
  }

  #blockOf(ordinal: number): number {
    let low = 0;
    let high = this.blockCount;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#firsts.at(middle) <= ordinal) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

function makeTextBlock(bytes: Uint8Array<ArrayBuffer>): TextBlock {
  return new TextBlock(bytes);
}
