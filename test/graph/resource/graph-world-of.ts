/** Worlds of a few databases in memory, made by the writer that tests have in common. */
import { MemoryWriter } from '../../../src/backend/index.ts';
import type { JsonObject } from '../../../src/base/index.ts';
import { parseFilter } from '../../../src/filter/index.ts';
import type { GraphDatabase, GraphWorld, SearchPage } from '../../../src/graph/index.ts';
import { databasePrefix } from '../../../src/graph/index.ts';
import type { PageRequest } from '../../../src/query/index.ts';
import { bindFilter } from '../../../src/query/index.ts';
import type { Entry } from '../../../src/standard/index.ts';
import { describe } from '../../http/small-database.ts';

interface UploadOfTest {
  /** Archives that belong to no entry, by the stem of their file. */
  readonly archives?: Readonly<Record<string, unknown>>;
  /** Entries; each has its archive from a source record where it has one. */
  readonly entries?: readonly (readonly [entry: Entry, source?: unknown])[];
  readonly record?: JsonObject;
  /** Properties of structures that the database does not know. */
  readonly unknownProperties?: readonly string[];
}

/** By id; a sentence stands for one that cannot be asked now. */
export type UploadsOfTest = Readonly<Record<string, UploadOfTest | string>>;

export interface WorldOfTest extends GraphWorld {
  /** Ids of the databases that were opened. */
  readonly opened: readonly string[];
}

export async function graphWorldOf(uploads: UploadsOfTest): Promise<WorldOfTest> {
  const databases = new Map<string, GraphDatabase | string>();
  for (const [id, upload] of Object.entries(uploads)) {
    databases.set(id, typeof upload === 'string' ? upload : await graphDatabaseOf(id, upload));
  }
  const ids = [...databases.keys()].sort();
  const opened: string[] = [];
  return {
    opened,
    databaseIds: () => ids,
    databaseOfPrefix: (prefix) => ids.find((id) => databasePrefix(id) === prefix),
    async open(id) {
      if (databases.has(id) && !opened.includes(id)) opened.push(id);
      return databases.get(id);
    },
    mayHoldLooseArchives(id) {
      const upload = uploads[id];
      return typeof upload === 'string' || upload?.archives !== undefined;
    },
  };
}

async function graphDatabaseOf(id: string, upload: UploadOfTest): Promise<GraphDatabase> {
  const { archives = {}, entries = [], record = {}, unknownProperties = [] } = upload;
  const writer = new MemoryWriter();
  for (const [index, [entry, source]] of entries.entries()) {
    const origin = { line: index + 1, file: 'source.jsonl' };
    writer.write(entry, origin, source === undefined ? undefined : bytesOf(source));
  }
  for (const [stem, archive] of Object.entries(archives)) {
    await writer.archive(stem, `${stem}.json`, piecesOf(archive));
  }
  const stored = entries.map(([entry]) => entry);
  const description = describe(stored);
  await writer.index();
  await writer.publish();
  const { backend } = writer;
  const structures = description.entryTypes.structures!;
  const properties = Object.fromEntries(
    Object.entries(structures.properties).filter(([name]) => !unknownProperties.includes(name)),
  );
  const known = {
    ...description,
    entryTypes: { ...description.entryTypes, structures: { ...structures, properties } },
  };
  return {
    id,
    record,
    archives: writer.archives,
    referencePatterns: ['*_ref', '*_refs'],
    entryRecord: ({ entry }) =>
      entry === undefined ? {} : { last_modified: lastModified(stored, entry.type, entry.id) },
    resourceObject: (entry) => backend.get(entry)?.resourceObject,
    entryTypes: [...new Set(stored.map(({ type }) => type))],
    async search(entryType, filter, page) {
      const context = { description: known, entryType, knownPrefixes: new Set<string>() };
      const bound =
        filter === undefined ? undefined : bindFilter(parseFilter(filter), filter, context).filter;
      const found = await backend.run({ entryType, filter: bound, sort: [], page: pageRequest(page) });
      return {
        entries: found.rows.map((row) => ({ type: row.type, id: row.id })),
        total: found.dataReturned,
      };
    },
  };
}

function lastModified(stored: readonly Entry[], type: string, id: string): string | null {
  const entry = stored.find((candidate) => candidate.type === type && candidate.id === id);
  const value = entry?.attributes.last_modified;
  return typeof value === 'string' ? value : null;
}

function pageRequest(page: SearchPage): PageRequest {
  if (page.kind === 'offset') return page;
  const { limit, id } = page;
  return { kind: 'above', value: { kind: 'constant', type: 'string', value: id }, limit };
}

function bytesOf(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

async function* piecesOf(value: unknown): AsyncIterable<Uint8Array> {
  yield bytesOf(value);
}
