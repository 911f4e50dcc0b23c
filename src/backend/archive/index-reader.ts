/**
 * Reads nodes and runs of an index, no more of it than asked for. The form is told in index-format.ts.
 * Whatever the bytes are, what is given lies within the document, and what belongs to a node lies within it
 * and before it.
 */
import { ArchiveDamage } from './archive-error.ts';
import type { NodeKind } from './archive-node.ts';
import type { ByteSource } from './byte-source.ts';
import {
  headerBytes,
  keyBytes,
  keyTableBytes,
  magic,
  nodeKinds,
  nodeReferenceFlag,
  rootBytes,
  runBytes,
  runReferenceFlag,
  wordAt,
  wordBytes,
} from './index-format.ts';
import { countUpTo } from './sorted-search.ts';

export interface IndexNode {
  readonly offset: number;
  readonly kind: NodeKind;
  readonly hasReferences: boolean;
  readonly start: number;
  readonly end: number;
  readonly length: number;
  readonly runs: number;
  readonly keyTables: number;
}

/** Children that follow each other, or one that is entered. */
export interface Run {
  /** Position of the first child. */
  readonly position: number;
  readonly hasReferences: boolean;
  readonly start: number;
  readonly end: number;
  /** Undefined where the children are to be scanned. */
  readonly node: number | undefined;
}

/** Runs that are read at a time. */
const runsAtOnce = 64;
const offsetEnd = 2 ** 32;

export class IndexReader {
  readonly #index: ByteSource;
  readonly #documentBytes: number;

  constructor(index: ByteSource, documentBytes: number) {
    this.#index = index;
    this.#documentBytes = documentBytes;
  }

  /** The value of the document, as a run of one. */
  root(): Run {
    const at = this.#index.length - rootBytes;
    if (at < wordBytes || this.#word(0) !== magic) throw new ArchiveDamage('the index has no beginning');
    const bytes = this.#index.bytes(at, at + rootBytes);
    if (wordAt(bytes, 0) !== this.#documentBytes || wordAt(bytes, 20) !== magic) {
      throw new ArchiveDamage('the index is not that of the document');
    }
    const root = runOf(wordAt(bytes, 16), wordAt(bytes, 4), wordAt(bytes, 8), wordAt(bytes, 12));
    return this.#checked(root, 0, this.#documentBytes, at);
  }

  node(run: Run & { readonly node: number }): IndexNode {
    const offset = run.node;
    const bytes = this.#index.bytes(offset, offset + headerBytes);
    const head = wordAt(bytes, 0);
    const node = {
      offset,
      kind: nodeKinds[head & 0xff] ?? 'null',
      hasReferences: (head & nodeReferenceFlag) !== 0,
      start: wordAt(bytes, 4),
      end: wordAt(bytes, 8),
      length: wordAt(bytes, 12),
      runs: wordAt(bytes, 16),
      keyTables: wordAt(bytes, 20),
    };
    const indexEnd = offset + headerBytes + node.runs * runBytes + node.keyTables * keyTableBytes;
    if (node.start < run.start || node.end !== run.end || node.start >= node.end) {
      throw new ArchiveDamage('a node is not that of its run');
    }
    if (indexEnd > this.#index.length || node.length < node.runs)
      throw new ArchiveDamage('a node has no end');
    return node;
  }

  /** Runs from the one of a number on. */
  *runs(node: IndexNode, first: number): Generator<Run> {
    let position = 0;
    let start = node.start;
    for (let at = first; at < node.runs; at += runsAtOnce) {
      const count = Math.min(runsAtOnce, node.runs - at);
      const from = node.offset + headerBytes + at * runBytes;
      const bytes = this.#index.bytes(from, from + count * runBytes);
      for (let row = 0; row < count * runBytes; row += runBytes) {
        const run = this.#runAt(bytes, row, node, start);
        if (run.position < position || run.position >= node.length) {
          throw new ArchiveDamage('a run is not in its place');
        }
        position = run.position + 1;
        start = run.end;
        yield run;
      }
    }
  }

  run(node: IndexNode, number: number): Run {
    const from = node.offset + headerBytes + number * runBytes;
    return this.#runAt(this.#index.bytes(from, from + runBytes), 0, node, node.start);
  }

  /** The number of the run that holds a position. */
  runOfPosition(node: IndexNode, position: number): number {
    const from = node.offset + headerBytes;
    const positionAt = (run: number) => (this.#word(from + run * runBytes) & ~runReferenceFlag) >>> 0;
    const guess = (position / node.length) * node.runs;
    return Math.max(0, countUpTo(position, node.runs, positionAt, guess) - 1);
  }

  /** Numbers of the runs that hold a key of a hash, from the last; for nodes with key tables. */
  *runsOfHash(node: IndexNode, hash: number): Generator<number> {
    let last = node.runs;
    for (let number = node.keyTables - 1; number >= 0; number -= 1) {
      const at = node.offset + headerBytes + node.runs * runBytes + number * keyTableBytes;
      const table = this.#word(at);
      const count = this.#word(at + wordBytes);
      if (table + count * keyBytes > node.offset) throw new ArchiveDamage('a table of keys has no end');
      const hashAt = (row: number) => this.#word(table + row * keyBytes);
      let row = countUpTo(hash, count, hashAt, (hash / offsetEnd) * count) - 1;
      for (; row >= 0 && hashAt(row) === hash; row -= 1) {
        const run = this.#word(table + row * keyBytes + wordBytes);
        if (run > last || run >= node.runs) throw new ArchiveDamage('a table of keys is not in order');
        if (run < last) yield run;
        last = run;
      }
    }
  }

  #runAt(bytes: Uint8Array, at: number, node: IndexNode, start: number): Run {
    const run = runOf(
      wordAt(bytes, at),
      wordAt(bytes, at + 4),
      wordAt(bytes, at + 8),
      wordAt(bytes, at + 12),
    );
    return this.#checked(run, start, node.end, node.offset);
  }

  #checked(run: Run, start: number, end: number, offsetsBefore: number): Run {
    const { node = 0 } = run;
    const isEntered = node === 0 || node + headerBytes <= offsetsBefore;
    if (run.start < start || run.end > end || run.start >= run.end || !isEntered) {
      throw new ArchiveDamage('a run lies outside of what it belongs to');
    }
    return run;
  }

  #word(at: number): number {
    return wordAt(this.#index.bytes(at, at + wordBytes), 0);
  }
}

function runOf(head: number, start: number, end: number, node: number): Run {
  return {
    position: (head & ~runReferenceFlag) >>> 0,
    hasReferences: (head & runReferenceFlag) !== 0,
    start,
    end,
    node: node === 0 ? undefined : node,
  };
}
