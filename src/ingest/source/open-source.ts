import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { decompress } from './decompress.ts';
import type { Compression, Source } from './source.ts';
import { SourceError } from './source-error.ts';

/** Large enough that a system call costs nothing, small enough that the chunks in flight do not count. */
const chunkBytes = 128 * 1024;

/**
 * Opens a local file: looks at what it is and how it is compressed, by content, and reads no further.
 *
 * Errors: `SourceError` where there is no such file, where it is a folder or a device, may not be read, or is
 * empty.
 */
export async function openSource(location: string): Promise<Source> {
  const { sizeBytes, compression } = await examine(location);
  // Asked for twice, before and after an ingestion: large files are not read once more for it.
  let known: Promise<string> | undefined;
  return {
    location,
    name: sourceName(location),
    sizeBytes,
    compression,
    checksum: () => {
      known ??= checksum(location);
      return known;
    },
    read: (onProgress) => read(location, compression, onProgress),
  };
}

async function examine(location: string): Promise<{ sizeBytes: number; compression: Compression }> {
  if (/^(?:https?|ftp|s3):\/\//i.test(location)) {
    throw new SourceError(location, 'is a web address; download the file and name that');
  }
  try {
    // Before anything is opened: a named pipe would be waited for.
    const status = await stat(location);
    if (status.isDirectory()) throw new SourceError(location, 'is a folder; name a file in it');
    if (!status.isFile()) throw new SourceError(location, 'is no regular file');
    if (status.size === 0) throw new SourceError(location, 'is empty');
    return { sizeBytes: status.size, compression: compressionOf(await readStart(location)) };
  } catch (error) {
    throw readingError(location, error);
  }
}

async function readStart(location: string): Promise<Uint8Array> {
  const handle = await open(location, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** The first bytes of gzip are 1f 8b 08, of bzip2 `BZh` and the size of its blocks, 1 to 9. */
function compressionOf(head: Uint8Array): Compression {
  if (head[0] === 0x1f && head[1] === 0x8b && head[2] === 8) return 'gzip';
  return /^BZh[1-9]/.test(String.fromCharCode(...head)) ? 'bzip2' : 'none';
}

function sourceName(location: string): string {
  const name = basename(location);
  const bare = name.replace(/\.(gz|gzip|bz2)$/i, '').replace(/\.(jsonl|jsonlines|ndjson|json)$/i, '');
  return bare === '' ? name : bare;
}

async function checksum(location: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of read(location, 'none')) hash.update(chunk);
  return hash.digest('hex');
}

async function* read(
  location: string,
  compression: Compression,
  onProgress?: (bytesRead: number) => void,
): AsyncGenerator<Uint8Array> {
  const file = createReadStream(location, { highWaterMark: chunkBytes });
  try {
    for await (const chunk of decompress(file, compression, location)) {
      onProgress?.(file.bytesRead);
      yield chunk;
    }
  } catch (error) {
    throw readingError(location, error);
  } finally {
    file.destroy();
  }
}

const sentences: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file, since a part of the path is no folder',
  EISDIR: 'is a folder; name a file in it',
  EACCES: 'may not be read: the permission is missing',
  EPERM: 'may not be read: the permission is missing',
  ELOOP: 'is a symbolic link that leads in circles',
  ENXIO: 'is no regular file',
};

function readingError(location: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const sentence = sentences[error.code] ?? `cannot be read (${error.message})`;
  return new SourceError(location, sentence, { cause: error });
}
