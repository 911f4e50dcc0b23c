import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBlockCache, DatabaseFileError, openDatabaseFile } from '../../../src/backend/index.ts';
import { compare, definitions, entry, fuzzy, query, text, textDefinition } from '../build-query.ts';
import { makeFolder, writeDatabase } from './build-embedded.ts';

const types = definitions({ structures: { _x_name: textDefinition } });
const entries = Array.from({ length: 3000 }, (_, index) =>
  entry(`e${index}`, { _x_name: `name ${index} ${'x'.repeat(300)}` }),
);
const byName = query({ filter: fuzzy(text('_x_name'), 'contains', 'e 1') });

let folder: string;
let path: string;
beforeEach(async () => {
  folder = makeFolder();
  path = join(folder, 'file');
  await writeDatabase(path, entries, types);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

describe('many files', () => {
  it('share one amount of memory, and give theirs back when they are closed', async () => {
    const cache = createBlockCache(400_000);
    const files = Array.from({ length: 8 }, () => openDatabaseFile(path, { cache }));
    let highest = 0;
    for (const { backend } of [...files, ...files]) {
      expect((await backend.run(byName)).dataReturned).toBe(1111);
      highest = Math.max(highest, cache.bytes);
      expect(cache.bytes).toBeLessThanOrEqual(cache.bytesMax);
    }
    expect(highest).toBeGreaterThan(200_000);
    for (const { backend } of files) backend.close();
    expect(cache.bytes).toBe(0);
  });

  it('opened and closed in turn leave neither memory nor handles behind', async () => {
    const cache = createBlockCache(64 * 1024 * 1024);
    const openAndClose = async (times: number): Promise<NodeJS.MemoryUsage> => {
      for (let time = 0; time < times; time += 1) {
        const { backend } = openDatabaseFile(path, { cache });
        await backend.run(byName);
        backend.close();
      }
      collectGarbage();
      return process.memoryUsage();
    };
    const before = await openAndClose(200);
    const handles = countHandles();
    const after = await openAndClose(1000);
    expect(countHandles()).toBe(handles);
    expect(cache.bytes).toBe(0);
    // A file takes more than 100 KB of blocks and of SQLite's memory each.
    expect(after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers).toBeLessThan(10e6);
    expect(after.rss - before.rss).toBeLessThan(100e6);
  });
});

/** Files that this process has open, where the system tells. */
function countHandles(): number {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return 0;
  }
}

describe('a file that is closed while it is asked', () => {
  it.each([
    ['a filter that reads every document', compare(text('_x_name'), '<', text('_x_name'))],
    ['a filter on the index', byName.filter],
  ])('answers or fails, and nothing of it stays: %s', async (_, filter) => {
    const cache = createBlockCache(1e9);
    for (const turns of [0, 1, 2, 5, 20]) {
      const { backend } = openDatabaseFile(path, { cache });
      const asked = Array.from({ length: 4 }, () => backend.run(query({ filter })));
      const settled = Promise.allSettled(asked);
      for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
      backend.close();
      for (const one of await settled) {
        if (one.status === 'fulfilled') continue;
        expect(one.reason).toBeInstanceOf(DatabaseFileError);
        expect((one.reason as DatabaseFileError).problem).toBe('closed');
      }
      expect(cache.bytes).toBe(0);
    }
  });

  it('fails in each of its answers after', async () => {
    const { backend } = openDatabaseFile(path);
    backend.close();
    await expect(backend.run(query())).rejects.toMatchObject({ problem: 'closed' });
    expect(() => backend.get({ type: 'structures', id: 'e1' })).toThrow(DatabaseFileError);
  });
});
