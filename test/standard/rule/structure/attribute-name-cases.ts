import type { Case } from './structures.ts';

export const attributeNameCases: readonly Case[] = [
  [{ id: '1' }, 'attributes-are-not-members-of-the-resource id'],
  [
    { Volume: 1 },
    'attribute-names-are-identifiers Volume',
    'attribute-names-are-standard-or-prefixed Volume',
  ],
  [
    { references: [] },
    'attribute-names-are-not-entry-types references',
    'attribute-names-are-standard-or-prefixed references',
  ],
  [{ band_gap: 1 }, 'attribute-names-are-standard-or-prefixed band_gap'],
  [{ immutable_id: 5 }, 'immutable-id-is-text immutable_id'],
  [{ last_modified: '2024-01-01T00:00:00' }, 'last-modified-is-a-timestamp last_modified'],
];
