import type { ValueSpool } from './value-spool.ts';

export type RecordShape = 'scalar' | 'dictionary' | 'list' | 'opaqueList';
export type ItemKind = 'null' | 'text' | 'number' | 'shared';

/**
 * Reads a spool from its start: `next` goes to the next record, `item` to the next of its items. Each
 * record's items must be read before the next record.
 */
export class SpoolCursor {
  row = 0;
  shape: RecordShape = 'scalar';
  /** Items in the record; of an opaque list, which has none here, its length. */
  length = 0;
  hollow = false;
  kind: ItemKind = 'null';
  /** Of a shared item. */
  sharedIndex = 0;
  /** Of a text or number: its bytes stand in `bytes` from `start` to `end`. */
  bytes: Buffer = Buffer.alloc(0);
  start = 0;
  end = 0;
  readonly #chunks: Iterator<Buffer>;
  #offset = 0;

  constructor(spool: ValueSpool) {
    this.#chunks = spool.chunks();
  }

  next(): boolean {
    if (this.#offset >= this.bytes.length) {
      const { value, done } = this.#chunks.next();
      if (done === true) return false;
      this.bytes = value as Buffer;
      this.#offset = 0;
    }
    this.row += this.#varint();
    const head = this.#varint();
    this.hollow = false;
    if (head < 2) {
      this.shape = head === 0 ? 'scalar' : 'dictionary';
      this.length = 1 - head;
      return true;
    }
    const flags = (head - 2) % 4;
    this.length = Math.floor((head - 2) / 4);
    this.shape = flags % 2 === 1 ? 'opaqueList' : 'list';
    this.hollow = flags >= 2;
    return true;
  }

  item(): void {
    const tag = this.#varint();
    if (tag >= 3) {
      this.kind = 'shared';
      this.sharedIndex = tag - 3;
    } else if (tag === 0) {
      this.kind = 'null';
    } else {
      this.kind = tag === 1 ? 'text' : 'number';
      const length = tag === 1 ? this.#varint() : 8;
      this.start = this.#offset;
      this.end = this.#offset + length;
      this.#offset = this.end;
    }
  }

  #varint(): number {
    let byte = this.bytes[this.#offset++]!;
    if (byte < 128) return byte;
    let value = byte - 128;
    for (let scale = 128; ; scale *= 128) {
      byte = this.bytes[this.#offset++]!;
      if (byte < 128) return value + byte * scale;
      value += (byte - 128) * scale;
    }
  }
}
