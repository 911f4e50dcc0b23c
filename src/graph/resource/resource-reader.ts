import type { EntryPlace, Evaluation } from '../evaluation.ts';
import type { GraphFault } from '../graph-fault.ts';
import type { GraphDatabase } from '../graph-world.ts';
import type {
  EntryRequest,
  GraphRequest,
  HitRequest,
  ListingRequest,
  Settings,
  UploadRequest,
} from '../request/graph-request.ts';
import type { ResultMap } from '../result/result-map.ts';
import type { EntryFinder } from './entry-finder.ts';
import { EntrySearch } from './entry-search.ts';
import { everyEntry } from './entry-selection.ts';
import { findEntry } from './find-entry.ts';
import type { OpenDatabases } from './open-databases.ts';
import { isFault } from './open-databases.ts';
import { placeListing } from './place-listing.ts';
import { readDocuments } from './read-documents.ts';
import type { Listing } from './read-listing.ts';
import { readListing } from './read-listing.ts';
import { readRecord } from './read-record.ts';
import { entryFields, uploadFields } from './record-fields.ts';
import { pageOfIds } from './upload-ids.ts';
import { resolvesTo, wholeEntry, wholeHit, wholeUpload } from './whole-record.ts';

/** What the readers of one answer share. */
export interface ResourceContext extends Evaluation {
  readonly databases: OpenDatabases;
  readonly lookup: EntryFinder;
}

/**
 * Reads uploads, entries and hits of a search into the answer: listings, records, and the steps from one to another.
 * What is within an archive is not its business.
 */
export class ResourceReader {
  readonly #context: ResourceContext;
  readonly #databaseIds: readonly string[];

  /** `databaseIds`: of the databases that are asked at the top, ascending. */
  constructor(context: ResourceContext, databaseIds: readonly string[]) {
    this.#context = context;
    this.#databaseIds = databaseIds;
  }

  async read({ uploads, entries, search }: GraphRequest, into: ResultMap): Promise<void> {
    for (const { word, request } of uploads) await this.#readUploads(request, into.map(word));
    for (const { word, request } of entries) await this.#readEntries(request, into.map(word));
    for (const { word, request } of search) await this.#readSearch(request, into.map(word));
  }

  #readUploads(request: ListingRequest<UploadRequest>, into: ResultMap): Promise<void> {
    const { uploadIds } = request.query;
    const wanted = new Set(uploadIds ?? this.#databaseIds);
    const ids = this.#databaseIds.filter((id) => wanted.has(id));
    const read = (id: string, upload: UploadRequest, under: ResultMap) =>
      this.#readUploadById(id, upload, under);
    const listing: Listing<string, UploadRequest> = {
      tellsLastPage: false,
      page: async (window) => pageOfIds(ids, window),
      idOf: (id) => id,
      read,
      readNamed: read,
      resolved: ({ pointer, settings }) =>
        resolvesTo('upload', settings) ? wholeUpload(pointer, settings) : undefined,
    };
    return readListing(request, listing, into, this.#context.budget);
  }

  #readEntries(request: ListingRequest<EntryRequest>, into: ResultMap): Promise<void> {
    const find = (id: string) => this.#context.lookup.find(id, this.#databaseIds);
    return this.#listEntries(request, this.#databaseIds, find, into);
  }

  #readSearch(request: ListingRequest<HitRequest>, into: ResultMap): Promise<void> {
    const { databases, lookup, budget } = this.#context;
    const databaseIds = this.#databaseIds;
    const { optimadeFilter, entryType } = request.query;
    const isForEvery = optimadeFilter === undefined && entryType === undefined;
    const listing = placeListing<HitRequest>({
      databases,
      databaseIds,
      selection: isForEvery ? everyEntry : new EntrySearch(request.query),
      tellsLastPage: true,
      find: (id) => lookup.find(id, databaseIds),
      read: (place, hit, under) => this.#readHit(place, hit, under),
      resolved: ({ pointer, settings }) =>
        resolvesTo('entry', settings) ? wholeHit(pointer, settings) : undefined,
    });
    return readListing(request, listing, into, budget);
  }

  #listEntries(
    request: ListingRequest<EntryRequest>,
    databaseIds: readonly string[],
    find: (entryId: string) => Promise<EntryPlace | GraphFault>,
    into: ResultMap,
  ): Promise<void> {
    const { databases, budget } = this.#context;
    const listing = placeListing<EntryRequest>({
      databases,
      databaseIds,
      selection: everyEntry,
      tellsLastPage: false,
      find,
      read: (place, entry, under) => this.#readEntry(place, entry, under),
      resolved: ({ pointer, settings }) =>
        resolvesTo('entry', settings) ? wholeEntry(pointer, settings) : undefined,
    });
    return readListing(request, listing, into, budget);
  }

  async #readUploadById(id: string, request: UploadRequest, into: ResultMap): Promise<void> {
    const isAsked = this.#databaseIds.includes(id);
    const database = isAsked ? await this.#context.databases.open(id) : undefined;
    if (database === undefined) into.addFault(noUpload(id));
    else if (isFault(database)) into.addFault(database);
    else await this.#readUpload(database, request, into);
  }

  async #readUpload(database: GraphDatabase, request: UploadRequest, into: ResultMap): Promise<void> {
    const steps = { upload: this.#uploadStep(database, request.pointer) };
    await readRecord(request, uploadFields(database), into, steps, this.#context.isStrict);
    for (const { word, request: upload } of request.uploads) {
      await this.#readUpload(database, upload, into.map(word));
    }
    const find = async (id: string) => findEntry(database, id) ?? notInUpload(id, database.id);
    for (const { word, request: entries } of request.entries) {
      await this.#listEntries(entries, [database.id], find, into.map(word));
    }
  }

  async #readEntry(place: EntryPlace, request: EntryRequest, into: ResultMap): Promise<void> {
    await this.#readEntryRecord(place, request, into);
    await readDocuments(place, request, into, this.#context);
  }

  #readHit(place: EntryPlace, request: HitRequest, into: ResultMap): Promise<void> {
    return this.#readEntryRecord(place, request, into);
  }

  /** What records of entries and hits have in common: the fields, and the steps to the entry and its upload. */
  async #readEntryRecord(
    place: EntryPlace,
    request: EntryRequest | HitRequest,
    into: ResultMap,
  ): Promise<void> {
    const steps = {
      upload: this.#uploadStep(place.database, request.pointer),
      entry: (settings: Settings, under: ResultMap) =>
        this.#readEntry(place, wholeEntry(request.pointer, settings), under),
    };
    await readRecord(request, entryFields(place), into, steps, this.#context.isStrict);
    for (const { word, request: entry } of request.entries)
      await this.#readEntry(place, entry, into.map(word));
    for (const { word, request: upload } of request.uploads) {
      await this.#readUpload(place.database, upload, into.map(word));
    }
  }

  #uploadStep(database: GraphDatabase, pointer: string) {
    return (settings: Settings, into: ResultMap) =>
      this.#readUpload(database, wholeUpload(pointer, settings), into);
  }
}

function noUpload(uploadId: string): GraphFault {
  return { type: 'NOTFOUND', message: `The value ${uploadId} is not a valid upload id.` };
}

function notInUpload(entryId: string, uploadId: string): GraphFault {
  return { type: 'NOTFOUND', message: `Entry ${entryId} is not in upload ${uploadId}.` };
}
