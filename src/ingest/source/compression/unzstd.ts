import { createZstdDecompress } from 'node:zlib';
import { ZlibEngine } from './zlib-engine.ts';

const chunkBytes = 64 * 1024;

/** Decompresses Zstandard. Programs that compress in parallel write many frames; Node's stream stops after one. */
export async function* unzstd(stored: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let engine = start();
  /** Bytes fed to this engine. */
  let fedBytes = 0;
  try {
    for await (const chunk of stored) {
      for (let rest = chunk; rest.length > 0; ) {
        yield* engine.feed(rest);
        fedBytes += rest.length;
        const surplusBytes = fedBytes - engine.bytesTaken;
        rest = rest.subarray(rest.length - surplusBytes);
        if (surplusBytes === 0) break;
        yield* engine.rest();
        engine.close();
        engine = start();
        fedBytes = 0;
      }
    }
    // An engine that got nothing stands between two frames, where the data may end.
    if (fedBytes > 0) yield* engine.finish();
  } finally {
    engine.close();
  }
}

function start(): ZlibEngine {
  return new ZlibEngine(createZstdDecompress({ chunkSize: chunkBytes }));
}
