import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits } from '../../../src/base/index.ts';
import type { Structure, Vector } from '../../../src/ingest/structure/structure.ts';
import { structureAttributes } from '../../../src/ingest/structure/structure-attributes.ts';
import { structureSymmetry } from '../../../src/ingest/symmetry/structure-symmetry.ts';
import { parseOperation } from '../../../src/ingest/symmetry/symmetry-operation.ts';
import { anyStructure, crystal, cubic, faceCentered, rockSalt } from '../structure/any-structure.ts';
import { faultsOf } from '../structure/faults-of.ts';
import { applyOperation } from './compose-operations.ts';

const hexagonal = { a: 3.2, b: 3.2, c: 5.2, alpha: 90, beta: 90, gamma: 120 };
const magnesium = crystal(hexagonal, [
  ['Mg', [1 / 3, 2 / 3, 0.25]],
  ['Mg', [2 / 3, 1 / 3, 0.75]],
]);
const diamond = crystal(cubic(3.57), [
  ...faceCentered('C', [0, 0, 0]),
  ...faceCentered('C', [0.25, 0.25, 0.25]),
]);
const centeredDiamond = crystal(cubic(3.57), [
  ...faceCentered('C', [0.125, 0.125, 0.125]),
  ...faceCentered('C', [0.875, 0.375, 0.375]),
]);
const primitive = crystal({ a: 3.99, b: 3.99, c: 3.99, alpha: 60, beta: 60, gamma: 60 }, [
  ['Na', [0, 0, 0]],
  ['Cl', [0.5, 0.5, 0.5]],
]);
const perovskite = crystal(cubic(3.9), [
  ['Sr', [0, 0, 0]],
  ['Ti', [0.5, 0.5, 0.5]],
  ['O', [0.5, 0.5, 0]],
  ['O', [0.5, 0, 0.5]],
  ['O', [0, 0.5, 0.5]],
]);
const rutile = crystal({ ...cubic(4.594), c: 2.959 }, [
  ['Ti', [0, 0, 0]],
  ['Ti', [0.5, 0.5, 0.5]],
  ['O', [0.305, 0.305, 0]],
  ['O', [0.695, 0.695, 0]],
  ['O', [0.195, 0.805, 0.5]],
  ['O', [0.805, 0.195, 0.5]],
]);
const general: Vector = [0.11, 0.21, 0.31];
const orthorhombic = crystal(
  { a: 5, b: 6, c: 7, alpha: 90, beta: 90, gamma: 90 },
  [-1, 1].flatMap((x) =>
    [-1, 1].flatMap((y) =>
      [-1, 1].map((z) => ['Fe', [x * general[0], y * general[1], z * general[2]]] as const),
    ),
  ),
);

describe('computed symmetry', () => {
  test.each<[string, Structure, number, string, string | undefined, readonly string[]]>([
    ['rock salt', rockSalt, 225, 'F m -3 m', '-F 4 2 3', [...'aaaabbbb']],
    ['magnesium', magnesium, 194, 'P 63/m m c', '-P 6c 2c', [...'cc']],
    ['diamond', diamond, 227, 'F d -3 m', 'F 4d 2 3 -1d', [...'aaaaaaaa']],
    ['diamond at an inversion', centeredDiamond, 227, 'F d -3 m', '-F 4vw 2vw 3', [...'aaaaaaaa']],
    ['perovskite', perovskite, 221, 'P m -3 m', '-P 4 2 3', [...'abccc']],
    ['rutile', rutile, 136, 'P 42/m n m', '-P 4n 2n', [...'aaffff']],
    ['a primitive cell', primitive, 225, 'F m -3 m', undefined, [...'ab']],
    ['the 27th position', orthorhombic, 47, 'P m m m', '-P 2 2', Array.from({ length: 8 }, () => 'α')],
  ])('of %s', (_, structure, itNumber, symbol, hall, letters) => {
    const { attributes, remark } = structureSymmetry(structure, 'computed');
    expect(remark).toBeUndefined();
    expect(attributes.space_group_it_number).toBe(itNumber);
    expect(attributes.space_group_symbol_hermann_mauguin).toBe(symbol);
    expect(attributes.space_group_symbol_hall).toBe(hall);
    // Which of two like positions is a is a matter of the origin.
    expect(new Set(attributes.wyckoff_positions as string[]).size).toBe(new Set(letters).size);
    if (hall !== undefined) expect(attributes.wyckoff_positions).toEqual(letters);
    expect(faultsOf({ ...structureAttributes(structure), ...attributes })).toEqual([]);
  });

  test.each([
    ['rock salt', rockSalt],
    ['magnesium', magnesium],
    ['diamond', diamond],
    ['rutile', rutile],
  ])('takes the sites of %s to each other', (_, structure) => {
    const operations = structureSymmetry(structure, 'computed').attributes
      .space_group_symmetry_operations_xyz;
    const places = new Set(
      structure.sites.map(({ fractional, occupants }) => placeOf(fractional!, occupants)),
    );
    for (const text of operations as string[]) {
      const operation = parseOperation(text)!;
      for (const { fractional, occupants } of structure.sites) {
        expect(places).toContain(placeOf(applyOperation(operation, fractional!), occupants));
      }
    }
  });

  test('tells mixes of atoms apart', () => {
    const sites = primitive.sites.map((site, index) => ({
      ...site,
      occupants: [
        { symbol: 'Fe', concentration: index === 0 ? 0.9 : 0.8 },
        { symbol: 'Co', concentration: index === 0 ? 0.1 : 0.2 },
      ],
    }));
    const same = sites.map((site) => ({ ...site, occupants: sites[0]!.occupants }));
    const numberOf = (structure: Structure) => structureSymmetry(structure, 'computed').attributes;
    expect(numberOf({ ...primitive, sites }).wyckoff_positions).toEqual(['a', 'b']);
    expect(numberOf({ ...primitive, sites: same }).wyckoff_positions).toEqual(['a', 'a']);
  });

  test('depends on the tolerance', () => {
    const [first, ...others] = perovskite.sites;
    const bent = { ...perovskite, sites: [{ ...first!, fractional: [0, 0, 0.001] as const }, ...others] };
    expect(structureSymmetry(bent, 'computed', 1e-4).attributes.space_group_it_number).toBe(99);
    expect(structureSymmetry(bent, 'computed', 1e-1).attributes.space_group_it_number).toBe(221);
  });

  test.each<[string, Structure, string]>([
    [
      'sites upon each other',
      { ...rockSalt, sites: [...rockSalt.sites, rockSalt.sites[0]!] },
      'the search failed',
    ],
    ['no sites', { ...rockSalt, sites: [] }, 'there are no sites'],
    ['too many sites', manySites(limits.symmetrySitesMax + 1), 'there are 501 sites'],
    ['a cell of many', supercell(5), 'the cell repeats a smaller one'],
    [
      'a flat lattice',
      {
        ...rockSalt,
        lattice: [
          [1, 0, 0],
          [0, 1, 0],
          [1, 1, 0],
        ],
      },
      'span no volume',
    ],
    [
      'an immense lattice',
      {
        ...rockSalt,
        lattice: [
          [1e300, 0, 0],
          [0, 1e300, 0],
          [0, 0, 1e300],
        ],
      },
      'no volume',
    ],
    [
      'a position that is no number',
      { ...rockSalt, sites: [{ ...rockSalt.sites[0]!, fractional: [Number.NaN, 0, 0] }] },
      'a position is not a number',
    ],
  ])('is not told of %s', (_, structure, message) => {
    const { attributes, metadata, remark } = structureSymmetry(structure, 'computed');
    expect(attributes).toEqual({});
    expect(metadata).toBeUndefined();
    expect(remark!.message).toContain(message);
  });

  test('does not exist for what is not periodic in three directions', () => {
    expect(structureSymmetry({ ...rockSalt, periodic: [true, true, false] }, 'computed')).toEqual({
      attributes: {},
    });
  });

  test('needs no tolerance that makes sense', () => {
    for (const tolerance of [0, -1, Number.NaN, 1e300]) {
      expect(faultsOf(structureSymmetry(rockSalt, 'computed', tolerance).attributes)).toEqual([]);
    }
  });

  test('breaks no rule, whatever a reader gives', () => {
    fc.assert(
      fc.property(anyStructure, (structure) => {
        const { attributes } = structureSymmetry(structure, 'computed', 1e-2);
        expect(faultsOf({ ...structureAttributes(structure), ...attributes })).toEqual([]);
      }),
    );
  });
});

describe('structureSymmetry', () => {
  const declared: Structure = {
    ...rockSalt,
    symmetry: { itNumber: 14, hermannMauguinSymbol: 'P 21/c' },
  };

  test('tells nothing where nothing is wanted', () => {
    expect(structureSymmetry(declared, 'none')).toEqual({ attributes: {} });
  });

  test('tells what is declared, and that it is', () => {
    expect(structureSymmetry(declared, 'declared')).toEqual({
      attributes: { space_group_it_number: 14, space_group_symbol_hermann_mauguin: 'P 21/c' },
      metadata: {
        space_group_it_number: { symmetry_source: 'declared' },
        space_group_symbol_hermann_mauguin: { symmetry_source: 'declared' },
      },
    });
  });

  test('tells the computed group where another is declared', () => {
    const { attributes, metadata, remark } = structureSymmetry(declared, 'computed', 0.01);
    expect(attributes.space_group_it_number).toBe(225);
    expect(metadata!.space_group_it_number).toEqual({
      symmetry_source: 'computed',
      symmetry_program: expect.stringMatching(/^moyo \d+\.\d+\.\d+$/),
      symmetry_tolerance_angstrom: 0.01,
    });
    expect(Object.keys(metadata!)).toEqual(Object.keys(attributes));
    expect(remark).toEqual({
      code: 'symmetry-unknown',
      message: 'The declared space group is 14, the sites have 225 within 0.01 Å, which is told.',
    });
  });

  test('tells what is declared where nothing can be computed', () => {
    const { attributes, metadata, remark } = structureSymmetry({ ...declared, sites: [] }, 'computed');
    expect(attributes.space_group_it_number).toBe(14);
    expect(metadata!.space_group_it_number).toEqual({ symmetry_source: 'declared' });
    expect(remark!.message).toBe('Symmetry was not computed: there are no sites.');
  });
});

function placeOf(fractional: Vector, occupants: Structure['sites'][number]['occupants']): string {
  const wrapped = fractional.map(
    (coordinate) => Math.round((coordinate - Math.floor(coordinate)) * 1e6) % 1e6,
  );
  return `${occupants[0]!.symbol} ${wrapped}`;
}

function manySites(count: number): Structure {
  return crystal(
    cubic(50),
    Array.from({ length: count }, (_, index) => ['Fe', [index / count, 0, 0]] as const),
  );
}

/** Aluminium, repeated in each direction. */
function supercell(times: number): Structure {
  const steps = Array.from({ length: times }, (_, index) => index);
  const sites = steps.flatMap((i) =>
    steps.flatMap((j) =>
      steps.flatMap((k) =>
        faceCentered('Al', [0, 0, 0]).map(([symbol, [x, y, z]]): [string, Vector] => [
          symbol,
          [(x + i) / times, (y + j) / times, (z + k) / times],
        ]),
      ),
    ),
  );
  return crystal(cubic(4.05 * times), sites);
}
