import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limits } from '../../../../src/base/index.ts';
import type { Location, RecordLocation } from '../../../../src/ingest/index.ts';
import { parseLocation, SourceError } from '../../../../src/ingest/without-reading.ts';

const zenodo = 'https://zenodo.org';
const sandbox = 'https://sandbox.zenodo.org';
const cloud = 'https://archive.materialscloud.org';

function record(repository: string, id: string, asked: Partial<RecordLocation> = {}): Location {
  return { kind: 'record', repository, record: { id }, latest: false, file: undefined, ...asked };
}

function cloudDoi(suffix: string): Location {
  return record(cloud, '', { record: { doi: `10.24435/materialscloud:${suffix}` } });
}

describe('paths', () => {
  test.each<[text: string, path?: string]>([
    ['data.jsonl'],
    ['./data/my file.jsonl'],
    ['/srv/data.jsonl.gz'],
    ['../data.json'],
    ['C:\\data\\a.jsonl'],
    ['c:/data/a.jsonl'],
    ['./zenodo:12'],
    ['./zenodo.org/records/1'],
    ['./~'],
    ['/a:b'],
    ['10.5281'],
    [' leading blank.json'],
    ['100%.json'],
    ['zenodo.org'],
    ['file:///srv/a%20b.jsonl', '/srv/a b.jsonl'],
    ['file://localhost/srv/a.jsonl', '/srv/a.jsonl'],
    ['FILE:/srv/%C3%A9.jsonl', '/srv/é.jsonl'],
  ])('%s', (text, path = text) => {
    expect(parseLocation(text)).toEqual({ kind: 'file', path });
  });
});

describe('URLs', () => {
  test.each<[text: string, url?: string]>([
    ['https://example.org/a.jsonl.gz'],
    ['http://example.org:8080/a?b=c&d=%2F'],
    [' HTTPS://Example.ORG:443/a/../b.json#top ', 'https://example.org/b.json'],
    ['https://bücher.example/a', 'https://xn--bcher-kva.example/a'],
    ['http://2130706433/a', 'http://127.0.0.1/a'],
    ['https://zenodo.org/communities/materials'],
    ['https://zenodo.org/records/123/export/json'],
    ['https://zenodo.org/api/files/0b1c/data.jsonl'],
    ['https://zenodo.org/records/abc'],
    ['https://zenodo.org:8443/records/123'],
    ['https://example.org/records/123'],
    ['https://example.org/records/abcde-fghij/edit'],
    ['https://zenodo.org.example.org/records/123'],
    ['https://example.org/data/10.5281/zenodo.123'],
    ['https://archive.materialscloud.org/record/file?record_id=x&filename=a'],
  ])('%s', (text, url = text) => {
    expect(parseLocation(text)).toEqual({ kind: 'url', url });
  });
});

describe('records', () => {
  test.each<[text: string, location: Location]>([
    ['https://zenodo.org/records/7654321', record(zenodo, '7654321')],
    ['http://www.zenodo.org/records/7654321/', record(zenodo, '7654321')],
    ['zenodo.org/records/7654321', record(zenodo, '7654321')],
    ['https://zenodo.org/record/7654321', record(zenodo, '7654321')],
    ['https://zenodo.org/records/0007654321', record(zenodo, '7654321')],
    ['https://zenodo.org/records/7654321?token=abc.def#files', record(zenodo, '7654321')],
    ['https://zenodo.org/records/7654321/latest', record(zenodo, '7654321', { latest: true })],
    [
      'https://zenodo.org/records/7654321/files/a%20b.jsonl?download=1',
      record(zenodo, '7654321', { file: 'a b.jsonl' }),
    ],
    [
      'https://zenodo.org/record/7654321/files/owner/code-v1.zip',
      record(zenodo, '7654321', { file: 'owner/code-v1.zip' }),
    ],
    ['https://zenodo.org/records/7654321/files/content', record(zenodo, '7654321', { file: 'content' })],
    ['https://zenodo.org/records/7654321/preview/a.json', record(zenodo, '7654321', { file: 'a.json' })],
    ['https://zenodo.org/api/records/7654321', record(zenodo, '7654321')],
    ['https://zenodo.org/api/records/7654321/files', record(zenodo, '7654321')],
    ['https://zenodo.org/api/records/7654321/files-archive', record(zenodo, '7654321')],
    ['https://zenodo.org/api/records/7654321/versions/latest', record(zenodo, '7654321', { latest: true })],
    [
      'https://zenodo.org/api/records/7654321/files/a%23b.jsonl/content',
      record(zenodo, '7654321', { file: 'a#b.jsonl' }),
    ],
    ['https://zenodo.org/api/records/1/files/content/content', record(zenodo, '1', { file: 'content' })],
    ['https://zenodo.org/api/records/1/files/content', record(zenodo, '1', { file: 'content' })],
    ['https://zenodo.org/badge/doi/10.5281/zenodo.7654321.svg', record(zenodo, '7654321')],
    ['https://zenodo.org/badge/DOI/10.5281/zenodo.7654321.svg', record(zenodo, '7654321')],
    ['https://zenodo.org/doi/10.5281/zenodo.7654321', record(zenodo, '7654321')],
    ['https://doi.org/10.5281/zenodo.7654321', record(zenodo, '7654321')],
    ['http://dx.doi.org/10.5281/ZENODO.7654321', record(zenodo, '7654321')],
    ['doi.org/10.5281%2Fzenodo.7654321', record(zenodo, '7654321')],
    ['https://doi.org/doi:10.5281/zenodo.7654321', record(zenodo, '7654321')],
    ['10.5281/zenodo.7654321', record(zenodo, '7654321')],
    ['doi:10.5281/zenodo.7654321', record(zenodo, '7654321')],
    ['DOI: 10.5281/zenodo.7654321', record(zenodo, '7654321')],
    ['zenodo:7654321', record(zenodo, '7654321')],
    ['https://sandbox.zenodo.org/records/99/files/x.json', record(sandbox, '99', { file: 'x.json' })],
    ['10.5072/zenodo.99', record(sandbox, '99')],
    ['https://sandbox.zenodo.org/badge/DOI/10.5072/zenodo.99.svg', record(sandbox, '99')],

    ['https://archive.materialscloud.org/records/ab3de-6fg89', record(cloud, 'ab3de-6fg89')],
    [
      'https://archive.materialscloud.org/records/ab3de-6fg89/files/s.jsonl.gz?download=1',
      record(cloud, 'ab3de-6fg89', { file: 's.jsonl.gz' }),
    ],
    ['https://archive.materialscloud.org/record/2020.99', cloudDoi('2020.99')],
    ['https://archive.materialscloud.org/record/2020.0026/v1', cloudDoi('2020.0026/v1')],
    ['https://archive.materialscloud.org/record/327', record(cloud, '327')],
    [
      'https://archive.materialscloud.org/record/file?filename=a.jsonl&record_id=327',
      record(cloud, '327', { file: 'a.jsonl' }),
    ],
    ['https://doi.org/10.24435/materialscloud:zy-qw', cloudDoi('zy-qw')],
    ['https://archive.materialscloud.org/doi/10.24435/materialscloud:zy-qw', cloudDoi('zy-qw')],
    ['10.24435/materialscloud:2020.0026/v1', cloudDoi('2020.0026/v1')],
    ['doi:10.24435/MaterialsCloud:ZY-QW', cloudDoi('zy-qw')],
    ['materialscloud:2023.81', cloudDoi('2023.81')],
    ['MaterialsCloud:zy-qw', cloudDoi('zy-qw')],

    ['https://data.example.org/records/ABCDE-12345', record('https://data.example.org', 'abcde-12345')],
    [
      'http://localhost:5000/records/abcde-12345/files/deep/x.jsonl',
      record('http://localhost:5000', 'abcde-12345', { file: 'deep/x.jsonl' }),
    ],
    ['https://data.example.org/api/records/abcde-12345', record('https://data.example.org', 'abcde-12345')],
    [
      'https://data.example.org/api/records/abcde-12345/versions/latest',
      record('https://data.example.org', 'abcde-12345', { latest: true }),
    ],
  ])('%s', (text, location) => {
    expect(parseLocation(text)).toEqual(location);
  });
});

describe('what means nothing is refused in a sentence', () => {
  test.each<[text: string, problem: string, reason?: string]>([
    ['', 'names nothing'],
    ['  ', 'names nothing'],
    ['~/data.jsonl', 'only a shell resolves'],
    ['~', 'only a shell resolves'],
    ['a\0b', 'control character'],
    ['a\nb', 'control character'],
    ['https://example.org/\r\nHost: a', 'control character'],
    ['x'.repeat(limits.locationLengthMax + 1), 'is longer than'],
    ['ftp://example.org/a', 'begins with "ftp:"'],
    ['s3://bucket/key', 'begins with "s3:"'],
    ['data:application/json,[]', 'begins with "data:"'],
    ['javascript:alert(1)', 'begins with "javascript:"'],
    ['gopher://example.org/', 'begins with "gopher:"'],
    ['localhost:8000/a.json', 'accepted are paths, http and https URLs'],
    ['https:/example.org/a', 'is no well-formed URL'],
    ['http:example.org', 'is no well-formed URL'],
    ['https://', 'is no well-formed URL'],
    ['https://exa mple.org/', 'is no well-formed URL'],
    ['https://me:secret@example.org/a', 'URLs with credentials are not fetched', 'refused'],
    ['file:data.jsonl', 'such begin with file:///'],
    ['file://server/share/a', 'lies on "server"'],
    ['file:///a/b%2Fc', 'an escape that no path can hold'],
    ['file:///a/%00', 'control character'],
    ['file:///a/b?c', 'written %3F'],
    ['zenodo:abc', 'write zenodo: and a number'],
    ['zenodo:0', 'write zenodo: and a number'],
    ['zenodo:', 'write zenodo: and a number'],
    ['materialscloud:', 'DOI of a repository that is not understood'],
    ['materialscloud:../x', 'DOI of a repository that is not understood'],
    ['10.6084/m9.figshare.123', 'of another repository give the URL of the data file'],
    ['https://doi.org/10.17172/NOMAD/2020.01.01-1', 'of another repository'],
    ['10.5281/other.1', 'of another repository'],
    ['https://doi.org/', 'is no DOI'],
    ['doi:', 'is no DOI'],
    ['doi:zenodo.1', 'is no DOI'],
    ['https://doi.org/10.5281/%', 'broken percent escape'],
    ['https://zenodo.org/records/1/files/%E0%A4', 'broken percent escape'],
    ['https://zenodo.org/records/1/files/a%0Ab', 'control character'],
  ])('%j', (text, problem, reason = 'malformed') => {
    const error = errorOf(text);
    expect(error).toMatchObject({ reason });
    expect(error?.problem).toContain(problem);
  });

  test.each([
    'https://me:secret@example.org/a',
    'ftp://me:secret@example.org/a',
    'https://zenodo.org/records/1/files/%E0?token=secret',
    `https://example.org/${'x'.repeat(limits.locationLengthMax)}?token=secret`,
    `https://example.org/?token=secret&x=${'x'.repeat(limits.locationLengthMax)}`,
  ])('%s: the error tells no secret', (text) => {
    expect(errorOf(text)?.message).toBeDefined();
    expect(errorOf(text)?.message).not.toContain('secret');
    expect(errorOf(text)?.message.length).toBeLessThan(700);
  });
});

function errorOf(text: string): SourceError | undefined {
  try {
    parseLocation(text);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(SourceError);
    return error as SourceError;
  }
}

/** Pieces that locations are made of, in any order. */
const piece = fc.constantFrom(
  ...['https://', 'http:', 'file://', 'zenodo.org', 'sandbox.', 'doi.org', 'archive.materialscloud.org', '/'],
  ...[
    'records',
    'record',
    'api',
    'files',
    'content',
    'latest',
    'versions',
    'doi',
    'badge',
    '10.5281',
    '10.24435',
  ],
  ...[
    'zenodo.',
    'zenodo:',
    'materialscloud:',
    '123',
    'abcde-fghij',
    '2020.99',
    'v1',
    '%',
    '%2F',
    '%00',
    '?',
    '#',
  ],
  ...['[', ']', '@', ':', '\\', '..', '~', ' ', '\u0000', '.svg', 'record_id=', 'filename='],
);

test('whatever is written, it is understood or refused, and what is understood is normal', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc
      .array(fc.oneof({ weight: 8, arbitrary: piece }, fc.string({ maxLength: 4 })))
      .map((all) => all.join('')),
  );
  fc.assert(
    fc.property(text, (written) => {
      const error = errorOf(written);
      if (error !== undefined) return;
      const location = parseLocation(written);
      if (location.kind === 'url') {
        expect(parseLocation(location.url)).toEqual(location);
        expect(location.url).not.toContain('#');
      }
      if (location.kind === 'record') expect(location.repository).toBe(new URL(location.repository).origin);
    }),
    { numRuns: 500 },
  );
});
