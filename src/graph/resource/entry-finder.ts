import type { EntryLookup, EntryPlace } from '../evaluation.ts';
import type { GraphFault } from '../graph-fault.ts';
import type { GraphDatabase, GraphWorld } from '../graph-world.ts';
import { splitEntryId } from './entry-id.ts';
import { entryPlace, findById, findEntry } from './find-entry.ts';
import type { OpenDatabases } from './open-databases.ts';
import { isFault } from './open-databases.ts';

/** Finds entries for one answer: those that are asked for, and those that references lead to. */
export class EntryFinder implements EntryLookup {
  readonly #world: GraphWorld;
  readonly #databases: OpenDatabases;
  readonly #databaseIds: readonly string[];

  constructor(world: GraphWorld, databases: OpenDatabases) {
    this.#world = world;
    this.#databases = databases;
    this.#databaseIds = world.databaseIds();
  }

  /**
   * The entry of an id, among those databases. Its prefix tells the database; the stem of a file does not, so that all
   * databases that may hold such files are asked.
   */
  async find(entryId: string, databaseIds: readonly string[]): Promise<EntryPlace | GraphFault> {
    const owner = this.#world.databaseOfPrefix(splitEntryId(entryId).prefix);
    if (owner !== undefined && databaseIds.includes(owner)) {
      const place = await this.#findIn(owner, entryId);
      if (place !== undefined) return place;
    }
    return this.#findLoose(entryId, databaseIds);
  }

  async #findLoose(entryId: string, databaseIds: readonly string[]): Promise<EntryPlace | GraphFault> {
    const places: EntryPlace[] = [];
    let firstFault: GraphFault | undefined;
    for (const id of databaseIds) {
      if (!this.#world.mayHoldLooseArchives(id)) continue;
      const found = await this.#findIn(id, entryId);
      if (found === undefined) continue;
      if (!isFault(found)) places.push(found);
      else firstFault ??= found;
      if (isFault(found) && found.type === 'LIMIT') break;
    }
    const [place] = places;
    if (places.length > 1) return severalHold(entryId, places);
    return place ?? notFound(entryId, firstFault);
  }

  async #findIn(databaseId: string, entryId: string): Promise<EntryPlace | GraphFault | undefined> {
    const database = await this.#databases.open(databaseId);
    if (database === undefined || isFault(database)) return database;
    const entry = findById(database, entryId);
    return entry === undefined ? undefined : entryPlace(database, entry);
  }

  async anywhere(entryId: string): Promise<EntryPlace | string> {
    const found = await this.find(entryId, this.#databaseIds);
    return isFault(found) ? found.message : found;
  }

  async inUpload(uploadId: string, entryId: string): Promise<EntryPlace | string> {
    const database = await this.#openUpload(uploadId);
    if (typeof database === 'string') return database;
    return findEntry(database, entryId) ?? `Archive ${entryId} does not exist in upload ${uploadId}.`;
  }

  async byMainFile(uploadId: string, mainFile: string): Promise<EntryPlace | string> {
    const database = await this.#openUpload(uploadId);
    if (typeof database === 'string') return database;
    const entry = database.archives.findByMainFile(mainFile);
    if (entry === undefined) return `File ${mainFile} does not exist in upload ${uploadId}.`;
    return entryPlace(database, entry);
  }

  async #openUpload(uploadId: string): Promise<GraphDatabase | string> {
    const database = await this.#databases.open(uploadId);
    if (database === undefined) return `Current user does not have access to upload ${uploadId}.`;
    return isFault(database) ? database.message : database;
  }
}

function severalHold(entryId: string, places: readonly EntryPlace[]): GraphFault {
  const uploads = places.map(({ database }) => database.id).join(', ');
  const message = `Several uploads hold an entry ${entryId}: ${uploads}. Ask for it under uploads.`;
  return { type: 'GENERAL', message };
}

function notFound(entryId: string, fault: GraphFault | undefined): GraphFault {
  const sentence = `The value ${entryId} is not a valid entry id or not visible to current user.`;
  const hint = entryId.includes(':') ? ' By type and id an entry is known below its upload only.' : '';
  const message = sentence + hint;
  if (fault === undefined) return { type: 'NOACCESS', message };
  return { type: fault.type, message: `${message} Not all uploads could be asked: ${fault.message}` };
}
