import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileNamePattern } from '../../src/base/index.ts';

const names = [
  '',
  'e',
  'a',
  'b',
  'c',
  'd',
  'x',
  '-',
  '^',
  '!',
  '[',
  ']',
  '*',
  '?',
  '\\',
  '/',
  '.a',
  'ab',
  'aab',
  'a/b',
  'a.b',
  'a-b',
  'acb',
  '{a,b}',
  '!a',
  'a[',
  '[a',
  'a*',
  '\\a',
  'a]',
  'é',
  'ö',
  '😀',
  '😁',
  '😀b',
  'xb',
  'bx',
  '[]',
  '[!]',
  '+(a)',
  '.',
  'a\n',
  '\n',
  'A',
  '^a]',
  'x]',
  ']]',
];

/** Which of the names each pattern matches, as `fnmatch.fnmatchcase` of Python 3.11 has it. */
const facts: readonly (readonly [string, readonly string[]])[] = [
  ['', ['']],
  ['*', names],
  [
    '?',
    [
      'e',
      'a',
      'b',
      'c',
      'd',
      'x',
      '-',
      '^',
      '!',
      '[',
      ']',
      '*',
      '?',
      '\\',
      '/',
      'é',
      'ö',
      '😀',
      '😁',
      '.',
      '\n',
      'A',
    ],
  ],
  ['a', ['a']],
  ['a*', ['a', 'ab', 'aab', 'a/b', 'a.b', 'a-b', 'acb', 'a[', 'a*', 'a]', 'a\n']],
  ['*a', ['a', '.a', '!a', '[a', '\\a']],
  ['a?', ['ab', 'a[', 'a*', 'a]', 'a\n']],
  ['[a]', ['a']],
  [
    '[!a]',
    [
      'e',
      'b',
      'c',
      'd',
      'x',
      '-',
      '^',
      '!',
      '[',
      ']',
      '*',
      '?',
      '\\',
      '/',
      'é',
      'ö',
      '😀',
      '😁',
      '.',
      '\n',
      'A',
    ],
  ],
  ['[^a]', ['a', '^']],
  ['[a-c]', ['a', 'b', 'c']],
  [
    '[!a-c]',
    ['e', 'd', 'x', '-', '^', '!', '[', ']', '*', '?', '\\', '/', 'é', 'ö', '😀', '😁', '.', '\n', 'A'],
  ],
  ['[c-a]', []],
  ['[a-]', ['a', '-']],
  ['[-a]', ['a', '-']],
  ['[]a]', ['a', ']']],
  [
    '[!]a]',
    ['e', 'b', 'c', 'd', 'x', '-', '^', '!', '[', '*', '?', '\\', '/', 'é', 'ö', '😀', '😁', '.', '\n', 'A'],
  ],
  ['[]', ['[]']],
  ['[!]', ['[!]']],
  ['[', ['[']],
  ['a[', ['a[']],
  ['[a', ['[a']],
  ['[a-c-e]', ['e', 'a', 'b', 'c', '-']],
  ['[a-a]', ['a']],
  ['[--/]', ['-', '/', '.']],
  ['**', names],
  ['*.*', ['.a', 'a.b', '.']],
  ['*a*b*', ['ab', 'aab', 'a/b', 'a.b', 'a-b', 'acb', '{a,b}']],
  ['a\\*', []],
  ['\\a', ['\\a']],
  ['{a,b}', ['{a,b}']],
  ['!a', ['!a']],
  ['+(a)', ['+(a)']],
  ['[[]', ['[']],
  ['[*]', ['*']],
  ['[?]', ['?']],
  ['[]-a]', ['a', '^', ']']],
  [
    '[!!]',
    [
      'e',
      'a',
      'b',
      'c',
      'd',
      'x',
      '-',
      '^',
      '[',
      ']',
      '*',
      '?',
      '\\',
      '/',
      'é',
      'ö',
      '😀',
      '😁',
      '.',
      '\n',
      'A',
    ],
  ],
  [
    '[!-a]',
    ['e', 'b', 'c', 'd', 'x', '^', '!', '[', ']', '*', '?', '\\', '/', 'é', 'ö', '😀', '😁', '.', '\n', 'A'],
  ],
  ['[a!]', ['a', '!']],
  ['a-*', ['a-b']],
  ['[é-ü]', ['é', 'ö']],
  ['[😀-😃]', ['😀', '😁']],
  ['?b', ['ab', '😀b', 'xb']],
  ['[a-c]x', ['bx']],
  ['[a]]', ['a]']],
  ['[][!]', ['!', '[', ']']],
  ['[a\\]', ['a', '\\']],
  [
    '[!^a]',
    ['e', 'b', 'c', 'd', 'x', '-', '!', '[', ']', '*', '?', '\\', '/', 'é', 'ö', '😀', '😁', '.', '\n', 'A'],
  ],
  ['[a-b-]', ['a', 'b', '-']],
  ['[]]', [']']],
  [
    '[!]]',
    [
      'e',
      'a',
      'b',
      'c',
      'd',
      'x',
      '-',
      '^',
      '!',
      '[',
      '*',
      '?',
      '\\',
      '/',
      'é',
      'ö',
      '😀',
      '😁',
      '.',
      '\n',
      'A',
    ],
  ],
  ['[^]a]', ['^a]']],
  ['[]-]', ['-', ']']],
  ['[a-cx-z]', ['a', 'b', 'c', 'x']],
];

describe('a pattern of names', () => {
  it.each(facts)('%j matches what it matches in Python', (pattern, expected) => {
    expect(names.filter(compileNamePattern(pattern))).toEqual(expected);
  });

  it('agrees with its meaning read off letter by letter', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'ab*?[]!-😀'), maxLength: 9 });
    fc.assert(
      fc.property(letters, letters, (pattern, name) => {
        expect(compileNamePattern(pattern)(name)).toBe(means([...pattern], [...name]));
      }),
      { numRuns: 3_000 },
    );
  });

  it('is told in no time that grows faster than pattern times name', () => {
    expect(compileNamePattern(`${'*a'.repeat(2_000)}b`)('a'.repeat(2_000))).toBe(false);
    expect(compileNamePattern('['.repeat(200_000))('[')).toBe(false);
  });
});

/** The meaning, tried out in every way. */
function means(pattern: readonly string[], name: readonly string[]): boolean {
  const [token, ...rest] = pattern;
  const [letter, ...others] = name;
  if (token === undefined) return letter === undefined;
  if (token === '*') return means(rest, name) || (letter !== undefined && means(pattern, others));
  if (letter === undefined) return false;
  if (token === '?') return means(rest, others);
  if (token === '[') {
    const isComplement = rest[0] === '!';
    const start = isComplement ? 1 : 0;
    const end = rest.indexOf(']', start + 1);
    if (end !== -1) {
      return isMember(letter, rest.slice(start, end)) !== isComplement && means(rest.slice(end + 1), others);
    }
  }
  return token === letter && means(rest, others);
}

function isMember(letter: string, set: readonly string[]): boolean {
  const [first, dash, last, ...behind] = set;
  if (first === undefined) return false;
  if (dash === '-' && last !== undefined) {
    const [code, low, high] = [letter, first, last].map((text) => text.codePointAt(0)!);
    return (low! <= code! && code! <= high!) || isMember(letter, behind);
  }
  return first === letter || isMember(letter, set.slice(1));
}
