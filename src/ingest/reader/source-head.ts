import { limits } from '../../base/index.ts';
import { servedFormats } from '../dataset/survey/format-words.ts';
import { SourceError } from '../source/source-error.ts';
import { skipBlanks } from './bytes.ts';
import { describeForeign, foreignEncoding } from './foreign-format.ts';
import type { Beginning, SourceFormat } from './source-format.ts';
import { detectFormat } from './source-format.ts';

/** The beginning of a source, read to find out what it is. */
export interface SourceHead {
  readonly format: SourceFormat;
  /** The bytes that were taken, without a byte order mark. */
  readonly bytes: Buffer;
}

/** Text that is no JSON is shown once there is this much of it. */
const shownBytes = 512;

/**
 * Takes as many chunks as are needed to know the format, mostly one.
 *
 * Errors: `SourceError` where there is nothing but white space, no JSON, or another encoding than UTF-8.
 * Limits: `sourceHeadBytesMax`.
 */
export async function readHead(chunks: AsyncIterator<Uint8Array>, location: string): Promise<SourceHead> {
  let bytes: Buffer = Buffer.alloc(0);
  for (;;) {
    const next = await chunks.next();
    if (next.done !== true) bytes = Buffer.concat([bytes, next.value]);
    const extent = extentOf(bytes, next.done === true);
    if (bytes.length < 4 && extent === 'partial') continue;
    const encoding = foreignEncoding(bytes);
    if (encoding !== undefined) {
      throw new SourceError(
        location,
        `is encoded in ${encoding}; convert it to UTF-8, with iconv for example`,
      );
    }
    const text = bytes.subarray(isMarked(bytes) ? 3 : 0);
    const content = text.subarray(skipBlanks(text));
    if (content.length === 0) {
      if (extent === 'partial') continue;
      throw new SourceError(location, 'holds nothing but white space');
    }
    const format = detectFormat({ bytes: content, extent });
    if (format === undefined) continue;
    if (format !== 'none') return { format, bytes: text };
    if (content.length >= shownBytes || extent !== 'partial') {
      throw new SourceError(location, `is ${describeForeign(content)}. Served are ${servedFormats}`);
    }
  }
}

function extentOf(bytes: Buffer, isWhole: boolean): Beginning['extent'] {
  if (isWhole) return 'whole';
  return bytes.length >= limits.sourceHeadBytesMax ? 'enough' : 'partial';
}

/** Whether the bytes begin with the byte order mark of UTF-8. */
function isMarked(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}
