import { limits } from '../base/index.ts';
import { revive } from './store/life-cycle.ts';
import type { UseParts } from './use-database.ts';

/**
 * Prolongs the life of a database that has a file, and wakes it up where it sleeps.
 *
 * Errors: `RegistryError` `live-full`, `storage-full`.
 * Limits: `keepAliveSecondsMax`.
 */
export function keepAlive({ open, ...parts }: UseParts, id: string, seconds: number | undefined): void {
  const { store } = parts;
  const row = store.find(id);
  if (row === undefined || row.fileBytes === null) return;
  const now = store.now();
  const lifeSeconds = Math.min(seconds ?? row.timeToLiveSeconds, limits.keepAliveSecondsMax);
  revive(
    parts,
    { serial: row.serial, lastRequestAt: now, liveUntil: now + lifeSeconds * 1000 },
    open.inUse(),
  );
}
