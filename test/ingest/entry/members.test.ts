import { expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/base/index.ts';
import { rawEntry, takeEntry } from './take-entry.ts';

const reference = { type: 'references', id: 'r' };
const dangling = 'relationship-dangling references: kept';

type Row = readonly [
  name: string,
  value: JsonValue,
  expected: JsonValue | undefined,
  issues: readonly string[],
];

const relationshipRows: readonly Row[] = [
  ['null', null, undefined, []],
  [
    'a list of identifiers',
    { references: { data: [reference] } },
    { references: { data: [reference] } },
    [dangling],
  ],
  [
    'a single identifier',
    { references: { data: reference } },
    { references: { data: [reference] } },
    [dangling],
  ],
  [
    'grouped by type, whatever the key; the same only once',
    { cites: { data: [reference, { type: 'files', id: 7 }] }, references: { data: [reference] } },
    { references: { data: [reference] }, files: { data: [{ type: 'files', id: '7' }] } },
    ['relationship-dangling files: kept', dangling],
  ],
  [
    'descriptions, roles and links stay',
    {
      references: {
        data: [{ ...reference, meta: { description: 'd', role: 'input' } }],
        links: { related: 'https://x' },
        meta: { _exmpl_n: 1 },
      },
    },
    {
      references: {
        data: [{ ...reference, meta: { description: 'd', role: 'input' } }],
        links: { related: 'https://x' },
        meta: { _exmpl_n: 1 },
      },
    },
    [dangling],
  ],
  [
    'what is no identifier is left out',
    { references: { data: [reference, 'r', { type: 'references' }, { type: 3, id: 'x' }] } },
    { references: { data: [reference] } },
    [dangling, 'relationship-malformed relationships: left out'],
  ],
  ['no data', { references: { data: null }, files: null }, undefined, []],
  ['text', 'single', undefined, ['relationship-malformed relationships: left out']],
  ['text within', { references: 'r' }, undefined, ['relationship-malformed relationships: left out']],
];

for (const [name, value, expected, issues] of relationshipRows) {
  test(`relationships: ${name}`, () => {
    const taken = takeEntry(rawEntry({ type: 'calculations', relationships: value }));
    expect(taken.issues).toEqual(issues);
    expect(taken.entry?.relationships).toEqual(expected);
  });
}

test('a related entry of the same source is not dangling', () => {
  const self = { calculations: { data: [{ type: 'calculations', id: 'a' }] } };
  expect(takeEntry(rawEntry({ type: 'calculations', relationships: self })).issues).toEqual([]);
});

const metaRows: readonly Row[] = [
  ['prefixed keys', { _exmpl_x: 1 }, { _exmpl_x: 1 }, []],
  ['unknown keys', { x: 1, _exmpl_x: 1 }, { _exmpl_x: 1 }, ['member-malformed meta: left out']],
  [
    'metadata move with their property',
    { property_metadata: { energy: { _exmpl_source: 's' } } },
    { property_metadata: { _exmpl_energy: { _exmpl_source: 's' } } },
    [],
  ],
  [
    'links to partial data',
    { partial_data_links: { _exmpl_energy: [{ format: 'jsonlines', link: 'https://x' }] } },
    { partial_data_links: { _exmpl_energy: [{ format: 'jsonlines', link: 'https://x' }] } },
    [],
  ],
  ['malformed metadata', { property_metadata: { x: 1 } }, undefined, ['member-malformed meta: left out']],
  ['a list', [], undefined, ['member-malformed meta: left out']],
];

for (const [name, value, expected, issues] of metaRows) {
  test(`meta: ${name}`, () => {
    const taken = takeEntry(rawEntry({ type: 'calculations', meta: value }));
    expect(taken.issues).toEqual(issues);
    expect(taken.entry?.meta).toEqual(expected);
  });
}

test('links: an object stays but for self (DOC-04), anything else is left out', () => {
  const linksOf = (links: JsonObject) => takeEntry(rawEntry({ type: 'calculations', links })).entry?.links;
  expect(linksOf({ self: 'https://x', _exmpl_view: 'https://y' })).toEqual({ _exmpl_view: 'https://y' });
  expect(linksOf({ self: 'https://x' })).toBeUndefined();
  expect(takeEntry(rawEntry({ type: 'calculations', links: ['C-H'] })).issues).toEqual([
    'member-malformed links: left out',
  ]);
});
