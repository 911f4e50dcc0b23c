import { createGunzip } from 'node:zlib';
import { ZlibEngine } from './zlib-engine.ts';

const chunkBytes = 64 * 1024;

/** Decompresses gzip, also of several members in a row. Zeros after the end, as tapes leave them, are fine. */
export async function* gunzip(stored: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const engine = new ZlibEngine(createGunzip({ chunkSize: chunkBytes }));
  try {
    let fedBytes = 0;
    for await (const chunk of stored) {
      yield* engine.feed(chunk);
      fedBytes += chunk.length;
      if (engine.bytesTaken < fedBytes) return yield* engine.rest();
    }
    yield* engine.finish();
  } finally {
    engine.close();
  }
}
