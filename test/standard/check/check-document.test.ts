import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../../../src/base/index.ts';
import type { DocumentKind } from '../../../src/standard/checking.ts';
import { checkDocument, documentKinds, documentRuleNames } from '../../../src/standard/checking.ts';
import { baseInfoCases } from './case/base-info-cases.ts';
import type { Case } from './case/case.ts';
import { definitionCases } from './case/definition-cases.ts';
import { entryInfoCases } from './case/entry-info-cases.ts';
import { linksCases } from './case/links-cases.ts';
import { listingCases } from './case/listing-cases.ts';
import { metaCases } from './case/meta-cases.ts';
import { problemCases } from './case/problem-cases.ts';
import { relationshipCases } from './case/relationship-cases.ts';
import { resourceCases } from './case/resource-cases.ts';
import { topLevelCases } from './case/top-level-cases.ts';
import { versionsCases } from './case/versions-cases.ts';
import { changed, pointersOf } from './changed.ts';
import { documents } from './documents.ts';

const cases: Readonly<Record<string, readonly Case[]>> = {
  'top-level': topLevelCases,
  meta: metaCases,
  problem: problemCases,
  resource: resourceCases,
  relationship: relationshipCases,
  listing: listingCases,
  'base-info': baseInfoCases,
  'entry-info': entryInfoCases,
  definition: definitionCases,
  links: linksCases,
  versions: versionsCases,
};

function rulesBroken(kind: DocumentKind, document: unknown): readonly string[] {
  return checkDocument(kind, document).map(
    ({ rule, severity }) => rule + (severity === 'warning' ? '?' : ''),
  );
}

describe('checkDocument', () => {
  it.each(documentKinds)('finds nothing wrong with a good document of the kind %s', (kind) => {
    expect(checkDocument(kind, documents[kind])).toEqual([]);
  });

  describe.each(Object.entries(cases))('%s', (_, rows) => {
    const named = rows.map(([kind, pointer, value, ...rules]) => ({ kind, pointer, value, rules }));
    it.each(named)('$kind with $pointer $value', ({ kind, pointer, value, rules }) => {
      expect(rulesBroken(kind, changed(documents[kind], pointer, value))).toEqual(rules);
    });
  });

  const classic = {
    ...(documents['entry-info'] as object),
    jsonapi: undefined,
    meta: { ...(documents['entry-info'] as { meta: object }).meta, api_version: '1.1.0' },
    data: {
      description: 'Structures.',
      properties: {
        nsites: { description: 'Number of sites.', type: 'integer', unit: 'dimensionless', sortable: true },
      },
      formats: ['json'],
      output_fields_by_format: { json: ['nsites'] },
    },
  };

  it.each([
    ['/data/properties/nsites/description', undefined, ['classic-property-has-a-description']],
    ['/data/properties/nsites/description', 5, ['classic-property-description-is-text']],
    ['/data/properties/nsites/type', ['integer', 'null'], ['classic-property-type-is-a-word']],
    ['/data/properties/nsites/unit', 1, ['classic-property-unit-is-text']],
    ['/data/properties/nsites/type', 'unknown', []],
  ])('holds a document of 1.1 against the rules of 1.1: %s %j', (pointer, value, rules) => {
    expect(rulesBroken('entry-info', changed(classic, pointer, value))).toEqual(rules);
  });

  it('has each rule shown by a case', () => {
    const shown = new Set(Object.values(cases).flatMap((rows) => rows.flatMap(([, , , ...rules]) => rules)));
    const unshown = new Set(
      documentKinds
        .flatMap(documentRuleNames)
        .filter((name) => !shown.has(name) && !shown.has(`${name}?`) && !name.startsWith('classic-')),
    );
    expect([...unshown]).toEqual([]);
  });

  it('tells where and what, and which attribute is at fault', () => {
    const document = changed(documents['entry-listing'], '/data/1/attributes/gap', 1.5);
    expect(checkDocument('entry-listing', document)).toEqual([
      {
        rule: 'attribute-names-are-standard-or-prefixed',
        severity: 'error',
        pointer: '/data/1/attributes/gap',
        message: '/data/1/attributes/gap is neither a property of "structures" nor prefixed.',
        properties: ['gap'],
      },
    ]);
  });

  it.each(documentKinds)('never throws on what stands for the kind %s', (kind) => {
    const pointers = pointersOf(documents[kind]);
    const hostile = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constant({ ['__proto__']: 1, constructor: null }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...pointers), hostile), { maxLength: 4 }),
        hostile,
        (changes, whole) => {
          checkDocument(kind, whole);
          let document = documents[kind];
          for (const [pointer, value] of changes) {
            // A pointer may lead through what an earlier change took away.
            if (pointersOf(document).includes(pointer)) document = changed(document, pointer, value);
          }
          for (const fault of checkDocument(kind, document)) expect(fault.message).toMatch(/\.$/);
        },
      ),
    );
  });

  it.each([
    ['lists', (inner: unknown) => [inner]],
    ['dictionaries', (inner: unknown) => ({ properties: { inner } })],
    ['items', (inner: unknown) => ({ items: inner })],
  ])('never throws on %s nested 20,000 deep', (_, around) => {
    let deep: unknown = 1;
    for (let depth = 0; depth < 20_000; depth += 1) deep = around(deep);
    for (const kind of documentKinds) {
      checkDocument(kind, deep);
      checkDocument(kind, { data: deep, meta: deep, errors: deep, included: deep, links: deep });
      checkDocument(kind, { data: { properties: { nsites: deep }, attributes: deep } });
      checkDocument(kind, { data: [{ type: 'structures', id: '1', attributes: { nsites: deep } }] });
    }
  });

  it('stops at the limit of faults', () => {
    const data = Array.from({ length: 3000 }, () => 'x');
    expect(checkDocument('entry-listing', { data }).length).toBe(limits.documentFaultsMax);
  });
});
