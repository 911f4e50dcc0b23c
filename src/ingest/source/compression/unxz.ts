// Its names are not told to modules, so that it comes as a whole.
import xz from 'xz-decompress';
import { CompressionError } from './compression-error.ts';

const { XzReadableStream } = xz;

/**
 * The library lets one stream run at a time, and makes all others wait for its end: a compressed file in a compressed
 * bundle would wait for ever. Its decoder itself keeps streams apart, so that there is nothing to wait for.
 */
Object.assign(XzReadableStream, { _contextMutex: { acquire: async () => {}, release: () => {} } });

/** Decompresses xz, also of several streams in a row. Errors: `CompressionError`, and those of `stored`. */
export async function* unxz(stored: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const chunks = stored[Symbol.asyncIterator]();
  /** Of the reading; all other errors come from the library. */
  let readError: unknown;
  let isEmpty = true;
  const input = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const next = await chunks.next();
          if (next.done === true) return controller.close();
          isEmpty = false;
          controller.enqueue(next.value);
        } catch (error) {
          readError = error;
          throw error;
        }
      },
    },
    { highWaterMark: 0 },
  );
  const output = new XzReadableStream(input).getReader();
  try {
    for (;;) {
      const next = await output.read().catch((error: unknown) => {
        throw readError ?? asCompressionError(error, isEmpty);
      });
      if (next.done) return;
      if (next.value.length > 0) yield next.value;
    }
  } finally {
    // The library stumbles where it is stopped at its very end.
    await output.cancel().catch(() => {});
    await chunks.return?.();
  }
}

/** What the decoder's codes mean; https://tukaani.org/xz/embedded.html names them. */
const faults: Readonly<Record<string, string>> = {
  4: 'it needs more than 64 MiB of memory',
  5: 'it does not begin as xz does',
  6: 'it uses a filter or check that is not supported; compress it again with plain xz',
  7: 'a check does not agree with the data',
};
const cutOffCode = '8';

function asCompressionError(error: unknown, isEmpty: boolean): CompressionError {
  const code = /error code (\d+)/.exec(error instanceof Error ? error.message : '')?.[1] ?? '';
  const cutOff = code === cutOffCode || isEmpty;
  return new CompressionError(
    cutOff ? 'the data end too early' : (faults[code] ?? 'decoding failed'),
    cutOff,
  );
}
