import type { ArchiveEntry, EntryKey } from '../../backend/index.ts';
import type { EntryPlace } from '../evaluation.ts';
import type { GraphDatabase } from '../graph-world.ts';
import { databasePrefix, entryIdOf, splitEntryId } from './entry-id.ts';

export function entryPlace(database: GraphDatabase, entry: ArchiveEntry): EntryPlace {
  return { database, entry, entryId: entryIdOf(database.id, entry) };
}

/** An entry of a database by its entry id; undefined where it is in another one, or nowhere. */
export function findById({ id, archives }: GraphDatabase, entryId: string): ArchiveEntry | undefined {
  const { prefix, key } = splitEntryId(entryId);
  const entry = prefix === databasePrefix(id) ? archives.find(key) : undefined;
  return entry ?? findByStem(archives.find(entryId), id);
}

/** An entry of a database by its entry id or its alias, `<type>:<id>` with percent escapes. */
export function findEntry(database: GraphDatabase, entryId: string): EntryPlace | undefined {
  const entry = findById(database, entryId) ?? findByAlias(database, entryId);
  return entry === undefined ? undefined : entryPlace(database, entry);
}

/** Keys that are no stems are not asked for by themselves. */
function findByStem(entry: ArchiveEntry | undefined, databaseId: string): ArchiveEntry | undefined {
  return entry !== undefined && entryIdOf(databaseId, entry) === entry.key ? entry : undefined;
}

function findByAlias({ archives }: GraphDatabase, alias: string): ArchiveEntry | undefined {
  const key = readAlias(alias);
  return key === undefined ? undefined : archives.findByEntry(key);
}

function readAlias(alias: string): EntryKey | undefined {
  const colon = alias.indexOf(':');
  if (colon === -1) return undefined;
  try {
    return {
      type: decodeURIComponent(alias.slice(0, colon)),
      id: decodeURIComponent(alias.slice(colon + 1)),
    };
  } catch {
    return undefined; // a broken percent escape
  }
}
