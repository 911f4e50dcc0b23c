/**
 * Bytes of known length that can be read anywhere, as the directory of a zip archive needs it: on disk, in memory, or a
 * part of other such bytes.
 */
import type { Place } from './disk-error.ts';
import { diskError } from './disk-error.ts';
import type { OpenDiskFile } from './read-disk-file.ts';
import { openDiskFile } from './read-disk-file.ts';

export interface Extent {
  readonly sizeBytes: number;
  /** May be open many times at once. */
  open(): Promise<ExtentReader>;
}

export interface ExtentReader {
  /** Fewer bytes than asked for only at the end. The bytes are a view that may be part of something larger. */
  read(position: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

export function memoryExtent(bytes: Buffer): Extent {
  const reader: ExtentReader = {
    read: async (position, length) => bytes.subarray(position, position + length),
    close: async () => {},
  };
  return { sizeBytes: bytes.length, open: async () => reader };
}

/** Errors: where it is opened and reaches beyond its end, the bytes are fewer. */
export function partOf(extent: Extent, start: number, sizeBytes: number): Extent {
  return {
    sizeBytes,
    async open() {
      const reader = await extent.open();
      return {
        read: (position, length) =>
          reader.read(start + position, Math.max(0, Math.min(length, sizeBytes - position))),
        close: () => reader.close(),
      };
    },
  };
}

/** A file on disk. Nothing is held open while nobody reads. */
export function diskExtent(place: Place, sizeBytes: number, followsLinks: boolean): Extent {
  let file: Promise<OpenDiskFile> | undefined;
  let users = 0;
  let windows: Window[] = [];
  async function close(): Promise<void> {
    users -= 1;
    if (users > 0) return;
    const opened = file;
    file = undefined;
    windows = [];
    await opened?.then(
      ({ handle }) => handle.close(),
      () => {},
    );
  }
  async function read(position: number, length: number): Promise<Buffer> {
    for (const window of windows) {
      const seen = cutOf(window, position, length);
      if (seen !== undefined) return seen;
    }
    const { handle } = await file!;
    const wanted = Math.max(length, windowBytes);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafeSlow(wanted), 0, wanted, position);
      const bytes = buffer.subarray(0, bytesRead);
      if (length < windowBytes) windows = [{ position, bytes }, ...windows.slice(0, windowsMax - 1)];
      return bytes.subarray(0, length);
    } catch (error) {
      throw diskError(place, error);
    }
  }
  return {
    sizeBytes,
    async open() {
      users += 1;
      file ??= openDiskFile(place, followsLinks);
      try {
        await file;
      } catch (error) {
        await close();
        throw error;
      }
      return { read, close: once(close) };
    },
  };
}

/** Bytes read ahead: files in an archive mostly lie in the order in which they are read. */
const windowBytes = 256 * 1024;
/** The directory of an archive and the files themselves are read by turns. */
const windowsMax = 4;

interface Window {
  readonly position: number;
  readonly bytes: Buffer;
}

function cutOf({ position: start, bytes }: Window, position: number, length: number): Buffer | undefined {
  const from = position - start;
  return from >= 0 && from + length <= bytes.length ? bytes.subarray(from, from + length) : undefined;
}

function once(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= action();
    return done;
  };
}
