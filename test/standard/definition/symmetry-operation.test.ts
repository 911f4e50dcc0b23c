import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { definitionFor, symmetryOperationPattern } from '../../../src/standard/index.ts';
import { referenceFolder } from './published-definitions.ts';

const pattern = new RegExp(symmetryOperationPattern, 'u');

test.for(['x,y,z', '-x,1/2+y,-z+3/4', 'x-y,x,z+5/6', '1/2,+1/3,-2/3', '+1/2+x,y,z'])(
  '%s is one (SYM-01)',
  (text) => {
    expect(pattern.test(text)).toBe(true);
  },
);

test.for(['X,Y,Z', 'x+0.25,y,z', 'x, y, z', 'x,y', 'x,y,z,x', '7/6+x,y,z', 'x+y-z,y,z', '', 'x,y,z\n'])(
  '%s is none',
  (text) => {
    expect(pattern.test(text)).toBe(false);
  },
);

const list = join(referenceFolder, 'tokens/symops.lst');

test.skipIf(!existsSync(list))('of the 5511 published lines, 3873 are (skipped without ../shared)', () => {
  const lines = readFileSync(list, 'utf8').trimEnd().split('\n');
  expect(lines).toHaveLength(5511);
  expect(lines.filter((line) => pattern.test(line))).toHaveLength(3873);
});

test('the definition demands it', () => {
  const definition = definitionFor('structures', 'space_group_symmetry_operations_xyz')!;
  expect(definition.items?.pattern).toBe(symmetryOperationPattern);
});
