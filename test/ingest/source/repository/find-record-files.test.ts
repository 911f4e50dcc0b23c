import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { limits } from '../../../../src/base/index.ts';
import { createHttpClient } from '../../../../src/ingest/index.ts';
import { acquired, cloud, errorOf, legacy, lines, scene, textOf, zenodo } from '../acquisition-scene.ts';
import type { FakeRecord } from './fake-repository.ts';
import { startFakeRepository, withServers } from './fake-repository.ts';

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
      'gone',
      /the optimade\.yaml of the record cannot be followed: no file matches "a\/\*\.cif"/,
    ],
    [
      'entries:\n  - entry_type: structures\n    entry_paths:\n      - file: cifs.zip',
      'gone',
      /the optimade\.yaml of the record names a file that is not there, "cifs\.zip"/,
    ],
    ['entries:\n  jsonl_path: c.jsonl', 'gone', /names a file that is not there, "c\.jsonl"; did you mean "/],
    ['entries:\n  file: all.zip\n  jsonl_path: c.jsonl', 'gone', /there is no file "c\.jsonl"; did you mean/],
    ['entries: 3', 'unreadable', /yaml of the record, line 3, column 10: "entries" is a number, where there/],
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
