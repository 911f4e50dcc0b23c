import { describe, expect, it } from 'vitest';
import { generateStructure, structureLines } from '../../bench/generate-structures.ts';
import { compileDefinition, entryRulesFor } from '../../src/standard/checking.ts';
import { definitionFor } from '../../src/standard/index.ts';

const total = 400;
const structures = Array.from({ length: total }, (_, number) => generateStructure(number, total, 7));

const checks = new Map(
  Object.keys(structures[0]!.attributes).flatMap((name) => {
    const definition = definitionFor('structures', name);
    return definition === undefined ? [] : [[name, compileDefinition(definition)] as const];
  }),
);

describe('made-up structures', () => {
  it('are valid', () => {
    const faults = structures.flatMap(({ attributes }) => [
      ...entryRulesFor('structures').flatMap((rule) => rule.check(attributes) ?? []),
      ...Object.entries(attributes).flatMap(([name, value]) => checks.get(name)?.(value) ?? []),
    ]);
    expect(faults).toEqual([]);
    const unchecked = Object.keys(structures[0]!.attributes).filter((name) => !checks.has(name));
    expect(unchecked).toEqual(['_x_band_gap', '_x_formation_energy', '_x_functional']);
  });

  it('have ids of their own', () => {
    expect(new Set(structures.map(({ id }) => id)).size).toBe(total);
  });

  it('are the same for the same seed, and others for another', () => {
    expect([...structureLines(20, 1)]).toEqual([...structureLines(20, 1)]);
    expect([...structureLines(20, 1)]).not.toEqual([...structureLines(20, 2)]);
  });

  it('have the frequencies that are promised', () => {
    const share = (test: (attributes: Record<string, unknown>) => boolean) =>
      structures.filter(({ attributes }) => test(attributes)).length / total;
    expect(share(({ elements }) => (elements as string[]).includes('O'))).toBeCloseTo(0.39, 1);
    expect(share(({ _x_band_gap: gap }) => gap === null)).toBeCloseTo(0.15, 1);
    const elements = structures.reduce((sum, { attributes }) => sum + (attributes.nelements as number), 0);
    expect(elements / total).toBeCloseTo(3.6, 0);
    const bytes = structures.reduce((sum, structure) => sum + JSON.stringify(structure).length, 0) / total;
    expect(bytes).toBeGreaterThan(3000);
    expect(bytes).toBeLessThan(4000);
  });
});
