import type { Compression } from '../compression/compression.ts';
import { compressionOf } from '../compression/compression.ts';
import { decompress } from '../compression/decompress.ts';
import { headAndRest, readHead } from '../compression/read-head.ts';
import { SourceError } from '../source-error.ts';

export type BundleKind =
  | { readonly format: 'zip' }
  | { readonly format: 'tar'; readonly compression: Compression | undefined };

/** The header of a tar archive's first file. */
const headBytes = 512;

/**
 * Whether bytes are a bundle, and which, told by how they begin, inside of a compression if there is one.
 *
 * Errors: `SourceError` where they cannot be read; what does not decompress is no bundle here.
 */
export async function bundleKind(
  stored: AsyncIterable<Uint8Array>,
  location: string,
): Promise<BundleKind | undefined> {
  const chunks = stored[Symbol.asyncIterator]();
  try {
    const head = await readHead(chunks, headBytes);
    if (isZip(head)) return { format: 'zip' };
    if (isTar(head)) return { format: 'tar', compression: undefined };
    const compression = compressionOf(head);
    if (compression === undefined) return undefined;
    const content = decompress(headAndRest(head, chunks), compression, location);
    return isTar(await headOfDamaged(content)) ? { format: 'tar', compression } : undefined;
  } finally {
    await chunks.return?.();
  }
}

async function headOfDamaged(content: AsyncGenerator<Uint8Array>): Promise<Uint8Array> {
  try {
    return await readHead(content, headBytes);
  } catch (error) {
    // Whoever reads the file will be told, in the place where it matters.
    if (error instanceof SourceError && error.reason === 'unreadable') return new Uint8Array();
    throw error;
  } finally {
    await content.return(undefined);
  }
}

/** The header of a file, the end of an archive without files, or the mark of one that was cut into parts. */
function isZip(head: Uint8Array): boolean {
  return /^PK(?:\x03\x04|\x05\x06|\x07\x08)/.test(String.fromCharCode(...head.subarray(0, 4)));
}

/**
 * By the checksum of the first header, which the oldest archives have too: the sum of its bytes, those of the checksum
 * itself taken as spaces.
 */
function isTar(head: Uint8Array): boolean {
  if (head.length < headBytes || head[0] === 0) return false;
  const written = String.fromCharCode(...head.subarray(148, 156)).replace(/[\0 ]+/g, '');
  if (!/^[0-7]+$/.test(written)) return false;
  const sum = head.subarray(0, headBytes).reduce((total, byte) => total + byte, 0);
  const checksum = head.subarray(148, 156).reduce((total, byte) => total + byte, 0);
  return sum - checksum + 8 * 0x20 === Number.parseInt(written, 8);
}
