import { describe, expect, it } from 'vitest';
import type { IndexRange } from '../../../src/graph/request/graph-request.ts';
import type { Span } from '../../../src/graph/walk/list-spans.ts';
import { spanOfIndex } from '../../../src/graph/walk/list-spans.ts';

const one = (start: number): IndexRange => ({ start, end: undefined, isSingle: true });
const range = (start: number | undefined, end: number | undefined): IndexRange => ({
  start,
  end,
  isSingle: false,
});

describe('spanOfIndex', () => {
  it.each<[string, IndexRange, number, Span]>([
    ['[1]', one(1), 4, { start: 1, end: 2 }],
    ['[-1]', one(-1), 4, { start: 3, end: 4 }],
    ['[9]', one(9), 4, { start: 3, end: 4 }],
    ['[-9]', one(-9), 4, { start: 0, end: 1 }],
    ['[0]', one(0), 0, { start: 0, end: 0 }],
    ['[1:3]', range(1, 3), 4, { start: 1, end: 4 }],
    ['[:1]', range(undefined, 1), 4, { start: 0, end: 2 }],
    ['[2:]', range(2, undefined), 4, { start: 2, end: 4 }],
    ['[:]', range(undefined, undefined), 4, { start: 0, end: 4 }],
    ['[-3:2]', range(-3, 2), 4, { start: 1, end: 3 }],
    ['[7:9]', range(7, 9), 4, { start: 3, end: 4 }],
    ['[3:1]', range(3, 1), 4, { start: 0, end: 0 }],
    ['[:]', range(undefined, undefined), 0, { start: 0, end: 0 }],
  ])('knows what %s means', (_, index, length, span) => {
    expect(spanOfIndex(index, length)).toEqual(span);
  });
});
