import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits } from '../../../../src/base/index.ts';
import { readFiles, readRecord } from '../../../../src/ingest/source/repository/read-record.ts';

const origin = 'https://data.example.org';
const built = (path: string) => `${origin}/records/7/files/${path}?download=1`;
const api = `${origin}/api/records/7/files`;

describe('where the bytes of a file are', () => {
  test.each<[entry: object, name: string, url: string]>([
    [{ key: 'a', links: { self: `${api}/a/content` } }, 'a', `${api}/a/content`],
    [{ key: 'a', links: { self: `${api}/a`, content: `${api}/a/content` } }, 'a', `${api}/a/content`],
    [{ key: 'a', links: { self: '/api/files/b-1/a' } }, 'a', `${origin}/api/files/b-1/a`],
    [{ key: 'a', links: { self: `${api}/a` } }, 'a', built('a')],
    [{ filename: 'a b' }, 'a b', built('a%20b')],
    [{ key: 'o/r#1?+%.zip' }, 'o/r#1?+%.zip', built('o/r%231%3F%2B%25.zip')],
    [
      { key: 'a', links: { content: 'https://s3.example.com/a?sig=1' } },
      'a',
      'https://s3.example.com/a?sig=1',
    ],
    [{ key: 'a', links: { content: 'http://data.example.org/a/content' } }, 'a', built('a')],
    [{ key: 'a', links: { content: 'javascript:alert(1)' } }, 'a', built('a')],
    [{ key: 'a', links: { content: 'https://[' } }, 'a', built('a')],
    [{ key: 'a', links: 3 }, 'a', built('a')],
  ])('%j', (entry, name, url) => {
    expect(readFiles([entry], origin, '7')).toMatchObject([{ name, url }]);
  });
});

describe('lists of files in every form', () => {
  const file = { sizeBytes: 3, checksum: 'md5:00', url: built('a') };
  test.each<[value: unknown, files: unknown]>([
    [[{ key: 'a', size: 3, checksum: 'md5:00' }], [{ name: 'a', ...file }]],
    [[{ filename: 'a', filesize: 3, checksum: 'md5:00' }], [{ name: 'a', ...file }]],
    [{ enabled: true, entries: { a: { size: 3, checksum: 'md5:00' } } }, [{ name: 'a', ...file }]],
    [{ entries: [{ key: 'a', size: 3, checksum: 'md5:00' }] }, [{ name: 'a', ...file }]],
    [
      [{ key: 'a', size: -1, checksum: 5 }],
      [{ name: 'a', sizeBytes: undefined, checksum: undefined, url: built('a') }],
    ],
    [[{ key: 'a', access: { hidden: true } }], []],
    [[{ key: 'x'.repeat(limits.recordFileNameLengthMax + 1) }, { key: 'a\nb' }, { key: '' }, {}, null], []],
    [JSON.parse('{"entries":{"__proto__":{"size":1}}}'), [{ name: '__proto__', sizeBytes: 1 }]],
    [undefined, []],
    ['files', []],
  ])('%j', (value, files) => {
    expect(readFiles(value, origin, '7')).toMatchObject(files as object[]);
    expect(readFiles(value, origin, '7')).toHaveLength((files as object[]).length);
  });

  test('one more than is allowed tells that there are too many', () => {
    const many = Array.from({ length: limits.recordFilesMax + 5 }, (_, index) => ({ key: `f${index}` }));
    expect(readFiles(many, origin, '7')).toHaveLength(limits.recordFilesMax + 1);
  });
});

describe('what a record says of itself', () => {
  test.each<[value: object, record: object]>([
    [
      { id: 7, doi: '10.1/x' },
      { id: '7', doi: '10.1/x', pageUrl: `${origin}/records/7` },
    ],
    [
      { id: 'abcde-12345', pids: { doi: { identifier: '10.1/y' } } },
      { id: 'abcde-12345', doi: '10.1/y' },
    ],
    [
      { id: 7, metadata: { title: 5, license: 'mit', version: 'v1' } },
      { license: 'mit', version: 'v1' },
    ],
    [{ id: 7, metadata: { license: { id: 'mit' } } }, { license: 'mit' }],
    [{ id: 7, metadata: { rights: [{ title: 'own' }, { id: 'cc0-1.0' }] } }, { license: 'cc0-1.0' }],
    [{ id: 7, metadata: 'none' }, { access: { state: 'open' } }],
    [{ id: 7, metadata: { access_right: 'closed' } }, { access: { state: 'closed' } }],
    [{ id: 7, files: { enabled: false } }, { access: { state: 'metadata-only' } }],
    [{ id: 7, access: { files: 'restricted', status: 'restricted' } }, { access: { state: 'restricted' } }],
    [
      { id: 7, access: { files: 'restricted', status: 'embargoed', embargo: { until: '2030-01-01' } } },
      { access: { state: 'embargoed', until: '2030-01-01' } },
    ],
    [
      { id: 7, metadata: { access_right: 'embargoed', embargo_date: '2030-01-01' } },
      { access: { state: 'embargoed', until: '2030-01-01' } },
    ],
  ])('%j', (value, record) => {
    expect(readRecord(value, origin)).toMatchObject(record);
  });

  test.each([[null], [[]], [{}], [{ id: {} }], [{ id: '' }], [{ id: -1 }], ['record']])(
    '%j is no record',
    (value) => {
      expect(readRecord(value, origin)).toBeUndefined();
    },
  );

  test('long texts are cut', () => {
    const metadata = { title: 'x'.repeat(limits.definitionTextMax * 2) };
    expect(readRecord({ id: 7, metadata }, origin)?.title).toHaveLength(limits.definitionTextMax);
  });
});

test('nothing that is JSON makes reading fail, and links lead to the web', () => {
  const key = fc.constantFrom(
    'key',
    'filename',
    'size',
    'links',
    'self',
    'content',
    'entries',
    'files',
    'access',
  );
  const value = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.jsonValue({ maxDepth: 1 }),
      fc.webUrl(),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(key, tie('value'), { maxKeys: 5 }),
    ),
  })).value;
  fc.assert(
    fc.property(value, value, (metadata, files) => {
      const record = readRecord({ id: 7, metadata, access: metadata, files }, origin);
      for (const { url } of record?.files ?? []) expect(url).toMatch(/^https:\/\//);
    }),
  );
});
