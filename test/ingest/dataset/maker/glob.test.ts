import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileGlob } from '../../../../src/ingest/dataset/maker/glob.ts';

describe('patterns of paths', () => {
  test.each<[pattern: string, fitting: string[], other: string[]]>([
    ['a.cif', ['a.cif'], ['b.cif', 'a.cif/a', 'A.cif', 'aXcif']],
    ['*.cif', ['a.cif', '.cif', '*.cif'], ['a.CIF', 'd/a.cif', 'a.cif.gz', '']],
    ['cifs/*/*.cif', ['cifs/set1/101.cif'], ['cifs/101.cif', 'cifs/a/b/c.cif', 'x/cifs/a/b.cif']],
    ['**/*.cif', ['a.cif', 'a/b.cif', 'a/b/c.cif'], ['a.xyz', 'a.cif/b']],
    ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['a/x/c', 'ab', 'b']],
    ['a/**', ['a', 'a/b', 'a/b/c'], ['b', 'ab']],
    ['a**b', ['ab', 'axxb'], ['a/b']],
    ['POSCAR.?', ['POSCAR.1', 'POSCAR.\u{1f600}'], ['POSCAR.', 'POSCAR.10']],
    ['[ab]?[!c-e]', ['axb', 'b-a'], ['cxb', 'axd', 'ax']],
    ['[]]', [']'], ['[]]', 'a']],
    ['x[', ['x['], ['x']],
    ['Fe(2)+{a}^$|*', ['Fe(2)+{a}^$|1'], ['Fe2+a1']],
    ['{a,b/c}.{x,y}', ['a.x', 'a.y', 'b/c.x', 'b/c.y'], ['a.z', 'b.x', 'a,b/c.x']],
    ['{a,{b,c}}', ['a', 'b', 'c'], ['d']],
    ['{a,}b', ['ab', 'b'], ['a']],
    ['*a*b*', ['ab', 'xaxxbx', 'aabb'], ['ba', 'a']],
  ])('%s', (pattern, fitting, other) => {
    const matches = compileGlob(pattern);
    expect(fitting.filter((path) => !matches(path))).toEqual([]);
    expect(other.filter(matches)).toEqual([]);
  });

  test('as a regular expression would have it', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*'), maxLength: 8 });
    fc.assert(
      fc.property(
        text,
        fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 10 }),
        (pattern, path) => {
          fc.pre(!pattern.split('/').includes('**'));
          const expression = new RegExp(`^${pattern.replaceAll(/\*+/g, '[^/]*')}$`);
          expect(compileGlob(pattern)(path)).toBe(expression.test(path));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('hostile patterns take no time', () => {
    const path = 'a'.repeat(4_000);
    expect(compileGlob(`${'*a'.repeat(400)}b`)(path)).toBe(false);
    expect(compileGlob(`${'**/*a*/'.repeat(100)}b`)(path.replaceAll('aaaa', 'aaa/'))).toBe(false);
    expect(compileGlob('{a,b}'.repeat(1_000))(path)).toBe(false);
    expect(compileGlob(`${'{'.repeat(2_000)},`)(path)).toBe(false);
    expect(compileGlob('{a,{b,'.repeat(2_000))(path)).toBe(false);
  });
});
