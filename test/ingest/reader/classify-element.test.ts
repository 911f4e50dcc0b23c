import { describe, expect, test } from 'vitest';
import { memorySource, readAll, readBrief } from './memory-source.ts';

const header = '{"x-optimade":{"api_version":"1.2.0"}}\n';

describe('lines are told apart by what they hold', () => {
  test.each<[name: string, line: string, record: string]>([
    [
      'base info',
      '{"type":"info","id":"/","attributes":{"api_version":"1.2.0"},"homepage":"h"}',
      'base-info type,id,homepage,api_version',
    ],
    ['base info in a response', '{"data":{"type":"info","id":"/","attributes":{}}}', 'base-info type,id'],
    [
      'entry info',
      '{"type":"info","id":"structures","properties":{}}',
      'entry-info structures type,id,properties',
    ],
    [
      'entry info in a response',
      '{"data":{"type":"info","id":"structures","properties":{}}}',
      'entry-info structures type,id,properties',
    ],
    [
      'entry info with attributes',
      '{"type":"info","id":"files","attributes":{"properties":{}}}',
      'entry-info files type,id,properties',
    ],
    [
      'entry info of old tools, named by its description',
      '{"formats":["json"],"description":"structures","properties":{},"output_fields_by_format":{}}',
      'entry-info structures formats,description,properties,output_fields_by_format',
    ],
    [
      'entry info of old tools without a name',
      '{"description":"A structure.","properties":{}}',
      'entry-info undefined description,properties',
    ],
    [
      'definitions with keys like those of extended JSON',
      '{"type":"info","id":"x","properties":{"a":{"$id":"https://example.org"}}}',
      'entry-info x type,id,properties',
    ],
    [
      'a document with a property named properties',
      '{"_id":1,"properties":{}}',
      'entry undefined undefined {"properties":{},"immutable_id":"1"}',
    ],
    [
      'null members',
      '{"id":"a","type":"t","attributes":{"x":null},"links":null,"meta":null}',
      'entry t a {"x":null}',
    ],
    [
      'strays beside the attributes',
      '{"id":"a","attributes":{"x":1},"x":2,"y":3,"_id":"k"}',
      'entry undefined a {"x":1,"y":3,"immutable_id":"k"}',
    ],
    [
      'a key of several parts',
      '{"_id":{"a":1,"b":2}}',
      'entry undefined undefined {"immutable_id":"{\\"a\\":1,\\"b\\":2}"}',
    ],
    ['a number as id', '{"id":42}', 'entry undefined 42 {}'],
    ['null as id and type', '{"id":null,"type":null}', 'entry undefined undefined {}'],
    ['a list', '[1]', 'malformed is a list where an object is expected'],
    ['a number', '17', 'malformed is a number where an object is expected'],
    ['null', 'null', 'malformed is null where an object is expected'],
    ['an object as id', '{"id":{"a":1}}', 'malformed has an object as its id'],
    ['a list as type', '{"id":"a","type":[]}', 'malformed has a list as its type'],
    ['text as attributes', '{"id":"a","attributes":"x"}', 'malformed has a string as its attributes'],
    ['an error response', '{"errors":[{"title":"No"}],"meta":{}}', 'meta {}'],
    ['data that are no objects', '{"data":[7]}', 'malformed holds a number as an entry'],
    [
      'a line that is cut off',
      '{"id":"a',
      'malformed is not valid JSON (Unterminated string in JSON at position 8): "{\\"id\\":\\"a"',
    ],
    ['no JSON', '{"id":}', 'malformed is not valid JSON (Unexpected token "}"): "{\\"id\\":}"'],
  ])('%s', async (_, line, record) => {
    expect((await readBrief(header, line, '\n'))[1]).toBe(`2 ${record}`);
  });

  test('an error response says what it says', async () => {
    expect(await readBrief('{"errors":[{"title":"No"}],"meta":{}}')).toEqual([
      '1 meta {}',
      '1 malformed is the error response of an API: [{"title":"No"}]',
    ]);
  });

  test('an entry has all its members and no prototype in its attributes', async () => {
    const text =
      '{"type":"t","id":"a","attributes":{"x":1},"links":{"self":"s"},"relationships":{"r":{}},"meta":{"m":1}}';
    const [record] = await readAll(memorySource(header, text, '\n')).then((records) => records.slice(1));
    expect(record).toEqual({
      kind: 'entry',
      line: 2,
      type: 't',
      id: 'a',
      attributes: { x: 1 },
      links: { self: 's' },
      relationships: { r: {} },
      meta: { m: 1 },
      datePaths: [],
      remarks: [],
      source: Buffer.from(text),
    });
    for (const flat of [text, '{"x":1}']) {
      const [entry] = await readAll(memorySource(flat));
      expect(entry?.kind === 'entry' && Object.getPrototypeOf(entry.attributes)).toBeNull();
    }
  });
});
