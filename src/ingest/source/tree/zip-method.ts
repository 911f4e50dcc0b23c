import { bunzip2 } from '../compression/bunzip2.ts';
import { inflateRaw } from '../compression/inflate-raw.ts';
import { unxz } from '../compression/unxz.ts';
import { unzstd } from '../compression/unzstd.ts';

type Unpack = (stored: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

export const storedMethod = 0;
export const deflateMethod = 8;

/** The methods by which files in zip archives are compressed, by their numbers, as far as they are read. */
export const zipMethods: ReadonlyMap<number, Unpack> = new Map<number, Unpack>([
  [storedMethod, (stored) => stored],
  [deflateMethod, inflateRaw],
  [12, (stored) => bunzip2(stored)],
  [93, unzstd],
  [95, unxz],
]);
