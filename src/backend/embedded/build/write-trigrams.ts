/**
 * Dictionary of texts → which texts hold each sequence of three bytes. Memory: 8 bytes for each sequence that
 * begins like one that occurs, and `trigramPairsMax` pairs of 4 bytes; with more pairs, the dictionary is
 * gone through once for each portion of them.
 */
import { invariant } from '../../../base/index.ts';
import type { ArrayRecord, TextDictionaryRecord, TrigramsRecord } from '../file/file-format.ts';
import { TextBlock } from '../file/text-block.ts';
import type { BlockWriter } from './block-writer.ts';
import type { BuildTuning } from './build-tuning.ts';
import { GrowingArray } from './growing-array.ts';

type Dictionary = Omit<TextDictionaryRecord, 'trigrams'>;

export function writeTrigrams(
  dictionary: Dictionary,
  writer: BlockWriter,
  tuning: BuildTuning,
): TrigramsRecord {
  const table = new TrigramTable();
  forEachTrigram(dictionary, writer, (trigram, ordinal) => {
    table.take(trigram, ordinal);
  });

  const keys = table.keys();
  const starts = new GrowingArray();
  const lists = new ByteArrayWriter(writer, tuning.blockShift + 2);
  for (let from = 0; from < keys.length; ) {
    let pairs = 0;
    let to = from;
    for (; to < keys.length; to += 1) {
      const count = table.count(keys[to]!);
      if (to > from && pairs + count > tuning.trigramPairsMax) break;
      // From here on it counts the places of the list that are taken, after those of the lists before.
      table.restart(keys[to]!, pairs);
      pairs += count;
    }
    const [first, last] = [keys[from]!, keys[to - 1]!];
    const ordinals = new Uint32Array(pairs);
    forEachTrigram(dictionary, writer, (trigram, ordinal) => {
      if (trigram < first || trigram > last) return;
      const place = table.take(trigram, ordinal);
      if (place >= 0) ordinals[place] = ordinal;
    });
    for (let index = from, at = 0; index < to; index += 1) {
      starts.push(lists.length);
      const end = table.count(keys[index]!);
      for (let previous = 0; at < end; at += 1) {
        lists.varint(ordinals[at]! - previous);
        previous = ordinals[at]!;
      }
    }
    from = to;
  }
  starts.push(lists.length);
  return {
    keys: writer.writeArray(keys),
    starts: writer.writeArray(starts.view()),
    lists: lists.finish(),
  };
}

/**
 * Counts the texts of each trigram. Trigrams of equal first two bytes are kept together, once one of them is
 * met.
 */
class TrigramTable {
  /** For each trigram the last text it was met in, plus one, and the count. */
  readonly #pages: (Uint32Array | undefined)[] = new Array(2 ** 16).fill(undefined);

  /**
   * Counts a text that holds a trigram; returns the count before, or -1 where the text was counted already.
   */
  take(trigram: number, ordinal: number): number {
    const page = this.#pages[trigram >>> 8] ?? this.#addPage(trigram >>> 8);
    const at = (trigram & 255) * 2;
    if (page[at] === ordinal + 1) return -1;
    page[at] = ordinal + 1;
    return page[at + 1]!++;
  }

  count(trigram: number): number {
    return this.#pages[trigram >>> 8]![(trigram & 255) * 2 + 1]!;
  }

  /** Counts again from the first text, beginning with a number. */
  restart(trigram: number, count: number): void {
    const page = this.#pages[trigram >>> 8]!;
    page[(trigram & 255) * 2] = 0;
    page[(trigram & 255) * 2 + 1] = count;
  }

  /** Trigrams that were met, ascending. */
  keys(): Uint32Array<ArrayBuffer> {
    const keys = new GrowingArray();
    for (const [index, page] of this.#pages.entries()) {
      if (page === undefined) continue;
      for (let last = 0; last < 256; last += 1) if (page[2 * last] !== 0) keys.push((index << 8) | last);
    }
    return keys.view();
  }

  #addPage(index: number): Uint32Array {
    const page = new Uint32Array(512);
    this.#pages[index] = page;
    return page;
  }
}

function forEachTrigram(
  { texts, blocks }: Dictionary,
  writer: BlockWriter,
  visit: (trigram: number, ordinal: number) => void,
): void {
  let ordinal = 0;
  for (let index = 0; index < blocks; index += 1) {
    const block = new TextBlock(writer.readBlock(texts, index));
    for (let at = 0; at < block.size; at += 1, ordinal += 1) {
      const text = block.bytes(at);
      let trigram = text.length < 3 ? 0 : (text[0]! << 8) | text[1]!;
      for (let end = 2; end < text.length; end += 1) {
        trigram = ((trigram << 8) | text[end]!) & 0xff_ffff;
        visit(trigram, ordinal);
      }
    }
  }
}

/** An array of bytes that is written as it grows. */
class ByteArrayWriter {
  readonly #writer: BlockWriter;
  readonly #shift: number;
  readonly #id: number;
  #block: Uint8Array<ArrayBuffer>;
  length = 0;

  constructor(writer: BlockWriter, shift: number) {
    this.#writer = writer;
    this.#shift = shift;
    this.#id = writer.startArray();
    this.#block = new Uint8Array(2 ** shift);
  }

  varint(value: number): void {
    let rest = value;
    for (; rest >= 128; rest >>>= 7) this.#byte((rest & 127) | 128);
    this.#byte(rest);
  }

  finish(): ArrayRecord {
    invariant(this.length < 2 ** 32, 'trigram lists take less than 4 GiB');
    const rest = this.length % this.#block.length;
    if (rest > 0)
      this.#writer.writeBlock(
        this.#id,
        Math.floor(this.length / this.#block.length),
        this.#block.subarray(0, rest),
      );
    return { id: this.#id, type: 'uint8', length: this.length, shift: this.#shift };
  }

  #byte(value: number): void {
    const at = this.length % this.#block.length;
    this.#block[at] = value;
    this.length += 1;
    if (at + 1 === this.#block.length)
      this.#writer.writeBlock(this.#id, this.length / this.#block.length - 1, this.#block);
  }
}
