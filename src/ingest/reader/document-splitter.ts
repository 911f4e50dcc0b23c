import { limits } from '../../base/index.ts';
import { byte, isBlank } from './bytes.ts';
import { Capture } from './capture.ts';
import type { ElementSink, Splitter } from './element-sink.ts';
import { ValueScanner } from './value-scanner.ts';

/** What comes next: a value at the top or in a list, or a part of a member of the object at the top. */
type Place = 'top' | 'list' | 'key' | 'colon' | 'value';

/** Members of a response whose lists are taken apart. */
const streamedMembers: ReadonlySet<string> = new Set(['"data"', '"included"']);
/** Members that tell an entry from a response: lists that come after them are left whole. */
const entryMembers: ReadonlySet<string> = new Set(['"id"', '"_id"', '"type"', '"attributes"']);

/**
 * Cuts JSON documents, one or several in a row, into elements as the bytes come in:
 *
 *     [ELEMENT, ELEMENT, …]
 *     {"meta": …, "data": [ELEMENT, …], "included": [ELEMENT, …]}    and last the object, its lists emptied
 *     {…}                                                            an element as a whole
 *
 * Elements are counted from 1 through the whole source. A comma too many or too few loses nothing and
 * is not reported.
 */
export class DocumentSplitter implements Splitter {
  /** Whether an object with a list `data` or `included` was met. */
  sawResponse = false;
  private readonly sink: ElementSink;
  private readonly scanner = new ValueScanner();
  private scanning = false;
  private place: Place = 'top';
  /** Inside an object at the top. Its bytes, but for the elements of its lists, make up the envelope. */
  private inObject = false;
  private isEntry = false;
  private member = '';
  /** An element or key. */
  private readonly token: Capture;
  private tokenStart = 0;
  private readonly envelope: Capture;
  private envelopeStart = 0;
  private count = 0;

  private readonly takesResponsesApart: boolean;

  /** @param takesResponsesApart whether `data` and `included` are lists of elements; else objects are left whole */
  constructor(
    sink: ElementSink,
    bytesMax: number = limits.sourceElementBytesMax,
    takesResponsesApart = true,
  ) {
    this.takesResponsesApart = takesResponsesApart;
    this.sink = sink;
    this.token = new Capture(this.tokenSink(sink), bytesMax);
    this.envelope = new Capture(sink, bytesMax);
  }

  push(chunk: Buffer): void {
    this.tokenStart = 0;
    this.envelopeStart = 0;
    let index = 0;
    while (index < chunk.length) {
      if (this.scanning) {
        const end = this.scanner.scan(chunk, index);
        if (end === -1) break;
        this.finishValue(chunk, end);
        index = end;
      } else {
        if (!isBlank(chunk[index])) this.step(chunk, index);
        index += 1;
      }
    }
    if (this.scanning && this.place !== 'value') this.token.keep(chunk.subarray(this.tokenStart));
    if (this.inObject && this.place !== 'list') this.envelope.keep(chunk.subarray(this.envelopeStart));
  }

  end(): void {
    const next = this.count + 1;
    if (this.scanning && this.place === 'top') this.token.finish(Buffer.alloc(0), next);
    else if (this.scanning && this.place === 'list')
      this.sink.fault(next, 'is cut off: the source ends in it');
    else if (this.inObject) this.sink.fault(next, 'is cut off: the source ends before its object is closed');
    else if (this.place === 'list')
      this.sink.fault(next, 'is cut off: the source ends before its list is closed');
  }

  /** Takes a byte between two values. */
  private step(chunk: Buffer, index: number): void {
    const current = chunk[index]!;
    if (this.place === 'colon' && current === byte.colon) {
      this.place = 'value';
    } else if (this.place === 'value' && current === byte.openBracket && this.isStreamed()) {
      this.sawResponse = true;
      this.envelope.keep(chunk.subarray(this.envelopeStart, index + 1));
      this.place = 'list';
    } else if (current === byte.comma) {
      if (this.place === 'colon' || this.place === 'value') this.place = 'key';
    } else if (this.place === 'list' && current === byte.closeBracket) {
      this.place = this.inObject ? 'key' : 'top';
      this.envelopeStart = index;
    } else if (this.inObject && this.place !== 'list' && current === byte.closeBrace) {
      this.closeObject(chunk, index);
    } else if (this.place === 'top' && current === byte.openBracket) {
      this.place = 'list';
    } else if (this.place === 'top' && current === byte.openBrace) {
      this.openObject(index);
    } else {
      if (this.place === 'colon') this.place = 'key';
      this.scanner.start(current);
      this.scanning = true;
      this.tokenStart = index;
    }
  }

  private isStreamed(): boolean {
    return this.takesResponsesApart && !this.isEntry && streamedMembers.has(this.member);
  }

  private openObject(index: number): void {
    this.inObject = true;
    this.isEntry = false;
    this.place = 'key';
    this.envelopeStart = index;
  }

  private closeObject(chunk: Buffer, index: number): void {
    this.count += 1;
    this.envelope.finish(chunk.subarray(this.envelopeStart, index + 1), this.count);
    this.inObject = false;
    this.place = 'top';
  }

  /** Takes a whole value that ends before `end`. What is no JSON in an envelope shows when that is parsed. */
  private finishValue(chunk: Buffer, end: number): void {
    this.scanning = false;
    if (this.place === 'value') {
      this.place = 'key';
    } else if (this.place === 'key') {
      this.token.finish(chunk.subarray(this.tokenStart, end), 0);
      this.place = 'colon';
    } else {
      this.count += 1;
      this.token.finish(chunk.subarray(this.tokenStart, end), this.count);
    }
  }

  /** Elements go on to the sink, keys of the object at the top stay here. */
  private tokenSink(sink: ElementSink): ElementSink {
    return {
      element: (bytes, line) => {
        if (this.place !== 'key') return sink.element(bytes, line);
        this.member = bytes.length > 20 ? '' : bytes.toString();
        if (entryMembers.has(this.member)) this.isEntry = true;
      },
      fault: (line, problem) => {
        if (this.place !== 'key') sink.fault(line, problem);
      },
    };
  }
}
