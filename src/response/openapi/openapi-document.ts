/**
 * The OpenAPI 3.1 document of one database, made from the same property definitions as its answers. A test
 * checks every answer of the test suite against it.
 */
import type { JsonObject } from '../../base/index.ts';
import type { EntryTypeDescription } from '../../standard/index.ts';
import { currentVersion } from '../api-version.ts';
import type { DatabaseContext } from '../document-context.ts';
import { shownEntryTypes } from '../document-context.ts';
import { definitionSchema, nullable } from './definition-schema.ts';
import { closedObject, documentSchema, documentSchemas, listSchema, reference } from './document-schemas.ts';
import { graphPaths } from './graph-paths.ts';
import { listingParameters, parameterComponents, singleEntryParameters } from './parameters.ts';

/** @spec OpenAPI Specification 3.1 */
export function openapiDocument(context: DatabaseContext): JsonObject {
  const { description, database, service } = context;
  const types = shownEntryTypes(description).map((name) => description.entryTypes[name]!);
  const url = `${context.baseUrl}/${currentVersion.segments[0]}`;
  return {
    openapi: '3.1.0',
    info: {
      title: `OPTIMADE API of ${database.name}`,
      version: currentVersion.number,
      description: database.description,
      ...(service.licenseUrl === undefined ? {} : { license: { name: 'License', url: service.licenseUrl } }),
    },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    servers: [{ url }],
    paths: {
      '/info': getOperation('What this API is and offers', reference('info_document')),
      '/links': getOperation('Links to related APIs', reference('links_document')),
      ...Object.assign({}, ...types.map(entryTypePaths)),
      ...graphPaths(`${url}/extensions/graph/schema.json`),
    },
    components: {
      parameters: parameterComponents,
      // Types without entries have no paths, but they are answered, too, and their documents say what
      // describes them.
      schemas: {
        ...documentSchemas,
        ...Object.assign({}, ...Object.values(description.entryTypes).map(entryTypeSchemas)),
      },
    },
  };
}

function entryTypePaths({ name, title }: EntryTypeDescription): JsonObject {
  const single = getOperation(`One of the ${name} by its id`, reference(`${name}_entry`), [
    { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
    ...singleEntryParameters,
  ]);
  return {
    [`/info/${name}`]: getOperation(
      `The properties of ${title.toLowerCase()}`,
      reference('entry_info_document'),
    ),
    [`/${name}`]: getOperation(
      `The ${name} that fulfil a filter`,
      reference(`${name}_listing`),
      listingParameters,
    ),
    [`/${name}/{id}`]: single,
  };
}

function getOperation(
  summary: string,
  schema: JsonObject,
  parameters: readonly JsonObject[] = [{ $ref: '#/components/parameters/api_hint' }],
): JsonObject {
  const content = (body: JsonObject) => ({ 'application/vnd.api+json': { schema: body } });
  return {
    get: {
      summary,
      parameters,
      responses: {
        200: { description: 'The answer', content: content(schema) },
        default: { description: 'Why there is no answer', content: content(reference('error_document')) },
      },
    },
  };
}

function entryTypeSchemas(type: EntryTypeDescription): JsonObject {
  const { name } = type;
  const attributes = Object.entries(type.properties)
    .filter(([property]) => property !== 'id' && property !== 'type')
    .map(([property, definition]) => [property, nullable(definitionSchema(definition))]);
  const resource = closedObject(
    {
      type: { const: name },
      id: { type: 'string' },
      attributes: { $ref: `#/components/schemas/${name}_attributes` },
      relationships: { type: 'object', additionalProperties: reference('relationship') },
      links: { type: 'object' },
      meta: { type: 'object' },
    },
    ['type', 'id', 'attributes'],
  );
  const included = { included: listSchema({ type: 'object', required: ['type', 'id'] }) };
  return {
    [`${name}_attributes`]: closedObject(Object.fromEntries(attributes), []),
    [name]: resource,
    [`${name}_listing`]: documentSchema(listSchema(reference(name)), included),
    [`${name}_entry`]: documentSchema({ anyOf: [reference(name), { type: 'null' }] }, included),
  };
}
