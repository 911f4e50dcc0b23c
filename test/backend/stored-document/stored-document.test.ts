import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeDocument } from '../../../src/backend/stored-document/decode-document.ts';
import { encodeDocument } from '../../../src/backend/stored-document/encode-document.ts';
import { requiredProperties } from '../../../src/backend/stored-document/required-properties.ts';
import type { JsonObject } from '../../../src/base/index.ts';
import { limits } from '../../../src/base/index.ts';
import type { Entry } from '../../../src/standard/index.ts';

const text = (bytes: Uint8Array | undefined) =>
  bytes === undefined ? undefined : Buffer.from(bytes).toString();
const json = (bytes: Uint8Array | undefined) => (bytes === undefined ? undefined : JSON.parse(text(bytes)!));
const store = (entry: Entry, required: readonly string[] = []) =>
  decodeDocument(encodeDocument(entry, required));

const large = 'x'.repeat(limits.defaultPropertyBytesMax - 1);

const full: Entry = {
  type: 'structures',
  id: 'a/ü"1',
  attributes: {
    nelements: 2,
    elements: ['O', 'Si'],
    _x_none: null,
    '_x_é"': { deep: [null, 'ſ'] },
    _x_large: large,
  },
  relationships: {
    references: { data: [{ type: 'references', id: 'r-ß', meta: { description: 'd' } }] },
    calculations: { data: [{ type: 'calculations', id: 'c' }], meta: { n: 1 } },
    files: { links: { related: 'http://x' } },
  },
  links: { self: 'http://x/y' },
  meta: {
    property_metadata: { elements: { _x_note: 1 }, _x_large: { _x_note: 2 } },
    partial_data_links: { _x_y: [] },
    _x_other: 'ü',
  },
};

describe('a stored document', () => {
  it('holds the default resource object as it is sent', () => {
    expect(text(store(full, ['nelements', 'last_modified', '_x_none']).resourceObject)).toBe(
      '{"id":"a/ü\\"1","type":"structures","attributes":{"nelements":2,"elements":["O","Si"],' +
        '"_x_é\\"":{"deep":[null,"ſ"]},"last_modified":null,"_x_none":null},' +
        '"relationships":{"references":{"data":[{"type":"references","id":"r-ß","meta":{"description":"d"}}]},' +
        '"calculations":{"data":[{"type":"calculations","id":"c"}],"meta":{"n":1}},' +
        '"files":{"links":{"related":"http://x"}}},"links":{"self":"http://x/y"},' +
        '"meta":{"property_metadata":{"elements":{"_x_note":1}},"partial_data_links":{"_x_y":[]},"_x_other":"ü"}}',
    );
  });

  it('gives every part by name', () => {
    const row = store(full, ['last_modified']);
    expect([row.type, row.id]).toEqual(['structures', 'a/ü"1']);
    expect(text(row.property('elements'))).toBe('["O","Si"]');
    expect(json(row.property('_x_é"'))).toEqual({ deep: [null, 'ſ'] });
    expect(json(row.property('_x_large'))).toBe(large);
    expect(row.omittedProperties).toEqual(['_x_large']);
    for (const unknown of ['_x_none', 'last_modified', 'lements', '', 'id', '__proto__']) {
      expect(row.property(unknown)).toBeUndefined();
    }
    expect(row.hasPropertyMetadata).toBe(true);
    expect(text(row.propertyMetadata('elements'))).toBe('{"_x_note":1}');
    expect(text(row.propertyMetadata('_x_large'))).toBe('{"_x_note":2}');
    expect(row.propertyMetadata('nelements')).toBeUndefined();
    expect(text(row.otherMeta)).toBe('"partial_data_links":{"_x_y":[]},"_x_other":"ü"');
    expect(json(row.member('links'))).toEqual(full.links);
    expect(json(row.member('relationships'))).toEqual(full.relationships);
    expect(row.related).toEqual([
      { type: 'references', id: 'r-ß' },
      { type: 'calculations', id: 'c' },
    ]);
  });

  it('is as short as the entry is', () => {
    const row = store({ type: 't', id: '1', attributes: {} });
    expect(text(row.resourceObject)).toBe('{"id":"1","type":"t","attributes":{}}');
    expect([row.member('links'), row.member('relationships'), row.otherMeta]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect([row.hasPropertyMetadata, row.related, row.omittedProperties]).toEqual([false, [], []]);
    expect(text(store({ type: 't', id: '1', attributes: {} }, ['a']).resourceObject)).toBe(
      '{"id":"1","type":"t","attributes":{"a":null}}',
    );
    expect(text(store({ type: 't', id: '1', attributes: {}, meta: {} }).resourceObject)).not.toContain(
      'meta',
    );
  });

  it.each([
    ['at the limit in bytes', 'x'.repeat(limits.defaultPropertyBytesMax - 2), []],
    ['a byte above it', 'x'.repeat(limits.defaultPropertyBytesMax - 1), ['_x_text']],
    [
      'above it in bytes, though not in characters',
      'é'.repeat(limits.defaultPropertyBytesMax / 2),
      ['_x_text'],
    ],
  ])('leaves a property out of the default by its size: %s', (_, value, omitted) => {
    const row = store({ type: 't', id: '1', attributes: { _x_text: value } });
    expect(row.omittedProperties).toEqual(omitted);
    expect(json(row.resourceObject).attributes).toEqual(omitted.length > 0 ? {} : { _x_text: value });
    expect(json(row.property('_x_text'))).toBe(value);
  });

  it('can stand anywhere in a larger buffer', () => {
    const document = encodeDocument(full, []);
    const shifted = Buffer.concat([Buffer.from('before'), document, Buffer.from('behind')]).subarray(6, -6);
    expect(json(decodeDocument(shifted).resourceObject)).toEqual(
      json(decodeDocument(document).resourceObject),
    );
    expect(decodeDocument(shifted).related).toEqual(decodeDocument(document).related);
  });

  it('keeps whatever JSON an entry holds', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('__proto__', 'constructor', 'toString'),
    );
    const object = fc.dictionary(name, fc.jsonValue(), { noNullPrototype: false });
    const entries = fc.record({ id: fc.string({ unit: 'binary' }), attributes: object, meta: object });
    fc.assert(
      fc.property(entries, ({ id, attributes, meta }) => {
        const row = store({
          type: 'structures',
          id,
          attributes: attributes as JsonObject as Entry['attributes'],
          meta: meta as JsonObject,
        });
        expect(row.id).toBe(id);
        const known = Object.entries(attributes).filter(([, value]) => value !== null);
        // Compared as text, since JSON has one zero and toEqual knows two.
        for (const [key, value] of known) expect(text(row.property(key))).toBe(JSON.stringify(value));
        expect(json(row.resourceObject)).toMatchObject({ id, type: 'structures' });
        expect(Object.keys(json(row.resourceObject).attributes).sort()).toEqual(
          known.map(([key]) => key).sort(),
        );
        const others = Object.entries(meta).filter(
          ([key, value]) => key !== 'property_metadata' && value !== null,
        );
        expect(text(row.otherMeta) ?? '').toBe(
          others.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(','),
        );
      }),
    );
  });
});

it('knows what responses always hold', () => {
  expect(requiredProperties('structures')).toEqual(['last_modified', 'structure_features']);
  expect(requiredProperties('files')).toEqual(['last_modified', 'url', 'name']);
  expect(requiredProperties('_x_things')).toEqual(['last_modified']);
  expect(requiredProperties('__proto__')).toEqual(['last_modified']);
});
