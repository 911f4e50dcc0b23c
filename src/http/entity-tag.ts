import { createHash } from 'node:crypto';

/**
 * The entity tag of an answer: equal parts mean an equal answer, but for its `time_stamp`, which tells when
 * it was made and not what it says. So it is known before the answer is.
 */
export function entityTag(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('base64url').slice(0, 27);
}

/** Whether If-None-Match names a tag, in any encoding of the body. */
export function isKnownTag(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some(
    (text) =>
      text
        .trim()
        .replace(/^W\//, '')
        .replace(/-gzip"$/, '"') === `"${tag}"`,
  );
}
