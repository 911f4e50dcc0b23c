import { limits } from '../../base/index.ts';
import { byte } from './bytes.ts';
import { Capture } from './capture.ts';
import type { ElementSink, Splitter } from './element-sink.ts';

/** Cuts JSON Lines at `\n`. A `\r` before it is white space of JSON, a blank line an element of blanks. */
export class LineSplitter implements Splitter {
  private readonly capture: Capture;
  private line = 1;

  constructor(sink: ElementSink, bytesMax: number = limits.sourceElementBytesMax) {
    this.capture = new Capture(sink, bytesMax);
  }

  push(chunk: Buffer): void {
    let start = 0;
    let end = chunk.indexOf(byte.newline);
    while (end !== -1) {
      this.capture.finish(chunk.subarray(start, end), this.line);
      this.line += 1;
      start = end + 1;
      end = chunk.indexOf(byte.newline, start);
    }
    if (start < chunk.length) this.capture.keep(chunk.subarray(start));
  }

  end(): void {
    if (this.capture.length > 0) this.capture.finish(Buffer.alloc(0), this.line);
  }
}
