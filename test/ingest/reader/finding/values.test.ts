import { describe, expect, test } from 'vitest';
import { readAtomName, symbolOfNumber } from '../../../../src/ingest/reader/finding/atom-name.ts';
import { latticeBox } from '../../../../src/ingest/reader/finding/lattice-box.ts';
import { LineCursor } from '../../../../src/ingest/reader/finding/line-cursor.ts';
import { readNumber } from '../../../../src/ingest/reader/finding/written-number.ts';
import { pieceOf } from '../structure-sample.ts';

describe('numbers as programs write them', () => {
  test.each([
    ['1', 1],
    ['-0.25', -0.25],
    ['+.5', 0.5],
    ['5.', 5],
    ['1e-3', 0.001],
    ['1.0D-3', 0.001],
    ['1.5d+02', 150],
    ['2q1', 20],
    ['1.0-103', 1e-103],
    ['-2.5+100', -2.5e100],
    ['2.1997*^-6', 2.1997e-6],
    ['1-3', undefined],
    ['1e999', undefined],
    ['0x10', undefined],
    ['nan', undefined],
    ['Infinity', undefined],
    ['1,5', undefined],
    ['1/3', undefined],
    ['', undefined],
    ['.', undefined],
    ['1e', undefined],
    ['--1', undefined],
  ])('%s', (text, value) => {
    expect(readNumber(text)).toBe(value);
  });
});

describe('names of atoms', () => {
  test.each([
    ['Fe', { symbol: 'Fe' }],
    ['FE', { symbol: 'Fe' }],
    ['h', { symbol: 'H' }],
    ['C12', { symbol: 'C' }],
    ['Fe3+', { symbol: 'Fe', charge: 3, originalName: 'Fe3+' }],
    ['O2-', { symbol: 'O', charge: -2, originalName: 'O2-' }],
    ['Fe_pv', { symbol: 'Fe', originalName: 'Fe_pv' }],
    ['D', { symbol: 'H', mass: 2.0141, originalName: 'D' }],
    ['OW', { symbol: 'O', originalName: 'OW' }],
    ['X', { symbol: 'X' }],
    ['Bq', { symbol: 'X', originalName: 'Bq' }],
    ['H-Bq', { symbol: 'X', originalName: 'H-Bq' }],
    ['@O', { symbol: 'X', originalName: '@O' }],
    ['H:', { symbol: 'X', originalName: 'H:' }],
    ['Gh', { symbol: 'X', originalName: 'Gh' }],
    ['Bead', undefined],
    ['Total', undefined],
    ['Qq', undefined],
    ['1.5', undefined],
    ['', undefined],
  ])('%s', (name, occupant) => {
    expect(readAtomName(name)).toEqual(occupant);
  });

  test.each([
    [0, 'X'],
    [1, 'H'],
    [118, 'Og'],
    [119, undefined],
    [-1, undefined],
    [1.5, undefined],
  ])('atomic number %s', (atomicNumber, symbol) => {
    expect(symbolOfNumber(atomicNumber)).toBe(symbol);
  });
});

describe('lattices', () => {
  const [a, b, c, none] = [[2, 0, 0] as const, [0, 3, 0] as const, [1, 1, 4] as const, [0, 0, 0] as const];
  const all = [true, true, true] as const;

  test.each([
    ['a crystal', [a, b, c], all, [a, b, c], all],
    ['a box', [a, b, c], [false, false, false], [a, b, c], [false, false, false]],
    ['a slab', [a, b, none], [true, true, false], [a, b, null], [true, true, false]],
    ['a wire', [none, none, c], [false, false, true], [null, null, c], [false, false, true]],
    ['a molecule', [none, none, none], [false, false, false], [null, null, null], [false, false, false]],
    ['a promise without vector', [a, none, c], all, [a, null, c], [true, false, true]],
  ] as const)('%s', (_, vectors, periodic, lattice, isPeriodic) => {
    expect(latticeBox(vectors, periodic)).toMatchObject({ lattice, periodic: isPeriodic });
  });

  test.each([
    ['in a plane', [a, b, [1, 1, 0]]],
    ['in a line', [a, [4, 0, 0], none]],
    ['beyond all range', [a, b, [0, 0, Number.POSITIVE_INFINITY]]],
  ] as const)('vectors %s are none', (_, vectors) => {
    expect(latticeBox(vectors, all)).toBeUndefined();
  });

  test('a periodic direction without vector is told of', () => {
    expect(latticeBox([a, none, c], all)?.remarks).toHaveLength(1);
    expect(latticeBox([a, none, c], [true, false, true])?.remarks).toEqual([]);
  });
});

describe('lines', () => {
  test.each([
    ['of Unix', 'a\nb\n\nc', ['a', 'b', '', 'c']],
    ['of Windows', 'a\r\nb\r\n', ['a', 'b']],
    ['of old Macintoshes', 'a\rb\rc', ['a', 'b', 'c']],
    ['with a byte order mark', '\uFEFFa\nb', ['a', 'b']],
    ['in Latin-1', Buffer.from('\xc5\nb', 'latin1'), ['Å', 'b']],
    ['in UTF-8', 'Å\nb', ['Å', 'b']],
    ['none', '', []],
  ])('%s', (_, text, lines) => {
    const cursor = new LineCursor(pieceOf(text, 11));
    for (const [at, line] of lines.entries()) {
      expect(cursor.next()).toBe(line);
      expect(cursor.line).toBe(11 + at);
    }
    expect(cursor.next()).toBeUndefined();
    expect(cursor.next()).toBeUndefined();
  });
});
