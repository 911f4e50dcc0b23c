import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/index.ts';
import { createDatabaseContext, currentVersion, openapiDocument } from '../../src/response/index.ts';
import { describe as describeEntries, entries, settings } from '../http/small-database.ts';

const document = openapiDocument(
  createDatabaseContext({
    databaseId: 'x',
    description: describeEntries(entries),
    service: settings,
    version: currentVersion,
    baseUrl: 'https://x.example',
    versionedBaseUrl: 'https://x.example/v1',
    indexUrl: undefined,
  }),
);
const schemas = (document.components as JsonObject).schemas as Record<string, JsonObject>;

describe('the OpenAPI document', () => {
  test('names every endpoint of the types that are shown', () => {
    expect(Object.keys(document.paths as object)).toEqual([
      '/info',
      '/links',
      ...['structures', 'references', 'files', '_exmpl_samples'].flatMap((type) => [
        `/info/${type}`,
        `/${type}`,
        `/${type}/{id}`,
      ]),
      '/extensions/graph',
      '/extensions/graph/schema.json',
      '/extensions/graph/query',
      '/extensions/archive/{entry}/{path}',
    ]);
  });

  test('refers only to what it holds', () => {
    const references = Array.from(
      JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/([^"]+)"/g),
    );
    expect(references.length).toBeGreaterThan(50);
    for (const [, kind, name] of references) {
      expect(Object.keys((document.components as Record<string, object>)[kind!]!)).toContain(name);
    }
  });

  test('holds schemas that compile, and that refuse what is wrong', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ ...document, $id: 'https://x.example/openapi.json' });
    const schema = (name: string) =>
      ajv.getSchema(`https://x.example/openapi.json#/components/schemas/${name}`)!;
    for (const name of Object.keys(schemas)) expect(schema(name), name).toBeTypeOf('function');
    const entry = (attributes: object) => ({ type: 'structures', id: '1', attributes });
    expect(schema('structures')(entry({ nsites: 3, _exmpl_band_gap: 1.5, elements: null }))).toBe(true);
    for (const attributes of [
      { nsites: 'three' },
      { elements: 'Si' },
      { nosuch: 1 },
      { _exmpl_band_gap: [] },
    ]) {
      expect(schema('structures')(entry(attributes)), JSON.stringify(attributes)).toBe(false);
    }
    expect(schema('structures')({ type: 'structures', id: 1, attributes: {} })).toBe(false);
    expect(schema('error_document')({ errors: [], meta: {} })).toBe(false);
  });
});
