import { describe, expect, it } from 'vitest';
import {
  compileReferencePatterns,
  defaultReferencePatterns,
} from '../../../src/backend/archive/reference-patterns.ts';

describe('patterns of the places of references', () => {
  it.each<[pattern: string, yes: readonly string[], no: readonly string[]]>([
    ['*_ref', ['a_ref', 'a/b_ref', '_ref'], ['a_refs', 'a_ref/b', 'ref', '']],
    ['section', ['section', 'a/b/section'], ['sections', 'section/a']],
    ['s?ction*', ['section', 'a/suctions'], ['sction']],
    ['[ab]_to', ['a_to', 'x/b_to'], ['c_to']],
    [
      'workflow/*/section',
      ['workflow/tasks/section'],
      ['workflow/section', 'a/workflow/b/section', 'workflow/a/b/section'],
    ],
    ['workflow/**/section', ['workflow/section', 'workflow/a/b/section'], ['section', 'workflow/section/a']],
    ['**/section', ['section', 'a/b/section'], ['a/b']],
    ['data/**', ['data', 'data/a', 'data/a/b'], ['a/data']],
    ['/title', ['title'], ['a/title']],
    ['a*b/c', ['ab/c', 'axxb/c'], ['a/b/c']],
    ['*.é', ['x.é', 'a/.é'], ['x.e']],
  ])('%s', (pattern, yes, no) => {
    const isReference = compileReferencePatterns([pattern]);
    for (const path of yes) expect([path, isReference(path.split('/'))]).toEqual([path, true]);
    for (const path of no)
      expect([path, isReference(path === '' ? [] : path.split('/'))]).toEqual([path, false]);
  });

  it('are told by endings where they are nothing else', () => {
    expect(compileReferencePatterns(defaultReferencePatterns).keyEndings).toEqual(['_ref', '_refs']);
    for (const pattern of ['a_ref', '*a*', '*', '*[ab]', '*é', 'a/*_ref', '*?']) {
      expect(compileReferencePatterns(['*_ref', pattern]).keyEndings).toBeUndefined();
    }
    expect(compileReferencePatterns([])(['a_ref'])).toBe(false);
  });

  it('take little time whatever they hold', () => {
    const hostile = [`${'*a'.repeat(2_000)}b`, `${'**/a/'.repeat(300)}b`];
    const isReference = compileReferencePatterns(hostile);
    expect(isReference(Array(500).fill('a'))).toBe(false);
    expect(isReference(['a'.repeat(20_000)])).toBe(false);
  });
});
