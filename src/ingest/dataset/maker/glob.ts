/**
 * Patterns of paths. Written out rather than compiled to a regular expression: patterns come with the data, and the time
 * of this one grows with pattern times path, whatever they hold. What a segment may be is a pattern of names.
 */
import { anyRun, compileNamePattern, limits, matchParts } from '../../../base/index.ts';

export function isGlob(pattern: string): boolean {
  return /[*?[{]/.test(pattern);
}

/**
 * A test for paths: `*` and `?` stay within a segment, a segment `**` stands for any number of them, `[a-z]` and `[!a]`
 * for one letter, `{a,b}` for either.
 *
 * Limits: `globAlternativesMax`; braces beyond it are taken for themselves.
 */
export function compileGlob(pattern: string): (path: string) => boolean {
  const alternatives = expandBraces(pattern).map((alternative) =>
    alternative.split('/').map((segment) => (segment === '**' ? anyRun : compileNamePattern(segment))),
  );
  return (path) => {
    const segments = path.split('/');
    return alternatives.some((parts) => matchParts(segments, parts));
  };
}

function expandBraces(pattern: string): string[] {
  const done: string[] = [];
  const open = [pattern];
  while (open.length > 0) {
    const text = open.pop()!;
    const [whole, choices] = /\{([^{}]*,[^{}]*)\}/.exec(text) ?? [];
    const parts = choices?.split(',') ?? [];
    if (whole === undefined || done.length + open.length + parts.length > limits.globAlternativesMax) {
      done.push(text);
    } else {
      open.push(...parts.map((part) => text.replace(whole, () => part)));
    }
  }
  return done;
}
