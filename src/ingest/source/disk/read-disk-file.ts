import type { Stats } from 'node:fs';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { SourceError } from '../source-error.ts';
import type { Place } from './disk-error.ts';
import { diskError } from './disk-error.ts';

/** Large enough that a system call costs nothing, small enough that the chunks in flight do not count. */
const chunkBytes = 128 * 1024;
/** A file up to this size is read at once, which takes less time than to wait for the answer to one system call. */
const smallBytes = 64 * 1024;

export interface OpenDiskFile {
  readonly handle: FileHandle;
  readonly status: Stats;
}

/**
 * Opens a file; looks at what was opened, not at what lay there before, so that nothing can come in between.
 *
 * @param followsLinks whether the last segment of the path may be a symbolic link
 *
 * Errors: `SourceError`, also where it is no regular file.
 */
export async function openDiskFile(place: Place, followsLinks: boolean): Promise<OpenDiskFile> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(place.path, flagsFor(followsLinks));
    const status = await handle.stat();
    if (status.isDirectory()) throw new SourceError(place.location, 'is a folder');
    if (!status.isFile()) throw new SourceError(place.location, 'is no regular file');
    return { handle, status };
  } catch (error) {
    await handle?.close();
    throw diskError(place, error);
  }
}

/** Without O_NONBLOCK the opening of a named pipe waits for who writes to it. */
function flagsFor(followsLinks: boolean): number {
  return constants.O_RDONLY | constants.O_NONBLOCK | (followsLinks ? 0 : constants.O_NOFOLLOW);
}

/** The bytes of a file, to the end that it has when the reading comes there. Errors: as of `openDiskFile`. */
export async function* readDiskFile(place: Place, followsLinks: boolean): AsyncGenerator<Uint8Array> {
  const small = readSmallFile(place, followsLinks);
  if (small !== undefined) {
    if (small.length > 0) yield small;
    return;
  }
  const { handle, status } = await openDiskFile(place, followsLinks);
  try {
    let position = 0;
    for (;;) {
      // One byte more than is left tells the end by the same call that reads the rest.
      const wanted = Math.min(chunkBytes, Math.max(status.size - position, 0) + 1);
      const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(wanted), 0, wanted, position);
      if (bytesRead === 0) return;
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
      if (bytesRead < wanted) return;
    }
  } catch (error) {
    throw diskError(place, error);
  } finally {
    await handle.close();
  }
}

/** All of a file, or undefined where it is large, grows, or is none. */
function readSmallFile(place: Place, followsLinks: boolean): Uint8Array | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(place.path, flagsFor(followsLinks));
    const status = fstatSync(descriptor);
    if (!status.isFile() || status.size > smallBytes) return undefined;
    const buffer = Buffer.allocUnsafe(status.size + 1);
    const bytesRead = readSync(descriptor, buffer, 0, buffer.length, 0);
    return bytesRead < buffer.length ? buffer.subarray(0, bytesRead) : undefined;
  } catch (error) {
    throw diskError(place, error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
