import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Acquired, Provenance } from '../../../../src/ingest/index.ts';
import { chooseFiles } from '../../../../src/ingest/source/repository/choose-files.ts';
import type { RepositoryRecord } from '../../../../src/ingest/source/repository/repository-record.ts';
import {
  acquired,
  errorOf,
  legacy,
  lines,
  meddledClient,
  scene,
  textOf,
  zenodo,
} from '../acquisition-scene.ts';
import type { FakeRecord } from './fake-repository.ts';

const config = `config_version: 0.1.0
database_description: Of the yaml
entries:
  - entry_type: structures
    entry_paths: [{file: structures.zip, matches: ['cifs/*.cif']}]
    property_paths: [{file: tables/data.csv}]
`;
const files = {
  'read me.md': '# Crystals',
  'optimade.yaml': config,
  'structures.zip': 'made-up bytes',
  'tables/data.csv': 'id,x\na,1\n',
  'other.jsonl': lines,
};
const annotated: FakeRecord = { ...legacy, files };

async function namesOf(result: Acquired): Promise<string[]> {
  const names: string[] = [];
  for await (const { path } of acquired(result).source.tree.files()) names.push(path);
  return names;
}

describe('files that belong together', () => {
  test.each(['legacy', 'legacy-2023', 'legacy-bucket', 'invenio', 'invenio-files-apart'] as const)(
    'what optimade.yaml names, with it, as one tree: %s',
    async (shape) => {
      const { acquire, repository, downloadFolder } = await scene([{ ...annotated, shape }], zenodo);
      const seen: (number | undefined)[] = [];
      const onProgress = ({ bytes, totalBytes }: { bytes: number; totalBytes: number | undefined }) =>
        seen.push(bytes, totalBytes);
      const result = acquired(await acquire('zenodo:1001', { onProgress }));
      expect(await namesOf(result)).toEqual(['optimade.yaml', 'structures.zip', 'tables/data.csv']);
      expect(await textOf(result)).toBe(`${config}made-up bytes${files['tables/data.csv']}`);
      const sizeBytes = config.length + 'made-up bytes'.length + 'id,x\na,1\n'.length;
      expect(seen.slice(-2)).toEqual([sizeBytes, sizeBytes]);
      expect(result).toMatchObject({
        title: 'Crystals & more',
        description: 'Of the yaml',
        source: { name: 'structures', sizeBytes },
        provenance: {
          sizeBytes,
          checksum: await result.source.checksum(),
          record: {
            file: 'structures.zip',
            files: [{ name: 'structures.zip' }, { name: 'tables/data.csv' }, { name: 'optimade.yaml' }],
          },
        },
      });
      await result.release();
      expect(existsSync(downloadFolder)).toBe(false);

      const requests = repository.log.length;
      const { provenance: previous } = result;
      expect(await acquire('zenodo:1001', { previous })).toEqual({ outcome: 'unchanged' });
      const since = repository.log.slice(requests);
      expect(since.filter((line) => /zip|csv/.test(line))).toEqual([]);
    },
  );

  test('any of them that changes makes the whole new; the same bytes in a new version do not', async () => {
    const { acquire, repository } = await scene([annotated], zenodo);
    const previous = acquired(await acquire('zenodo:1000')).provenance;
    repository.put({ ...annotated, conceptId: 'none' });
    repository.put({ ...annotated, id: '1002' });
    expect(await acquire('zenodo:1000', { previous })).toEqual({ outcome: 'unchanged' });
    repository.put({ ...annotated, id: '1002', files: { ...files, 'tables/data.csv': 'id,x\na,2\n' } });
    expect(await acquire('zenodo:1000', { previous })).toMatchObject({ outcome: 'acquired' });
    const renamed = {
      ...files,
      'structures.zip': files['tables/data.csv'],
      'tables/data.csv': 'made-up bytes',
    };
    repository.put({ ...annotated, id: '1002', files: renamed });
    expect(await acquire('zenodo:1000', { previous })).toMatchObject({ outcome: 'acquired' });
  });

  test('from one file to several, and back', async () => {
    const { acquire, repository } = await scene([legacy], zenodo);
    const one: Provenance = acquired(await acquire('zenodo:1001')).provenance;
    repository.put(annotated);
    const several = acquired(await acquire('zenodo:1001', { previous: one })).provenance;
    repository.put(legacy);
    expect(await acquire('zenodo:1001', { previous: several })).toMatchObject({ outcome: 'acquired' });
  });

  test('what is too large in all is not begun, nor gone on with', async () => {
    const { acquire, repository, downloadFolder } = await scene([annotated], zenodo);
    const error = await errorOf(acquire('zenodo:1001', { downloadBytesMax: 50 }));
    expect(error).toMatchObject({
      reason: 'limit',
      problem: expect.stringMatching(/^3 files have \d+ bytes; at/),
    });
    expect(repository.log.filter((line) => /zip|csv/.test(line))).toEqual([]);
    expect(existsSync(downloadFolder)).toBe(false);
  });

  test('what was fetched before it broke off is not fetched again', async () => {
    const { acquire, repository, downloadFolder } = await scene([annotated], zenodo);
    const controller = new AbortController();
    let answers = 0;
    const client = meddledClient(repository, async function* (body) {
      answers += 1;
      // The first is the configuration, read for what it names.
      if (answers === 3) {
        controller.abort('enough');
        throw controller.signal.reason;
      }
      yield* body;
    });
    await expect(acquire('zenodo:1001', { client, signal: controller.signal })).rejects.toBe('enough');
    expect(readdirSync(downloadFolder)).toHaveLength(2);
    const requests = repository.requests.length;
    await acquire('zenodo:1001');
    const zip = repository.requests.slice(requests).find(({ url }) => url?.includes('structures.zip'));
    expect(zip?.headers).toMatchObject({ 'if-none-match': expect.stringMatching(/^"md5:/) });
  });

  test('bytes that are not those of the record are refused, and so are web pages', async () => {
    const { acquire, repository } = await scene([annotated], zenodo);
    const client = meddledClient(repository, async function* (body) {
      for await (const chunk of body) yield chunk.map((byte) => (byte === 0x64 ? 0x65 : byte));
    });
    const error = await errorOf(acquire('zenodo:1001', { client }));
    expect(error.problem).toMatch(/checksum|line \d+, column/);
    repository.put({ ...annotated, files: { ...files, 'tables/data.csv': '<!DOCTYPE html>' } });
    expect((await errorOf(acquire('zenodo:1001'))).problem).toMatch(/a web page in place of data/);
  });
});

describe('what is chosen', () => {
  const sidecar = 'title: Ours\ndescription: Of the sidecar\n';

  test.each<[names: string[], chosen: string[]]>([
    [['cifs.zip', 'b.json', 'a.jsonl'], ['a.jsonl']],
    [['cifs.zip', 'c.aiida', 'b.json.xz'], ['b.json.xz']],
    [['cifs.zip', 'c.aiida'], ['c.aiida']],
    [['readme.txt', 'cifs.tar.gz'], ['cifs.tar.gz']],
    [
      ['d.tsv', 'cifs.tgz', 'c.csv', 'e.csv.gz', 'r.bib', 'readme.txt'],
      ['cifs.tgz', 'd.tsv', 'c.csv', 'e.csv.gz', 'r.bib'],
    ],
    [
      ['POSCAR', 'a.csv'],
      ['POSCAR', 'a.csv'],
    ],
    [['a.cif.bz2', 'notes.md'], ['a.cif.bz2']],
  ])('of %j', (names, chosen) => {
    const listed = names.map((name) => ({ name, sizeBytes: 1, checksum: undefined, url: '' }));
    const record: RepositoryRecord = {
      repository: zenodo,
      id: '1',
      pageUrl: '',
      access: { state: 'open' },
      files: listed,
    };
    expect(chooseFiles(record, 'it').map(({ name }) => name)).toEqual(chosen);
  });

  test.each<[files: Record<string, string>, chosen: string[]]>([
    [{ 'cifs.zip': 'x', 'respawn.yaml': sidecar }, ['cifs.zip', 'respawn.yaml']],
    [{ 'a.jsonl': lines, 'respawn.yml': sidecar }, ['a.jsonl', 'respawn.yml']],
    [
      {
        'cifs.zip': 'x',
        'a.cif': 'x',
        'b.cif': 'x',
        'files/x': 'x',
        'respawn.yaml': `${sidecar}entries: [{files: ['*.cif']}]\nattachments: [{collection: file, folder: files}]`,
      },
      ['a.cif', 'b.cif', 'files/x', 'respawn.yaml'],
    ],
    [
      { ...files, 'respawn.yaml': sidecar },
      ['structures.zip', 'tables/data.csv', 'optimade.yaml', 'respawn.yaml'],
    ],
  ])('with a respawn.yaml: %#', async (recordFiles, chosen) => {
    const { acquire } = await scene([{ ...legacy, files: recordFiles }], zenodo);
    const { provenance, description } = acquired(await acquire('zenodo:1001'));
    expect(provenance.record?.files?.map(({ name }) => name)).toEqual(chosen);
    expect(description).toBe('Of the sidecar');
  });

  test.each<[files: Record<string, string>, reason: string, problem: RegExp]>([
    [
      { 'a.cif': 'x', 'b.zip': 'x', 'c.csv': 'x' },
      'ambiguous',
      /2 files that could be meant; choose one: a\.cif, b\.zip$/,
    ],
    [{ 'a.aiida': 'x', 'b.aiida': 'x' }, 'ambiguous', /2 files/],
    [
      { 'a.csv': 'x', 'readme.txt': 'x' },
      'unreadable',
      /holds no JSON Lines, JSON, .*, only a\.csv, readme\.txt/,
    ],
    [
      { 'respawn.yaml': 'entires: []' },
      'unreadable',
      /the respawn\.yaml of the record, line 1, column 1: "entires"/,
    ],
    [
      { 'respawn.yaml': 'entries: [{files: [a.cif]}]' },
      'gone',
      /the respawn\.yaml of the record names a file/,
    ],
    [{ 'respawn.yaml': 'entries: []' }, 'unreadable', /the respawn\.yaml of the record names no files/],
  ])('and what not: %#', async (recordFiles, reason, problem) => {
    const { acquire } = await scene([{ ...legacy, files: recordFiles }], zenodo);
    const error = await errorOf(acquire('zenodo:1001'));
    expect(error.reason).toBe(reason);
    expect(error.problem).toMatch(problem);
  });

  test('a configuration that is asked for is followed, another file is alone', async () => {
    const { acquire } = await scene([annotated], zenodo);
    const followed = acquired(await acquire('https://zenodo.org/records/1001/files/optimade.yaml'));
    expect(followed.provenance.record?.files).toHaveLength(3);
    const alone = acquired(await acquire('https://zenodo.org/records/1001/files/other.jsonl'));
    expect(alone.provenance.record).not.toHaveProperty('files');
    expect(alone.provenance.record?.file).toBe('other.jsonl');
  });
});
