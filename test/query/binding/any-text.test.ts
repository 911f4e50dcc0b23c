import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OptimadeError } from '../../../src/base/index.ts';
import { parseFilter } from '../../../src/filter/index.ts';
import type { BoundFilter, Operand } from '../../../src/query/index.ts';
import { bindFilter } from '../../../src/query/index.ts';
import { contextOf, description } from '../description.ts';

const name = fc.constantFrom(
  ...Object.keys(description.entryTypes.structures!.properties),
  ...['species.name', 'species.mass', '_exmpl_setup.code', 'references.id', 'references.target.doi'],
  ...['references.target.authors.name', '_mp_x', '_nobody_x', 'nosuch'],
);
const value = fc.oneof(
  name,
  fc.constantFrom('"a"', '1', '-2.5e3', '1e999', 'TRUE', '"2020-01-01T00:00:00Z"'),
);
const comparison = fc.constantFrom('=', '!=', '<', '>=');
const itemOperator = fc.constantFrom('', '=', '>', 'CONTAINS', 'STARTS WITH');
const clause = fc.oneof(
  name,
  fc.tuple(name, fc.constantFrom('IS KNOWN', 'IS UNKNOWN')),
  fc.tuple(value, comparison, value),
  fc.tuple(name, fc.constantFrom('CONTAINS', 'ENDS'), value),
  fc.tuple(name, fc.constantFrom('HAS', 'HAS ALL', 'HAS ONLY'), itemOperator, value),
  fc.tuple(name, fc.constant(':'), name, fc.constant('HAS'), itemOperator, value, fc.constant(':'), value),
  fc.tuple(name, fc.constant('LENGTH'), value),
);

test('every combination of names, operators and values binds to comparable types or is a client error', () => {
  const counts = { bound: 0, refused: 0 };
  fc.assert(
    fc.property(clause, (parts) => {
      const text = [parts].flat().join(' ');
      try {
        checkTypes(bindFilter(parseFilter(text), text, contextOf()).filter);
        counts.bound += 1;
      } catch (error) {
        if (!(error instanceof OptimadeError)) throw error;
        counts.refused += 1;
      }
    }),
    { numRuns: 5_000 },
  );
  expect(counts.bound).toBeGreaterThan(500);
  expect(counts.refused).toBeGreaterThan(500);
});

/** What a backend relies on: both sides of an operator are of one type that has an order. */
function checkTypes(filter: BoundFilter): void {
  const check = (left: Operand, right: Operand) => {
    expect(right.type).toBe(left.type);
    expect(right.kind === 'constant' || !right.list).toBe(true);
    expect(left.type).not.toBe('opaque');
  };
  if (filter.kind === 'comparison' || filter.kind === 'fuzzy') {
    expect(filter.left.kind !== 'constant' && !filter.left.list).toBe(true);
    check(filter.left, filter.right);
  } else if (filter.kind === 'has') {
    for (const group of filter.groups) {
      expect(group).toHaveLength(filter.paths.length);
      for (const [index, { right }] of group.entries()) check(filter.paths[index]!, right);
    }
    for (const path of filter.paths) expect(path.list).toBe(true);
  } else if (filter.kind === 'length') {
    expect(filter.path.list).toBe(true);
    expect(filter.right.type).toBe('number');
  } else {
    expect(['known', 'truth']).toContain(filter.kind);
  }
}
