import { existsSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import {
  acquired,
  errorOf,
  folder,
  legacy,
  lines,
  meddledClient,
  scene,
  textOf,
  zenodo,
} from './acquisition-scene.ts';

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
    expect(result.source).toMatchObject({ location: url, name: 'crystals' });
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
