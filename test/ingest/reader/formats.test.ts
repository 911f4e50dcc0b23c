import { describe, expect, test } from 'vitest';
import { describeFormat } from '../../../src/ingest/reader/read-records.ts';
import { memorySource, onlyFile, readBrief } from './memory-source.ts';

const entry = '{"type":"structures","id":"a","attributes":{"x":1}}';
const other = '{"type":"structures","id":"b","attributes":{"x":2}}';
const meta = '{"provider":{"prefix":"exmpl"}}';
const readA = 'entry structures a {"x":1}';
const readB = 'entry structures b {"x":2}';

describe('formats are told by their content', () => {
  test.each<[name: string, format: string, text: string, records: string[]]>([
    [
      "the standard's header",
      'OPTIMADE JSON Lines',
      `{"x-optimade":{"api_version":"1.3.0"}}\n{"meta":${meta}}\n${entry}\n`,
      ['1 header 1.3.0', `2 meta ${meta}`, `3 ${readA}`],
    ],
    [
      'the older header',
      'OPTIMADE JSON Lines',
      `{"x-optimade":{"meta":{"api_version":"1.1.0"}}}\n${entry}`,
      ['1 header 1.1.0', `2 ${readA}`],
    ],
    [
      'a header with both forms and a provider',
      'OPTIMADE JSON Lines',
      `{"x-optimade":{"api_version":"1.3.0","meta":{"api_version":"1.2.0","x":1}},"meta":${meta}}\n${entry}`,
      ['1 header 1.3.0', '1 meta {"api_version":"1.2.0","x":1}', `1 meta ${meta}`, `2 ${readA}`],
    ],
    ['a header and nothing else', 'OPTIMADE JSON Lines', '{"x-optimade":null}\n', ['1 header undefined']],
    [
      'no header',
      'OPTIMADE JSON Lines without a header',
      `${entry}\r\n\r\n  \n${other}`,
      [`1 ${readA}`, `4 ${readB}`],
    ],
    [
      'mongoexport',
      'JSON Lines of database documents',
      '{"_id":{"$oid":"5f"},"x":1}\n{"_id":{"$oid":"60"},"immutable_id":"i"}\n',
      [
        '1 entry undefined undefined {"x":1,"immutable_id":"5f"}',
        '2 entry undefined undefined {"immutable_id":"i"}',
      ],
    ],
    [
      'flat documents in lines',
      'JSON Lines of flat documents',
      '{"id":"a","type":"structures","x":1}\n{"id":"b","x":2}',
      [`1 ${readA}`, '2 entry undefined b {"x":2}'],
    ],
    [
      'responses in lines',
      'JSON Lines of responses',
      `{"data":[${entry}],"meta":${meta}}\n{"data":[${other}]}\n`,
      [`1 meta ${meta}`, `1 ${readA}`, `2 ${readB}`],
    ],
    ['a list', 'a JSON list of resource objects', `[${entry},\n${other}]\n`, [`1 ${readA}`, `2 ${readB}`]],
    [
      'a list of flat documents',
      'a JSON list of flat documents',
      '[{"id":"a","type":"structures","x":1}]',
      [`1 ${readA}`],
    ],
    ['an empty list', 'a JSON list of flat documents', ' [ ] ', []],
    [
      'a response',
      'a saved response of an OPTIMADE API',
      `{"meta":${meta},"data":[${entry}],"included":[${other}],"links":{"next":null}}`,
      [`1 ${readA}`, `2 ${readB}`, `3 meta ${meta}`],
    ],
    [
      'a response with one entry',
      'a saved response of an OPTIMADE API',
      `{\n"data":${entry},"meta":${meta}}`,
      [`1 meta ${meta}`, `1 ${readA}`],
    ],
    [
      'a response without entries',
      'a saved response of an OPTIMADE API',
      '{"data":null,"meta":{}}',
      ['1 meta {}'],
    ],
    ['a single object', 'a single JSON object', entry, [`1 ${readA}`]],
    [
      'objects over several lines in a row',
      'JSON objects in a row, resource objects',
      `{\n${entry.slice(1)}\n{\n${other.slice(1)}`,
      [`1 ${readA}`, `2 ${readB}`],
    ],
    [
      'objects without anything between them',
      'JSON objects in a row, resource objects',
      entry + other,
      [`1 ${readA}`, `2 ${readB}`],
    ],
    [
      'a database document with a list named data',
      'a single JSON object',
      '{"id":"a","data":[{"id":"x"}]}',
      ['1 entry undefined a {"data":[{"id":"x"}]}'],
    ],
  ])('%s', async (_, format, text, records) => {
    for (const marked of [text, `\uFEFF${text}`]) {
      expect(await readBrief(marked)).toEqual(records);
      expect((await describeFormat(await onlyFile(memorySource(marked)))).name).toBe(format);
    }
  });

  test('a first line that is longer than what is looked at makes lines', async () => {
    const long = `{"id":"a","x":"${'x'.repeat(2_000_000)}"}\n`;
    expect((await describeFormat(await onlyFile(memorySource(long, '{"id":"b"}\n')))).layout).toBe('lines');
    expect(await readBrief(long, '{"id":"b"}\n')).toHaveLength(2);
  });

  test('a response on one line that is longer than what is looked at is taken apart', async () => {
    const long = `{"data":[{"id":"a","x":"${'x'.repeat(2_000_000)}"},`;
    expect((await describeFormat(await onlyFile(memorySource(long, '{"id":"b"}]}')))).layout).toBe(
      'documents',
    );
    expect(await readBrief(long, '{"id":"b"}]}')).toHaveLength(2);
  });
});

describe('what is no JSON in UTF-8 is named', () => {
  test.each<[bytes: string | Buffer, problem: string]>([
    ['', 'memory: holds nothing but white space'],
    [' \n\t\r\n', 'memory: holds nothing but white space'],
    ['\uFEFF', 'memory: holds nothing but white space'],
    ['PK\x03\x04...', 'memory: is a zip archive. Served are CIF, XYZ, '],
    ['SQLite format 3\0', 'memory: is an SQLite database. '],
    ['<!DOCTYPE html>', 'memory: is an HTML page. '],
    ['# made by hand\ndata_NaCl\n', 'memory: is a CIF file. '],
    ['hello world', 'memory: is text that begins with "hello world". '],
    [
      Buffer.from('0123456789abcdef0123', 'hex'),
      'memory: is binary data that begin with the bytes 0123456789abcdef. ',
    ],
    ['{"id": \0}', 'memory: is binary data that begin with the bytes 7b226964223a2000. '],
    [Buffer.from('1a00000007005f696400', 'hex'), 'memory: is binary data'],
    [Buffer.from('1a000000075f696400aa', 'hex'), 'memory: is a BSON dump'],
    [Buffer.from('{"id":"a"}', 'utf16le'), 'memory: is encoded in UTF-16; convert it to UTF-8'],
    [Buffer.from('\uFEFF{"id":"a"}', 'utf16le'), 'memory: is encoded in UTF-16; '],
    [Buffer.from('\uFEFF{"id":"a"}', 'utf16le').swap16(), 'memory: is encoded in UTF-16; '],
    [Buffer.from('{\0\0\0"\0\0\0'), 'memory: is encoded in UTF-32; '],
  ])('%j', async (bytes, problem) => {
    await expect(readBrief(bytes)).rejects.toThrow(problem);
    await expect(readBrief(...Array.from(Buffer.from(bytes), (byte) => Buffer.of(byte)))).rejects.toThrow(
      problem,
    );
    await expect(describeFormat(await onlyFile(memorySource(bytes)))).rejects.toThrow(problem);
  });
});
