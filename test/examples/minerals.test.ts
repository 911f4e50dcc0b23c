import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mineralCif } from '../../scripts/examples/mineral-cif.ts';
import { minerals } from '../../scripts/examples/minerals.ts';
import type { Prototype, Triple } from '../../scripts/examples/prototypes.ts';
import { prototypes } from '../../scripts/examples/prototypes.ts';
import { exampleFiles } from '../../scripts/make-examples.ts';
import { chemicalElements } from '../../src/standard/index.ts';
import { respawn, root } from '../end-to-end/run-program.ts';

const folder = join(root, 'examples', 'minerals');
const weights = new Map(
  [...chemicalElements.values()].map(({ symbol, weight }) => [symbol, weight] as const),
);
const { out, error } = await respawn(['convert', folder, '-o', '-', '--prefix', 'exmpl']);
const entries = new Map(
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .map((entry) => [entry.id, entry]),
);

interface Species {
  readonly name: string;
  readonly chemical_symbols: readonly string[];
  readonly concentration: readonly number[];
}

/** Avogadro's number times 1e-24 cm³/Å³. */
const moleculesPerCubicAngstrom = 0.602214076;

function massOf({ chemical_symbols: symbols, concentration }: Species): number {
  return symbols.reduce((sum, symbol, index) => sum + (weights.get(symbol) ?? 0) * concentration[index]!, 0);
}

function volume([a, b, c]: number[][]): number {
  // The first vector lies along x, the second in the plane of x and y.
  return a![0]! * b![1]! * c![2]!;
}

function placed(positions: readonly Triple[]): string[] {
  const digits = positions.map((position) =>
    position.map((value) => (value - Math.floor(value + 1e-4) + 0).toFixed(3)).join(' '),
  );
  return digits.sort();
}

it('is what the script makes of its tables, and no more', () => {
  const made = [...exampleFiles().keys()].filter((path) => path.startsWith('minerals/cifs/'));
  expect(readdirSync(join(folder, 'cifs')).sort()).toEqual(
    made.map((path) => path.slice('minerals/cifs/'.length)).sort(),
  );
});

it('is read without a doubt', () => {
  expect(error).toContain('27 CIF files and 1 table of properties');
  expect(error).toMatch(/\b0 errors, 0 warnings|No issues/);
});

it('is written in ASCII, in which CIF is', () => {
  for (const mineral of minerals) expect(mineralCif(mineral)).toMatch(/^[\n -~]*$/);
});

describe.each(minerals.map((mineral) => [mineral.id, mineral] as const))('%s', (id, mineral) => {
  const prototype: Prototype = prototypes[mineral.prototype];
  const sites = prototype.sites(mineral.parameters);
  const { attributes, relationships } = entries.get(id);
  const species = new Map((attributes.species as Species[]).map((each) => [each.name, each]));

  it('has the sites of its table again, after symmetry', () => {
    expect(placed(attributes.fractional_site_positions)).toEqual(
      placed(sites.map(({ position }) => position)),
    );
  });

  it('has the density of its cell within 1.6 percent', () => {
    const mass = (attributes.species_at_sites as string[]).reduce(
      (sum, name) => sum + massOf(species.get(name)!),
      0,
    );
    const density = mass / moleculesPerCubicAngstrom / volume(attributes.lattice_vectors);
    expect(Math.abs(density / attributes._exmpl_density - 1)).toBeLessThan(0.016);
  });

  it('is disordered where sites are shared or partly empty', () => {
    const isMixed = Object.values(mineral.occupants).some(([first]) => first![1] < 1);
    expect(attributes.structure_features).toEqual(isMixed ? ['disorder'] : []);
  });

  it('has its row of the table, its space group and its literature', () => {
    expect(attributes).toMatchObject({
      _exmpl_name: mineral.name,
      _exmpl_mineral_name: mineral.name,
      _exmpl_metal: mineral.metal ? 'yes' : 'no',
      space_group_it_number: prototype.spaceGroup,
      space_group_symbol_hall: prototype.hall,
    });
    expect(attributes._exmpl_band_gap ?? null).toBe(mineral.bandGap);
    expect(relationships.references.data).toHaveLength(mineral.references.length);
  });
});
