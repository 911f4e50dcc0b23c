// One document of each kind that is all right, rich enough to be spoiled in every way that there is a rule
// against.
import type { JsonObject } from '../../../src/base/index.ts';
import type { DocumentKind } from '../../../src/standard/checking.ts';
import { standardEntryTypes, unitDefinitionsFor } from '../../../src/standard/index.ts';

const meta: JsonObject = {
  query: { representation: '/structures?filter=nelements=2&page_limit=2&include=references' },
  api_version: '1.3.0',
  more_data_available: false,
  schema: 'https://example.org/openapi.json',
  time_stamp: '2026-01-01T00:00:00Z',
  data_returned: 2,
  data_available: 10,
  last_id: 'b',
  response_message: 'OK',
  request_delay: 0.5,
  provider: {
    name: 'Example',
    description: 'For examples.',
    prefix: 'exmpl',
    homepage: { href: 'https://example.org' },
  },
  database: {
    id: 'small',
    name: 'Small',
    version: '1',
    description: 'Few',
    maintainer: { email: 'a@example.org' },
  },
  implementation: {
    name: 'x',
    version: '1',
    homepage: null,
    source_url: null,
    maintainer: { email: 'a@example.org' },
  },
  warnings: [
    { type: 'warning', id: '1', code: '_exmpl_x', title: 'x', detail: 'Y.', source: { parameter: 'filter' } },
  ],
  _exmpl_mood: 'good',
};
const jsonapi = { version: '1.1', meta: { api: 'OPTIMADE', 'api-version': '1.3.0' } };
const frame = {
  jsonapi,
  '@context': 'https://example.org/context',
  meta,
  links: { base_url: 'https://example.org', self: null, next: null },
};
const metaOf = (changes: JsonObject): JsonObject => ({ ...meta, ...changes });
const info = {
  ...frame,
  meta: metaOf({ query: { representation: '/info' }, data_returned: 1 }),
};

const structure = {
  id: 'a',
  type: 'structures',
  attributes: { last_modified: null, nelements: 2, species: null, _exmpl_gap: 1.5 },
  relationships: {
    references: {
      data: [{ type: 'references', id: 'r', meta: { description: 'Where it is from.', role: null } }],
      links: { related: 'https://example.org/v1/references' },
      meta: {},
    },
  },
  links: { self: 'https://example.org/v1/structures/a' },
  meta: {
    property_metadata: { nelements: { list_axes: [], _exmpl_note: 'x' } },
    partial_data_links: { species: [{ format: 'jsonlines', link: 'https://example.org/extensions/x' }] },
    _exmpl_page: 1,
  },
};
const reference = { id: 'r', type: 'references', attributes: { title: 'On Salt' } };

const listing = {
  ...frame,
  data: [structure, { id: 'b', type: 'structures', attributes: { nelements: 2 } }],
  included: [reference],
};

const baseInfo = {
  ...info,
  data: {
    type: 'info',
    id: '/',
    attributes: {
      api_version: '1.3.0',
      available_api_versions: [
        { url: 'https://example.org/v1', version: '1.3.0' },
        { url: 'https://example.org/v1.3.0/', version: '1.3.0' },
      ],
      formats: ['json'],
      available_endpoints: ['structures', 'info', 'links'],
      entry_types_by_format: { json: ['structures'] },
      license: { href: 'https://example.org/license', title: 'License', rel: 'license', meta: {} },
      available_licenses: ['CC-BY-4.0'],
      available_licenses_for_entries: null,
      is_index: false,
    },
  },
};

const indexInfo = {
  ...info,
  data: {
    ...baseInfo.data,
    attributes: {
      ...baseInfo.data.attributes,
      available_endpoints: ['info', 'links'],
      entry_types_by_format: { json: [] },
      is_index: true,
    },
    relationships: { default: { data: { type: 'links', id: 'small' } } },
  },
};

const { nelements, lattice_vectors } = standardEntryTypes.get('structures')!.properties;
const custom = {
  ...nelements,
  $id: 'urn:uuid:b0bd9d06-7f2f-4e2e-9d4e-0d4c7a0f2a61',
  sortable: true,
  'x-exmpl-color': 'red',
  'x-optimade-definition': {
    ...nelements!['x-optimade-definition'],
    resources: [{ relation: 'about', 'resource-id': 'https://example.org' }],
  },
  'x-optimade-type': 'dictionary',
  'x-optimade-unit': 'inapplicable',
  'x-optimade-unit-definitions': unitDefinitionsFor('eV'),
  'x-optimade-implementation': {
    sortable: true,
    'query-support': 'partial',
    'query-support-operators': ['='],
  },
  type: ['object', 'null'],
  properties: {
    gap: {
      type: ['number'],
      'x-optimade-type': 'float',
      'x-optimade-unit': 'eV',
      minimum: 0,
      examples: [1.1],
    },
    kind: {
      type: ['string', 'null'],
      'x-optimade-type': 'string',
      'x-optimade-unit': 'inapplicable',
      enum: ['a', null],
    },
  },
  examples: [{ gap: 1, kind: 'a' }],
  deprecated: false,
};
const { minimum: _minimum, ...gap } = custom;

const entryInfo = {
  ...info,
  data: {
    type: 'info',
    id: 'structures',
    description: 'Structures.',
    properties: { nelements, lattice_vectors, _exmpl_gap: gap },
    formats: ['json'],
    output_fields_by_format: { json: ['nelements', '_exmpl_gap'] },
  },
};

const linkEntry = (id: string, attributes: object) => ({
  id,
  type: 'links',
  attributes: {
    name: id,
    description: id,
    base_url: `https://example.org/${id}`,
    homepage: null,
    link_type: 'child',
    ...attributes,
  },
});

const links = {
  ...frame,
  meta: metaOf({ query: { representation: '/links' }, data_returned: 2 }),
  data: [
    linkEntry('top', { link_type: 'root' }),
    linkEntry('small', { aggregate: 'no', no_aggregate_reason: 'Tests.' }),
  ],
};

const error = {
  ...frame,
  errors: [
    {
      id: '1',
      status: '400',
      code: 'filter-syntax',
      title: 'Filter not understood',
      detail: 'It ends early.',
      source: { parameter: 'filter' },
      links: { about: 'https://example.org/errors' },
      meta: {},
    },
  ],
};

const all: Readonly<Record<DocumentKind, unknown>> = {
  'base-info': baseInfo,
  'index-info': indexInfo,
  'entry-info': entryInfo,
  links,
  'entry-listing': listing,
  'single-entry': { ...listing, data: structure, meta: metaOf({ data_returned: 1 }) },
  error,
  versions: 'version\n1\n',
};

/** Each on its own: nothing is shared between them or within them. */
export const documents: typeof all = JSON.parse(JSON.stringify(all));
