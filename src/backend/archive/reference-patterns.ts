/**
 * Where in an archive references stand. A pattern without a slash is one of the key itself, at any level; one
 * with slashes is a path of keys from the root, in which list positions are left out and `**` is any number
 * of keys.
 */
import { anyRun, compileNamePattern, matchParts } from '../../base/index.ts';

/** Patterns that hold where a database names none. */
export const defaultReferencePatterns: readonly string[] = ['*_ref', '*_refs'];

export interface IsReference {
  /** Whether what stands at a path of keys, list positions left out, is a reference where it is a string. */
  (path: readonly string[]): boolean;
  /**
   * Endings of ASCII characters, where the patterns tell no more than how the last key ends: bytes tell it
   * faster.
   */
  readonly keyEndings?: readonly string[] | undefined;
}

/** Patterns with one star, at their beginning: all that most databases need. */
const endingPattern = /^\*([ -)+-.0->@-Z^-~]+)$/;

/**
 * Limits: none are needed, since the time grows with patterns times path, whatever they hold.
 */
export function compileReferencePatterns(patterns: readonly string[]): IsReference {
  const tests = patterns.map(compilePattern);
  const isReference = (path: readonly string[]) => tests.some((test) => test(path));
  const endings = patterns.map((pattern) => endingPattern.exec(pattern)?.[1]);
  const keyEndings = endings.every((ending) => ending !== undefined) ? endings : undefined;
  return Object.assign(isReference, { keyEndings });
}

function compilePattern(pattern: string): IsReference {
  if (!pattern.includes('/')) {
    const isName = compileNamePattern(pattern);
    return (path) => path.length > 0 && isName(path.at(-1)!);
  }
  const segments = pattern.split('/').filter((segment) => segment !== '');
  const parts = segments.map((segment) => (segment === '**' ? anyRun : compileNamePattern(segment)));
  return (path) => path.length > 0 && matchParts(path, parts);
}
