import type { EntryPlace } from '../evaluation.ts';
import type { GraphFault } from '../graph-fault.ts';
import type { GraphDatabase } from '../graph-world.ts';
import type { ListingRequest } from '../request/graph-request.ts';
import type { ResultMap } from '../result/result-map.ts';
import type { EntrySelection } from './entry-selection.ts';
import { entryPlace } from './find-entry.ts';
import type { OpenDatabases } from './open-databases.ts';
import { isFault } from './open-databases.ts';
import type { PageWindow } from './pagination.ts';
import type { ListedPage, Listing } from './read-listing.ts';

export interface PlaceListingOptions<Request> {
  readonly databases: OpenDatabases;
  /** Of the databases that are gone through, one after the other. */
  readonly databaseIds: readonly string[];
  readonly selection: EntrySelection;
  readonly tellsLastPage: boolean;
  readonly find: (entryId: string) => Promise<EntryPlace | GraphFault>;
  readonly read: (place: EntryPlace, request: Request, into: ResultMap) => Promise<void>;
  readonly resolved: (request: ListingRequest<Request>) => Request | undefined;
}

/** Entries of one database or several, under a token. */
export function placeListing<Request>(options: PlaceListingOptions<Request>): Listing<EntryPlace, Request> {
  const { tellsLastPage, find, read, resolved } = options;
  return {
    tellsLastPage,
    page: (window) => listPlaces(options, window),
    idOf: ({ entryId }) => entryId,
    read,
    async readNamed(id, request, into) {
      const found = await find(id);
      if (isFault(found)) into.addFault(found);
      else await read(found, request, into);
    },
    resolved,
  };
}

async function listPlaces<Request>(
  { databases, databaseIds, selection, find }: PlaceListingOptions<Request>,
  window: PageWindow,
): Promise<ListedPage<EntryPlace> | string> {
  const after = window.after === undefined ? undefined : await find(window.after);
  if (after !== undefined && isFault(after)) return withoutFullStop(after.message);
  if (after !== undefined && !selection.canFollow(after.entry)) return `${after.entryId} is not listed here`;
  const ids = window.descending ? databaseIds.toReversed() : databaseIds;
  const opened = await databases.openAll(ids, after?.database.id);
  const page = await pageOf(opened.databases, selection, after, window);
  return { ...page, faults: [...opened.faults, ...selection.faults()] };
}

/** Goes through all databases, since all are counted; of those before the page and behind it nothing else is asked. */
async function pageOf(
  databases: readonly GraphDatabase[],
  selection: EntrySelection,
  after: EntryPlace | undefined,
  window: PageWindow,
): Promise<Omit<ListedPage<EntryPlace>, 'faults'>> {
  const places: EntryPlace[] = [];
  let total = 0;
  let isReached = after === undefined;
  for (const database of databases) {
    const isStart = after?.database.id === database.id;
    isReached ||= isStart;
    const part = {
      after: isStart ? after?.entry : undefined,
      offset: Math.max(0, window.offset - total),
      // One more than the page tells whether there is another.
      limit: isReached && window.limit > 0 ? window.limit + 1 - places.length : 0,
    };
    const selected = await selection.select(database, part, window);
    for (const entry of selected.entries) places.push(entryPlace(database, entry));
    total += selected.total;
  }
  return { members: places.slice(0, window.limit), total, hasMore: places.length > window.limit };
}

function withoutFullStop(sentence: string): string {
  return sentence.endsWith('.') ? sentence.slice(0, -1) : sentence;
}
