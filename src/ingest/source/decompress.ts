import type { ReadStream } from 'node:fs';
import { limits } from '../../base/index.ts';
import { bunzip2 } from './bunzip2.ts';
import { CompressionError } from './compression-error.ts';
import { gunzip } from './gunzip.ts';
import type { Compression } from './source.ts';
import { SourceError } from './source-error.ts';

/**
 * The content of a file as it is without its compression.
 *
 * Errors: `SourceError`, with the number of bytes that were good, where the compressed data are cut off or
 * damaged.
 * Limits: `sourceExpansionMax` beyond `sourceExpansionAllowedBytes`.
 */
export async function* decompress(
  file: ReadStream,
  compression: Compression,
  location: string,
): AsyncGenerator<Uint8Array> {
  if (compression === 'none') {
    yield* file;
    return;
  }
  let goodBytes = 0;
  try {
    for await (const chunk of compression === 'gzip' ? gunzip(file) : bunzip2(file)) {
      goodBytes += chunk.length;
      // Read ahead of what came out, so the ratio is never too high by delay.
      const expandedMax = limits.sourceExpansionAllowedBytes + file.bytesRead * limits.sourceExpansionMax;
      if (goodBytes > expandedMax) {
        const ratio = `${limits.sourceExpansionMax} times its size`;
        const problem = `expands to over ${ratio}, as no data do, and was not read further`;
        throw new SourceError(location, problem, { reason: 'limit' });
      }
      yield chunk;
    }
  } catch (error) {
    if (!(error instanceof CompressionError)) throw error;
    const state = error.cutOff ? 'is cut off' : 'is damaged';
    const good = `${goodBytes} bytes of its content could be read`;
    const problem = `the ${compression} file ${state}: ${good} (${error.message})`;
    throw new SourceError(location, problem, { cause: error });
  }
}
