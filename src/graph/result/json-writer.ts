/**
 * Writes JSON from what comes one after the other, gathered into pieces. A map or list is begun with the
 * first thing that is written within, so that one in which nothing is found leaves no trace; and the items of
 * a list have positions, between which it is filled with null.
 */
import { Buffer } from 'node:buffer';

const pieceBytes = 64 * 1024;
/** Room of the first piece, which is all there is of most answers. */
const firstPieceBytes = 4 * 1024;
/** Bytes that are a piece of their own, not gathered with others. */
const largeBytes = 16 * 1024;
const nullText = Buffer.from('null,');
/** As many nulls as fit into one piece. */
const nullPiece = Buffer.alloc(pieceBytes - (pieceBytes % nullText.length), nullText);
const nullsPerPiece = nullPiece.length / nullText.length;

const comma = 0x2c;
const colon = 0x3a;

interface Frame {
  readonly isMap: boolean;
  isBegun: boolean;
  /** Children, or positions, that are behind. */
  count: number;
  /** Of what is written next. */
  key: Uint8Array;
  position: number;
}

export class JsonWriter {
  /** Bytes that were written but for the nulls that fill lists. */
  length = 0;
  readonly #frames: Frame[] = [];
  /** What waits to be taken: pieces, and numbers of nulls. */
  readonly #ready: (Uint8Array | number)[] = [];
  #piece = Buffer.allocUnsafe(firstPieceBytes);
  #used = 0;

  /** Whether pieces wait to be taken, which is to be looked at before more is written. */
  get isFull(): boolean {
    return this.#ready.length > 0;
  }

  /** Changes when a value is written in the innermost map or list. */
  get count(): number {
    return this.#frames.at(-1)?.count ?? this.length;
  }

  openMap(): void {
    this.#open(true);
  }

  openList(): void {
    this.#open(false);
  }

  /** Begins what is open, even if nothing comes. */
  begin(): void {
    this.#beginTo(this.#frames.length);
  }

  close(): void {
    const frame = this.#frames.pop()!;
    if (frame.isBegun) this.#byte(frame.isMap ? 0x7d : 0x5d);
  }

  /** The key of what comes next, as JSON. */
  key(json: Uint8Array): void {
    this.#frames.at(-1)!.key = json;
  }

  /** The position of what comes next, beyond all before. */
  position(position: number): void {
    this.#frames.at(-1)!.position = position;
  }

  value(json: string): void {
    this.valueOf([Buffer.from(json)]);
  }

  /** A value in pieces that are not many. */
  valueOf(pieces: Iterable<Uint8Array>): void {
    this.beginValue();
    for (const piece of pieces) this.rest(piece);
  }

  /** A value whose bytes follow with `rest`. */
  beginValue(): void {
    const { length } = this.#frames;
    this.#beginTo(length);
    if (length > 0) this.#separate(this.#frames[length - 1]!);
  }

  rest(bytes: Uint8Array): void {
    this.length += bytes.length;
    if (bytes.length >= largeBytes) {
      // As they are: nobody changes them, and copies of a whole archive would be as much garbage.
      this.#endPiece(firstPieceBytes);
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        this.#ready.push(bytes.subarray(at, at + pieceBytes));
      }
      return;
    }
    if (bytes.length > this.#piece.length - this.#used) this.#endPiece(pieceBytes);
    this.#piece.set(bytes, this.#used);
    this.#used += bytes.length;
  }

  /** Takes what is ready. */
  *take(): Generator<Uint8Array> {
    for (const piece of this.#ready.splice(0)) {
      if (typeof piece !== 'number') yield piece;
      else yield* nulls(piece);
    }
  }

  /** Takes the rest. */
  *finish(): Generator<Uint8Array> {
    this.#endPiece(0);
    yield* this.take();
  }

  #open(isMap: boolean): void {
    this.#frames.push({ isMap, isBegun: false, count: 0, key: nullText, position: 0 });
  }

  #beginTo(depth: number): void {
    if (depth === 0 || this.#frames[depth - 1]!.isBegun) return;
    this.#beginTo(depth - 1);
    if (depth > 1) this.#separate(this.#frames[depth - 2]!);
    const frame = this.#frames[depth - 1]!;
    this.#byte(frame.isMap ? 0x7b : 0x5b);
    frame.isBegun = true;
  }

  /** What stands before the next value. */
  #separate(frame: Frame): void {
    if (frame.count > 0) this.#byte(comma);
    if (frame.isMap) {
      frame.count += 1;
      this.rest(frame.key);
      this.#byte(colon);
    } else {
      this.#fill(frame.position - frame.count);
      frame.count = frame.position + 1;
    }
  }

  #fill(count: number): void {
    if (count < nullsPerPiece / 16) {
      for (let left = count; left > 0; left -= 1) this.rest(nullText);
      this.length -= count * nullText.length;
    } else {
      this.#endPiece(pieceBytes);
      this.#ready.push(count);
    }
  }

  #byte(byte: number): void {
    if (this.#used === this.#piece.length) this.#endPiece(pieceBytes);
    this.#piece[this.#used] = byte;
    this.#used += 1;
    this.length += 1;
  }

  /** @param bytesNext room of the next piece */
  #endPiece(bytesNext: number): void {
    if (this.#used > 0) this.#ready.push(this.#piece.subarray(0, this.#used));
    else if (this.#piece.length >= bytesNext) return;
    this.#piece = Buffer.allocUnsafe(bytesNext);
    this.#used = 0;
  }
}

/** Bytes of the nulls that fill a list. */
export function bytesOfNulls(count: number): number {
  return count * nullText.length;
}

function* nulls(count: number): Generator<Uint8Array> {
  for (let left = count; left > 0; left -= nullsPerPiece) {
    yield left >= nullsPerPiece ? nullPiece : nullPiece.subarray(0, left * nullText.length);
  }
}
