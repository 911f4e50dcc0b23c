import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { decompress } from './decompress.ts';
import type { Compression, Source } from './source.ts';
import type { SourceErrorReason } from './source-error.ts';
import { SourceError } from './source-error.ts';

/** Large enough that a system call costs nothing, small enough that the chunks in flight do not count. */
const chunkBytes = 128 * 1024;

interface OpenOptions {
  /** In messages, in place of the path, where that is not for everybody to see. */
  readonly location?: string;
  /** Name of the file as its owner knows it, in place of the one on disk. */
  readonly fileName?: string;
  /** Ends the taking of the checksum. */
  readonly signal?: AbortSignal | undefined;
}

/** A file on disk and its name in messages. */
interface Place {
  readonly path: string;
  readonly location: string;
}

/**
 * Opens a local file: looks at what it is and how it is compressed, by content, and reads no further.
 *
 * Errors: `SourceError` where there is no such file (`gone`), where it is a folder or a device, may not be read, or
 * is empty.
 */
export async function openSource(path: string, options: OpenOptions = {}): Promise<Source> {
  const { location = path, fileName = path, signal } = options;
  const place = { path, location };
  const { sizeBytes, compression } = await examine(place);
  // Asked for twice, before and after an ingestion: large files are not read once more for it.
  let known: Promise<string> | undefined;
  return {
    location,
    name: sourceName(fileName),
    sizeBytes,
    compression,
    checksum: () => {
      known ??= checksum(place, signal);
      return known;
    },
    read: (onProgress) => read(place, compression, onProgress),
  };
}

async function examine(place: Place): Promise<{ sizeBytes: number; compression: Compression }> {
  const { path, location } = place;
  if (/^(?:https?|ftp|s3):\/\//i.test(path)) {
    const problem = 'is a web address; download the file and name that';
    throw new SourceError(location, problem, { reason: 'malformed' });
  }
  try {
    // Before anything is opened: a named pipe would be waited for.
    const status = await stat(path);
    if (status.isDirectory()) throw new SourceError(location, 'is a folder; name a file in it');
    if (!status.isFile()) throw new SourceError(location, 'is no regular file');
    if (status.size === 0) throw new SourceError(location, 'is empty');
    return { sizeBytes: status.size, compression: compressionOf(await readStart(path)) };
  } catch (error) {
    throw readingError(place, error);
  }
}

async function readStart(path: string): Promise<Uint8Array> {
  const handle = await open(path, 'r');
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

async function checksum(place: Place, signal: AbortSignal | undefined): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of read(place, 'none')) {
    signal?.throwIfAborted();
    hash.update(chunk);
  }
  return hash.digest('hex');
}

async function* read(
  place: Place,
  compression: Compression,
  onProgress?: (bytesRead: number) => void,
): AsyncGenerator<Uint8Array> {
  const file = createReadStream(place.path, { highWaterMark: chunkBytes });
  try {
    for await (const chunk of decompress(file, compression, place.location)) {
      onProgress?.(file.bytesRead);
      yield chunk;
    }
  } catch (error) {
    throw readingError(place, error);
  } finally {
    file.destroy();
  }
}

interface Fault {
  readonly problem: string;
  readonly reason?: SourceErrorReason;
}

const noPermission: Fault = { problem: 'may not be read: the permission is missing' };
const busy: Fault = { problem: 'cannot be read now: too many files are open', reason: 'unreachable' };

const faults: Readonly<Record<string, Fault>> = {
  ENOENT: { problem: 'there is no such file', reason: 'gone' },
  ENOTDIR: { problem: 'there is no such file, since a part of the path is no folder', reason: 'gone' },
  EISDIR: { problem: 'is a folder; name a file in it' },
  EACCES: noPermission,
  EPERM: noPermission,
  ELOOP: { problem: 'is a symbolic link that leads in circles' },
  ENXIO: { problem: 'is no regular file' },
  EMFILE: busy,
  ENFILE: busy,
};

/** Messages of the system hold the path, so that they are passed on only to who gave it. */
function readingError({ path, location }: Place, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const story = path === location ? error.message : error.code;
  const { problem, reason }: Fault = faults[error.code] ?? { problem: `cannot be read (${story})` };
  return new SourceError(location, problem, { cause: error, ...(reason ? { reason } : {}) });
}
