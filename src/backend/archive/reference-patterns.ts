/**
 * Where in an archive references stand. A pattern without a slash is one of the key itself, at any level; one with
 * slashes is a path of keys from the root, in which list positions are left out and `**` is any number of keys.
 */

/** Patterns that hold where a database names none. */
export const defaultReferencePatterns: readonly string[] = ['*_ref', '*_refs'];

export interface IsReference {
  /** Whether what stands at a path of keys, list positions left out, is a reference where it is a string. */
  (path: readonly string[]): boolean;
  /** Endings of ASCII characters, where the patterns tell no more than how the last key ends: bytes tell it faster. */
  readonly keyEndings?: readonly string[] | undefined;
}

export function compileReferencePatterns(patterns: readonly string[]): IsReference {
  const endings = patterns.map((pattern) => /^\*([\w.:-]+)$/.exec(pattern)?.[1]);
  if (!endings.every((ending) => ending !== undefined)) throw new Error('only endings');
  const isReference = (path: readonly string[]) => endings.some((ending) => path.at(-1)?.endsWith(ending));
  return Object.assign(isReference, { keyEndings: endings });
}
