import type { JsonObject } from '../../base/index.ts';
import { reference } from './document-schemas.ts';

/** The paths of archives and of the graph, which answer plain JSON. @param schemaUrl of graph requests */
export function graphPaths(schemaUrl: string): JsonObject {
  const request = { $ref: schemaUrl };
  const query = [
    {
      name: 'q',
      in: 'query',
      required: true,
      description: 'The request: JSON, or base64url of it.',
      schema: text,
    },
    ...switches,
  ];
  return {
    '/extensions/graph': { get: operation('What the graph offers, and its limits', []) },
    '/extensions/graph/schema.json': { get: operation('The language of graph requests as JSON Schema', []) },
    '/extensions/graph/query': {
      get: operation('Parts of archives and records, for a request in the URL', query),
      post: {
        ...operation('Parts of archives and records, for a request in the body', switches),
        requestBody: { required: true, content: { 'application/json': { schema: request } } },
      },
    },
    '/extensions/archive/{entry}/{path}': {
      get: operation('What the archive of an entry holds at a place', archiveParameters),
    },
  };
}

const text = { type: 'string' };
const count = { type: 'integer', minimum: 0 };

const switches = [
  {
    name: 'strict',
    in: 'query',
    description: 'Whether what would be passed over in silence is an error.',
    schema: { enum: ['0', '1'] },
  },
  {
    name: 'links',
    in: 'query',
    description: 'Whether the URLs of what was left out are sent along.',
    schema: { enum: ['0', '1'] },
  },
];

const archiveParameters = [
  {
    name: 'entry',
    in: 'path',
    required: true,
    description: 'The entry id, or the type and the id with a colon between.',
    schema: text,
  },
  {
    name: 'path',
    in: 'path',
    required: true,
    description: 'Keys and positions, each percent-encoded, with slashes between; may be empty.',
    schema: text,
  },
  ...['depth', 'max_list_size', 'max_dict_size'].map((name) => ({
    name,
    in: 'query',
    description: `As ${name} of m_request.`,
    schema: count,
  })),
  ...['include', 'exclude'].map((name) => ({
    name,
    in: 'query',
    description: `As ${name} of m_request.`,
    schema: text,
  })),
  ...switches,
];

function operation(summary: string, parameters: readonly JsonObject[]): JsonObject {
  const errors = { 'application/vnd.api+json': { schema: reference('error_document') } };
  return {
    summary,
    parameters,
    responses: {
      200: { description: 'The answer', content: { 'application/json': {} } },
      default: { description: 'Why there is no answer', content: errors },
    },
  };
}
