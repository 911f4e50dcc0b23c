import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';

/** Characters of what `archiveKey` gives. */
export const archiveKeyLength = 20;

/** A name for what is told by some texts, made of letters, digits, `_` and `-`; equal for equal texts, else not. */
export function archiveKey(...parts: readonly string[]): string {
  const hash = createHash('sha256')
    .update(Buffer.from(JSON.stringify(parts)))
    .digest();
  return hash.subarray(0, 15).toString('base64url');
}
