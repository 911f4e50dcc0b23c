import { crc32 } from 'node:zlib';
import { DatabaseFileError } from './database-file-error.ts';

/**
 * Checksums of what stands in a file, taken over the name or number under which it stands too: what was changed is found,
 * and so is what turns up in another's place. CRC-32 finds every stretch of up to 32 changed bits, and all else but one
 * in 4 billion; it takes a microsecond for a document and twenty for a block.
 */
export function checksumOf(key: string | number, content: string | Uint8Array): number {
  // Only the lowest 32 bits can take part, so those above are mixed into them.
  return crc32(content, typeof key === 'string' ? crc32(key) : (key ^ Math.floor(key / 2 ** 32)) >>> 0);
}

/** Errors: DatabaseFileError where the content is not what was written under the key. */
export function checkBytes(
  path: string,
  key: number,
  content: unknown,
  checksum: unknown,
): Uint8Array<ArrayBuffer> {
  if (!(content instanceof Uint8Array) || checksumOf(key, content) !== checksum) throw damaged(path);
  return content as Uint8Array<ArrayBuffer>;
}

/** The same for a text. */
export function checkText(path: string, key: string, content: unknown, checksum: unknown): string {
  if (typeof content !== 'string' || checksumOf(key, content) !== checksum) throw damaged(path);
  return content;
}

function damaged(path: string): DatabaseFileError {
  return new DatabaseFileError('damaged', path, 'holds something else than what was written into it');
}
