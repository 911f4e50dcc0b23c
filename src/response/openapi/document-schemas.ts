/** The schemas of everything in a document that is the same for all databases. */
import type { JsonObject } from '../../base/index.ts';

const text = { type: 'string' };
const optionalText = { type: ['string', 'null'] };
const link = { $ref: '#/components/schemas/link' };
const count = { type: 'integer', minimum: 0 };

/** An object with these members; further ones only where they carry a prefix. */
export function closedObject(properties: JsonObject, required: readonly string[]): JsonObject {
  return {
    type: 'object',
    properties,
    required,
    patternProperties: { '^_': true },
    additionalProperties: false,
  };
}

/** A list of things. */
export function listSchema(items: JsonObject): JsonObject {
  return { type: 'array', items };
}

export const reference = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

/** A whole document: `data` and what stands around it. */
export function documentSchema(data: JsonObject, more: JsonObject = {}): JsonObject {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...closedObject(
      { jsonapi: reference('jsonapi'), data, ...more, links: reference('links'), meta: reference('meta') },
      ['data', 'meta', ...Object.keys(more)],
    ),
  };
}

export const documentSchemas: Readonly<Record<string, JsonObject>> = {
  link: {
    description: 'A URL, or an object that holds one.',
    anyOf: [
      { type: ['string', 'null'], format: 'uri' },
      closedObject({ href: { type: 'string', format: 'uri' }, meta: { type: 'object' } }, ['href']),
    ],
  },
  jsonapi: closedObject(
    { version: text, meta: closedObject({ api: text, 'api-version': text }, ['api', 'api-version']) },
    ['version'],
  ),
  links: closedObject(
    {
      first: link,
      prev: link,
      next: link,
      last: link,
      self: link,
      base_url: link,
      describedby: link,
    },
    ['self', 'base_url'],
  ),
  provider: closedObject(
    {
      name: text,
      description: text,
      prefix: { type: 'string', pattern: '^[a-z][a-z0-9_]*$' },
      homepage: link,
    },
    ['name', 'description', 'prefix'],
  ),
  implementation: closedObject(
    {
      name: text,
      version: text,
      homepage: link,
      source_url: link,
      issue_tracker: link,
      maintainer: closedObject({ email: { type: 'string', format: 'email' } }, ['email']),
    },
    [],
  ),
  database: {
    type: 'object',
    properties: { id: text, name: text, version: text, description: text, homepage: link },
    required: ['id'],
  },
  meta: closedObject(
    {
      query: closedObject({ representation: { type: 'string', pattern: '^/' } }, ['representation']),
      api_version: { type: 'string', pattern: '^[0-9]+\\.[0-9]+\\.[0-9]+$' },
      time_stamp: { type: 'string', format: 'date-time' },
      data_returned: count,
      data_available: count,
      more_data_available: { type: 'boolean' },
      last_id: text,
      request_delay: { type: 'number', minimum: 0 },
      provider: reference('provider'),
      implementation: reference('implementation'),
      database: reference('database'),
      schema: link,
      warnings: listSchema(reference('warning')),
    },
    ['query', 'api_version', 'more_data_available'],
  ),
  warning: closedObject(
    {
      type: { const: 'warning' },
      id: text,
      code: text,
      title: text,
      detail: text,
      source: { type: 'object' },
    },
    ['type', 'detail'],
  ),
  error: closedObject(
    {
      status: text,
      code: text,
      title: text,
      detail: text,
      source: closedObject({ parameter: text, header: text }, []),
      meta: { type: 'object' },
    },
    ['status', 'detail'],
  ),
  error_document: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...closedObject(
      {
        jsonapi: reference('jsonapi'),
        errors: { ...listSchema(reference('error')), minItems: 1 },
        meta: reference('meta'),
      },
      ['errors', 'meta'],
    ),
  },
  relationship: {
    type: 'object',
    properties: {
      data: listSchema({
        type: 'object',
        properties: { id: text, type: text, meta: { type: 'object' } },
        required: ['id', 'type'],
      }),
      links: { type: 'object' },
      meta: { type: 'object' },
    },
  },
  info: {
    type: 'object',
    properties: {
      type: { const: 'info' },
      id: { const: '/' },
      attributes: closedObject(
        {
          api_version: text,
          available_api_versions: listSchema(closedObject({ url: link, version: text }, ['url', 'version'])),
          formats: listSchema(text),
          available_endpoints: listSchema(text),
          entry_types_by_format: { type: 'object', additionalProperties: listSchema(text) },
          is_index: { type: 'boolean' },
          license: link,
          available_licenses: { type: ['array', 'null'], items: text },
          available_licenses_for_entries: { type: ['array', 'null'], items: text },
        },
        ['api_version', 'available_api_versions', 'formats', 'available_endpoints', 'entry_types_by_format'],
      ),
    },
    required: ['type', 'id', 'attributes'],
  },
  entry_info: closedObject(
    {
      type: { const: 'info' },
      id: text,
      description: text,
      properties: { type: 'object', additionalProperties: { type: 'object', required: ['description'] } },
      formats: listSchema(text),
      output_fields_by_format: { type: 'object', additionalProperties: listSchema(text) },
    },
    ['type', 'id', 'description', 'properties', 'formats', 'output_fields_by_format'],
  ),
  link_entry: closedObject(
    {
      type: { const: 'links' },
      id: text,
      attributes: closedObject(
        {
          name: text,
          description: text,
          base_url: link,
          homepage: link,
          link_type: { enum: ['child', 'root', 'external', 'providers'] },
          aggregate: { enum: ['ok', 'test', 'staging', 'no'] },
          no_aggregate_reason: optionalText,
        },
        ['name', 'description', 'base_url', 'homepage', 'link_type'],
      ),
    },
    ['type', 'id', 'attributes'],
  ),
  info_document: documentSchema(reference('info')),
  entry_info_document: documentSchema(reference('entry_info')),
  links_document: documentSchema(listSchema(reference('link_entry'))),
};
