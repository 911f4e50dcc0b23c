/**
 * Makes the index of a document from what a reader meets on its way, in order. It holds the runs of the open
 * containers alone. The form is told in index-format.ts.
 */
import { Buffer } from 'node:buffer';
import { GrowingRows } from './growing-rows.ts';
import {
  enteredBytesMinAt,
  magic,
  nodeKinds,
  nodeReferenceFlag,
  runReferenceFlag,
  scannedRunsMax,
} from './index-format.ts';
import { IndexOutput } from './index-output.ts';
import { decodeString, kindOfByte, quote } from './json-scan.ts';
import { hashKey, hashPlainKey } from './key-hash.ts';
import { KeyRows } from './key-rows.ts';
import type { IsReference } from './reference-patterns.ts';

/** An open container, or what is around the document; used again for others of its depth. */
class Frame {
  readonly rows = new GrowingRows();
  readonly keys = new KeyRows();
  /** Bytes from which on a child is entered. */
  readonly enteredBytesMin: number;
  isMap = false;
  start = 0;
  length = 0;
  /** How many of the children are maps. */
  maps = 0;
  hasReferences = false;
  /** Of the child that is being read: where it or its key begins. */
  childStart = 0;
  keyHash = 0;
  key = '';
  /** Whether it is a reference where it is a text; undefined where nobody asked. */
  isReference: boolean | undefined = false;
  /** Of the run of small children that may still go on. */
  runChildren = 0;
  runStart = 0;
  runEnd = 0;
  runHasReferences = false;

  constructor(enteredBytesMin: number) {
    this.enteredBytesMin = enteredBytesMin;
  }

  begin(isMap: boolean, start: number, isReference: boolean | undefined): void {
    this.isMap = isMap;
    this.start = start;
    this.isReference = isReference;
    this.length = 0;
    this.maps = 0;
    this.hasReferences = false;
    this.runChildren = 0;
    if (this.rows.count > 0) this.rows.clear();
    if (isMap) this.keys.clear();
  }

  get kind(): number {
    if (this.isMap) return nodeKinds.indexOf('map');
    return nodeKinds.indexOf(this.maps > 0 && this.maps === this.length ? 'sections' : 'list');
  }
}

export class IndexBuilder {
  /** Number of open containers. */
  depth = 0;
  readonly #output: IndexOutput;
  readonly #isReference: IsReference;
  readonly #endings: readonly Uint8Array[] | undefined;
  readonly #enteredBytesMin: number;
  readonly #frames: Frame[] = [];
  #frame: Frame;

  constructor(take: (piece: Uint8Array) => void, isReference: IsReference, enteredBytesMin: number) {
    this.#output = new IndexOutput(take);
    this.#output.word(magic);
    this.#isReference = isReference;
    this.#endings = isReference.keyEndings?.map((ending) => Buffer.from(ending));
    this.#enteredBytesMin = enteredBytesMin;
    this.#frame = this.#frameAt(0);
    this.#frame.begin(false, 0, false);
  }

  /** Whether the innermost open container is a map. */
  get isInMap(): boolean {
    return this.#frame.isMap;
  }

  /** A key that stands, with its quotes, in a stretch of `bytes`, and in the document from `offset` on. */
  key(bytes: Uint8Array, start: number, end: number, offset: number): void {
    const frame = this.#frame;
    frame.childStart = offset;
    const hash = hashPlainKey(bytes, start + 1, end - 1);
    if (hash !== undefined && this.#endings !== undefined) {
      frame.keyHash = hash;
      frame.isReference = endsWithAny(bytes, end - 1, end - start - 2, this.#endings);
    } else {
      frame.key = decodeString(bytes, start, end);
      frame.keyHash = hash ?? hashKey(frame.key);
      frame.isReference = undefined;
    }
  }

  open(isMap: boolean, offset: number): void {
    const around = this.#frame;
    if (!around.isMap) around.childStart = offset;
    if (isMap) around.maps += 1;
    this.depth += 1;
    this.#frame = this.#frameAt(this.depth);
    this.#frame.begin(isMap, offset, around.isReference);
  }

  /** The innermost container ends before `end`. */
  close(end: number): void {
    const closed = this.#frame;
    this.depth -= 1;
    const around = this.#frames[this.depth]!;
    this.#frame = around;
    if (end - around.childStart < around.enteredBytesMin) {
      this.#addSmall(end, closed.hasReferences);
    } else {
      closeRun(closed);
      this.#addEntered(end, closed.hasReferences, this.#writeContainer(closed, end));
    }
  }

  /** A text, number or word, told by its first byte. */
  scalar(firstByte: number, start: number, end: number): void {
    const frame = this.#frame;
    if (!frame.isMap) frame.childStart = start;
    const isReference = firstByte === quote && (frame.isReference ?? this.#findReference(frame));
    if (end - frame.childStart < frame.enteredBytesMin) {
      this.#addSmall(end, isReference);
    } else {
      const kind = nodeKinds.indexOf(kindOfByte(firstByte));
      this.#addEntered(end, isReference, this.#writeHeader(kind, isReference, start, end, 0, 0, 0));
    }
  }

  /** Ends the index of a document of `length` bytes. Gives the length of the index. */
  finish(length: number): number {
    const around = this.#frame;
    closeRun(around);
    const [flags = 0, start = 0, end = 0, node = 0] = around.rows.words ?? [];
    for (const word of [length, start, end, node, flags, magic]) this.#output.word(word);
    this.#output.flush();
    return this.#output.length;
  }

  #addSmall(end: number, hasReferences: boolean): void {
    const frame = this.#frame;
    if (frame.runChildren > 0 && end - frame.runStart > frame.enteredBytesMin) closeRun(frame);
    if (frame.runChildren === 0) {
      frame.runStart = frame.childStart;
      frame.runHasReferences = false;
    }
    frame.runChildren += 1;
    frame.runEnd = end;
    if (hasReferences) {
      frame.runHasReferences = true;
      frame.hasReferences = true;
    }
    this.#endChild(frame, frame.rows.count);
  }

  #addEntered(end: number, hasReferences: boolean, node: number): void {
    const frame = this.#frame;
    closeRun(frame);
    const flag = hasReferences ? runReferenceFlag : 0;
    frame.rows.push(frame.length | flag, frame.childStart, end, node);
    if (hasReferences) frame.hasReferences = true;
    this.#endChild(frame, frame.rows.count - 1);
  }

  #endChild(frame: Frame, run: number): void {
    frame.length += 1;
    if (frame.isMap) frame.keys.push(frame.keyHash, run, this.#output);
  }

  #writeContainer(frame: Frame, end: number): number {
    const { rows, keys } = frame;
    const hasTables = frame.isMap && (keys.hasTables || rows.count > scannedRunsMax);
    const tables = hasTables ? keys.finish(this.#output) : [];
    const counts = [frame.length, rows.count, tables.length / 2] as const;
    const node = this.#writeHeader(frame.kind, frame.hasReferences, frame.start, end, ...counts);
    for (let at = 0; at < rows.count * 4; at += 1) this.#output.word(rows.words![at]!);
    for (const word of tables) this.#output.word(word);
    return node;
  }

  #writeHeader(kind: number, hasReferences: boolean, ...words: readonly number[]): number {
    const node = this.#output.length;
    this.#output.word(kind | (hasReferences ? nodeReferenceFlag : 0));
    for (const word of words) this.#output.word(word);
    return node;
  }

  #frameAt(depth: number): Frame {
    const frame = this.#frames[depth] ?? new Frame(enteredBytesMinAt(depth, this.#enteredBytesMin));
    this.#frames[depth] = frame;
    return frame;
  }

  /** Few values are texts, and paths take long. */
  #findReference(frame: Frame): boolean {
    const path: string[] = [];
    for (let depth = 1; depth <= this.depth; depth += 1) {
      const around = this.#frames[depth]!;
      if (around.isMap) path.push(around.key);
    }
    frame.isReference = this.#isReference(path);
    return frame.isReference;
  }
}

/** Runs that have ended are rows. */
function closeRun(frame: Frame): void {
  if (frame.runChildren === 0) return;
  const flag = frame.runHasReferences ? runReferenceFlag : 0;
  frame.rows.push((frame.length - frame.runChildren) | flag, frame.runStart, frame.runEnd, 0);
  frame.runChildren = 0;
}

/** Whether the `length` bytes before `end` end in one of the endings. */
function endsWithAny(
  bytes: Uint8Array,
  end: number,
  length: number,
  endings: readonly Uint8Array[],
): boolean {
  for (const ending of endings) {
    let rest = ending.length;
    if (rest > length) continue;
    while (rest > 0 && bytes[end - ending.length + rest - 1] === ending[rest - 1]) rest -= 1;
    if (rest === 0) return true;
  }
  return false;
}
