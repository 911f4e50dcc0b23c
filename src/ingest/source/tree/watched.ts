import type { WalkOptions } from './file-tree.ts';

/**
 * The same chunks, with the fraction told that they make up of all that a walk will read, and the signal heard between
 * them.
 */
export async function* watched(
  chunks: AsyncIterable<Uint8Array>,
  totalBytes: number,
  { signal, onProgress }: WalkOptions,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    bytes += chunk.length;
    onProgress?.(fractionOf(bytes, totalBytes));
    yield chunk;
  }
}

/** Files may grow while they are read. */
export function fractionOf(bytes: number, totalBytes: number): number {
  return totalBytes > 0 ? Math.min(bytes / totalBytes, 1) : 0;
}
