/** A world of database files that hold archives and nothing else, for tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Archives, DatabaseFile, DatabaseWriter } from '../../src/backend/index.ts';
import { createEmbeddedWriter, defaultReferencePatterns, openDatabaseFile } from '../../src/backend/index.ts';
import type { GraphDatabase, GraphWorld } from '../../src/graph/index.ts';
import { description } from '../query/description.ts';
import type { RawArchives } from './naive/answer-naively.ts';

export interface ArchiveWorld extends Disposable {
  readonly world: GraphWorld;
}

/** By id of the upload, by id of the entry, as JSON text. */
export type ArchiveTexts = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** `indent` as in `JSON.stringify`. */
export function textsOf(archives: RawArchives, indent = 0): ArchiveTexts {
  const entriesOf = (entries: Readonly<Record<string, unknown>>) =>
    Object.entries(entries).map(([id, archive]) => [id, JSON.stringify(archive, null, indent)]);
  return Object.fromEntries(
    Object.entries(archives).map(([id, entries]) => [id, Object.fromEntries(entriesOf(entries))]),
  );
}

export async function worldInFiles(texts: ArchiveTexts): Promise<ArchiveWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'respawn-graph-'));
  const files: { id: string; file: DatabaseFile }[] = [];
  for (const [id, archives] of Object.entries(texts)) {
    const path = join(folder, id);
    await writeArchives(createEmbeddedWriter(path), archives);
    files.push({ id, file: openDatabaseFile(path) });
  }
  return {
    world: worldOf(files.map(({ id, file }) => databaseOf(id, file.archives))),
    [Symbol.dispose]: () => {
      for (const { file } of files) file.backend.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function writeArchives(
  writer: DatabaseWriter,
  archives: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [entryId, text] of Object.entries(archives)) {
    const stored = await writer.archive(entryId, `${entryId}.json`, chunksOf(text));
    if (typeof stored === 'string') throw new Error(`an archive of a test ${stored}`);
  }
  await writer.index({});
  await writer.publish(description);
}

async function* chunksOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

function databaseOf(id: string, archives: Archives): GraphDatabase {
  return {
    id,
    record: {},
    archives,
    referencePatterns: defaultReferencePatterns,
    entryRecord: () => ({}),
    resourceObject: () => undefined,
    entryTypes: [],
    search: async () => ({ entries: [], total: 0 }),
  };
}

function worldOf(databases: readonly GraphDatabase[]): GraphWorld {
  const byId = new Map(databases.map((database) => [database.id, database]));
  return {
    databaseIds: () => [...byId.keys()].sort(),
    databaseOfPrefix: () => undefined,
    open: async (id) => byId.get(id),
    mayHoldLooseArchives: () => true,
  };
}
