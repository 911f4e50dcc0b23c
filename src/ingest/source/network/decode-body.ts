import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream';
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createZstdDecompress,
} from 'node:zlib';
import { limits } from '../../../base/index.ts';
import { SourceError } from '../source-error.ts';

const chunkSize = 64 * 1024;
/** RFC 9659: no more than 8 MiB of what went before may be referred to in zstd over HTTP. */
const zstdWindow = { [constants.ZSTD_d_windowLogMax]: 23 };

const decoders = new Map<string, () => Transform>([
  ['gzip', () => createGunzip({ chunkSize })],
  ['x-gzip', () => createGunzip({ chunkSize })],
  ['deflate', () => createInflate({ chunkSize })],
  ['br', () => createBrotliDecompress({ chunkSize })],
  ['zstd', () => createZstdDecompress({ chunkSize, params: zstdWindow })],
]);

/** The one coding that an answer is under, or undefined where its bytes are the file's own. */
export function contentCoding(headers: Readonly<Record<string, string>>): string | undefined {
  const coding = (headers['content-encoding'] ?? '').trim().toLowerCase();
  return coding === '' || coding === 'identity' ? undefined : coding;
}

/**
 * The bytes of a body that a server compressed for the way, although it was asked not to. Must be called at once, and
 * the iterable read to the end or given up.
 *
 * Errors: `SourceError` for a coding that is not known, or several.
 * Limits: `sourceExpansionMax` beyond `sourceExpansionAllowedBytes`.
 */
export function decodeBody(shown: string, body: Readable, coding: string): AsyncIterable<Uint8Array> {
  const create = decoders.get(coding);
  if (!create) {
    throw new SourceError(
      shown,
      `the server sends it under the content coding "${coding.slice(0, 100)}", \
which is not understood`,
    );
  }
  let encodedBytes = 0;
  const decoder = create();
  const count = async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      encodedBytes += chunk.length;
      yield chunk;
    }
  };
  // Faults of either side come out of the decoder, which is read below.
  pipeline(body, count, decoder, () => undefined);
  return bounded(shown, decoder, () => encodedBytes);
}

async function* bounded(
  shown: string,
  decoder: Transform,
  encodedBytes: () => number,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const chunk of decoder) {
      bytes += chunk.length;
      if (bytes > limits.sourceExpansionAllowedBytes + encodedBytes() * limits.sourceExpansionMax) {
        const ratio = `${limits.sourceExpansionMax} times the bytes sent`;
        const problem = `expands to over ${ratio}, as no data do, and was not read further`;
        throw new SourceError(shown, problem, { reason: 'limit' });
      }
      yield chunk;
    }
  } catch (error) {
    if (!isDecoderFault(error)) throw error;
    throw new SourceError(shown, 'what the server compressed for the way is damaged', { cause: error });
  }
}

/** The codes of zlib, brotli and zstd; those of the network begin otherwise. */
function isDecoderFault(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(?:Z_|ZSTD_|ERR_)/.test(String(error.code));
}
