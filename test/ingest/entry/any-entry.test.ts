import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/base/index.ts';
import { compileDefinition, entryRulesFor } from '../../../src/standard/checking.ts';
import { definitionFor, isIdentifier, standardEntryTypes } from '../../../src/standard/index.ts';
import { rawEntry, rockSalt, takeEntry } from './take-entry.ts';

const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JsonValue>;
const names = Object.keys(standardEntryTypes.get('structures')!.properties);

/** What the standard demands of whatever comes out. */
function expectValid(attributes: JsonObject, type: string): void {
  for (const [name, value] of Object.entries(attributes)) {
    expect(isIdentifier(name)).toBe(true);
    expect(value).not.toBeNull();
    const definition = definitionFor(type, name);
    if (definition === undefined) expect(name).toMatch(/^_/);
    else expect(compileDefinition(definition)(value)).toEqual([]);
  }
  const faults = entryRulesFor(type).flatMap(
    (rule) => rule.check(attributes as Record<string, JsonValue>) ?? [],
  );
  expect(faults.filter(({ severity }) => severity === 'error')).toEqual([]);
}

test('whatever the attributes, the entry is valid or rejected', () => {
  const attributes = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), json, { maxKeys: 12 });
  fc.assert(
    fc.property(
      fc.constantFrom('structures', 'references', 'files', 'trajectories', 'x'),
      attributes,
      (type, given) => {
        const { entry } = takeEntry(rawEntry({ type, attributes: given }));
        if (entry !== undefined) expectValid(entry.attributes, entry.type);
      },
    ),
    { numRuns: 150 },
  );
});

test('whatever is wrong with a structure, what comes out is valid', () => {
  const symbol = fc.constantFrom('Na', 'Cl', 'O', 'X', 'vacancy', 'Acc', 'na');
  const share = fc.constantFrom(0, 0.25, 0.5, 1, 1.5, -1);
  const species = fc.record(
    {
      name: symbol,
      chemical_symbols: fc.array(symbol, { maxLength: 3 }),
      concentration: fc.array(share, { maxLength: 3 }),
      attached: fc.array(symbol, { maxLength: 2 }),
      nattached: fc.array(fc.integer({ min: -1, max: 4 }), { maxLength: 2 }),
    },
    { requiredKeys: ['name', 'chemical_symbols', 'concentration'] },
  );
  const count = fc.integer({ min: -1, max: 4 });
  const formula = fc.constantFrom('ClNa', 'NaCl', 'A', 'AB', 'A2B', 'O2', 'Cl1Na', 'ClH2Na', '');
  const feature = fc.constantFrom('disorder', 'implicit_atoms', 'site_attachments', 'assemblies', 'other');
  const change = fc.record(
    {
      elements: fc.array(symbol, { maxLength: 3 }),
      elements_ratios: fc.array(share, { maxLength: 3 }),
      nelements: count,
      nsites: count,
      nperiodic_dimensions: count,
      dimension_types: fc.array(count, { minLength: 2, maxLength: 4 }),
      lattice_vectors: fc.array(fc.array(fc.option(share), { minLength: 3, maxLength: 3 }), { maxLength: 4 }),
      cartesian_site_positions: fc.array(fc.tuple(share, share, share), { maxLength: 4 }),
      species: fc.array(species, { maxLength: 3 }),
      species_at_sites: fc.array(symbol, { maxLength: 4 }),
      chemical_formula_reduced: formula,
      chemical_formula_anonymous: formula,
      chemical_formula_hill: formula,
      chemical_formula_descriptive: formula,
      structure_features: fc.array(feature, { maxLength: 3 }),
      assemblies: fc.array(
        fc.record({
          sites_in_groups: fc.array(fc.array(count, { maxLength: 2 }), { maxLength: 3 }),
          group_probabilities: fc.array(share, { maxLength: 3 }),
        }),
        { maxLength: 2 },
      ),
      site_coordinate_span: fc.constantFrom('unit_cell', 'asymmetric_unit', 'no_cell'),
    },
    { requiredKeys: [] },
  );
  const without = fc.subarray(Object.keys(rockSalt));
  fc.assert(
    fc.property(change, without, (given, missing) => {
      const attributes: Record<string, JsonValue | undefined> = { ...rockSalt, ...(given as JsonObject) };
      for (const name of missing) delete attributes[name];
      const { entry } = takeEntry(rawEntry({ attributes: attributes as JsonObject }));
      expect(entry).toBeDefined();
      expectValid(entry!.attributes, 'structures');
    }),
    { numRuns: 300 },
  );
});
