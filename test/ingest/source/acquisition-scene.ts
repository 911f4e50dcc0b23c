import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished } from 'vitest';
import type { Acquired, AcquireOptions, HttpClient, LocationPolicy } from '../../../src/ingest/index.ts';
import { acquireSource, createHttpClient } from '../../../src/ingest/index.ts';
import { authorizeLocation, parseLocation, SourceError } from '../../../src/ingest/without-reading.ts';
import type { FakeRecord, FakeRepository } from './repository/fake-repository.ts';
import { startFakeRepository, withServers } from './repository/fake-repository.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { textOf as textOfSource } from './text-of.ts';

export const folder = temporaryFolder();
/** A source of one entry. */
export const lines =
  '{"x-optimade":{"api_version":"1.2.0"}}\n{"id":"a","type":"structures","attributes":{}}\n';
export const zenodo = 'https://zenodo.org';
export const cloud = 'https://archive.materialscloud.org';
let downloads = 0;

export interface Scene {
  readonly repository: FakeRepository;
  readonly downloadFolder: string;
  acquire(text: string, options?: Partial<AcquireOptions>): Promise<Acquired>;
}

/** A repository that stands in for an origin, and what is needed to acquire from it. */
export async function scene(records: readonly FakeRecord[], origin?: string): Promise<Scene> {
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

export function acquired(result: Acquired): Extract<Acquired, { outcome: 'acquired' }> {
  if (result.outcome !== 'acquired') throw new Error('Nothing was acquired.');
  return result;
}

export async function textOf(result: Acquired): Promise<string> {
  return await textOfSource(acquired(result).source);
}

export async function errorOf(promise: Promise<unknown>): Promise<SourceError> {
  const error = await promise.catch((raised: unknown) => raised);
  expect(error).toBeInstanceOf(SourceError);
  return error as SourceError;
}

export const legacy: FakeRecord = {
  id: '1001',
  shape: 'legacy',
  files: { 'crystals.jsonl.gz': gzipSync(lines), 'read me.md': '# Crystals' },
  title: 'Crystals &amp; more',
  description: '<p>Made-up <em>crystals</em>.</p><p>Second &lt;paragraph&gt;.</p>',
  version: '1.2',
  doi: '10.5281/zenodo.1001',
  conceptId: '1000',
};

/** A client that asks the repository in place of Zenodo, on whose way somebody changes what files hold. */
export function meddledClient(
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
