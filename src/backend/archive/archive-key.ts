import { hash } from 'node:crypto';

/** Characters of what `archiveKey` gives. */
export const archiveKeyLength = 20;

/** A name for what is told by some texts, made of letters, digits, `_` and `-`; equal for equal texts, else not. */
export function archiveKey(...parts: readonly string[]): string {
  return hash('sha256', JSON.stringify(parts), 'base64url').slice(0, archiveKeyLength);
}
