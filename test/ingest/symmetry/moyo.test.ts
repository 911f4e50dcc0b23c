import { expect, test } from 'vitest';
import { limits } from '../../../src/base/index.ts';
import { moyo, moyoVersion, replaceMoyo } from '../../../src/ingest/symmetry/moyo.ts';
import { structureSymmetry } from '../../../src/ingest/symmetry/structure-symmetry.ts';
import { rockSalt } from '../structure/any-structure.ts';

/** Ends in an error within the program: it expects one number for each position. */
function fail(): void {
  const cell = { lattice: { basis: [4, 0, 0, 0, 4, 0, 0, 0, 4] }, positions: [], numbers: [1] };
  moyo().analyze_cell(JSON.stringify(cell), 1e-3, 'Standard');
}

test('the program has the version that the package names', () => {
  expect(moyoVersion()).toMatch(/^\d+\.\d+\.\d+$/);
});

test('a program that failed is replaced, but not without end', async () => {
  const first = moyo();
  expect(fail).toThrow('unreachable');
  expect(await replaceMoyo()).toBe(true);
  expect(moyo()).not.toBe(first);
  expect(structureSymmetry(rockSalt, 'computed').attributes.space_group_it_number).toBe(225);
  let replaced = 1;
  while (await replaceMoyo()) replaced += 1;
  expect(replaced).toBe(limits.symmetryProgramsMax - 1);
  expect(structureSymmetry(rockSalt, 'computed').attributes.space_group_it_number).toBe(225);
});
