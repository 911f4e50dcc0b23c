import { limits } from '../../../base/index.ts';
import { byte } from '../bytes.ts';
import { Capture } from '../capture.ts';
import type { ElementSink, Splitter } from '../element-sink.ts';

const carriageReturn = 0x0d;
const tab = 0x09;
const space = 0x20;
/** A count of atoms and the blanks around it are shorter, even on a card of 132 columns; a longer line is none. */
const countLineBytesMax = 256;

/**
 * Cuts a file of XYZ frames, one element a frame. A frame begins at a line that holds nothing but a count and reaches to
 * the next such line; so a count that lies spoils its own frame only, and what stands behind the atoms stays with them.
 *
 *     3
 *     comment, whatever it holds
 *     O 0 0 0
 *     …
 *
 * Limits: a frame has `sourceElementBytesMax` bytes; memory holds one frame.
 */
export class XyzSplitter implements Splitter {
  private readonly capture: Capture;
  /** The line that the next byte belongs to. */
  private line = 1;
  /** The line on which the frame began; 0 before the first one. */
  private frameLine = 0;
  /** The next line is the comment of the frame. */
  private atComment = false;
  /** Bytes of a line that may yet turn out to be a count. */
  private carried: Buffer = Buffer.alloc(0);
  /** The rest of the line is passed over: it began in a former chunk and is no count. */
  private passing = false;

  constructor(sink: ElementSink, bytesMax: number = limits.sourceElementBytesMax) {
    this.capture = new Capture(sink, bytesMax);
  }

  push(chunk: Buffer): void {
    const bytes = this.carried.length === 0 ? chunk : Buffer.concat([this.carried, chunk]);
    this.carried = bytes.subarray(bytes.length);
    let kept = 0;
    let start = 0;
    while (start < bytes.length) {
      const newline = bytes.indexOf(byte.newline, start);
      const end = newline === -1 ? bytes.length : newline;
      if (newline === -1 && !this.passing && end - start <= countLineBytesMax) {
        this.carried = bytes.subarray(start);
        break;
      }
      if (!this.passing && this.beginsFrame(bytes, start, end)) {
        this.keep(bytes.subarray(kept, start));
        this.finishFrame();
        this.frameLine = this.line;
        kept = start;
      }
      this.passing = newline === -1;
      if (newline !== -1) this.line += 1;
      start = end + 1;
    }
    this.keep(bytes.subarray(kept, bytes.length - this.carried.length));
  }

  end(): void {
    const last = this.carried;
    if (last.length > 0 && this.beginsFrame(last, 0, last.length)) {
      this.finishFrame();
      this.frameLine = this.line;
    }
    this.keep(last);
    this.finishFrame();
  }

  /** Takes bytes of the frame; those before the first frame are blanks. */
  private keep(bytes: Buffer): void {
    if (this.frameLine > 0 && bytes.length > 0) this.capture.keep(bytes);
  }

  private finishFrame(): void {
    if (this.frameLine > 0) this.capture.finish(Buffer.alloc(0), this.frameLine);
  }

  /** Looks at a line, which is seen once, and whole unless it is long. */
  private beginsFrame(bytes: Buffer, start: number, end: number): boolean {
    if (this.atComment) {
      this.atComment = false;
      return false;
    }
    const kind = end - start > countLineBytesMax ? 'other' : kindOf(bytes, start, end);
    if (kind === 'blank' || (kind === 'other' && this.frameLine > 0)) return false;
    this.atComment = true;
    return true;
  }
}

function kindOf(bytes: Buffer, start: number, end: number): 'blank' | 'count' | 'other' {
  let digits = 0;
  let digitsEnd = start;
  for (let at = start; at < end; at += 1) {
    const value = bytes[at]!;
    if (value === space || value === tab || value === carriageReturn) continue;
    if (value < 0x30 || value > 0x39) return 'other';
    if (digits > 0 && digitsEnd !== at) return 'other';
    digits += 1;
    digitsEnd = at + 1;
  }
  return digits === 0 ? 'blank' : 'count';
}
