import { bunzip2 } from './bunzip2.ts';
import { gunzip } from './gunzip.ts';
import { unxz } from './unxz.ts';
import { unzstd } from './unzstd.ts';

export type Compression = 'gzip' | 'bzip2' | 'xz' | 'zstd';

type Decompressor = (stored: AsyncIterable<Uint8Array>) => AsyncGenerator<Uint8Array>;

/** Each throws a `CompressionError` where the data are cut off or damaged. */
export const decompressors: Readonly<Record<Compression, Decompressor>> = {
  gzip: gunzip,
  bzip2: (stored) => bunzip2(stored),
  xz: unxz,
  zstd: unzstd,
};

/** Bytes by which a compression is known. */
export const compressionHeadBytes = 6;

/** How data are compressed, by their first bytes, however they are named. */
export function compressionOf(head: Uint8Array): Compression | undefined {
  const begins = String.fromCharCode(...head.subarray(0, compressionHeadBytes));
  if (begins.startsWith('\x1f\x8b\x08')) return 'gzip';
  // The size of the blocks, 1 to 9.
  if (/^BZh[1-9]/.test(begins)) return 'bzip2';
  if (begins === '\xfd7zXZ\0') return 'xz';
  return begins.startsWith('\x28\xb5\x2f\xfd') ? 'zstd' : undefined;
}
