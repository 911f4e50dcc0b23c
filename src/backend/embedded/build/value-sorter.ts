/**
 * External merge sort of byte strings: numbered in the order in which they are added, handed back in
 * ascending order. Memory: one run of strings (`sortRunBytes` and 16 bytes a string), then one buffer for
 * each run on disk.
 */

import { sortTexts } from './sort-texts.ts';
import type { SpoolFile } from './spool-file.ts';

/** Receives a string, as `bytes` from `start` to `end`, and the number under which it was added. */
export type SortedVisitor = (bytes: Uint8Array, start: number, end: number, number: number) => void;

/** A run in the spool file holds records of uint32 length, uint32 number, bytes. */
interface Run {
  readonly offset: number;
  readonly length: number;
}

const recordHeadBytes = 8;
const readBytes = 256 * 1024;

export class ValueSorter {
  readonly #file: SpoolFile;
  readonly #runBytes: number;
  readonly #runs: Run[] = [];
  #bytes: Buffer;
  #offsets = new Uint32Array(1024);
  /** Strings in the current run, and before it. */
  #size = 0;
  #before = 0;

  constructor(file: SpoolFile, runBytes: number) {
    this.#file = file;
    this.#runBytes = runBytes;
    this.#bytes = Buffer.allocUnsafeSlow(Math.min(runBytes, 64 * 1024));
  }

  /** How many strings were added. */
  get count(): number {
    return this.#before + this.#size;
  }

  add(source: Uint8Array, start: number, end: number): void {
    if (this.#size > 0 && this.#offsets[this.#size]! + 16 * this.#size + end - start > this.#runBytes)
      this.#flush();
    this.#reserve(end - start);
    const offset = this.#offsets[this.#size]!;
    if (end - start < 32)
      for (let at = start; at < end; at += 1) this.#bytes[offset + at - start] = source[at]!;
    else this.#bytes.set(source.subarray(start, end), offset);
    this.#size += 1;
    this.#offsets[this.#size] = offset + end - start;
  }

  /** Hands out all strings in ascending order; equal ones in the order of their numbers. */
  forEachSorted(visit: SortedVisitor): void {
    if (this.#runs.length === 0) {
      for (const index of sortTexts({ bytes: this.#bytes, offsets: this.#offsets }, this.#size)) {
        visit(this.#bytes, this.#offsets[index]!, this.#offsets[index + 1]!, index);
      }
      return;
    }
    this.#flush();
    this.#bytes = Buffer.alloc(0);
    this.#merge(visit);
  }

  #reserve(length: number): void {
    const needed = this.#offsets[this.#size]! + length;
    if (needed > this.#bytes.length) {
      const grown = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2));
      this.#bytes.copy(grown, 0, 0, this.#offsets[this.#size]!);
      this.#bytes = grown;
    }
    if (this.#size + 2 > this.#offsets.length) {
      const grown = new Uint32Array(this.#offsets.length * 2);
      grown.set(this.#offsets);
      this.#offsets = grown;
    }
  }

  #flush(): void {
    const order = sortTexts({ bytes: this.#bytes, offsets: this.#offsets }, this.#size);
    const out = Buffer.allocUnsafeSlow(this.#offsets[this.#size]! + recordHeadBytes * this.#size);
    let at = 0;
    for (const index of order) {
      const start = this.#offsets[index]!;
      const end = this.#offsets[index + 1]!;
      at = out.writeUInt32LE(end - start, at);
      at = out.writeUInt32LE(this.#before + index, at);
      at += this.#bytes.copy(out, at, start, end);
    }
    this.#runs.push({ offset: this.#file.append(out), length: out.length });
    this.#before += this.#size;
    this.#size = 0;
  }

  #merge(visit: SortedVisitor): void {
    const heap = this.#runs.map((run) => new RunReader(this.#file, run)).filter((reader) => reader.next());
    for (let at = (heap.length >> 1) - 1; at >= 0; at -= 1) siftDown(heap, at);
    while (heap.length > 0) {
      const top = heap[0]!;
      visit(top.bytes, top.start, top.end, top.number);
      if (!top.next()) {
        const last = heap.pop()!;
        if (heap.length > 0) heap[0] = last;
      }
      if (heap.length > 1) siftDown(heap, 0);
    }
  }
}

class RunReader {
  bytes: Buffer = Buffer.alloc(0);
  start = 0;
  end = 0;
  number = 0;
  readonly #file: SpoolFile;
  /** Where the buffer ends in the file. */
  #offset: number;
  readonly #runEnd: number;

  constructor(file: SpoolFile, run: Run) {
    this.#file = file;
    this.#offset = run.offset;
    this.#runEnd = run.offset + run.length;
  }

  next(): boolean {
    if (!this.#fill(recordHeadBytes)) return false;
    const length = this.bytes.readUInt32LE(this.end);
    this.number = this.bytes.readUInt32LE(this.end + 4);
    this.#fill(recordHeadBytes + length);
    this.start = this.end + recordHeadBytes;
    this.end = this.start + length;
    return true;
  }

  /** Makes so many bytes stand behind `end`; false where the run has no more. */
  #fill(needed: number): boolean {
    const left = this.bytes.length - this.end;
    if (left >= needed) return true;
    const more = Math.min(Math.max(needed - left, readBytes), this.#runEnd - this.#offset);
    if (more === 0) return false;
    this.bytes = Buffer.concat([this.bytes.subarray(this.end), this.#file.read(this.#offset, more)]);
    this.#offset += more;
    this.end = 0;
    return true;
  }
}

function siftDown(heap: RunReader[], from: number): void {
  for (let at = from; ; ) {
    let least = at;
    for (const child of [2 * at + 1, 2 * at + 2]) {
      if (child < heap.length && isBefore(heap[child]!, heap[least]!)) least = child;
    }
    if (least === at) return;
    const reader = heap[at]!;
    heap[at] = heap[least]!;
    heap[least] = reader;
    at = least;
  }
}

function isBefore(left: RunReader, right: RunReader): boolean {
  const order = left.bytes.compare(right.bytes, right.start, right.end, left.start, left.end);
  return order < 0 || (order === 0 && left.number < right.number);
}
