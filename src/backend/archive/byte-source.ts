/**
 * Bytes of which parts can be read alone: those of an archive or of its index, in blocks of a file or in
 * memory.
 */
export interface ByteSource {
  readonly length: number;
  /**
   * A stretch, in one piece; a view rather than a copy where that can be. Not to be changed by who reads it.
   */
  bytes(start: number, end: number): Uint8Array;
  /** A stretch of any length in pieces of at most 64 KiB, which are not kept in any cache. */
  read(start: number, end: number): Generator<Uint8Array>;
}

/** Bytes of a piece that is given on. */
export const pieceBytesMax = 64 * 1024;

export function byteSourceOf(bytes: Uint8Array): ByteSource {
  return {
    length: bytes.length,
    bytes: (start, end) => bytes.subarray(start, end),
    read: (start, end) => piecesOf(bytes, start, end),
  };
}

export function* piecesOf(bytes: Uint8Array, start: number, end: number): Generator<Uint8Array> {
  for (let at = start; at < end; at += pieceBytesMax) {
    yield bytes.subarray(at, Math.min(end, at + pieceBytesMax));
  }
}
