/** A database as the graph sees it: archives, records, resource objects and searches, made of what serves the rest. */
import { Buffer } from 'node:buffer';
import type { JsonObject, JsonValue } from '../../base/index.ts';
import type { GraphDatabase, SearchPage, SearchResult } from '../../graph/index.ts';
import { bindListing } from '../../query/index.ts';
import type { ServedDatabase } from '../../registry/index.ts';
import { serializeResourceObject } from '../../response/index.ts';
import { bindContext } from '../endpoints/query-context.ts';

type EntryKey = Parameters<GraphDatabase['resourceObject']>[0];
type ArchiveEntry = Parameters<GraphDatabase['entryRecord']>[0];

export class ServedGraphDatabase implements GraphDatabase {
  readonly id: string;
  readonly record: JsonObject;
  readonly archives: GraphDatabase['archives'];
  readonly referencePatterns: readonly string[];
  readonly #database: ServedDatabase;
  readonly #versionedBaseUrl: string;

  constructor(database: ServedDatabase, record: JsonObject, versionedBaseUrl: string) {
    this.id = database.id;
    this.record = record;
    this.archives = database.archives;
    this.referencePatterns = database.description.archiveReferences;
    this.#database = database;
    this.#versionedBaseUrl = versionedBaseUrl;
  }

  get entryTypes(): readonly string[] {
    const types = Object.values(this.#database.description.entryTypes);
    return types.filter(({ count }) => count > 0).map(({ name }) => name);
  }

  entryRecord({ entry }: ArchiveEntry): JsonObject {
    const json = entry && this.#database.backend.get(entry)?.property('last_modified');
    return json === undefined ? {} : { last_modified: parseStored(json) };
  }

  resourceObject(key: EntryKey): Uint8Array | undefined {
    const row = this.#database.backend.get(key);
    return row && serializeResourceObject(row, this.#versionedBaseUrl);
  }

  async search(entryType: string, filter: string | undefined, page: SearchPage): Promise<SearchResult> {
    if (!Object.hasOwn(this.#database.description.entryTypes, entryType)) return { entries: [], total: 0 };
    const { limit } = page;
    const { query } = bindListing(
      {
        filter,
        sort: [],
        page:
          page.kind === 'offset'
            ? { strategy: 'page_offset', offset: page.offset, limit }
            : { strategy: 'page_above', value: page.id, limit },
        responseFormat: 'json',
        responseFields: undefined,
        include: [],
        emailAddress: undefined,
        apiHint: undefined,
      },
      bindContext(this.#database, entryType),
    );
    const { rows, dataReturned } = await this.#database.backend.run(query);
    return { entries: rows.map(({ type, id }) => ({ type, id })), total: dataReturned };
  }
}

function parseStored(json: Uint8Array): JsonValue {
  return JSON.parse(Buffer.from(json.buffer, json.byteOffset, json.byteLength).toString()) as JsonValue;
}
