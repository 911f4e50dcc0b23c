/** Ids of databases: a segment of a path, a name of a file, and never something that a path means already. */
import { createHash } from 'node:crypto';
import { limits } from '../base/index.ts';
import type { AuthorizedLocation } from '../ingest/index.ts';
import { RegistryError } from './registry-error.ts';

const pattern = new RegExp(`^[A-Za-z0-9_-]{1,${limits.databaseIdLengthMax}}$`);

/** First segments of paths that mean something, in lower case, with what they mean. */
const reservedIds: ReadonlyMap<string, string> = new Map([
  ['index', 'the index meta-database'],
  ['extensions', 'the endpoints that spawn and remove databases'],
  ['static', 'files that come with the server'],
  ['docs', 'the documentation of the server'],
  ['info', 'an endpoint of OPTIMADE'],
  ['links', 'an endpoint of OPTIMADE'],
  ['versions', 'an endpoint of OPTIMADE'],
  ['structures', 'an endpoint of OPTIMADE'],
  ['references', 'an endpoint of OPTIMADE'],
  ['files', 'an endpoint of OPTIMADE'],
  ['calculations', 'an endpoint of OPTIMADE'],
  ['trajectories', 'an endpoint of OPTIMADE'],
  ['partial_data', 'an endpoint of OPTIMADE'],
  ['-', 'the pages for operators'],
]);
const versionPattern = /^v\d+$/i;

/**
 * The id of a database from the name of its source: what a URL does not allow becomes `-`.
 * `My data (v2).jsonl` → `My-data-v2-jsonl`.
 */
export function databaseIdFrom(name: string): string {
  const id = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, limits.databaseIdLengthMax);
  return id === '' ? 'database' : id;
}

/** Errors: `RegistryError` `id-reserved`. */
export function checkDatabaseId(id: string): void {
  if (!pattern.test(id)) {
    throw new RegistryError(
      'id-reserved',
      `An id has 1 to ${limits.databaseIdLengthMax} letters, digits, hyphens and underscores.`,
    );
  }
  const meaning = meaningOf(id);
  if (meaning !== undefined) {
    throw new RegistryError('id-reserved', `The id ${id} is not free: in a path it means ${meaning}.`);
  }
}

/**
 * The id that a name leads to where nobody asked for another: as it is where it is free, else with a hash of the
 * location behind it, so that the same location always comes by the same id.
 */
export function deriveDatabaseId(
  name: string,
  locationKey: string,
  isTaken: (id: string) => boolean,
): string {
  const id = databaseIdFrom(name);
  if (meaningOf(id) === undefined && !isTaken(id)) return id;
  const hash = createHash('sha256').update(locationKey).digest('hex');
  for (let length = 8; length < hash.length; length += 8) {
    const longer = `${id.slice(0, limits.databaseIdLengthMax - length - 1)}-${hash.slice(0, length)}`;
    if (!isTaken(longer)) return longer;
  }
  return hash;
}

/**
 * The id that a location leads to on the command line: what is commonly called its name, with a number behind it where
 * that is taken. `/data/My data (v2).jsonl.gz` → `My-data-v2`.
 */
export function numberDatabaseId(
  { location, name }: AuthorizedLocation,
  isTaken: (id: string) => boolean,
): string {
  const short = location.kind === 'record' ? name : name.slice(name.lastIndexOf('/') + 1);
  const bare = short.replace(/\.(gz|gzip|bz2)$/i, '').replace(/\.(jsonl|jsonlines|ndjson|json)$/i, '');
  const id = databaseIdFrom(bare);
  let free = id;
  for (let number = 2; meaningOf(free) !== undefined || isTaken(free); number += 1) {
    free = `${id.slice(0, limits.databaseIdLengthMax - String(number).length - 1)}-${number}`;
  }
  return free;
}

function meaningOf(id: string): string | undefined {
  return versionPattern.test(id) ? 'a version of the API' : reservedIds.get(id.toLowerCase());
}
