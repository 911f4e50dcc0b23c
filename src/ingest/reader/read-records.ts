/**
 * From the bytes of a source to its records: find out the format, cut into elements, parse, classify. Takes
 * bytes, gives records; opens no files and knows no property definitions. Memory does not grow with the source.
 */
import type { Source } from '../source/source.ts';
import { DocumentSplitter } from './document-splitter.ts';
import { LineSplitter } from './line-splitter.ts';
import { RecordCollector } from './record-collector.ts';
import type { SourceFormat } from './source-format.ts';
import { readHead } from './source-head.ts';
import type { SourceRecord } from './source-record.ts';

export interface ReadOptions {
  /** Hears how many bytes were read on disk so far. */
  readonly onProgress?: (bytesRead: number) => void;
  /** Ends the reading between two batches, with the signal's reason as the error. */
  readonly signal?: AbortSignal;
}

/** Bytes of JSON that become one batch: some milliseconds of work, so that the event loop gets its turn. */
const batchBytes = 256 * 1024;

/**
 * Reads all records of a source in its order, in batches, none of them empty.
 *
 * Errors: `SourceError` where the source is of no known format, or ends or fails in the middle. What is wrong
 * with one element is a `malformed` record.
 * Limits: `sourceElementBytesMax`, `sourceDepthMax`.
 */
export async function* readRecords(
  source: Source,
  options: ReadOptions = {},
): AsyncGenerator<readonly SourceRecord[]> {
  const { onProgress, signal } = options;
  signal?.throwIfAborted();
  const chunks = source.read(onProgress)[Symbol.asyncIterator]();
  try {
    const head = await readHead(chunks, source.location);
    const collector = new RecordCollector();
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

/** Tells the format of a source without reading more than its beginning. */
export async function describeFormat(source: Source): Promise<SourceFormat> {
  const chunks = source.read()[Symbol.asyncIterator]();
  try {
    const head = await readHead(chunks, source.location);
    return head.format;
  } finally {
    await chunks.return?.();
  }
}

/** The same bytes with the methods of Buffer. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
