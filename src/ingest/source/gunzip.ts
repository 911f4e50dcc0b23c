import type { ReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import type { Gunzip } from 'node:zlib';
import { createGunzip } from 'node:zlib';
import { CompressionError } from './compression-error.ts';

const chunkBytes = 64 * 1024;

/** Decompresses gzip, also of several members in a row. Zeros after the end, as tapes leave them, are fine. */
export async function* gunzip(file: ReadStream): AsyncGenerator<Uint8Array> {
  const stream = createGunzip({ chunkSize: chunkBytes });
  pipeline(file, stream, () => {});
  try {
    yield* chunksAndError(stream);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!code.startsWith('Z_')) throw error;
    throw new CompressionError((error as Error).message, code === 'Z_BUF_ERROR');
  } finally {
    stream.destroy();
  }
}

/** The chunks of a stream, then its error; the stream's own iterator drops chunks when an error comes. */
async function* chunksAndError(stream: Gunzip): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  let over = false;
  let error: Error | undefined;
  let wake = () => {};
  stream.on('data', (chunk: Uint8Array) => {
    ready.push(chunk);
    stream.pause();
    wake();
  });
  stream.on('error', (raised) => {
    error = raised;
  });
  stream.on('close', () => {
    over = true;
    wake();
  });
  for (;;) {
    const chunk = ready.shift();
    if (chunk !== undefined) {
      yield chunk;
    } else if (over) {
      if (error !== undefined) throw error;
      return;
    } else {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      stream.resume();
      await woken;
    }
  }
}
