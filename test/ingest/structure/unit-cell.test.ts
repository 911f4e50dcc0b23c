import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Vector } from '../../../src/ingest/structure/structure.ts';
import {
  cellOfLattice,
  latticeOfCell,
  spansVolume,
  toCartesian,
  toFractional,
  volumeOf,
} from '../../../src/ingest/structure/unit-cell.ts';
import { anyCell, anyFraction } from './any-structure.ts';

const right = { alpha: 90, beta: 90, gamma: 90 };

describe('latticeOfCell', () => {
  test('puts the first vector along x and the second into the xy plane', () => {
    const lattice = latticeOfCell({ a: 2, b: 3, c: 4, alpha: 80, beta: 95, gamma: 110 })!;
    expect(lattice[0]).toEqual([2, 0, 0]);
    expect(lattice[1][2]).toBe(0);
    expect(lattice[2][2]).toBeGreaterThan(0);
  });

  test('gives exact zeros for right angles', () => {
    expect(latticeOfCell({ a: 2, b: 3, c: 4, ...right })).toEqual([
      [2, 0, 0],
      [0, 3, 0],
      [0, 0, 4],
    ]);
  });

  test('agrees with the length of the diagonal of a hexagonal cell', () => {
    const [a, b] = latticeOfCell({ a: 3, b: 3, c: 5, ...right, gamma: 120 })!;
    expect(Math.hypot(a[0] + b[0], a[1] + b[1])).toBeCloseTo(3, 12);
  });

  test.each([
    ['no length', { a: 0, b: 3, c: 4, ...right }],
    ['a negative length', { a: -1, b: 3, c: 4, ...right }],
    ['a length that is no number', { a: Number.NaN, b: 3, c: 4, ...right }],
    ['an infinite length', { a: Number.POSITIVE_INFINITY, b: 3, c: 4, ...right }],
    ['an angle of 0', { a: 1, b: 3, c: 4, ...right, beta: 0 }],
    ['an angle of 180', { a: 1, b: 3, c: 4, ...right, gamma: 180 }],
    ['angles that close no volume', { a: 1, b: 3, c: 4, alpha: 30, beta: 30, gamma: 90 }],
    ['angles that lie in a plane', { a: 1, b: 3, c: 4, alpha: 60, beta: 60, gamma: 120 }],
    ['lengths beyond all numbers', { a: 1e300, b: 1e300, c: 1e300, ...right }],
  ])('knows no cell with %s', (_, cell) => {
    expect(latticeOfCell(cell)).toBeUndefined();
  });

  test('is undone by cellOfLattice', () => {
    fc.assert(
      fc.property(anyCell, (cell) => {
        const lattice = latticeOfCell(cell);
        fc.pre(lattice !== undefined);
        const again = cellOfLattice(lattice);
        for (const key of ['a', 'b', 'c', 'alpha', 'beta', 'gamma'] as const) {
          expect(again[key] / cell[key]).toBeCloseTo(1, 6);
        }
      }),
    );
  });
});

test('fractional and Cartesian coordinates lead to each other', () => {
  fc.assert(
    fc.property(anyCell, fc.tuple(anyFraction, anyFraction, anyFraction), (cell, fractional) => {
      const lattice = latticeOfCell(cell);
      fc.pre(lattice !== undefined);
      const again = toFractional(lattice, toCartesian(lattice, fractional));
      for (const axis of [0, 1, 2] as const) expect(again[axis]).toBeCloseTo(fractional[axis], 6);
    }),
  );
});

test.each<[string, readonly [Vector, Vector, Vector], boolean]>([
  [
    'a box',
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
    true,
  ],
  [
    'a left-handed box',
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, -1],
    ],
    true,
  ],
  [
    'a tiny box',
    [
      [1e-90, 0, 0],
      [0, 1e-90, 0],
      [0, 0, 1e-90],
    ],
    true,
  ],
  [
    'vectors in a plane',
    [
      [1, 0, 0],
      [0, 1, 0],
      [1, 1, 0],
    ],
    false,
  ],
  [
    'vectors nearly in a plane',
    [
      [1, 0, 0],
      [0, 1, 0],
      [1, 1, 1e-9],
    ],
    false,
  ],
  [
    'a vector of no length',
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 0],
    ],
    false,
  ],
  [
    'vectors that are no numbers',
    [
      [Number.NaN, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
    false,
  ],
])('whether %s spans a volume', (_, lattice, expected) => {
  expect(spansVolume(lattice)).toBe(expected);
});

test('the volume has no sign', () => {
  expect(
    volumeOf([
      [2, 0, 0],
      [0, 3, 0],
      [0, 0, -4],
    ]),
  ).toBe(24);
});
