import { createInflateRaw } from 'node:zlib';
import { ZlibEngine } from './zlib-engine.ts';

const chunkBytes = 64 * 1024;

/** Decompresses deflate as zip archives hold it, without header. Errors: `CompressionError`. */
export async function* inflateRaw(stored: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const engine = new ZlibEngine(createInflateRaw({ chunkSize: chunkBytes }));
  try {
    for await (const chunk of stored) yield* engine.feed(chunk);
    yield* engine.finish();
  } finally {
    engine.close();
  }
}
