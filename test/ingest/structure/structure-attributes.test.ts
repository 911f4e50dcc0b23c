import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../../src/base/index.ts';
import type { Structure, Vector } from '../../../src/ingest/structure/structure.ts';
import { structureAttributes } from '../../../src/ingest/structure/structure-attributes.ts';
import { anyStructure, crystal, cubic, rockSalt } from './any-structure.ts';
import { faultsOf } from './faults-of.ts';

describe('structureAttributes', () => {
  test('gives everything of a crystal', () => {
    const { cartesian_site_positions: positions, ...rest } = structureAttributes(rockSalt);
    expect((positions as JsonValue[])[5]).toEqual([2.82, 5.64, 5.64]);
    expect(rest).toMatchObject({
      elements: ['Cl', 'Na'],
      nelements: 2,
      elements_ratios: [0.5, 0.5],
      chemical_formula_descriptive: 'Cl4Na4',
      chemical_formula_reduced: 'ClNa',
      chemical_formula_hill: 'Cl4Na4',
      chemical_formula_anonymous: 'AB',
      dimension_types: [1, 1, 1],
      nperiodic_dimensions: 3,
      lattice_vectors: [
        [5.64, 0, 0],
        [0, 5.64, 0],
        [0, 0, 5.64],
      ],
      nsites: 8,
      species: [
        { name: 'Na', chemical_symbols: ['Na'], concentration: [1] },
        { name: 'Cl', chemical_symbols: ['Cl'], concentration: [1] },
      ],
      species_at_sites: ['Na', 'Na', 'Na', 'Na', 'Cl', 'Cl', 'Cl', 'Cl'],
      structure_features: [],
    });
    expect(Object.keys(rest)).not.toContain('assemblies');
  });

  test('gives positions of a file as they are', () => {
    const given: Vector = [0.1, 0.7, 1.3];
    const structure = crystal(cubic(3), [['Fe', given]]);
    expect(structureAttributes(structure).fractional_site_positions).toEqual([given]);
    const computed = { ...structure, sites: [{ ...structure.sites[0]!, fractional: undefined }] } as unknown;
    const [position] = structureAttributes(computed as Structure).fractional_site_positions as number[][];
    for (const axis of [0, 1, 2]) expect(position![axis]).toBeCloseTo(given[axis]!, 12);
  });

  test('writes carbon and hydrogen first', () => {
    const methane = molecule(['H', 'C', 'H', 'H', 'H']);
    expect(structureAttributes(methane)).toMatchObject({
      chemical_formula_descriptive: 'CH4',
      chemical_formula_hill: 'CH4',
      chemical_formula_reduced: 'CH4',
      chemical_formula_anonymous: 'A4B',
    });
  });

  test('knows no lattice of a molecule', () => {
    const attributes = structureAttributes(molecule(['H', 'H']));
    expect(attributes.lattice_vectors).toEqual([
      [null, null, null],
      [null, null, null],
      [null, null, null],
    ]);
    expect(attributes.dimension_types).toEqual([0, 0, 0]);
    expect(attributes).not.toHaveProperty('fractional_site_positions');
  });

  test('keeps the two vectors of a slab', () => {
    const slab: Structure = {
      ...rockSalt,
      lattice: [[5, 0, 0], [0, 5, 0], null],
      periodic: [true, true, false],
    };
    expect(structureAttributes(slab)).toMatchObject({
      lattice_vectors: [
        [5, 0, 0],
        [0, 5, 0],
        [null, null, null],
      ],
      dimension_types: [1, 1, 0],
      nperiodic_dimensions: 2,
    });
  });

  test('is held to rules and definitions', () => {
    const attributes = structureAttributes(rockSalt);
    expect(faultsOf({ ...attributes, nsites: 7 })).not.toEqual([]);
    expect(faultsOf({ ...attributes, chemical_formula_hill: 8 })).not.toEqual([]);
  });

  test('breaks no rule of the standard, whatever a reader gives', () => {
    fc.assert(
      fc.property(anyStructure, (structure) => {
        expect(faultsOf(structureAttributes(structure))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('composition', () => {
  const share = (symbol: string, concentration: number) => ({ symbol, concentration });
  const perovskite = crystal(cubic(4), [
    ['Pb', [0, 0, 0]],
    ['O', [0.5, 0.5, 0]],
    ['O', [0.5, 0, 0.5]],
    ['O', [0, 0.5, 0.5]],
  ]);
  const mixed = (...occupants: { symbol: string; concentration: number }[]): Structure => ({
    ...perovskite,
    sites: [...perovskite.sites, { position: [2, 2, 2], occupants }],
  });

  test('counts shared sites by their shares', () => {
    const attributes = structureAttributes(mixed(share('Ti', 0.9), share('Zr', 0.1)));
    expect(attributes).toMatchObject({
      elements: ['O', 'Pb', 'Ti', 'Zr'],
      elements_ratios: [0.6, 0.2, 0.18, 0.02],
      chemical_formula_descriptive: 'O3PbTi0.9Zr0.1',
      chemical_formula_reduced: 'O30Pb10Ti9Zr',
      chemical_formula_hill: null,
      chemical_formula_anonymous: 'A30B10C9D',
      structure_features: ['disorder'],
    });
  });

  test('leaves a formula open that no numbers up to a hundred make whole', () => {
    expect(structureAttributes(mixed(share('Ti', 0.8137), share('Zr', 0.1863)))).toMatchObject({
      chemical_formula_descriptive: 'O3PbTi0.8137Zr0.1863',
      chemical_formula_reduced: null,
      chemical_formula_anonymous: null,
    });
  });

  test('does not count what is vacant', () => {
    expect(structureAttributes(mixed(share('Ti', 0.5)))).toMatchObject({
      elements: ['O', 'Pb', 'Ti'],
      chemical_formula_reduced: 'O6Pb2Ti',
      structure_features: ['disorder'],
    });
  });

  test('counts the atoms attached to sites', () => {
    const attached = [{ symbol: 'H', count: 2 }];
    const ice = crystal(cubic(3), [['O', [0, 0, 0]]]);
    const site = { ...ice.sites[0]!, occupants: [{ symbol: 'O', concentration: 1, attached }] };
    expect(structureAttributes({ ...ice, sites: [site] })).toMatchObject({
      elements: ['H', 'O'],
      chemical_formula_reduced: 'H2O',
      species: [
        { name: 'OH2', chemical_symbols: ['O'], concentration: [1], attached: ['H'], nattached: [2] },
      ],
      structure_features: ['site_attachments'],
    });
  });

  test('counts sites of groups by how often these occur', () => {
    const assemblies = [{ sitesInGroups: [[0], [1, 2]], groupProbabilities: [0.25, 0.75] }];
    const structure = crystal(
      cubic(6),
      [
        ['Fe', [0, 0, 0]],
        ['O', [0.2, 0, 0]],
        ['O', [0.3, 0.3, 0]],
      ],
      { assemblies },
    );
    expect(structureAttributes(structure)).toMatchObject({
      assemblies: [{ sites_in_groups: [[0], [1, 2]], group_probabilities: [0.25, 0.75] }],
      elements_ratios: [1 / 7, 6 / 7],
      chemical_formula_reduced: 'FeO6',
      structure_features: ['assemblies'],
    });
  });

  test('leaves open what atoms without sites would change', () => {
    expect(structureAttributes({ ...rockSalt, implicitAtoms: true })).toMatchObject({
      elements: null,
      nelements: null,
      elements_ratios: null,
      chemical_formula_descriptive: null,
      chemical_formula_reduced: null,
      nsites: 8,
      structure_features: ['implicit_atoms'],
    });
    expect(structureAttributes({ ...rockSalt, implicitAtoms: true, implicitElements: ['H'] })).toMatchObject({
      elements: ['Cl', 'H', 'Na'],
      nelements: 3,
      elements_ratios: null,
      chemical_formula_reduced: null,
    });
  });

  test('tells nothing of nameless matter', () => {
    expect(structureAttributes(mixed(share('X', 1)))).toMatchObject({
      elements: null,
      chemical_formula_reduced: null,
      nsites: 5,
    });
  });
});

describe('hostile structures', () => {
  const infinite = Number.POSITIVE_INFINITY;

  test.each<[string, Structure, object]>([
    ['no sites', { ...rockSalt, sites: [] }, { nsites: 0, species: [], elements: null }],
    [
      'a position that is no number',
      placed([Number.NaN, 0, 0]),
      { cartesian_site_positions: null, nsites: null },
    ],
    ['an infinite position', placed([0, infinite, 0]), { species: null, species_at_sites: null }],
    ['a position far away', placed([1e300, 0, 0]), { nsites: 1 }],
    [
      'a flat lattice',
      latticed([3, 0, 0], [0, 3, 0], [3, 3, 0]),
      { lattice_vectors: null, nperiodic_dimensions: 3 },
    ],
    ['a lattice of nothing', latticed([0, 0, 0], [0, 0, 0], [0, 0, 0]), { lattice_vectors: null }],
    ['an immense lattice', latticed([1e300, 0, 0], [0, 1e300, 0], [0, 0, 1e300]), { lattice_vectors: null }],
    [
      'a lattice of no numbers',
      latticed([Number.NaN, 0, 0], [0, 1, 0], [0, 0, 1]),
      { lattice_vectors: null },
    ],
    [
      'a symbol that is none',
      {
        ...rockSalt,
        sites: [{ position: [0, 0, 0], occupants: [{ symbol: '__proto__', concentration: 1 }] }],
      },
      { species: [{ name: '__proto__', chemical_symbols: ['X'], concentration: [1] }] },
    ],
    [
      'occupation by nothing',
      { ...rockSalt, sites: [{ position: [0, 0, 0], occupants: [] }] },
      { species: [{ name: 'vacancy', chemical_symbols: ['vacancy'], concentration: [1] }], elements: null },
    ],
    [
      'an occupation that is no number',
      {
        ...rockSalt,
        sites: [{ position: [0, 0, 0], occupants: [{ symbol: 'Fe', concentration: Number.NaN }] }],
      },
      { species: [{ name: 'vacancy' }] },
    ],
  ])('with %s break no rule', (_, structure, expected) => {
    const attributes = structureAttributes(structure);
    expect(attributes).toMatchObject(expected);
    expect(faultsOf(attributes)).toEqual([]);
  });

  test('with a hundred thousand sites of a thousand kinds are read', () => {
    const sites = Array.from({ length: 100_000 }, (_, index) => ({
      position: [0, 0, 0] as const,
      occupants: [{ symbol: 'Fe', concentration: 1, originalName: `Fe_${index % 1000}` }],
    }));
    const attributes = structureAttributes({ ...rockSalt, sites });
    expect(attributes.nsites).toBe(100_000);
    expect(new Set(attributes.species_at_sites as string[]).size).toBe(1_000);
  });
});

function molecule(symbols: readonly string[]): Structure {
  return {
    lattice: [null, null, null],
    periodic: [false, false, false],
    sites: symbols.map((symbol, index) => ({
      position: [index, 0, 0],
      occupants: [{ symbol, concentration: 1 }],
    })),
    implicitAtoms: false,
    tolerance: 1e-3,
  };
}

function placed(position: Vector): Structure {
  return { ...rockSalt, sites: [{ position, occupants: [{ symbol: 'Fe', concentration: 1 }] }] };
}

function latticed(...lattice: [Vector, Vector, Vector]): Structure {
  return {
    ...rockSalt,
    lattice,
    sites: rockSalt.sites.map(({ position, occupants }) => ({ position, occupants })),
  };
}
