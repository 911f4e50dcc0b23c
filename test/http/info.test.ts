import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/index.ts';
import { asker } from './ask.ts';
import { testReplies } from './expect-replies.ts';

const ask = asker();

describe('/info', () => {
  testReplies(ask, [
    {
      name: 'INF-01..10 the base info',
      path: '/v1/info',
      values: {
        '/data/type': 'info',
        '/data/id': '/',
        '/data/attributes/api_version': '1.3.0',
        '/data/attributes/available_api_versions/0': { url: 'http://localhost/small/v1', version: '1.3.0' },
        '/data/attributes/formats': ['json'],
        '/data/attributes/entry_types_by_format': {
          json: ['structures', 'references', 'files', '_exmpl_samples'],
        },
        '/data/attributes/available_endpoints': [
          'structures',
          'references',
          'files',
          '_exmpl_samples',
          'info',
          'links',
          'extensions',
        ],
        '/data/attributes/is_index': false,
        '/data/attributes/license': 'https://creativecommons.org/licenses/by/4.0/',
        '/data/attributes/available_licenses': null,
        '/data/attributes/available_licenses_for_entries': null,
      },
    },
    { name: 'OTH-02 unknown parameters are ignored', path: '/v1/info?foo=1' },
    {
      name: 'DEF-01, DEF-02 the members of entry info',
      path: '/v1/info/structures',
      values: {
        '/data/type': 'info',
        '/data/id': 'structures',
        '/data/description': expect.any(String),
        '/data/formats': ['json'],
        '/data/attributes': undefined,
      },
    },
    {
      name: 'DEF-05..11, DEF-16, DEF-17 a standard property is a definition with what works here',
      path: '/v1/info/structures',
      values: {
        '/data/properties/elements/$id':
          'https://schemas.optimade.org/defs/v1.2/properties/optimade/structures/elements',
        '/data/properties/elements/type': ['array', 'null'],
        '/data/properties/elements/sortable': false,
        '/data/properties/elements/x-optimade-implementation': {
          sortable: false,
          'query-support': 'all mandatory',
        },
        '/data/properties/nsites/sortable': true,
        '/data/properties/nsites/x-optimade-implementation/sortable': true,
      },
    },
    {
      name: 'custom properties: the unit under the old key, too; those that are only declared',
      path: '/v1/info/structures',
      values: {
        '/data/properties/_exmpl_band_gap/unit': 'eV',
        '/data/properties/_exmpl_band_gap/x-optimade-unit': 'eV',
        '/data/properties/_exmpl_band_gap/type': ['number', 'null'],
        '/data/properties/_exmpl_note/description': 'What somebody remarked.',
        '/data/properties/_other_tag/description': 'What somebody remarked.',
        '/data/properties/nsites/unit': undefined,
      },
    },
    {
      name: 'what cannot be compared can only be asked whether it is there',
      path: '/v1/info/structures',
      values: {
        '/data/properties/fractional_site_positions/x-optimade-implementation': {
          sortable: false,
          'query-support': 'partial',
          'query-support-operators': ['IS KNOWN', 'IS UNKNOWN'],
        },
      },
    },
    {
      name: 'properties that are neither mandatory nor there are not listed',
      path: '/v1/info/structures',
      values: {
        '/data/properties/species': undefined,
        '/data/properties/structure_features/sortable': false,
      },
    },
    {
      name: 'info of a standard type without entries',
      path: '/v1/info/calculations',
      values: { '/data/id': 'calculations' },
    },
  ]);

  test('INF-04 every endpoint that is named is served', async () => {
    const endpoints = (await ask('/small/v1/info')).at('/data/attributes/available_endpoints') as string[];
    for (const endpoint of endpoints) {
      expect((await ask(`/small/v1/${endpoint}`)).status, endpoint).toBe(200);
    }
  });

  test('DEF-03, DEF-04, DOC-03 all that entries hold is listed', async () => {
    for (const type of ['structures', 'references', 'files', '_exmpl_samples']) {
      const info = await ask(`/small/v1/info/${type}`);
      const listed = Object.keys(info.at('/data/properties') as object);
      expect(info.at('/data/output_fields_by_format/json')).toEqual(listed);
      const entries = (await ask(`/small/v1/${type}`)).at('/data') as { attributes: object }[];
      for (const { attributes } of entries) {
        expect(listed).toEqual(
          expect.arrayContaining(Object.keys(attributes).filter((key) => key !== 'last_modified')),
        );
      }
    }
  });

  test('LST-15 every property that is flagged as sortable can be sorted by, and no other', async () => {
    const properties = (await ask('/small/v1/info/structures')).at('/data/properties') as Record<
      string,
      JsonObject
    >;
    for (const [name, { sortable }] of Object.entries(properties)) {
      const reply = await ask(`/small/v1/structures?sort=-${name}`);
      expect([name, reply.status]).toEqual([name, sortable === true ? 200 : 400]);
    }
  });
});

describe('older styles', () => {
  const classic = asker({ settings: { classicInfo: true } });

  test('/v1.1 gives four plain keys and only what the published validator knows', async () => {
    const { json } = await ask('/small/v1.1/info/structures');
    const properties = (json!.data as JsonObject).properties as Record<string, JsonObject>;
    expect(properties._exmpl_band_gap).toEqual({
      description: 'Width of the gap between the bands.',
      unit: 'eV',
      sortable: true,
      type: 'float',
    });
    expect(properties.elements!.type).toBe('list');
    expect(Object.keys(properties)).not.toContain('fractional_site_positions');
    expect(Object.keys(properties)).not.toContain('_other_tag');
  });

  test('classicInfo gives /v1 the plain word beside the keys of the definition', async () => {
    const reply = await classic('/small/v1/info/structures');
    expect(reply.at('/data/properties/elements/type')).toBe('list');
    expect(reply.at('/data/properties/elements/x-optimade-type')).toBe('list');
    expect(reply.at('/data/properties/fractional_site_positions')).toBeUndefined();
  });
});
