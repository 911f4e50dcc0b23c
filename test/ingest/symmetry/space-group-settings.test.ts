import { describe, expect, test } from 'vitest';
import { operationsOfSetting, settings } from '../../../src/ingest/symmetry/setting-table.ts';
import type { SettingQuery } from '../../../src/ingest/symmetry/space-group-settings.ts';
import { findSetting, printedOperations } from '../../../src/ingest/symmetry/space-group-settings.ts';
import { parseOperation, printOperation } from '../../../src/ingest/symmetry/symmetry-operation.ts';
import { composeOperations } from './compose-operations.ts';

describe('the table of settings', () => {
  test('has 530 settings of 230 groups', () => {
    expect(settings()).toHaveLength(530);
    expect(new Set(settings().map(({ itNumber }) => itNumber)).size).toBe(230);
  });

  test('writes every operation, and reads it back', () => {
    for (const setting of settings()) {
      const printed = printedOperations(setting);
      expect(printed[0]).toBe('x,y,z');
      expect(new Set(printed).size).toBe(operationsOfSetting(setting).length);
      for (const text of printed) expect(printOperation(parseOperation(text)!)).toBe(text);
    }
  });

  test('has groups: what two operations do one does', () => {
    for (const setting of settings()) {
      const operations = printedOperations(setting).map((text) => parseOperation(text)!);
      const printed = new Set(printedOperations(setting));
      // One after the other on the left suffices: every operation is a product of such.
      const generators = operations.slice(0, 12);
      for (const left of generators) {
        for (const right of operations) {
          const product = printOperation(composeOperations(left, right))!;
          if (!printed.has(product)) expect.fail(`${setting.hallSymbol} lacks ${product}`);
        }
      }
    }
  });

  test('has as many operations as the crystal class and the centering make', () => {
    const lattices = new Map(
      [...'PABCIFR'].map((letter) => [letter, letter === 'F' ? 4 : letter === 'R' ? 3 : 2]),
    );
    lattices.set('P', 1);
    for (const setting of settings()) {
      const operations = operationsOfSetting(setting);
      const rotations = new Set(operations.map(({ rotation }) => String(rotation)));
      const centering = lattices.get(setting.hallSymbol.replace('-', '').slice(0, 1))!;
      expect([setting.hallSymbol, operations.length]).toEqual([
        setting.hallSymbol,
        rotations.size * centering,
      ]);
    }
  });
});

const rhombohedral = { a: 5, b: 5, c: 5, alpha: 57, beta: 57, gamma: 57 };
const hexagonal = { a: 5, b: 5, c: 17, alpha: 90, beta: 90, gamma: 120 };
const uniqueC = { a: 5, b: 6, c: 7, alpha: 90, beta: 90, gamma: 101 };

describe('findSetting', () => {
  test.each<[string, SettingQuery, number, string]>([
    ['a Hall symbol', { hallSymbol: '-P 2ybc' }, 14, '-P 2ybc'],
    ['a quoted one', { hallSymbol: "'-p 2YBC'" }, 14, '-P 2ybc'],
    ['one with underscores', { hallSymbol: '-P_2ybc' }, 14, '-P 2ybc'],
    ['one without spaces', { hallSymbol: '-P2ybc' }, 14, '-P 2ybc'],
    ['one with a quote in it', { hallSymbol: 'P 31 2"' }, 152, 'P 31 2"'],
    ['one that needs its spaces', { hallSymbol: 'P 3 2' }, 149, 'P 3 2'],
    ['one that needs to lack them', { hallSymbol: 'P 32' }, 145, 'P 32'],
    ['a short symbol', { hermannMauguinSymbol: 'P b c a' }, 61, '-P 2ac 2ab'],
    ['one without spaces', { hermannMauguinSymbol: 'Pbca' }, 61, '-P 2ac 2ab'],
    ['one in capitals', { hermannMauguinSymbol: 'P B C A' }, 61, '-P 2ac 2ab'],
    ['underscored screw axes', { hermannMauguinSymbol: 'P 6_3/m m c' }, 194, '-P 6c 2c'],
    ['bracketed screw axes', { hermannMauguinSymbol: 'P2(1)/c' }, 14, '-P 2ybc'],
    ['a full symbol', { hermannMauguinSymbol: 'P 1 21/n 1' }, 14, '-P 2yn'],
    ['a full symbol of many axes', { hermannMauguinSymbol: 'P 21/n 21/m 21/a' }, 62, '-P 2ac 2n'],
    ['a cubic group without bar', { hermannMauguinSymbol: 'F m 3 m' }, 225, '-F 4 2 3'],
    ['a bar above', { hermannMauguinSymbol: 'F m 3\u0305 m' }, 225, '-F 4 2 3'],
    ['an old glide plane', { hermannMauguinSymbol: 'C m c a' }, 64, '-C 2ac 2'],
    ['an old glide plane elsewhere', { hermannMauguinSymbol: 'A b m 2' }, 39, 'A 2 -2b'],
    ['a new glide plane', { hermannMauguinSymbol: 'C m c e' }, 64, '-C 2ac 2'],
    ['origin choice 1', { hermannMauguinSymbol: 'F d -3 m :1' }, 227, 'F 4d 2 3 -1d'],
    ['origin choice S', { hermannMauguinSymbol: 'F d 3 m S' }, 227, 'F 4d 2 3 -1d'],
    ['origin choice Z', { hermannMauguinSymbol: 'Fd-3mZ' }, 227, '-F 4vw 2vw 3'],
    ['no origin choice', { hermannMauguinSymbol: 'F d -3 m' }, 227, '-F 4vw 2vw 3'],
    ['rhombohedral axes', { hermannMauguinSymbol: 'R -3 c :R' }, 167, '-P 3* 2n'],
    ['rhombohedral axes without colon', { hermannMauguinSymbol: 'R 3 m R' }, 160, 'P 3* -2'],
    ['hexagonal axes', { hermannMauguinSymbol: 'R -3 c H' }, 167, '-R 3 2"c'],
    ['hexagonal axes in an H', { hermannMauguinSymbol: 'H 3 2' }, 155, 'R 3 2"'],
    ['axes by a rhombohedral cell', { hermannMauguinSymbol: 'R -3 c', cell: rhombohedral }, 167, '-P 3* 2n'],
    ['axes by a hexagonal cell', { hermannMauguinSymbol: 'R -3 c', cell: hexagonal }, 167, '-R 3 2"c'],
    ['the unique axis by the cell', { hermannMauguinSymbol: 'P 21/b', cell: uniqueC }, 14, '-P 2bc'],
    ['a number', { itNumber: 62 }, 62, '-P 2ac 2n'],
    ['a number and a cell', { itNumber: 166, cell: rhombohedral }, 166, '-P 3* 2'],
    ['a number with two origins', { itNumber: 48 }, 48, '-P 2ab 2bc'],
    ['a symbol before a number', { hermannMauguinSymbol: 'P n m a', itNumber: 14 }, 62, '-P 2ac 2n'],
    ['a number behind an unknown symbol', { hermannMauguinSymbol: 'Q 1', itNumber: 2 }, 2, '-P 1'],
  ])('knows %s', (_, query, itNumber, hallSymbol) => {
    expect(findSetting(query)).toMatchObject({ itNumber, hallSymbol });
  });

  test.each<[string, SettingQuery]>([
    ['nothing', {}],
    ['an unknown Hall symbol', { hallSymbol: 'Z 9' }],
    ['a Hall symbol of two meanings', { hallSymbol: 'P32' }],
    ['an unknown symbol', { hermannMauguinSymbol: 'F 4 3 x' }],
    ['no number of a group', { itNumber: 231 }],
    ['a key of objects', { hermannMauguinSymbol: '__proto__' }],
    ['a long text', { hermannMauguinSymbol: 'P'.repeat(1e6), hallSymbol: 'P'.repeat(1e6) }],
  ])('knows no setting for %s', (_, query) => {
    expect(findSetting(query)).toBeUndefined();
  });

  test('finds each setting by its Hall symbol, and the group by its other symbols', () => {
    for (const { hallSymbol, shortSymbol, fullSymbol, itNumber } of settings()) {
      expect(findSetting({ hallSymbol })).toMatchObject({ hallSymbol, itNumber });
      expect(findSetting({ hermannMauguinSymbol: shortSymbol })).toMatchObject({ itNumber });
      expect(findSetting({ hermannMauguinSymbol: fullSymbol })).toMatchObject({ itNumber });
    }
  });

  test('tells what it assumed, and only then', () => {
    expect(findSetting({ hermannMauguinSymbol: 'F d -3 m' })!.assumed).toBe(
      'Of 2 settings that fit, the setting "2" of F d -3 m (Hall symbol -F 4vw 2vw 3) was assumed.',
    );
    expect(findSetting({ hermannMauguinSymbol: 'F d -3 m:2' })!.assumed).toBeUndefined();
    expect(findSetting({ hermannMauguinSymbol: 'R 3 m', cell: rhombohedral })!.assumed).toBeUndefined();
    expect(findSetting({ hermannMauguinSymbol: 'P 21/n', cell: uniqueC })!.assumed).toBeUndefined();
    expect(findSetting({ itNumber: 62 })!.assumed).toContain('the standard setting of P n m a');
  });
});
