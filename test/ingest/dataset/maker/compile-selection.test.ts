import { describe, expect, test } from 'vitest';
import {
  compileNames,
  compileSelection,
  nameUncompressed,
  pathBeside,
} from '../../../../src/ingest/dataset/maker/compile-selection.ts';

function taken(matches: readonly string[], paths: readonly string[]) {
  const selection = compileSelection({ file: 'a.zip', matches });
  return { taken: paths.filter(selection.matches), unmatched: selection.unmatched() };
}

describe('which files are meant', () => {
  test.each<[matches: string[], paths: string[], taken: string[], unmatched: string[]]>([
    [['cifs/*.cif'], ['cifs/1.cif', 'cifs/2.cif', 'x.cif'], ['cifs/1.cif', 'cifs/2.cif'], []],
    [['*.cif', 'a.*'], ['a.cif'], ['a.cif'], []],
    [['a[1].cif'], ['a[1].cif', 'a1.cif'], ['a[1].cif', 'a1.cif'], []],
    [['*.cif'], ['x/a.cif'], [], ['no file matches "*.cif"; did you mean "x/a.cif"?']],
    [['*.cif'], ['a.CIF'], [], ['no file matches "*.cif"; did you mean "a.CIF"?']],
    [['*.cif'], ['a.xyz'], [], ['no file matches "*.cif"; there is, for one, "a.xyz"']],
    [['*.cif'], [], [], ['no file matches "*.cif"']],
    [
      ['x.cif', 'b.cif'],
      ['sub/X.cif', 'b.cif'],
      ['b.cif'],
      ['there is no file "x.cif"; did you mean "sub/X.cif"?'],
    ],
    [['data.csv'], ['date.csv'], [], ['there is no file "data.csv"; did you mean "date.csv"?']],
    [['data.csv', '*.csv'], ['data.csv'], ['data.csv'], []],
    [['__proto__'], ['constructor'], [], ['there is no file "__proto__"; there is, for one, "constructor"']],
  ])('%j of %j', (matches, paths, expected, unmatched) => {
    expect(taken(matches, paths)).toEqual({ taken: expected, unmatched });
  });

  test('without patterns, the file itself', () => {
    const selection = compileSelection({ file: 'x/H_1.xyz' });
    expect(selection.matches('x/H_1.xyz')).toBe(true);
    expect(selection.matches('H_1.xyz')).toBe(false);
    expect(selection.unmatched()).toEqual([]);
  });
});

test('names are no patterns', () => {
  const names = compileNames(['a*.cif', 'b.cif']);
  expect(['a*.cif', 'ab.cif', 'b.cif'].filter(names.matches)).toEqual(['a*.cif', 'b.cif']);
  expect(names.unmatched()).toEqual([]);
});

test('paths as if bundles lay unpacked and files uncompressed', () => {
  expect(pathBeside('a.zip', 'cifs/1.cif')).toBe('cifs/1.cif');
  expect(pathBeside('x/y/a.zip', 'cifs/1.cif')).toBe('x/y/cifs/1.cif');
  expect(nameUncompressed('x/part_1.json.bz2')).toBe('x/part_1.json');
  expect(nameUncompressed('x/part_1.json')).toBeUndefined();
});
