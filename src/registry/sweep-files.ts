import { limits } from '../base/index.ts';
import type { RegistryParts } from './registry-parts.ts';
import { writeAndSetAside } from './registry-parts.ts';
import type { StoredDatabase } from './store/stored-database.ts';
import type { FoundFile } from './stored-files.ts';

/**
 * Removes files that nothing in the registry speaks for. Whether it does is asked within a write, while nothing can be
 * published or registered.
 */
export async function sweepFiles(parts: RegistryParts): Promise<void> {
  const { files } = parts;
  files.removeBuilds();
  if (findOrphans(parts).length > 0) {
    writeAndSetAside(parts, (setAside) => setAside(...findOrphans(parts)));
  }
  await files.deleteAside();
}

function findOrphans({ store, files }: RegistryParts): string[] {
  const { databases, reports, downloads, staged } = files.survey();
  const isLeased = (lease: string): boolean =>
    store.get('SELECT 1 FROM database WHERE lease = ?', lease) !== undefined;
  const pathsOf = (found: readonly FoundFile[], isNeeded: (owner: string) => boolean): string[] =>
    found.filter(({ owner }) => !isNeeded(owner)).map(({ path }) => path);
  return [
    ...pathsOf(databases, (id) => (store.find(id)?.fileBytes ?? null) !== null),
    ...pathsOf(reports, (id) => store.find(id) !== undefined),
    ...pathsOf(downloads, (serial) => mayBeGoneOnWith(store.findBySerial(Number(serial)), store.now())),
    ...pathsOf(staged, isLeased),
  ];
}

/** Whether somebody works on what is half fetched, or is likely to ask for it again. */
function mayBeGoneOnWith(row: StoredDatabase | undefined, now: number): boolean {
  if (row === undefined || row.queuedAt !== null) return row !== undefined;
  const failedAt = row.failure === undefined ? 0 : Date.parse(row.failure.at);
  return now - failedAt < limits.downloadKeptSeconds * 1000;
}
