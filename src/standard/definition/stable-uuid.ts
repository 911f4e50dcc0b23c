import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';

/** Random once, the same forever: the name space of every identifier that we make. */
const nameSpace = Buffer.from('5c0b7d3e6a1f4e0f9d1c2f4b8a7e3d60', 'hex');

/** A UUID of version 5, the same for the same text on every machine. */
export function stableUuid(text: string): string {
  const bytes = createHash('sha1').update(nameSpace).update(text).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
