import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EmbeddedWriterOptions } from '../../../src/backend/index.ts';
import { createBlockCache, createEmbeddedWriter, openDatabaseFile } from '../../../src/backend/index.ts';
import type { Backend } from '../../../src/query/index.ts';
import type { DatabaseDescription, Entry } from '../../../src/standard/index.ts';
import type { Definitions } from '../build-query.ts';
import type { BuildBackend } from '../conformance.ts';

export const description: DatabaseDescription = {
  entryTypes: {},
  provider: { name: 'Example', description: 'For tests', prefix: 'exmpl' },
  dataVersion: '1',
  ingestedAt: '2026-01-01T00:00:00Z',
  archiveReferences: [],
  database: {},
};

/** A folder of its own for one test. */
export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'respawn-embedded-'));
}

/** Takes entries through the whole life of a writer. */
export async function writeDatabase(
  path: string,
  entries: readonly Entry[],
  definitions: Definitions,
  options?: EmbeddedWriterOptions,
  /** Raw files and archives by name. */
  {
    files = {},
    archives = {},
  }: Partial<Record<'files' | 'archives', Readonly<Record<string, Uint8Array>>>> = {},
): Promise<void> {
  const writer = createEmbeddedWriter(path, options);
  for (const [name, bytes] of Object.entries(files)) {
    await writer.attach({ collection: 'file', name }, chunksOf(bytes));
  }
  for (const [name, bytes] of Object.entries(archives)) {
    await writer.archive(name, `${name}.json`, chunksOf(bytes));
  }
  for (const [index, entry] of entries.entries()) writer.write(entry, { line: index + 1 });
  await writer.index(definitions);
  await writer.publish(description);
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Sizes at which every boundary inside the file is met by a handful of entries. */
export const tinyTuning = {
  blockShift: 2,
  textBlockBytes: 16,
  listBlockBytes: 16,
  sortRunBytes: 64,
  spoolBufferBytes: 32,
  sharedValuesMax: 3,
  trigramTextsMin: 3,
  trigramPairsMax: 7,
} as const;

/** Builds backends whose files vanish when they are closed. */
export function builder(options?: EmbeddedWriterOptions, cacheBytesMax?: number): BuildBackend {
  return async (entries, definitions) => {
    const folder = makeFolder();
    const path = join(folder, 'database');
    await writeDatabase(path, entries, definitions, options);
    const cache = cacheBytesMax === undefined ? {} : { cache: createBlockCache(cacheBytesMax) };
    const { backend } = openDatabaseFile(path, cache);
    return removingOnClose(backend, folder);
  };
}

function removingOnClose(backend: Backend, folder: string): Backend {
  return {
    run: (query) => backend.run(query),
    get: (key) => backend.get(key),
    count: (entryType) => backend.count(entryType),
    close: () => {
      backend.close();
      rmSync(folder, { recursive: true });
    },
  };
}
