import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { limits } from '../../../src/base/index.ts';
import type {
  Acquired,
  AcquireOptions,
  HttpClient,
  LocationPolicy,
  Provenance,
} from '../../../src/ingest/index.ts';
import {
  acquireSource,
  authorizeLocation,
  createHttpClient,
  parseLocation,
  SourceError,
} from '../../../src/ingest/index.ts';
import type { FakeRecord, FakeRepository } from './repository/fake-repository.ts';
import { startFakeRepository, withServers } from './repository/fake-repository.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const lines = '{"x-optimade":{"api_version":"1.2.0"}}\n{"id":"a","type":"structures","attributes":{}}\n';
const zenodo = 'https://zenodo.org';
const cloud = 'https://archive.materialscloud.org';
let downloads = 0;

interface Scene {
  readonly repository: FakeRepository;
  readonly downloadFolder: string;
  acquire(text: string, options?: Partial<AcquireOptions>): Promise<Acquired>;
}

/** A repository that stands in for an origin, and what is needed to acquire from it. */
async function scene(records: readonly FakeRecord[], origin?: string): Promise<Scene> {
  const repository = await startFakeRepository(records, origin);
  onTestFinished(() => repository.close());
  const { host } = new URL(repository.origin);
  const client = createHttpClient({ allowedHosts: [host], userAgent: 'respawn-test' });
  onTestFinished(() => client.close());
  downloads += 1;
  const downloadFolder = join(folder.path, `download-${downloads}`);
  const policy: LocationPolicy = { folders: [folder.path], hosts: [host] };
  return {
    repository,
    downloadFolder,
    acquire: async (text, options = {}) =>
      await acquireSource(await authorizeLocation(parseLocation(text), policy, folder.path), {
        policy,
        client: origin === undefined ? client : withServers(client, { [origin]: repository.origin }),
        downloadFolder,
        downloadBytesMax: 10_000_000,
        tokens: {},
        now: () => new Date('2025-01-02T03:04:05Z'),
        ...options,
      }),
  };
}

function acquired(result: Acquired): Extract<Acquired, { outcome: 'acquired' }> {
  if (result.outcome !== 'acquired') throw new Error('Nothing was acquired.');
  return result;
}

async function textOf(result: Acquired): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of acquired(result).source.read()) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function errorOf(promise: Promise<unknown>): Promise<SourceError> {
  const error = await promise.catch((raised: unknown) => raised);
  expect(error).toBeInstanceOf(SourceError);
  return error as SourceError;
}

const legacy: FakeRecord = {
  id: '1001',
  shape: 'legacy',
  files: { 'crystals.jsonl.gz': gzipSync(lines), 'read me.md': '# Crystals' },
  title: 'Crystals &amp; more',
  description: '<p>Made-up <em>crystals</em>.</p><p>Second &lt;paragraph&gt;.</p>',
  version: '1.2',
  doi: '10.5281/zenodo.1001',
  conceptId: '1000',
};

describe('files', () => {
  test('a file is read where it lies, under the name that may be shown', async () => {
    const { acquire, downloadFolder } = await scene([]);
    const path = folder.write('local.jsonl', lines);
    const result = acquired(await acquire('local.jsonl'));
    expect(result.source).toMatchObject({ location: 'local.jsonl', name: 'local' });
    expect(result.provenance).toEqual({
      location: 'local.jsonl',
      sizeBytes: lines.length,
      checksum: await result.source.checksum(),
      fetchedAt: '2025-01-02T03:04:05.000Z',
    });
    expect(await textOf(result)).toBe(lines);
    await result.release();
    expect(existsSync(path)).toBe(true);
    expect(existsSync(downloadFolder)).toBe(false);
  });

  test('a file is the same while its bytes are', async () => {
    const { acquire } = await scene([]);
    folder.write('same.jsonl', lines);
    const previous = acquired(await acquire('same.jsonl')).provenance;
    expect(await acquire('same.jsonl', { previous })).toEqual({ outcome: 'unchanged' });
    folder.write('same.jsonl', lines.replace('"a"', '"b"'));
    expect(await acquire('same.jsonl', { previous })).toMatchObject({ outcome: 'acquired' });
    await expect(acquire('same.jsonl', { signal: AbortSignal.abort('enough') })).rejects.toBe('enough');
  });

  test('no message holds the path', async () => {
    const { acquire } = await scene([]);
    folder.write('broken.jsonl.gz', gzipSync(lines).subarray(0, 30));
    const error = await errorOf(acquire('broken.jsonl.gz').then(textOf));
    expect(error.message).toMatch(/^broken\.jsonl\.gz: the gzip file is cut off/);
  });
});

describe('URLs', () => {
  test('the bytes of a URL are fetched, named after it, and gone after use', async () => {
    const { acquire, repository, downloadFolder } = await scene([legacy]);
    const url = `${repository.origin}/records/1001/files/crystals.jsonl.gz`;
    const result = acquired(await acquire(url));
    expect(result.source).toMatchObject({ location: url, name: 'crystals', compression: 'gzip' });
    expect(result.provenance).toMatchObject({
      location: url,
      url,
      etag: expect.stringMatching(/^"md5:/),
      sizeBytes: gzipSync(lines).length,
      checksum: await result.source.checksum(),
    });
    expect(result.provenance.record).toBeUndefined();
    expect(await textOf(result)).toBe(lines);
    await result.release();
    expect(existsSync(downloadFolder)).toBe(false);

    const previous = result.provenance;
    expect(await acquire(url, { previous })).toEqual({ outcome: 'unchanged' });
    expect(repository.requests.at(-1)?.headers['if-none-match']).toBe(previous.etag);
    expect(existsSync(downloadFolder)).toBe(false);
  });

  test('a page in place of data is told from data', async () => {
    const { acquire, repository, downloadFolder } = await scene([legacy]);
    const error = await errorOf(acquire(`${repository.origin}/records/1001`));
    expect(error).toMatchObject({
      reason: 'unreadable',
      problem: expect.stringContaining('answers with a web page in place of data'),
    });
    expect(existsSync(downloadFolder)).toBe(false);
  });

  test('progress is told, and the signal is heeded', async () => {
    const { acquire, repository } = await scene([legacy]);
    const url = `${repository.origin}/records/1001/files/crystals.jsonl.gz`;
    const seen: number[] = [];
    await acquire(url, { onProgress: ({ bytes }) => seen.push(bytes) });
    expect(seen.at(-1)).toBe(gzipSync(lines).length);
    await expect(acquire(url, { signal: AbortSignal.abort('enough') })).rejects.toBe('enough');
  });
});

describe('records of every shape', () => {
  test.each<[text: string, record: Partial<FakeRecord>, origin: string]>([
    ['zenodo:1001', {}, zenodo],
    ['10.5281/zenodo.1001', { shape: 'legacy-2023' }, zenodo],
    ['https://zenodo.org/record/1001/files/crystals.jsonl.gz?download=1', { shape: 'legacy-bucket' }, zenodo],
    ['zenodo:1000', {}, zenodo],
    ['https://zenodo.org/records/900/latest', {}, zenodo],
    [`${cloud}/records/abcde-12345`, { id: 'abcde-12345', shape: 'invenio' }, cloud],
    [`${cloud}/records/abcde-12345`, { id: 'abcde-12345', shape: 'invenio-files-apart' }, cloud],
    [
      'doi:10.24435/materialscloud:ZY-QW',
      { id: 'abcde-12345', shape: 'invenio', pages: ['/doi/10.24435/materialscloud:zy-qw'] },
      cloud,
    ],
    [
      'materialscloud:2020.0026/v1',
      { id: 'abcde-12345', shape: 'invenio', pages: ['/doi/10.24435/materialscloud:2020.0026/v1'] },
      cloud,
    ],
    [
      `${cloud}/record/327`,
      { id: 'abcde-12345', shape: 'invenio-files-apart', pages: ['/record/327'] },
      cloud,
    ],
  ])('%s %j', async (text, part, origin) => {
    const record = { ...legacy, ...part };
    const older: FakeRecord = { ...legacy, id: '900', files: {}, conceptId: 'none', newestId: record.id };
    const { acquire, repository } = await scene([older, record], origin);
    const result = acquired(await acquire(text));
    expect(await textOf(result)).toBe(lines);
    expect(result).toMatchObject({
      title: 'Crystals & more',
      description: 'Made-up crystals.\nSecond <paragraph>.',
      source: { name: 'crystals' },
    });
    expect(result.provenance.record).toEqual({
      repository: origin,
      id: record.id,
      doi: '10.5281/zenodo.1001',
      version: '1.2',
      title: 'Crystals & more',
      license: 'cc-by-4.0',
      file: 'crystals.jsonl.gz',
      url: `${origin}/records/${record.id}`,
      checksum: expect.stringMatching(/^(md5:)?[0-9a-f]{32}$/),
    });

    const requests = repository.log.length;
    expect(await acquire(text, { previous: result.provenance })).toEqual({ outcome: 'unchanged' });
    expect(repository.log.slice(requests).filter((line) => /crystals/.test(line))).toEqual([]);
  });

  test('an InvenioRDM of any host, by the URL of a file whose name has slashes and signs', async () => {
    const name = 'deep/50% & #1?+.jsonl';
    const files = { [name]: lines, 'other.jsonl': lines, 'third.jsonl': lines };
    for (const shape of ['invenio', 'invenio-files-apart'] as const) {
      const { acquire, repository } = await scene([{ id: 'abcde-12345', shape, files }]);
      const path = name.split('/').map(encodeURIComponent).join('/');
      const result = acquired(await acquire(`${repository.origin}/records/abcde-12345/files/${path}`));
      expect(await textOf(result)).toBe(lines);
      expect(result.provenance.record).toMatchObject({ repository: repository.origin, file: name });
      expect(result.source.name).toBe('50% & #1?+');
    }
  });

  test('a new version is fetched, and so is a file that was changed in place', async () => {
    const { acquire, repository } = await scene([legacy], zenodo);
    const previous = acquired(await acquire('zenodo:1000')).provenance;
    const next = lines.replace('"a"', '"b"');
    repository.put({ ...legacy, conceptId: 'none' });
    repository.put({ ...legacy, id: '1002', files: { 'crystals.jsonl.gz': gzipSync(next) } });
    const result = acquired(await acquire('zenodo:1000', { previous }));
    expect(result.provenance.record).toMatchObject({ id: '1002' });
    expect(await textOf(result)).toBe(next);

    repository.put({ ...legacy, id: '1002', files: { 'crystals.jsonl.gz': gzipSync(lines) } });
    expect(await textOf(await acquire('zenodo:1000', { previous: result.provenance }))).toBe(lines);
  });

  test('a new version with the same bytes changes nothing', async () => {
    const { acquire, repository } = await scene([legacy], zenodo);
    const previous = acquired(await acquire('zenodo:1000')).provenance;
    repository.put({ ...legacy, conceptId: 'none' });
    repository.put({ ...legacy, id: '1002' });
    expect(await acquire('zenodo:1000', { previous })).toEqual({ outcome: 'unchanged' });
  });

  test('without a checksum the server is asked whether the file is the same', async () => {
    const { acquire, repository } = await scene([legacy], zenodo);
    const { record, ...rest } = acquired(await acquire('zenodo:1001')).provenance;
    const { checksum: _, ...withoutChecksum } = record!;
    const previous: Provenance = { ...rest, record: withoutChecksum };
    expect(await acquire('zenodo:1001', { previous })).toEqual({ outcome: 'unchanged' });
    expect(repository.requests.at(-1)?.headers['if-none-match']).toBe(previous.etag);
  });

  test('bytes that are not those of the record are refused', async () => {
    const { acquire, repository } = await scene([legacy], zenodo);
    const client = meddledClient(repository, async function* (body) {
      for await (const chunk of body) yield chunk.map((byte) => byte ^ 1);
    });
    const error = await errorOf(acquire('zenodo:1001', { client }));
    expect(error.problem).toMatch(/has the md5 checksum \w+, where \w+ was announced/);
  });
});

describe('which file of a record', () => {
  const config = (entries: string) =>
    `config_version: 0.1.0\ndatabase_description: Of the yaml\n${entries}\n`;
  const files = { 'a.jsonl': lines, 'b.jsonl': lines };

  test('optimade.yaml leads to its file and describes it', async () => {
    const yaml = config('entries:\n  file: ./b.jsonl.gz\n  jsonl_path: b.jsonl');
    const record = { ...legacy, files: { ...files, 'b.jsonl.gz': gzipSync(lines), 'optimade.yaml': yaml } };
    const { acquire } = await scene([record], zenodo);
    const result = acquired(await acquire('zenodo:1001'));
    expect(result.provenance.record?.file).toBe('b.jsonl.gz');
    expect(result).toMatchObject({ title: 'Crystals & more', description: 'Of the yaml' });
  });

  test('a file that is asked for wins', async () => {
    const yaml = config('entries:\n  jsonl_path: b.jsonl');
    const { acquire } = await scene([{ ...legacy, files: { ...files, 'optimade.yml': yaml } }], zenodo);
    const result = acquired(await acquire('https://zenodo.org/records/1001/files/a.jsonl'));
    expect(result.provenance.record?.file).toBe('a.jsonl');
  });

  test.each<[yaml: string, reason: string, problem: RegExp]>([
    [
      'entries:\n  - entry_type: structures\n    entry_paths:\n      - file: cifs.zip\n        matches: [a/*.cif]\n' +
        '    property_paths:\n      - file: data.csv',
      'unreadable',
      /optimade\.yaml of the record makes entries from cifs\.zip, data\.csv; only JSON Lines/,
    ],
    ['entries:\n  jsonl_path: c.jsonl', 'gone', /names a file that is not there, "c\.jsonl"; did you mean "/],
    ['entries:\n  file: all.zip\n  jsonl_path: c.jsonl', 'unreadable', /out of all\.zip; bundles of files/],
    ['entries: 3', 'unreadable', /has no "entries"/],
  ])('an optimade.yaml with %j is not followed', async (entries, reason, problem) => {
    const record = { ...legacy, files: { ...files, 'optimade.yaml': config(entries) } };
    const { acquire } = await scene([record], zenodo);
    const error = await errorOf(acquire('zenodo:1001'));
    expect(error).toMatchObject({ location: 'https://zenodo.org/records/1001', reason });
    expect(error.problem).toMatch(problem);
  });

  test('of several, somebody has to choose', async () => {
    const { acquire } = await scene([{ ...legacy, files: { ...files, 'c.json': '[]', d: '' } }], zenodo);
    const error = await errorOf(acquire('zenodo:1001'));
    expect(error.reason).toBe('ambiguous');
    expect(error.choices).toEqual([
      { name: 'a.jsonl', sizeBytes: lines.length },
      { name: 'b.jsonl', sizeBytes: lines.length },
      { name: 'c.json', sizeBytes: 2 },
    ]);
  });

  test('the message stays short where there are many', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 2_000 }, (_, index) => [`part-${index}.jsonl`, '{}']),
    );
    const { acquire } = await scene([{ ...legacy, files: many }], zenodo);
    const error = await errorOf(acquire('zenodo:1001'));
    expect(error.choices).toHaveLength(2_000);
    expect(error.message.length).toBeLessThan(500);
  });

  test('a file too large to fetch is not begun', async () => {
    const { acquire, repository } = await scene([legacy], zenodo);
    const error = await errorOf(acquire('zenodo:1001', { downloadBytesMax: 10 }));
    expect(error).toMatchObject({ reason: 'limit', problem: expect.stringContaining('at most 10') });
    expect(repository.log).toEqual(['GET /api/records/1001']);
  });
});

describe('why a record cannot be had', () => {
  test.each<[access: NonNullable<FakeRecord['access']>, reason: string, problem: string]>([
    ['embargoed', 'unreachable', 'under embargo until 2099-01-01; a token for zenodo.org would be needed'],
    ['restricted', 'unreachable', 'are restricted; a token for zenodo.org would be needed'],
    ['closed', 'gone', 'are closed: nobody is given them'],
    ['metadata-only', 'gone', 'describes data, but holds no files'],
    ['open', 'gone', 'holds no files'],
  ])('%s', async (access, reason, problem) => {
    for (const shape of ['legacy', 'invenio'] as const) {
      const { acquire } = await scene([{ ...legacy, shape, access, files: {} }], zenodo);
      const error = await errorOf(acquire('zenodo:1001'));
      expect(error.reason).toBe(reason);
      expect(error.problem).toContain(problem);
    }
  });

  test('no such record, and one that was removed', async () => {
    const { acquire, repository } = await scene([legacy], zenodo);
    repository.remove('1001');
    const removed = await errorOf(acquire('zenodo:1001'));
    expect(removed).toMatchObject({ reason: 'gone', problem: 'zenodo.org has removed the record (410)' });
    const missing = await errorOf(acquire('zenodo:5'));
    expect(missing).toMatchObject({ reason: 'gone', problem: 'zenodo.org has no such record (404)' });
  });

  test('files that are listed but not given', async () => {
    const record: FakeRecord = { ...legacy, access: 'restricted', filesForbidden: true };
    const { acquire } = await scene([record], zenodo);
    const error = await errorOf(acquire('zenodo:1001'));
    expect(error.reason).toBe('unreachable');
    expect(error.problem).toMatch(/403.*; the files of the record are restricted$/);
  });

  test('a repository that wants to be left alone is left alone', async () => {
    const { acquire, repository } = await scene([legacy], zenodo);
    const wait = limits.fetchRetryAfterSecondsMax + 1;
    repository.refuseNext(1, 429, { 'retry-after': String(wait) });
    const error = await errorOf(acquire('zenodo:1001'));
    expect(error).toMatchObject({ reason: 'unreachable', retryAfterSeconds: wait });
    expect(repository.log).toHaveLength(1);
    repository.refuseNext(1, 429, { 'retry-after': '0' });
    expect(await acquire('zenodo:1001')).toMatchObject({ outcome: 'acquired' });
  });

  test.each<[status: number, body: string, problem: string]>([
    [200, '<html></html>', 'does not answer as a repository does'],
    [200, '', 'does not answer as a repository does'],
    [200, '['.repeat(1_000), 'does not answer as a repository does'],
    [200, '[]', 'answers with something that is no record'],
    [200, '{"id":{"__proto__":1}}', 'answers with something that is no record'],
    [200, ' '.repeat(limits.recordBytesMax + 1), 'has more than the'],
    [403, '', 'shows it only to some (403); a token is needed, and none is set'],
  ])('answer %#, of status %i', async (status, body, problem) => {
    const client = {
      get: async (url: string) => ({
        status,
        url,
        headers: {},
        body: (async function* () {
          yield Buffer.from(body);
        })(),
        discard: async () => undefined,
      }),
      close: async () => undefined,
    };
    const { acquire } = await scene([]);
    expect((await errorOf(acquire('zenodo:1001', { client }))).problem).toContain(problem);
  });
});

describe('tokens', () => {
  const secret = 'secret-of-the-operator';
  const record: FakeRecord = { ...legacy, access: 'restricted', token: secret };

  test('open what is restricted', async () => {
    const { acquire, repository } = await scene([record], zenodo);
    const result = await acquire('zenodo:1001', { tokens: { [zenodo]: secret } });
    expect(await textOf(result)).toBe(lines);
    expect(JSON.stringify(result)).not.toContain(secret);
    expect(repository.log.join()).not.toContain(secret);
  });

  test('go to their own repository only, and into no message', async () => {
    const { acquire, repository } = await scene([record], zenodo);
    const error = await errorOf(acquire('zenodo:1001', { tokens: { [cloud]: secret } }));
    expect(error.problem).toContain('a token for zenodo.org would be needed');
    expect(repository.requests.some(({ headers }) => headers.authorization)).toBe(false);
    const wrong = await errorOf(acquire('zenodo:1001', { tokens: { [zenodo]: 'wrong-secret' } }));
    expect(wrong.problem).toContain('the token that is set for zenodo.org does not count for it');
    expect(wrong.message).not.toContain('wrong-secret');
  });

  test('do not follow a link to another server', async () => {
    const other = await startFakeRepository([legacy]);
    onTestFinished(() => other.close());
    const { acquire, repository } = await scene([legacy], zenodo);
    const client = createHttpClient({
      allowedHosts: [other.origin, repository.origin].map((origin) => new URL(origin).host),
      userAgent: 'respawn-test',
    });
    onTestFinished(() => client.close());
    const elsewhere = 'https://files.example.org';
    const servers = { [zenodo]: repository.origin, [elsewhere]: other.origin };
    repository.put({ ...legacy, filesAt: elsewhere });
    const options = { client: withServers(client, servers), tokens: { [zenodo]: secret } };
    expect(await textOf(await acquire('zenodo:1001', options))).toBe(lines);
    expect(repository.requests[0]?.headers.authorization).toBe(`Bearer ${secret}`);
    expect(other.log).toEqual(['GET /api/records/1001/files/crystals.jsonl.gz/content']);
    expect(other.requests[0]?.headers.authorization).toBeUndefined();
  });
});

test('what is half fetched stays for the next try, and what is of no use does not', async () => {
  const { acquire, downloadFolder, repository } = await scene(
    [{ ...legacy, files: { 'a.jsonl': '' } }],
    zenodo,
  );
  expect((await errorOf(acquire('zenodo:1001'))).problem).toBe('is empty');
  expect(existsSync(downloadFolder)).toBe(false);

  repository.put(legacy);
  const controller = new AbortController();
  const client = meddledClient(repository, async function* (body) {
    for await (const chunk of body) {
      yield chunk.subarray(0, 10);
      controller.abort('enough');
      throw controller.signal.reason;
    }
  });
  await expect(acquire('zenodo:1001', { client, signal: controller.signal })).rejects.toBe('enough');
  expect(readdirSync(downloadFolder).length).toBeGreaterThan(0);
  const result = acquired(await acquire('zenodo:1001'));
  expect(repository.requests.at(-1)?.headers.range).toBe('bytes=10-');
  expect(await textOf(result)).toBe(lines);
  await result.release();
  expect(existsSync(downloadFolder)).toBe(false);
});

/** A client that asks the repository in place of Zenodo, on whose way somebody changes what files hold. */
function meddledClient(
  repository: FakeRepository,
  meddle: (body: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>,
): HttpClient {
  const { host } = new URL(repository.origin);
  const client = createHttpClient({ allowedHosts: [host], userAgent: 'respawn-test' });
  onTestFinished(() => client.close());
  const { get, close } = withServers(client, { [zenodo]: repository.origin });
  return {
    close,
    get: async (url, options) => {
      const answer = await get(url, options);
      return /content$/.test(url) ? { ...answer, body: meddle(answer.body) } : answer;
    },
  };
}
