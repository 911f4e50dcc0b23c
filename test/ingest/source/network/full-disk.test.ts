import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { download } from '../../../../src/ingest/source/network/download.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { clientFor, startServer } from './local-server.ts';

const { path } = temporaryFolder();
const disk = join(path, 'disk');
mkdirSync(disk);

/** A disk of 64 KiB in memory; only who may mount one can. */
const isMounted = (() => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
afterAll(() => {
  if (isMounted) execFileSync('umount', [disk]);
});

describe.skipIf(!isMounted)('a full disk (skipped where no disk may be mounted)', () => {
  it('is told of at once, and not left full', async () => {
    const server = await startServer((_request, response) => {
      response.setHeader('etag', '"1"').end(Buffer.alloc(1_000_000, 'a'));
    });
    const folder = join(disk, 'download');
    const options = { folder, shown: 'the data', bytesMax: 1e9, now: () => new Date() };
    await expect(download(clientFor([server]), server.origin, options)).rejects.toMatchObject({
      reason: 'limit',
      message: 'the data: the disk is full; make room for it and try again',
    });
    expect(server.requests).toHaveLength(1);
    expect(readdirSync(folder)).toEqual([]);
  });
});
