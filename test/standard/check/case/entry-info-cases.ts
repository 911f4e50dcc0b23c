import { valueAt } from '../changed.ts';
import { documents } from '../documents.ts';
import type { Case } from './case.ts';
import { gone } from './case.ts';

const nelements = valueAt(documents['entry-info'], '/data/properties/nelements');

export const entryInfoCases: readonly Case[] = [
  ['entry-info', '/data/description', gone, 'entry-info-has-description-formats-and-properties'],
  ['entry-info', '/data/id', gone, 'entry-info-has-type-and-id'],
  ['entry-info', '/data/type', 'x', 'entry-info-type-is-info'],
  ['entry-info', '/data/id', 5, 'entry-info-id-is-text'],
  ['entry-info', '/data/attributes', {}, 'entry-info-has-no-attributes'],
  ['entry-info', '/data/description', 5, 'entry-info-description-is-text'],
  ['entry-info', '/data/formats', 'json', 'entry-info-formats-are-texts'],
  ['entry-info', '/data/output_fields_by_format', [], 'output-fields-by-format-are-a-dictionary'],
  ['entry-info', '/data/output_fields_by_format', {}, 'output-fields-by-format-are-of-the-formats'],
  ['entry-info', '/data/output_fields_by_format/xml', [], 'output-fields-by-format-are-of-the-formats'],
  ['entry-info', '/data/output_fields_by_format/json', 'x', 'output-fields-are-texts'],
  ['entry-info', '/data/output_fields_by_format/json', ['nsites'], 'output-fields-are-properties'],
  ['entry-info', '/data/properties', [], 'properties-are-a-dictionary'],
  [
    'entry-info',
    '/data/properties/Gap',
    nelements,
    'property-names-are-identifiers',
    'property-names-are-standard-or-prefixed',
  ],
  [
    'entry-info',
    '/data/properties/files',
    nelements,
    'property-names-are-not-entry-types',
    'property-names-are-standard-or-prefixed',
  ],
  ['entry-info', '/data/properties/gap', nelements, 'property-names-are-standard-or-prefixed'],
];
