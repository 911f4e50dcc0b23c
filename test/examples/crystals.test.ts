import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exampleFiles } from '../../scripts/make-examples.ts';
import { chemicalElements } from '../../src/standard/index.ts';

const folder = join(import.meta.dirname, '..', '..', 'examples');
const lines = readFileSync(join(folder, 'crystals', 'crystals.jsonl'), 'utf8')
  .trim()
  .split('\n');
const records = lines.map((line) => JSON.parse(line));
const structures = records.filter(({ type }) => type === 'structures');
const references = records.filter(({ type }) => type === 'references');
const weights = new Map(
  [...chemicalElements.values()].map(({ symbol, weight }) => [symbol, weight] as const),
);

/** Avogadro's number times 1e-24 cm³/Å³. */
const moleculesPerCubicAngstrom = 0.602214076;

function volume([a, b, c]: number[][]): number {
  const [ax, ay, az] = a as [number, number, number];
  const [bx, by, bz] = b as [number, number, number];
  const [cx, cy, cz] = c as [number, number, number];
  return Math.abs(ax * (by * cz - bz * cy) - ay * (bx * cz - bz * cx) + az * (bx * cy - by * cx));
}

function tally(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/** Shortest distance between two atoms, images of the neighbouring cells included. */
function shortestDistance(lattice: number[][], positions: number[][]): number {
  let shortest = Number.POSITIVE_INFINITY;
  const shifts = [-1, 0, 1].flatMap((i) => [-1, 0, 1].flatMap((j) => [-1, 0, 1].map((k) => [i, j, k])));
  for (const [first, from] of positions.entries()) {
    for (const [second, to] of positions.entries()) {
      for (const shift of shifts) {
        if (first === second && shift.every((step) => step === 0)) continue;
        const image = to.map(
          (value, axis) => value + shift.reduce((sum, step, index) => sum + step * lattice[index]![axis]!, 0),
        );
        shortest = Math.min(shortest, Math.hypot(...image.map((value, axis) => value - from[axis]!)));
      }
    }
  }
  return shortest;
}

it('holds at least sixty crystals and their literature', () => {
  expect(structures.length).toBeGreaterThanOrEqual(60);
  const known = new Set(references.map(({ id }) => id));
  for (const { relationships } of structures) {
    for (const { id } of relationships.references.data) expect(known).toContain(id);
  }
});

it('is what the script makes of its tables', () => {
  for (const [path, text] of exampleFiles()) expect(readFileSync(join(folder, path), 'utf8')).toBe(text);
});

describe.each(structures.map(({ id, attributes }) => [id, attributes]))('%s', (_, attributes) => {
  const counts = tally(attributes.species_at_sites);
  const units = attributes._exmpl_formula_units;

  it('has the density of its cell within 1.6 percent', () => {
    const mass = [...counts].reduce((sum, [symbol, count]) => sum + count * weights.get(symbol)!, 0);
    const density = mass / moleculesPerCubicAngstrom / volume(attributes.lattice_vectors);
    expect(Math.abs(density / attributes._exmpl_density - 1)).toBeLessThan(0.016);
  });

  it('has the formula and Z of its sites', () => {
    const formula = [...counts]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([symbol, count]) => symbol + (count === units ? '' : count / units))
      .join('');
    expect(attributes.chemical_formula_reduced).toBe(formula);
    expect(attributes.nsites).toBe(attributes.cartesian_site_positions.length);
    expect(tally(attributes.chemical_formula_descriptive.match(/[A-Z][a-z]?/g)).size).toBe(counts.size);
  });

  it('keeps its atoms apart, as chemistry does', () => {
    const distance = shortestDistance(attributes.lattice_vectors, attributes.cartesian_site_positions);
    expect(distance).toBeGreaterThan(1.4);
    expect(distance).toBeLessThan(4.1);
  });
});
