import { limits } from '../../../base/index.ts';
import { SourceError } from '../source-error.ts';
import type { Compression } from './compression.ts';
import { compressionHeadBytes, compressionOf, decompressors } from './compression.ts';
import { CompressionError } from './compression-error.ts';
import { headAndRest, readHead } from './read-head.ts';

/**
 * The content of a file as it is without its compression, if it has one.
 *
 * Errors: `SourceError`, with the number of bytes that were good, where the compressed data are cut off or damaged.
 * Limits: `treeFileBytesMax`; `sourceExpansionMax` beyond `sourceExpansionAllowedBytes`.
 */
export async function* readContent(
  stored: AsyncIterable<Uint8Array>,
  location: string,
): AsyncGenerator<Uint8Array> {
  const chunks = stored[Symbol.asyncIterator]();
  try {
    const head = await readHead(chunks, compressionHeadBytes);
    const compression = compressionOf(head);
    const all = headAndRest(head, chunks);
    let bytes = 0;
    for await (const chunk of compression === undefined ? all : decompress(all, compression, location)) {
      bytes += chunk.length;
      if (bytes > limits.treeFileBytesMax) {
        throw new SourceError(location, `has more than ${limits.treeFileBytesMax} bytes`, {
          reason: 'limit',
        });
      }
      yield chunk;
    }
  } finally {
    await chunks.return?.();
  }
}

/** Errors: as of `readContent`. Limits: `sourceExpansionMax` beyond `sourceExpansionAllowedBytes`. */
export async function* decompress(
  stored: AsyncIterable<Uint8Array>,
  compression: Compression,
  location: string,
): AsyncGenerator<Uint8Array> {
  let storedBytes = 0;
  let goodBytes = 0;
  async function* counted() {
    for await (const chunk of stored) {
      storedBytes += chunk.length;
      yield chunk;
    }
  }
  try {
    for await (const chunk of decompressors[compression](counted())) {
      goodBytes += chunk.length;
      // Read ahead of what came out, so the ratio is never too high by delay.
      if (goodBytes > limits.sourceExpansionAllowedBytes + storedBytes * limits.sourceExpansionMax) {
        throw expansionError(location);
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

export function expansionError(location: string): SourceError {
  const ratio = `${limits.sourceExpansionMax} times its size`;
  const problem = `expands to over ${ratio}, as no data do, and was not read further`;
  return new SourceError(location, problem, { reason: 'limit' });
}
