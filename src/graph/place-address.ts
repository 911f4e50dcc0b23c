import type { ArchivePlace } from './evaluation.ts';
import { archiveAddress } from './reference/reference-text.ts';

/** How messages and internal strings name a place. Of an archive that is a reference; nothing refers to metadata. */
export function placeAddress(
  { database, entryId, isMetadata }: ArchivePlace,
  path: readonly (string | number)[],
): string {
  if (isMetadata !== true) return archiveAddress(database.id, entryId, path);
  return `../uploads/${database.id}/entries/${entryId}/metadata#/${path.join('/')}`;
}
