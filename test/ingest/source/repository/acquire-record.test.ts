import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Provenance } from '../../../../src/ingest/index.ts';
import {
  acquired,
  cloud,
  errorOf,
  legacy,
  lines,
  meddledClient,
  scene,
  textOf,
  zenodo,
} from '../acquisition-scene.ts';
import type { FakeRecord } from './fake-repository.ts';

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
