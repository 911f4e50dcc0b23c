import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Location, LocationPolicy, RecordLocation } from '../../../../src/ingest/index.ts';
import { namesOfUrl } from '../../../../src/ingest/source/location/names-of-url.ts';
import { authorizeLocation } from '../../../../src/ingest/without-reading.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const temporary = temporaryFolder();
const inside = (path: string) => join(temporary.path, path);
for (const folder of ['data/sub', 'more/data', 'more', 'working', 'outside'])
  mkdirSync(inside(folder), { recursive: true });
for (const file of [
  'data/a.json',
  'data/..b.json',
  'data/sub/c.json',
  'more/data/a.json',
  'more/data/d.json',
  'working/a.json',
  'more/sub',
  'outside/x.json',
]) {
  writeFileSync(inside(file), '[]');
}
symlinkSync('data', inside('link'));
symlinkSync('sub/c.json', inside('data/link.json'));
symlinkSync('../outside', inside('data/out'));

const file = (path: string): Location => ({ kind: 'file', path });
const policyOf = (folders: readonly string[], hosts: readonly string[] = []): LocationPolicy => ({
  folders: folders.map(inside),
  hosts,
});
const operator: LocationPolicy = { folders: 'any', hosts: [] };
const authorize = (location: Location, policy: LocationPolicy, workingFolder = 'working') =>
  authorizeLocation(location, policy, inside(workingFolder));
const withoutSlash = (path: string) => inside(path).slice(1);

describe('a folder', () => {
  it.each<[written: string, folders: string[], real: string, shown: string]>([
    ['sub', ['data'], 'data/sub', 'sub'],
    ['sub', ['data', 'more'], 'data/sub', 'data/sub'],
    ['../data/', ['data'], 'data', 'data'],
    ['.', ['data'], 'data', 'data'],
    ['data', ['data', 'more'], 'more/data', 'more/data'],
  ])('%s of %j is %s', async (written, folders, real, shown) => {
    const authorized = await authorize(file(written), policyOf(folders), 'working');
    expect(authorized).toMatchObject({
      key: inside(real),
      location: { kind: 'file', path: inside(real) },
      shown,
      name: shown,
    });
  });

  it.each(['', '.hidden', 'more', 'data-private', 'data/out'])(
    '%s is refused where only data is allowed',
    async (path) => {
      const asking = authorize(file(inside(path)), policyOf(['data']));
      await expect(asking).rejects.toMatchObject({ reason: 'refused' });
    },
  );

  it('with the files of the kernel in it is refused, whatever is allowed', async () => {
    const asking = authorizeLocation(file('/'), { folders: ['/'], hosts: [] }, '/');
    await expect(asking).rejects.toMatchObject({ reason: 'refused' });
  });
});

describe('a file', () => {
  it.each<[written: string, folders: string[], workingFolder: string, real: string, shown: string]>([
    ['a.json', ['data'], 'working', 'data/a.json', 'a.json'],
    ['./sub/../sub//c.json', ['data'], 'working', 'data/sub/c.json', 'sub/c.json'],
    ['..b.json', ['data'], 'data', '', ''],
    ['a.json', ['data', 'working'], 'working', 'working/a.json', 'working/a.json'],
    ['d.json', ['data', 'more/data'], 'working', 'more/data/d.json', 'data/d.json'],
    ['data/a.json', ['data'], '.', 'data/a.json', 'a.json'],
    ['../data/a.json', ['data'], 'working', 'data/a.json', 'a.json'],
    ['a.json', ['link'], 'working', 'data/a.json', 'a.json'],
    ['link/a.json', ['data'], '.', 'data/a.json', 'a.json'],
    ['link.json', ['data'], 'working', 'data/sub/c.json', 'sub/c.json'],
    ['a.json', ['nowhere', 'data'], 'working', 'data/a.json', 'a.json'],
    ['a.json', ['data', 'link'], 'working', 'data/a.json', 'a.json'],
    ['x.json', ['outside/x.json'], 'outside', 'outside/x.json', 'x.json'],
  ])('%s below %j, seen from %s, is %s', async (written, folders, workingFolder, real, shown) => {
    const asking = authorize(file(written), policyOf(folders), workingFolder);
    if (real === '') {
      await expect(asking).rejects.toMatchObject({ reason: 'refused' });
      return;
    }
    expect(await asking).toMatchObject({
      key: inside(real),
      location: file(inside(real)),
      shown,
      name: shown,
      aliases: expect.arrayContaining([withoutSlash(real)]),
    });
  });

  it('goes by its real path, its path as written and that from the root', async () => {
    const { aliases } = await authorize(file('./data//link.json'), policyOf(['data']), '.');
    expect(aliases).toEqual([
      withoutSlash('data/sub/c.json'),
      withoutSlash('data/link.json'),
      'data/link.json',
    ]);
    const up = await authorize(file('../data/a.json'), policyOf(['data']));
    expect(up.aliases).toEqual([withoutSlash('data/a.json')]);
    const absolute = await authorize(file(inside('link/a.json')), policyOf(['data']));
    expect(absolute.aliases).toEqual([withoutSlash('data/a.json'), withoutSlash('link/a.json')]);
  });

  it('has one key, however it is written', async () => {
    const written = ['a.json', './a.json', '../data/a.json', inside('data/a.json'), inside('link/a.json')];
    const keys = await Promise.all(
      written.map(async (path) => (await authorize(file(path), policyOf(['data']))).key),
    );
    expect(new Set(keys).size).toBe(1);
  });

  it('that is not there is told of below what is allowed only', async () => {
    const policy = policyOf(['data']);
    for (const path of ['nothing.json', inside('data/nothing.json'), 'a.json/x', 'nowhere/nothing.json']) {
      const error = await authorize(file(path), policy).catch((reason) => reason);
      expect(error).toMatchObject({
        reason: 'gone',
        problem: expect.stringMatching(/^there is no such file/),
      });
      const isSearched = error.problem.includes('in the folders that the operator allows');
      expect(isSearched).toBe(!isAbsolute(path));
      expect(error.message).not.toContain(temporary.path);
    }
  });

  it('outside is refused in the same words whether it is there or not', async () => {
    const pairs = [
      ['outside/x.json', 'outside/y.json'],
      ['outside', 'nowhere'],
      ['data/out/x.json', 'data/out/y.json'],
      ['data/.a.json', 'data/.b.json'],
      ['more/data/a.json', 'more/data/e.json'],
    ];
    writeFileSync(inside('data/.a.json'), '[]');
    for (const pair of pairs) {
      const faults = await Promise.all(
        pair.map((path) => authorize(file(inside(path)), policyOf(['data'])).catch((error) => error)),
      );
      for (const { reason, problem, cause } of faults) {
        expect({ reason, problem, cause }).toEqual({
          reason: 'refused',
          problem:
            'may not be read: only what lies in the folders that the operator allows is (--allow-path), nothing hidden',
          cause: undefined,
        });
      }
    }
  });

  it('is anywhere for the operator, shown by its name alone', async () => {
    expect(await authorize(file('../outside/x.json'), operator)).toMatchObject({
      key: inside('outside/x.json'),
      shown: 'x.json',
      name: 'x.json',
    });
    await expect(authorize(file('../outside/y.json'), operator)).rejects.toMatchObject({
      reason: 'gone',
      message: '../outside/y.json: there is no such file',
    });
    await expect(authorize(file('/dev/null'), operator)).rejects.toThrow('is no regular file');
  });
});

describe('a URL', () => {
  const at = (url: string, hosts: readonly string[] = []) =>
    authorize({ kind: 'url', url }, policyOf([], hosts));

  it('goes by what stands behind its scheme', async () => {
    expect(await at('https://example.org:8443/a/b%20c.json/')).toEqual({
      key: 'https://example.org:8443/a/b%20c.json/',
      location: { kind: 'url', url: 'https://example.org:8443/a/b%20c.json/' },
      shown: 'https://example.org:8443/a/b%20c.json/',
      name: 'example.org:8443/a/b%20c.json',
      aliases: ['example.org:8443/a/b c.json'],
    });
  });

  it('keeps what is secret to itself, but for the key', async () => {
    const query = 'version=2&token=hush&X-Amz-Signature=hush&api_key=hush&Pass%77ord=hush&sig=hush';
    const { key, ...names } = await at(`https://example.org/a.json?${query}`);
    expect(key).toContain('hush');
    const { location, ...shown } = names;
    expect(JSON.stringify(shown)).not.toContain('hush');
    expect(names).toMatchObject({
      name: expect.stringMatching(/^example.org\/a.json\?version=2&token=\*\*\*/),
      aliases: [],
    });
    expect(location).toMatchObject({ url: expect.stringContaining('token=hush') });
  });

  it('may lead where the operator allows', async () => {
    const url = 'http://localhost:8000/static/test_structures.json';
    await expect(at(url)).rejects.toMatchObject({ reason: 'refused' });
    await expect(at(url, ['localhost:80'])).rejects.toMatchObject({ reason: 'refused' });
    const { aliases } = await at(url, ['localhost:8000']);
    expect(aliases).toEqual(['localhost:8000/static/test_structures.json']);
    expect(namesOfUrl(url)).toEqual({
      shown: url,
      name: 'localhost:8000/static/test_structures.json',
      aliases,
    });
  });
});

describe('a record', () => {
  const record = (location: Partial<RecordLocation>, hosts: readonly string[] = []) =>
    authorize(
      {
        kind: 'record',
        repository: 'https://zenodo.org',
        record: { id: '123' },
        latest: false,
        file: undefined,
        ...location,
      },
      policyOf([], hosts),
    );
  const archive = 'https://archive.materialscloud.org';

  it.each<[Partial<RecordLocation>, name: string, shown: string]>([
    [{}, 'zenodo-123', 'https://zenodo.org/records/123'],
    [{ latest: true }, 'zenodo-123-latest', 'https://zenodo.org/records/123/latest'],
    [{ file: 'a/b.json' }, 'zenodo-123/a/b.json', 'https://zenodo.org/records/123/files/a/b.json'],
    [
      { repository: 'https://sandbox.zenodo.org' },
      'sandbox-zenodo-org-123',
      'https://sandbox.zenodo.org/records/123',
    ],
    [
      { repository: archive, record: { id: 'abcde-12345' } },
      'archive-materialscloud-org-abcde-12345',
      `${archive}/records/abcde-12345`,
    ],
    [
      { repository: archive, record: { doi: '10.24435/materialscloud:zy-qw' } },
      'archive-materialscloud-org-10-24435-materialscloud-zy-qw',
      'https://doi.org/10.24435/materialscloud:zy-qw',
    ],
  ])('%j is called %s', async (location, name, shown) => {
    expect(await record(location)).toMatchObject({ name, shown, aliases: [shown.slice('https://'.length)] });
  });

  it('has a key of its own for each thing that is asked for', async () => {
    const asked: Partial<RecordLocation>[] = [
      {},
      { latest: true },
      { file: 'a' },
      { file: 'latest' },
      { record: { id: '12' } },
      { record: { doi: '123' } },
      { repository: archive },
    ];
    const keys = await Promise.all(asked.map(async (location) => (await record(location)).key));
    expect(new Set(keys).size).toBe(asked.length);
  });

  it('lies at a public host, or one that the operator allows', async () => {
    const repository = 'http://127.0.0.1:8080';
    await expect(record({ repository })).rejects.toMatchObject({ reason: 'refused' });
    expect(await record({ repository }, ['127.0.0.1:8080'])).toMatchObject({ name: '127-0-0-1-8080-123' });
  });
});
