import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createBlockCache,
  createEmbeddedWriter,
  DatabaseFileError,
  openDatabaseFile,
} from '../../../src/backend/index.ts';
import { InvariantError } from '../../../src/base/index.ts';
import { allOf, describeArchives, textOf } from '../archives.ts';
import { archivesBuilder } from './build-archives.ts';
import { description, makeFolder } from './build-embedded.ts';

describeArchives('embedded', archivesBuilder());

let folder: string;
beforeAll(() => {
  folder = makeFolder();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

describe('archives of a file', () => {
  /** Some 4 MB. */
  const steps = Array.from({ length: 20_000 }, (_, at) => ({
    at,
    energy: at / 7,
    positions: [at, at + 1, at + 2, '…'.repeat(40)],
  }));
  const text = JSON.stringify({ name: 'long', steps });

  it('are read in parts, of which the blocks are kept, and as a whole, which keeps nothing', async () => {
    const cache = createBlockCache(16 * 1024 * 1024);
    const { archives, close } = await archivesBuilder({ archiveCache: cache })({
      files: [{ name: 'run', path: 'run.json', text }],
    });
    try {
      const node = archives.open(archives.find('run')!)!;
      const opened = cache.bytes;
      expect(opened).toBeLessThan(3 * 65_536);
      expect(node.child('steps')!.item(15_000)!.child('energy')!.sizeBytes).toBeGreaterThan(5);
      const looked = cache.bytes;
      expect(looked).toBeGreaterThan(opened);
      expect(looked).toBeLessThan(10 * 65_536);
      expect(textOf(node)).toBe(text);
      expect(cache.bytes).toBe(looked);
      close();
      expect(cache.bytes).toBe(0);
    } finally {
      close();
    }
  });

  it('are kept apart from all else, so that no walk drives that out', async () => {
    const cache = createBlockCache(16 * 1024 * 1024);
    const archiveCache = createBlockCache(256 * 1024);
    const { archives, close } = await archivesBuilder({ cache, archiveCache })({
      files: [{ name: 'run', path: 'run.json', text }],
    });
    const node = archives.open(archives.find('run')!)!;
    const opened = cache.bytes;
    let count = 0;
    for (const step of node.child('steps')!.items()) count += step.length;
    expect(count).toBe(3 * steps.length);
    expect(cache.bytes).toBe(opened);
    expect(archiveCache.bytes).toBeGreaterThan(0);
    close();
    expect(archiveCache.bytes).toBe(0);
  });

  it('are told of as closed when the file is', async () => {
    const { archives, close } = await archivesBuilder()({ files: [{ name: 'run', path: 'run.json', text }] });
    const entry = archives.find('run')!;
    const node = archives.open(entry)!;
    const reading = node.read();
    reading.next();
    close();
    const asks: readonly (() => unknown)[] = [
      () => reading.next(),
      () => node.child('steps')!.item(1000)!.child('at'),
      () => archives.find('run'),
      () => archives.open(entry),
      () => allOf(archives),
    ];
    for (const ask of asks) expect(ask).toThrow(expect.objectContaining({ problem: 'closed' }));
  });

  it('leave nothing where their source fails in the middle', async () => {
    const path = join(folder, 'failed');
    const writer = createEmbeddedWriter(path);
    const failing = (async function* () {
      yield Buffer.from(text);
      throw new Error('the source ended');
    })();
    await expect(writer.archive('a', 'a.json', failing)).rejects.toThrow('the source ended');
    expect(await writer.archive('a', 'a.json', once('[1]'))).toEqual({ sizeBytes: 3, notANumbers: 0 });
    expect((await writer.index({})).archives).toEqual({ count: 1, looseCount: 1 });
    await writer.publish(description);
    const { archives, backend } = openDatabaseFile(path);
    expect(allOf(archives).map((entry) => textOf(archives.open(entry)))).toEqual(['[1]']);
    backend.close();
  });

  it('are stored one at a time, and an abort ends that', async () => {
    const writer = createEmbeddedWriter(join(folder, 'aborted'));
    let goOn = (): void => {};
    const waiting = (async function* () {
      yield Buffer.from('[1,');
      await new Promise<void>((resolve) => {
        goOn = resolve;
      });
      yield Buffer.from(text);
    })();
    const stored = writer.archive('a', 'a.json', waiting);
    await new Promise(setImmediate);
    expect(() => writer.write({ type: 't', id: 'a', attributes: {} }, { line: 1 })).toThrow(InvariantError);
    await expect(writer.archive('b', 'b.json', once('1'))).rejects.toThrow(InvariantError);
    await expect(writer.index({})).rejects.toThrow(InvariantError);
    await writer.abort();
    goOn();
    await expect(stored).rejects.toThrow(DatabaseFileError);
  });
});
