import type { ArchiveEntry } from '../../backend/index.ts';
import { archiveKey } from '../../backend/index.ts';

/** Characters of an entry id that stand for the database: 48 bits, too many for two databases of a server to share. */
const prefixLength = 8;

/** What the entry ids of a database begin with. */
export function databasePrefix(databaseId: string): string {
  return archiveKey(databaseId).slice(0, prefixLength);
}

/** Takes an entry id apart; a short one, which is the stem of a file, gives what no database has. */
export function splitEntryId(entryId: string): { readonly prefix: string; readonly key: string } {
  return { prefix: entryId.slice(0, prefixLength), key: entryId.slice(prefixLength) };
}

/**
 * What an entry is called in answers: the prefix of its database and its key, so that the database is told by the id
 * alone; the stem of its file where an archive that belongs to no entry has it as key.
 */
export function entryIdOf(databaseId: string, entry: ArchiveEntry): string {
  return isStemOfFile(entry) ? entry.key : databasePrefix(databaseId) + entry.key;
}

/** A key made of a hash is never how a file is called, so that the name tells which it is. */
function isStemOfFile({ entry, key, mainFile }: ArchiveEntry): boolean {
  const fileName = mainFile.slice(mainFile.lastIndexOf('/') + 1);
  return entry === undefined && (fileName === key || fileName.startsWith(`${key}.`));
}
