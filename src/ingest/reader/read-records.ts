/**
 * From the bytes of a file of OPTIMADE JSON to its records: find out the layout, cut into elements, parse, classify.
 * Takes bytes, gives records; opens no files and knows no property definitions. Memory does not grow with the file.
 */
import { DocumentSplitter } from './document-splitter.ts';
import { LineSplitter } from './line-splitter.ts';
import { RecordCollector } from './record-collector.ts';
import type { SourceFormat } from './source-format.ts';
import { readHead } from './source-head.ts';
import type { SourceRecord } from './source-record.ts';

/** A file of records. */
export interface RecordFile {
  /** What it is called in messages. */
  readonly location: string;
  /** Goes into its records, where the source has several files. */
  readonly file?: string | undefined;
  read(): AsyncIterable<Uint8Array>;
}

/** Bytes of JSON that become one batch: some milliseconds of work, so that the event loop gets its turn. */
const batchBytes = 256 * 1024;

/**
 * Reads all records of a file in its order, in batches, none of them empty.
 *
 * Errors: `SourceError` where the file is of no known format, or ends or fails in the middle; the reason of the signal
 * where that ends the reading between two batches. What is wrong with one element is a `malformed` record.
 * Limits: `sourceElementBytesMax`, `sourceDepthMax`.
 */
export async function* readRecords(
  source: RecordFile,
  signal?: AbortSignal,
): AsyncGenerator<readonly SourceRecord[]> {
  signal?.throwIfAborted();
  const chunks = source.read()[Symbol.asyncIterator]();
  try {
    const head = await readHead(chunks, source.location);
    const collector = new RecordCollector(source.file);
    const splitter = new (head.format.layout === 'lines' ? LineSplitter : DocumentSplitter)(collector);
    let bytes: Uint8Array | undefined = head.bytes;
    while (bytes !== undefined) {
      for (let start = 0; start < bytes.length; start += batchBytes) {
        signal?.throwIfAborted();
        splitter.push(asBuffer(bytes.subarray(start, start + batchBytes)));
        const batch = collector.take();
        if (batch.length > 0) yield batch;
      }
      const next = await chunks.next();
      bytes = next.done === true ? undefined : next.value;
    }
    splitter.end();
    const batch = collector.take();
    if (batch.length > 0) yield batch;
  } finally {
    await chunks.return?.();
  }
}

/** Tells the layout of a file without reading more than its beginning. */
export async function describeFormat(file: RecordFile): Promise<SourceFormat> {
  const chunks = file.read()[Symbol.asyncIterator]();
  try {
    const head = await readHead(chunks, file.location);
    return head.format;
  } finally {
    await chunks.return?.();
  }
}

/** The same bytes with the methods of Buffer. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
