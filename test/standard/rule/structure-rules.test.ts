import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/base/index.ts';
import { entryRulesFor } from '../../../src/standard/checking.ts';
import { standardEntryTypes } from '../../../src/standard/index.ts';
import { faultsOf } from './faults-of.ts';
import { agreementCases } from './structure/agreement-cases.ts';
import { assemblyCases } from './structure/assembly-cases.ts';
import { attributeNameCases } from './structure/attribute-name-cases.ts';
import { compositionCases } from './structure/composition-cases.ts';
import { faultlessCases } from './structure/faultless-cases.ts';
import { featureCases } from './structure/feature-cases.ts';
import { formulaCases } from './structure/formula-cases.ts';
import { latticeCases } from './structure/lattice-cases.ts';
import { siteCases } from './structure/site-cases.ts';
import { speciesCases } from './structure/species-cases.ts';
import { symmetryCases } from './structure/symmetry-cases.ts';

const cases = {
  'a structure without faults': faultlessCases,
  lattice: latticeCases,
  sites: siteCases,
  species: speciesCases,
  assemblies: assemblyCases,
  'structure features': featureCases,
  composition: compositionCases,
  formulas: formulaCases,
  'agreement of sites, elements and formulas': agreementCases,
  symmetry: symmetryCases,
  'names of attributes': attributeNameCases,
};

for (const [name, rows] of Object.entries(cases)) {
  describe(`structure rules: ${name}`, () => {
    it.each(
      rows.map(([attributes, ...faults], index) => ({ index, attributes, expected: faults.join('; ') })),
    )('case $index: $expected', ({ attributes, expected }) => {
      expect(faultsOf('structures', attributes)).toBe(expected);
    });
  });
}

describe('structure rules', () => {
  it('are each shown by a case', () => {
    const shown = Object.values(cases)
      .flatMap((rows) => rows.flatMap(([, ...faults]) => faults))
      .join(' ');
    const unshown = entryRulesFor('structures').filter(({ name }) => !` ${shown} `.includes(` ${name}`));
    // Twins of rules that are shown, for another property.
    expect(unshown.map(({ name }) => name)).toEqual([
      'fractional-site-positions-are-triples',
      'chemical-formula-hill-is-well-formed',
      'chemical-formula-anonymous-is-well-formed',
      'chemical-formula-hill-names-elements',
      'space-group-symbol-hermann-mauguin-extended-is-well-formed',
      'space-group-symbol-hermann-mauguin-extended-names-no-setting',
    ]);
  });

  it('have names of their own', () => {
    const names = entryRulesFor('structures').map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('rules of every entry type', () => {
  const hostile = fc.oneof(
    fc.jsonValue({ maxDepth: 4 }),
    fc.array(fc.oneof(fc.double(), fc.constantFrom('', 'H', 'x,y,z', 'A2B', null)), { maxLength: 8 }),
    fc.array(
      fc.dictionary(
        fc.constantFrom(
          'name',
          'chemical_symbols',
          'concentration',
          'mass',
          'attached',
          'nattached',
          'sites_in_groups',
          'group_probabilities',
        ),
        fc.jsonValue(),
      ),
      { maxLength: 4 },
    ),
  );
  it.each([...standardEntryTypes.keys(), '_exmpl_things'])('never throw on %s', (type) => {
    const names = [
      ...Object.keys(standardEntryTypes.get(type)?.properties ?? {}),
      '__proto__',
      'constructor',
      '~/',
    ];
    const rules = entryRulesFor(type);
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...names), hostile, { noNullPrototype: false }),
        (attributes) => {
          for (const rule of rules) {
            for (const fault of rule.check(attributes as Record<string, JsonValue>) ?? []) {
              expect(fault.rule).toBe(rule.name);
              expect(fault.severity).toBe(rule.severity);
              expect(fault.pointer === '' || fault.pointer.startsWith('/')).toBe(true);
            }
          }
        },
      ),
    );
  });
});
