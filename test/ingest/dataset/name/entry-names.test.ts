import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pathNames, shortNames } from '../../../../src/ingest/dataset/name/entry-names.ts';

function idsOf(rawIds: readonly string[], names = shortNames()): string[] {
  for (const rawId of rawIds) names.add(rawId);
  return rawIds.map((rawId) => names.idOf(rawId));
}

describe('short ids', () => {
  test.each<[rawIds: string[], ids: string[]]>([
    [
      ['data.zip/d/1.cif', 'data.zip/d/2.cif'],
      ['1', '2'],
    ],
    [
      ['s.zip/1/POSCAR', 's.zip/2/POSCAR'],
      ['1', '2'],
    ],
    [
      ['s.zip/a/1.cif', 's.zip/a/1.xyz'],
      ['1.cif', '1.xyz'],
    ],
    [
      ['a.zip/cifs/1.cif', 'b.zip/cifs/1.cif'],
      ['a', 'b'],
    ],
    [
      ['a.json/0', 'a.json/1', 'b.json/0'],
      ['a.json/0', 'a.json/1', 'b.json/0'],
    ],
    [
      ['set1/same.cif', 'set2/same.cif'],
      ['set1', 'set2'],
    ],
    [
      ['s.zip/cifs/set1/101.cif', 's.zip/cifs/set2/102.cif'],
      ['set1/101', 'set2/102'],
    ],
    [
      ['x/a.cif.gz', 'x/b.cif.gz'],
      ['a', 'b'],
    ],
    [
      ['x/a.cif.gz', 'x/b.xyz.gz'],
      ['a.cif', 'b.xyz'],
    ],
    [
      ['x/a.cif', 'x/b.cif', 'x/c'],
      ['a.cif', 'b.cif', 'c'],
    ],
    [
      ['x/1.cif/a/b', 'x/2.cif/a/b', 'x/3.cif/b'],
      ['1.cif/a', '2.cif/a', '3.cif'],
    ],
    [
      ['1.cif/a/b', '1.cif/b', '2.cif/b'],
      ['1.cif/a', '1.cif', '2.cif'],
    ],
    [
      ['p/1.cif/a/b', 'q/1.cif/a/b', 'r/2.cif/b'],
      ['p/1.cif/a', 'q/1.cif/a', 'r/2.cif'],
    ],
    [
      ['p/a.cif/b', 'q/a.cif/b', 'r/z.cif'],
      ['p/a.cif/b', 'q/a.cif/b', 'r/z.cif'],
    ],
    [
      ['p/a.cif', 'q/a.cif', 'r/z.cif'],
      ['p/a', 'q/a', 'r/z'],
    ],
    [
      ['x/.cif', 'x/.xyz'],
      ['.cif', '.xyz'],
    ],
    [
      ['b', 'a/b'],
      ['b', 'a'],
    ],
    [
      ['a/b.x', 'a/b.x/b.x'],
      ['a/b.x', 'b.x'],
    ],
  ])('%j', (rawIds, ids) => {
    expect(idsOf(rawIds)).toEqual(ids);
    expect(idsOf(rawIds.toReversed())).toEqual(ids.toReversed());
  });

  test.each<[rawId: string, id: string]>([
    ['H_1.xyz', 'H_1'],
    ['a.json.bz2/0', '0'],
    ['data/x.cif.gz', 'x.cif'],
    ['.cif', '.cif'],
    ['POSCAR', 'POSCAR'],
    ['s.zip/d/T_0.5', 'T_0.5'],
  ])('%s alone is %s', (rawId, id) => {
    expect(idsOf([rawId])).toEqual([id]);
  });

  test('decimals are no ending, and nothing is left without an id', () => {
    expect(idsOf(['T_0.5', 'U_0.5'])).toEqual(['T_0.5', 'U_0.5']);
    expect(idsOf(['T_0.5.cif', 'U_0.5.cif'])).toEqual(['T_0.5', 'U_0.5']);
    expect(idsOf(['s.zip/x/1', 's.zip/x/1/2'])).toEqual(['s.zip/x/1', '2']);
  });

  test('any names: as if all had been looked at together', () => {
    const segment = fc.constantFrom('a', 'b', 'a.x', 'b.x', 'a.y.x', 'b.y.x', '.x', 'c.', '1.5');
    const rawId = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join('/'));
    fc.assert(
      fc.property(fc.uniqueArray(rawId, { minLength: 1, maxLength: 6 }), (rawIds) => {
        expect(idsOf(rawIds)).toEqual(plainRule(rawIds));
      }),
      { numRuns: 2_000 },
    );
  });
});

test('ids by path are the paths', () => {
  expect(idsOf(['a/1.cif', 'a/2.cif'], pathNames())).toEqual(['a/1.cif', 'a/2.cif']);
  expect(idsOf(['a/1.cif'], pathNames())).toEqual(['a/1.cif']);
});

/** The rule in its plain form, with all names in hand. */
function plainRule(rawIds: readonly string[]): string[] {
  let names = rawIds.map((rawId) => rawId.split('/'));
  if (names.length === 1) return [splitEnding(names[0]!.at(-1)!)[0] || rawIds[0]!];
  while (names.every(([first]) => first !== undefined && first === names[0]![0])) {
    names = names.map((segments) => segments.slice(1));
  }
  while (names.every((segments) => segments.length > 0 && segments.at(-1) === names[0]!.at(-1))) {
    names = names.map((segments) => segments.slice(0, -1));
  }
  let ids = names.map((segments) => segments.join('/'));
  for (;;) {
    const [ending] = ids.map((id) => splitEnding(id)[1]);
    if (ending === '' || ids.some((id) => splitEnding(id)[1] !== ending)) break;
    ids = ids.map((id) => splitEnding(id)[0]);
  }
  return ids.map((id, index) => (id === '' ? rawIds[index]! : id));
}

function splitEnding(id: string): [stem: string, ending: string] {
  const [, stem, ending] = /^((?:.*\/)?\.*[^./][^/]*)(\.[^./]*)$/.exec(id) ?? [];
  return stem === undefined || /^\.\d+$/.test(ending!) ? [id, ''] : [stem, ending!];
}
