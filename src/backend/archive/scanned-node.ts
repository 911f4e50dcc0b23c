/**
 * A value whose bytes are at hand: what it holds is found by scanning them, each time that it is asked for.
 * Used for what is too small to have a place in the index, and for documents in memory.
 */
import type { ArchiveChild, ArchiveNode, NodeKind } from './archive-node.ts';
import { piecesOf } from './byte-source.ts';
import { ChildCursor } from './child-cursor.ts';
import { holdsReferences } from './holds-references.ts';
import { decodeString, endOfValue, kindOfByte, openMap, skipBlanks } from './json-scan.ts';
import type { KeyPlace } from './key-place.ts';
import type { IsReference } from './reference-patterns.ts';

/** The one value of a document. */
export function scanArchive(bytes: Uint8Array, isReference: IsReference): ArchiveNode {
  const start = skipBlanks(bytes, 0, bytes.length);
  return new ScannedNode(bytes, start, endOfValue(bytes, start, bytes.length), undefined, isReference);
}

export class ScannedNode implements ArchiveNode {
  readonly #bytes: Uint8Array;
  readonly #start: number;
  readonly #end: number;
  readonly #place: KeyPlace | undefined;
  #isReference: IsReference | undefined;
  #kind: NodeKind | undefined;
  #length = 0;

  /** `isReference` is undefined where there are known to be none. */
  constructor(
    bytes: Uint8Array,
    start: number,
    end: number,
    place: KeyPlace | undefined,
    isReference: IsReference | undefined,
  ) {
    this.#bytes = bytes;
    this.#start = start;
    this.#end = end;
    this.#place = place;
    this.#isReference = isReference;
  }

  get kind(): NodeKind {
    if (this.#kind !== undefined) return this.#kind;
    const shape = this.#shape;
    if (shape !== 'list') return shape;
    // Most lists are told by their first item, and matrices have many.
    const first = skipBlanks(this.#bytes, this.#start + 1, this.#end);
    return this.#bytes[first] === openMap ? this.#measure() : 'list';
  }

  get length(): number {
    if (this.#kind === undefined) this.#measure();
    return this.#length;
  }

  get sizeBytes(): number {
    return this.#end - this.#start;
  }

  get mayHoldReferences(): boolean {
    const isReference = this.#isReference;
    if (isReference === undefined) return false;
    if (holdsReferences(this.#bytes, this.#start, this.#end, this.#place, isReference)) return true;
    this.#isReference = undefined;
    return false;
  }

  child(key: string): ArchiveNode | undefined {
    if (this.#shape !== 'map') return undefined;
    const cursor = this.#children(true);
    let found: { start: number; end: number } | undefined;
    while (cursor.next()) {
      if (decodeString(this.#bytes, cursor.keyStart, cursor.keyEnd) === key) {
        found = { start: cursor.start, end: cursor.end };
      }
    }
    return found && this.#node(found.start, found.end, { parent: this.#place, key });
  }

  item(position: number): ArchiveNode | undefined {
    if (position < 0) return undefined;
    for (const item of this.items(position, position + 1)) return item;
    return undefined;
  }

  *children(): Generator<ArchiveChild> {
    if (this.#shape !== 'map') return;
    const cursor = this.#children(true);
    while (cursor.next()) {
      const { keyStart, keyEnd } = cursor;
      const key = decodeString(this.#bytes, keyStart, keyEnd);
      const node = this.#node(cursor.start, cursor.end, { parent: this.#place, key });
      yield { key, keyJson: this.#bytes.subarray(keyStart, keyEnd), node };
    }
  }

  *items(start = 0, end = Number.POSITIVE_INFINITY): Generator<ArchiveNode> {
    if (this.#shape !== 'list') return;
    const cursor = this.#children(false);
    for (let position = 0; position < end && cursor.next(); position += 1) {
      if (position >= start) yield this.#node(cursor.start, cursor.end, this.#place);
    }
  }

  read(start = 0, end = this.sizeBytes): Generator<Uint8Array> {
    return piecesOf(this.#bytes, this.#start + Math.max(0, start), Math.min(this.#start + end, this.#end));
  }

  text(): string {
    return decodeString(this.#bytes, this.#start, this.#end);
  }

  /** The kind, as far as the first byte tells it. */
  get #shape(): NodeKind {
    return kindOfByte(this.#bytes[this.#start]);
  }

  #children(areMembers: boolean): ChildCursor {
    return new ChildCursor(this.#bytes, this.#start + 1, this.#end - 1, areMembers);
  }

  #node(start: number, end: number, place: KeyPlace | undefined): ScannedNode {
    return new ScannedNode(this.#bytes, start, end, place, this.#isReference);
  }

  #measure(): NodeKind {
    let kind = this.#shape;
    if (kind === 'map' || kind === 'list') {
      const cursor = this.#children(kind === 'map');
      let maps = 0;
      while (cursor.next()) {
        this.#length += 1;
        if (this.#bytes[cursor.start] === openMap) maps += 1;
      }
      if (kind === 'list' && maps > 0 && maps === this.#length) kind = 'sections';
    }
    this.#kind = kind;
    return kind;
  }
}
