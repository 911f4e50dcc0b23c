import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseOperation, printOperation } from '../../../src/ingest/symmetry/symmetry-operation.ts';
import { symmetryOperationPattern } from '../../../src/standard/index.ts';

const identity = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

describe('parseOperation', () => {
  test.each([
    ['x,y,z', identity, [0, 0, 0]],
    ['X, Y, Z', identity, [0, 0, 0]],
    ["'x, 1/2+y, z'", identity, [0, 0.5, 0]],
    ['"x,y-1/4,z"', identity, [0, -0.25, 0]],
    ['x+.5,y+0.25,1.+z', identity, [0.5, 0.25, 1]],
    ['12 x,y,z', identity, [0, 0, 0]],
    ['1/2+x,y,z', identity, [0.5, 0, 0]],
    ['+x,+y,+z', identity, [0, 0, 0]],
    [
      '-x+y,1/3+y,-z',
      [
        [-1, 1, 0],
        [0, 1, 0],
        [0, 0, -1],
      ],
      [0, 1 / 3, 0],
    ],
    [
      'y,x-y,z+5/6',
      [
        [0, 1, 0],
        [1, -1, 0],
        [0, 0, 1],
      ],
      [0, 0, 5 / 6],
    ],
    [
      '1*x,y+2*x,z',
      [
        [1, 0, 0],
        [2, 1, 0],
        [0, 0, 1],
      ],
      [0, 0, 0],
    ],
  ])('reads %s', (text, rotation, translation) => {
    expect(parseOperation(text)).toEqual({ rotation, translation });
  });

  test.each([
    '',
    'x,y',
    'x,y,z,x',
    'x,y,',
    'x,y,w',
    'x,x,z',
    '2x,y,z',
    'x y z',
    'xy,y,z',
    'x,y,z/0',
    'x,y,z+1/0',
    'x,y,--z',
    'x,y,z+1/2/3',
    `x,y,z+${'1'.repeat(300)}`,
  ])('takes "%s" for no operation', (text) => {
    expect(parseOperation(text)).toBeUndefined();
  });
});

describe('printOperation', () => {
  test.each([
    ['-x, 1/2+y, 1/2-z', '-x,y+1/2,-z+1/2'],
    ['x-y,x,z-1/6', 'x-y,x,z+5/6'],
    ['x+.6667,y+.3333,z+1', 'x+2/3,y+1/3,z'],
    ['x+0.9999,y-0.0001,z', 'x,y,z'],
    ['-x+5/4,y,z', '-x+1/4,y,z'],
  ])('writes %s as %s', (text, expected) => {
    expect(printOperation(parseOperation(text)!)).toBe(expected);
  });

  test.each(['x+1/8,y,z', 'x+0.123,y,z', 'x+y+z,y,z', 'x+2y,y,z'])('has no form for %s', (text) => {
    expect(printOperation(parseOperation(text)!)).toBeUndefined();
  });

  test('does not write translations that are no numbers', () => {
    const { rotation } = parseOperation('x,y,z')!;
    expect(printOperation({ rotation, translation: [Number.NaN, 0, 0] })).toBeUndefined();
  });

  test('writes what the standard allows and what is read back', () => {
    const pattern = new RegExp(symmetryOperationPattern);
    const anyTerm = fc.constantFrom('x', '-y', 'z', 'x-y', '-x+y', 'y');
    const anyShift = fc.constantFrom('', '+1/2', '-1/3', '+5/6', '+0.75');
    const anyText = fc.array(fc.tuple(anyTerm, anyShift), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(anyText, (terms) => {
        const operation = parseOperation(terms.map(([term, shift]) => term + shift).join(','));
        fc.pre(operation !== undefined);
        const printed = printOperation(operation)!;
        expect(printed).toMatch(pattern);
        expect(printOperation(parseOperation(printed)!)).toBe(printed);
      }),
    );
  });
});
