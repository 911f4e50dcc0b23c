/**
 * Patterns of single names. Written out rather than handed to a library: those that are kept (picomatch,
 * minimatch) make regular expressions of patterns, whose time explodes on the likes of `*a*a*a*a*b`, and
 * patterns come from anybody. The time of this one grows with pattern times name.
 */
import type { PatternPart } from './match-parts.ts';
import { anyRun, matchParts } from './match-parts.ts';

/**
 * A test of whole names, case-sensitive, as Python's `fnmatch` and shells have it: `*` stands for any run of
 * characters, slashes and leading dots too; `?` for exactly one; `[ad-f]` for one of a set, `[!ad-f]` for one
 * not in it. A `]` right after the opening bracket and a `-` at either end are members, `^` has no meaning of
 * its own. Any other character, a bracket that is not closed, a backslash, braces and a leading `!` stand for
 * themselves. Characters are code points.
 */
export function compileNamePattern(pattern: string): (name: string) => boolean {
  if (!/[*?[]/.test(pattern)) return (name) => name === pattern;
  const parts: PatternPart<string>[] = [];
  for (const token of tokensOf(pattern)) {
    const part = compileToken(token);
    // Further stars after a star would change nothing but the time.
    if (part !== anyRun || parts.at(-1) !== anyRun) parts.push(part);
  }
  return (name) => matchParts([...name], parts);
}

/** Sets with their brackets, and single characters. */
function* tokensOf(pattern: string): Generator<string> {
  const letters = [...pattern];
  let isClosable = true;
  for (let start = 0; start < letters.length; start += 1) {
    let end = -1;
    if (letters[start] === '[' && isClosable) {
      end = letters.indexOf(']', start + (letters[start + 1] === '!' ? 3 : 2));
      // No later bracket has an end then, and is looked for in vain.
      isClosable = end !== -1;
    }
    if (end === -1) end = start;
    yield letters.slice(start, end + 1).join('');
    start = end;
  }
}

function compileToken(token: string): PatternPart<string> {
  if (token === '*') return anyRun;
  if (token === '?') return () => true;
  if (token.startsWith('[') && token.length > 1) return compileSet(token.slice(1, -1));
  return (letter) => letter === token;
}

function compileSet(content: string): PatternPart<string> {
  const isComplement = content.startsWith('!');
  const members = isComplement ? content.slice(1) : content;
  const ranges = [...members.matchAll(/(.)-(.)|./gsu)].map(([single, first = single, last = single]) => ({
    first: first.codePointAt(0)!,
    last: last.codePointAt(0)!,
  }));
  return (letter) => {
    const code = letter.codePointAt(0)!;
    return ranges.some(({ first, last }) => first <= code && code <= last) !== isComplement;
  };
}
