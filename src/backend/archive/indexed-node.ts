/**
 * A value that the index knows. Children come from its runs: those that are entered are nodes of the same
 * sort, the others are scanned where they lie.
 */
import { limits } from '../../base/index.ts';
import { ArchiveDamage } from './archive-error.ts';
import type { ArchiveChild, ArchiveNode, NodeKind } from './archive-node.ts';
import type { ByteSource } from './byte-source.ts';
import { ChildCursor } from './child-cursor.ts';
import type { IndexNode, IndexReader, Run } from './index-reader.ts';
import { decodeString, endOfString } from './json-scan.ts';
import { hashKey } from './key-hash.ts';
import type { KeyPlace } from './key-place.ts';
import type { IsReference } from './reference-patterns.ts';
import { ScannedNode } from './scanned-node.ts';

/** What all nodes of an archive share. */
export interface StoredDocument {
  readonly document: ByteSource;
  readonly index: IndexReader;
  readonly isReference: IsReference;
}

/** Larger runs are never written, so that larger reads tell of damage rather than taking memory. */
const runBytesMax = 1024 * 1024;
/** Most keys are shorter. */
const shortKeyBytes = 256;

/** The value of a run that is one. */
export function nodeOfRun(archive: StoredDocument, run: Run, place: KeyPlace | undefined): ArchiveNode {
  const { node } = run;
  if (node !== undefined) return new IndexedNode(archive, archive.index.node({ ...run, node }), place);
  const bytes = runBytesOf(archive, run);
  return new ScannedNode(bytes, 0, bytes.length, place, run.hasReferences ? archive.isReference : undefined);
}

class IndexedNode implements ArchiveNode {
  readonly kind: NodeKind;
  readonly length: number;
  readonly sizeBytes: number;
  readonly mayHoldReferences: boolean;
  readonly #archive: StoredDocument;
  readonly #node: IndexNode;
  readonly #place: KeyPlace | undefined;

  constructor(archive: StoredDocument, node: IndexNode, place: KeyPlace | undefined) {
    this.kind = node.kind;
    this.length = node.length;
    this.sizeBytes = node.end - node.start;
    this.mayHoldReferences = node.hasReferences;
    this.#archive = archive;
    this.#node = node;
    this.#place = place;
  }

  child(key: string): ArchiveNode | undefined {
    if (this.kind !== 'map') return undefined;
    const { index } = this.#archive;
    for (const number of this.#runsThatMayHold(key)) {
      let found: ArchiveNode | undefined;
      for (const child of this.#membersOf(index.run(this.#node, number))) {
        if (child.key === key) found = child.node;
      }
      if (found !== undefined) return found;
    }
    return undefined;
  }

  item(position: number): ArchiveNode | undefined {
    if (!(position >= 0)) return undefined;
    for (const item of this.items(position, position + 1)) return item;
    return undefined;
  }

  *children(): Generator<ArchiveChild> {
    if (this.kind !== 'map') return;
    for (const run of this.#archive.index.runs(this.#node, 0)) yield* this.#membersOf(run);
  }

  *items(start = 0, end = this.length): Generator<ArchiveNode> {
    if (this.kind !== 'list' && this.kind !== 'sections') return;
    const first = Math.max(0, start);
    const stop = Math.min(end, this.length);
    if (!(first < stop)) return;
    const { index } = this.#archive;
    for (const run of index.runs(this.#node, index.runOfPosition(this.#node, first))) {
      if (run.position >= stop) return;
      yield* this.#itemsOf(run, first - run.position, stop - run.position);
    }
  }

  read(start = 0, end = this.sizeBytes): Generator<Uint8Array> {
    const node = this.#node;
    const from = node.start + Math.max(0, start);
    return this.#archive.document.read(from, Math.max(from, Math.min(node.end, node.start + end)));
  }

  text(): string {
    const { start, end } = this.#node;
    return decodeString(this.#archive.document.bytes(start, end), 0, end - start);
  }

  *#runsThatMayHold(key: string): Generator<number> {
    const node = this.#node;
    if (node.keyTables > 0) yield* this.#archive.index.runsOfHash(node, hashKey(key));
    else for (let number = node.runs - 1; number >= 0; number -= 1) yield number;
  }

  *#membersOf(run: Run): Generator<ArchiveChild> {
    if (run.node !== undefined) {
      const keyJson = this.#keyOf(run);
      const key = decodeString(keyJson, 0, keyJson.length);
      yield { key, keyJson, node: nodeOfRun(this.#archive, run, { parent: this.#place, key }) };
      return;
    }
    const bytes = runBytesOf(this.#archive, run);
    const cursor = new ChildCursor(bytes, 0, bytes.length, true);
    while (cursor.next()) {
      const key = decodeString(bytes, cursor.keyStart, cursor.keyEnd);
      const node = this.#scanned(bytes, cursor, run, { parent: this.#place, key });
      yield { key, keyJson: bytes.subarray(cursor.keyStart, cursor.keyEnd), node };
    }
  }

  /** Items from `first` up to `stop`, counted within the run. */
  *#itemsOf(run: Run, first: number, stop: number): Generator<ArchiveNode> {
    if (run.node !== undefined) {
      if (first <= 0) yield nodeOfRun(this.#archive, run, this.#place);
      return;
    }
    // Of a single item, its own bytes are enough.
    const isOne = stop - Math.max(0, first) === 1;
    const bytes = isOne ? viewOfRun(this.#archive, run) : runBytesOf(this.#archive, run);
    const cursor = new ChildCursor(bytes, 0, bytes.length, false);
    for (let position = 0; position < stop && cursor.next(); position += 1) {
      if (position >= first) yield this.#scanned(bytes, cursor, run, this.#place, isOne);
    }
  }

  #scanned(
    bytes: Uint8Array,
    { start, end }: ChildCursor,
    run: Run,
    place: KeyPlace | undefined,
    isCopied = false,
  ): ScannedNode {
    const isReference = run.hasReferences ? this.#archive.isReference : undefined;
    if (!isCopied) return new ScannedNode(bytes, start, end, place, isReference);
    return new ScannedNode(new Uint8Array(bytes.subarray(start, end)), 0, end - start, place, isReference);
  }

  /** The key of an entered child, with its quotes; blanks of any length may follow it. */
  #keyOf(run: Run): Uint8Array {
    for (const length of [shortKeyBytes, limits.archiveKeyBytesMax]) {
      const bytes = this.#archive.document.bytes(run.start, Math.min(run.end, run.start + length));
      const end = bytes[0] === 0x22 ? endOfKey(bytes) : undefined;
      if (end !== undefined) return bytes.subarray(0, end);
    }
    throw new ArchiveDamage('a key is missing');
  }
}

function endOfKey(bytes: Uint8Array): number | undefined {
  try {
    return endOfString(bytes, 0, bytes.length);
  } catch {
    return undefined;
  }
}

/** Its own bytes: whoever keeps a value would keep all of the block otherwise, and thousands may be kept. */
function runBytesOf(archive: StoredDocument, run: Run): Uint8Array {
  return new Uint8Array(viewOfRun(archive, run));
}

function viewOfRun(archive: StoredDocument, run: Run): Uint8Array {
  if (run.end - run.start > runBytesMax) throw new ArchiveDamage('a run is too large');
  return archive.document.bytes(run.start, run.end);
}
