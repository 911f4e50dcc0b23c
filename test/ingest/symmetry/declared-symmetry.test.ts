import { describe, expect, test } from 'vitest';
import { limits } from '../../../src/base/index.ts';
import type { DeclaredSymmetry } from '../../../src/ingest/structure/structure.ts';
import { declaredSymmetryAttributes } from '../../../src/ingest/symmetry/declared-symmetry.ts';
import { settings } from '../../../src/ingest/symmetry/setting-table.ts';
import { printedOperations } from '../../../src/ingest/symmetry/space-group-settings.ts';
import { rockSalt } from '../structure/any-structure.ts';
import { faultsOf } from '../structure/faults-of.ts';

const operations = ['x,y,z', '-x,1/2+y,1/2-z', '-x,-y,-z', 'x,1/2-y,1/2+z'];
const written = ['x,y,z', '-x,y+1/2,-z+1/2', '-x,-y,-z', 'x,-y+1/2,z+1/2'];

function read(symmetry: DeclaredSymmetry) {
  const { attributes, remarks } = declaredSymmetryAttributes({ ...rockSalt, symmetry });
  expect(faultsOf({ ...attributes, dimension_types: [1, 1, 1], nperiodic_dimensions: 3 })).toEqual([]);
  const values = Object.entries(attributes).map(([name, value]) => [name.replace('space_group_', ''), value]);
  return { ...Object.fromEntries(values), remarks };
}

describe('declaredSymmetryAttributes', () => {
  test('writes what agrees in the spelling of the standard', () => {
    expect(
      read({
        operations,
        hallSymbol: '-P_2ybc',
        hermannMauguinSymbol: 'P 1 21/c 1',
        hermannMauguinExtended: 'P 1 2_1/c 1',
        itNumber: 14,
      }),
    ).toEqual({
      symmetry_operations_xyz: written,
      symbol_hall: '-P 2ybc',
      symbol_hermann_mauguin: 'P 21/c',
      symbol_hermann_mauguin_extended: 'P 1 21/c 1',
      it_number: 14,
      remarks: [],
    });
  });

  test('adds nothing to what is declared', () => {
    expect(read({ itNumber: 14 })).toEqual({ it_number: 14, remarks: [] });
    expect(read({ operations })).toEqual({ symmetry_operations_xyz: written, remarks: [] });
    expect(read({})).toEqual({ remarks: [] });
  });

  test('tells nothing of what is not periodic in three directions', () => {
    const slab = {
      ...rockSalt,
      periodic: [true, true, false] as const,
      symmetry: { itNumber: 14, operations },
    };
    expect(declaredSymmetryAttributes(slab)).toEqual({ attributes: {}, remarks: [] });
  });

  test.each<[string, DeclaredSymmetry, readonly string[], string]>([
    [
      'a Hall symbol',
      { operations, hallSymbol: '-P 2yn' },
      ['symmetry_operations_xyz'],
      'Hall symbol -P 2yn',
    ],
    ['an unknown Hall symbol', { hallSymbol: 'Q 7' }, [], 'Hall symbol "Q 7"'],
    ['a number', { operations, itNumber: 225 }, ['symmetry_operations_xyz'], 'number 225'],
    [
      'a symbol',
      { operations, hermannMauguinSymbol: 'F m -3 m', itNumber: 14 },
      ['symmetry_operations_xyz', 'it_number'],
      'symbol "F m -3 m"',
    ],
    [
      'a number beside a symbol',
      { hermannMauguinSymbol: 'P b c a', itNumber: 62 },
      ['symbol_hermann_mauguin'],
      'number 62',
    ],
    [
      'a symbol of the same class',
      { operations, hermannMauguinSymbol: 'P 21/m', itNumber: 14 },
      ['symmetry_operations_xyz', 'it_number'],
      'symbol "P 21/m"',
    ],
    [
      'an extended symbol',
      { hermannMauguinExtended: 'P b c a', itNumber: 14 },
      ['it_number'],
      'symbol "P b c a"',
    ],
    ['a number beside a Hall symbol', { hallSymbol: '-P 1', itNumber: 14 }, ['symbol_hall'], 'number 14'],
    ['what is no symbol', { hermannMauguinSymbol: 'unknown' }, [], 'symbol "unknown" is not known'],
    ['operations without identity', { operations: ['-x,-y,-z'] }, [], 'identity'],
    ['what is no operation', { operations: ['x,y,z', 'x,y'] }, [], '"x,y"'],
    ['translations that cannot be written', { operations: ['x,y,z', 'x+1/8,y,z'] }, [], '"x+1/8,y,z"'],
    [
      'too many operations',
      { operations: Array.from({ length: limits.symmetryOperationsMax + 1 }, () => 'x,y,z') },
      [],
      'too many',
    ],
    ['a group that does not exist', { itNumber: 231, operations }, ['symmetry_operations_xyz'], 'number 231'],
  ])('leaves out %s where it does not fit', (_, symmetry, kept, remark) => {
    const { remarks, ...attributes } = read(symmetry);
    expect(Object.keys(attributes).sort()).toEqual([...kept].sort());
    expect(remarks).toEqual([expect.stringContaining(remark)]);
  });

  test('passes on a symbol of a setting that no table has', () => {
    expect(read({ hermannMauguinSymbol: 'F 4_1/d  d c :1' })).toEqual({
      symbol_hermann_mauguin: 'F 41/d d c',
      remarks: [],
    });
  });

  test('finds every setting in agreement with itself', () => {
    for (const setting of settings()) {
      const { hallSymbol, shortSymbol, fullSymbol, itNumber } = setting;
      const declared = { hallSymbol, hermannMauguinSymbol: fullSymbol, itNumber };
      expect(read({ ...declared, operations: printedOperations(setting) })).toMatchObject({
        symbol_hall: hallSymbol,
        symbol_hermann_mauguin: shortSymbol,
        it_number: itNumber,
        remarks: [],
      });
    }
  });
});
