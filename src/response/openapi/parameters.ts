/** The URL parameters of listings and single entries, as OpenAPI describes them. */
import type { JsonObject } from '../../base/index.ts';

interface ParameterRow {
  readonly name: string;
  readonly description: string;
  readonly schema: JsonObject;
  /** Where it is understood, beside listings. */
  readonly alsoOnSingleEntries?: true;
}

const text = { type: 'string' };
const names = { type: 'array', items: text };
const position = { type: 'integer', minimum: 0 };

const rows: readonly ParameterRow[] = [
  {
    name: 'filter',
    description: 'An expression of the OPTIMADE filter language that entries must fulfil.',
    schema: text,
  },
  {
    name: 'response_fields',
    description: 'The properties to send; all but the very large ones where this is absent.',
    schema: names,
    alsoOnSingleEntries: true,
  },
  {
    name: 'include',
    description: 'Entry types whose related entries are sent along; references where this is absent.',
    schema: names,
    alsoOnSingleEntries: true,
  },
  {
    name: 'sort',
    description: 'Properties to sort by, each with a minus in front for descending order.',
    schema: names,
  },
  { name: 'page_limit', description: 'Entries on a page, at most.', schema: position },
  { name: 'page_offset', description: 'Entries to skip.', schema: position },
  {
    name: 'page_number',
    description: 'The page to send, from 1 on.',
    schema: { type: 'integer', minimum: 1 },
  },
  { name: 'page_cursor', description: 'A position from a link of another page.', schema: text },
  {
    name: 'page_above',
    description: 'Send the first entries whose sort value (or id) is greater.',
    schema: text,
  },
  {
    name: 'page_below',
    description: 'Send the last entries whose sort value (or id) is less.',
    schema: text,
  },
  {
    name: 'response_format',
    description: 'The format of the response.',
    schema: { const: 'json' },
    alsoOnSingleEntries: true,
  },
  {
    name: 'email_address',
    description: 'Whom to ask about problems with this request; not used for anything else.',
    schema: text,
    alsoOnSingleEntries: true,
  },
  {
    name: 'api_hint',
    description: 'The version of the standard that the client expects, as in v1 or v1.3.',
    schema: { type: 'string', pattern: '^v[0-9]+(\\.[0-9]+)?$' },
    alsoOnSingleEntries: true,
  },
];

/** By name, for `components.parameters`. */
export const parameterComponents: JsonObject = Object.fromEntries(
  rows.map(({ name, description, schema }) => [
    name,
    {
      name,
      in: 'query',
      description,
      schema,
      ...(schema.type === 'array' ? { style: 'form', explode: false } : {}),
    },
  ]),
);

export const listingParameters: readonly JsonObject[] = rows.map(parameterReference);

export const singleEntryParameters: readonly JsonObject[] = rows
  .filter((row) => row.alsoOnSingleEntries)
  .map(parameterReference);

function parameterReference({ name }: ParameterRow): JsonObject {
  return { $ref: `#/components/parameters/${name}` };
}
