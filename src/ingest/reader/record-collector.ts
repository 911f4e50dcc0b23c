import { skipBlanks } from './bytes.ts';
import { classifyElement } from './classify-element.ts';
import type { ElementSink } from './element-sink.ts';
import { parseElement } from './parse-element.ts';
import type { SourceRecord } from './source-record.ts';

/** Turns the elements that a splitter finds into records, and gathers these until they are taken. */
export class RecordCollector implements ElementSink {
  private records: SourceRecord[] = [];
  private readonly file: string | undefined;

  /** @param file goes into the records, where the source has several files */
  constructor(file?: string) {
    this.file = file;
  }

  element(bytes: Buffer, line: number): void {
    const start = skipBlanks(bytes);
    if (start === bytes.length) return;
    const element = parseElement(start === 0 ? bytes : bytes.subarray(start));
    if (typeof element === 'string') this.fault(line, element);
    else classifyElement(element, line, this.records);
  }

  fault(line: number, problem: string): void {
    this.records.push({ kind: 'malformed', line, problem });
  }

  /** The records since the last call. */
  take(): readonly SourceRecord[] {
    const { records, file } = this;
    this.records = [];
    return file === undefined ? records : records.map((record) => ({ ...record, file }));
  }
}
