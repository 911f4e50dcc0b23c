import type { ElementSink } from './element-sink.ts';

/**
 * Collects an element that may reach over several chunks, and lets go of it once it is too long to hold.
 *
 *     keep … keep → finish
 */
export class Capture {
  /** Bytes of the element so far, also of those let go. */
  length = 0;
  private pieces: Buffer[] = [];
  private readonly sink: ElementSink;
  private readonly lengthMax: number;

  constructor(sink: ElementSink, lengthMax: number) {
    this.sink = sink;
    this.lengthMax = lengthMax;
  }

  /** Takes a part; the chunk that it belongs to stays in memory until `finish`. */
  keep(piece: Buffer): void {
    this.length += piece.length;
    if (this.length > this.lengthMax) this.pieces = [];
    else this.pieces.push(piece);
  }

  /** Takes the last part and hands the element over. */
  finish(last: Buffer, line: number): void {
    this.keep(last);
    const { length, pieces } = this;
    this.length = 0;
    this.pieces = [];
    if (length > this.lengthMax) {
      const bound = `more than the ${this.lengthMax} that are read`;
      this.sink.fault(line, `is ${length} bytes long, ${bound}, and was skipped`);
    } else {
      this.sink.element(pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces), line);
    }
  }
}
