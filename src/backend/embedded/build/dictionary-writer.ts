import type { ArrayRecord, DictionaryRecord } from '../file/file-format.ts';
import { encodeTextBlock } from '../file/text-block.ts';
import type { BlockWriter } from './block-writer.ts';
import type { BuildTuning } from './build-tuning.ts';
import { GrowingArray } from './growing-array.ts';
import { decodeNumber } from './number-key.ts';
import { writeTrigrams } from './write-trigrams.ts';

/** Takes distinct values in ascending order, as the bytes that they were sorted by. */
interface DictionaryWriter {
  readonly size: number;
  add(bytes: Uint8Array, start: number, end: number): void;
  finish(): DictionaryRecord;
}

/** Holds all numbers in memory, 8 bytes each. */
export class NumberDictionaryWriter implements DictionaryWriter {
  readonly #writer: BlockWriter;
  #values = new Float64Array(256);
  size = 0;

  constructor(writer: BlockWriter) {
    this.#writer = writer;
  }

  add(bytes: Uint8Array, start: number): void {
    this.addNumber(decodeNumber(bytes, start));
  }

  addNumber(value: number): void {
    if (this.size === this.#values.length) {
      const grown = new Float64Array(this.size * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.size++] = value;
  }

  finish(): DictionaryRecord {
    return { kind: 'number', values: this.#writer.writeArray(this.#values.subarray(0, this.size)) };
  }
}

/** Holds one block of texts in memory, and the fence. */
export class TextDictionaryWriter implements DictionaryWriter {
  readonly #writer: BlockWriter;
  readonly #tuning: BuildTuning;
  readonly #texts: number;
  readonly #firsts = new GrowingArray();
  readonly #fence = new TextGatherer();
  readonly #block = new TextGatherer();
  #last: Uint8Array = new Uint8Array(0);
  size = 0;

  constructor(writer: BlockWriter, tuning: BuildTuning) {
    this.#writer = writer;
    this.#tuning = tuning;
    this.#texts = writer.startArray();
  }

  add(bytes: Uint8Array, start: number, end: number): void {
    const block = this.#block;
    if (block.size > 0 && block.length + 4 * block.size + end - start > this.#tuning.textBlockBytes) {
      this.#last = block.lastText();
      this.#flush();
    }
    if (block.size === 0) {
      // No more of the text than it takes to be above the text before it.
      const fenceEnd = this.size === 0 ? start : start + commonLength(this.#last, bytes, start, end) + 1;
      this.#fence.add(bytes, start, fenceEnd);
      this.#firsts.push(this.size);
    }
    block.add(bytes, start, end);
    this.size += 1;
  }

  finish(): DictionaryRecord {
    if (this.#block.size > 0) this.#flush();
    const blocks = this.#firsts.length;
    const fence = this.#writer.startArray();
    this.#writer.writeBlock(fence, 0, this.#fence.take());
    const firsts: ArrayRecord = this.#writer.writeArray(this.#firsts.view());
    const record = { kind: 'text', size: this.size, blocks, texts: this.#texts, fence, firsts } as const;
    if (this.size < this.#tuning.trigramTextsMin) return record;
    return { ...record, trigrams: writeTrigrams(record, this.#writer, this.#tuning) };
  }

  #flush(): void {
    this.#writer.writeBlock(this.#texts, this.#firsts.length - 1, this.#block.take());
  }
}

/** Texts that will be one block. */
class TextGatherer {
  #bytes = Buffer.allocUnsafeSlow(4096);
  #offsets: number[] = [0];

  get size(): number {
    return this.#offsets.length - 1;
  }

  get length(): number {
    return this.#offsets.at(-1)!;
  }

  add(bytes: Uint8Array, start: number, end: number): void {
    const { length } = this;
    const needed = length + end - start;
    if (needed > this.#bytes.length) {
      const grown = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2));
      this.#bytes.copy(grown, 0, 0, length);
      this.#bytes = grown;
    }
    this.#bytes.set(bytes.subarray(start, end), length);
    this.#offsets.push(needed);
  }

  lastText(): Uint8Array {
    return Uint8Array.from(this.#bytes.subarray(this.#offsets.at(-2), this.length));
  }

  take(): Uint8Array<ArrayBuffer> {
    const block = encodeTextBlock(this.#bytes.subarray(0, this.length), this.#offsets);
    this.#offsets = [0];
    return block;
  }
}

function commonLength(left: Uint8Array, right: Uint8Array, start: number, end: number): number {
  let length = 0;
  while (length < left.length && start + length < end && left[length] === right[start + length]) length += 1;
  return length;
}
