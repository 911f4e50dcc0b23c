/** Cuts the bytes of a table into rows, whichever form it has; knows nothing of what they mean. */
import { skipBlanks } from '../../reader/bytes.ts';
import { readDelimited } from './read-delimited.ts';
import { readJsonRows } from './read-json-rows.ts';
import type { ReportRow, TableRow } from './table-row.ts';

/**
 * The rows of a table, as JSON or as text with a header line, told by content.
 *
 * Errors: those of the bytes; all else is reported.
 */
export async function* readRows(
  chunks: AsyncIterable<Uint8Array>,
  report: ReportRow,
): AsyncGenerator<TableRow> {
  const iterator = chunks[Symbol.asyncIterator]();
  try {
    let start: Buffer = Buffer.alloc(0);
    let first = 0;
    while (!isTold(start, first)) {
      const { done, value } = await iterator.next();
      if (done) break;
      start = Buffer.concat([start, value]);
      first = start.toString('latin1', 0, 3) === '\u00ef\u00bb\u00bf' ? 3 : 0;
    }
    const rest = { [Symbol.asyncIterator]: () => iterator };
    const isJson = isJsonStart(start, first);
    const content = start.subarray(first);
    yield* isJson
      ? readJsonRows(joined(content, rest), report)
      : readDelimited(joined(content, rest), content.toString('utf8', 0, headerBytes), report);
  } finally {
    await iterator.return?.();
  }
}

/** Bytes of the first line that are looked at, for what it is delimited by. */
const headerBytes = 65_536;

/** Whether the form of a table shows: JSON by its first byte, the delimiter of a text by its first line. */
function isTold(start: Buffer, first: number): boolean {
  if (start.length >= headerBytes || isJsonStart(start, first)) return true;
  const content = skipBlanks(start, first);
  return content < start.length && start.includes('\n', content);
}

function isJsonStart(start: Buffer, first: number): boolean {
  return /[[{]/.test(String.fromCharCode(start[skipBlanks(start, first)] ?? 0));
}

async function* joined(start: Buffer, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  yield start;
  for await (const chunk of rest) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}
