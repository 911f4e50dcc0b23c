import type { AuditEvent, RegistryBudgets, RegistryLog } from './registry-contract.ts';
import type { RegistryStore } from './store/registry-store.ts';
import type { StoredDatabase } from './store/stored-database.ts';
import type { SetAside, StoredFiles } from './stored-files.ts';

/** What the parts of the registry work on together. */
export interface RegistryParts {
  readonly store: RegistryStore;
  readonly files: StoredFiles;
  readonly budgets: RegistryBudgets;
  readonly log: RegistryLog;
}

/**
 * A write that also takes files away: they are renamed within the transaction, while nobody else can claim, publish or
 * remove anything, and are put back where it fails. Their room is freed afterwards.
 */
export function writeAndSetAside<Result>(
  { store, files, log }: RegistryParts,
  run: (setAside: (...paths: string[]) => void) => Result,
): Result {
  const moved: SetAside[] = [];
  try {
    const result = store.write('durable', () => run((...paths) => moved.push(files.setAside(...paths))));
    if (moved.some(({ count }) => count > 0)) {
      files.deleteAside().catch((error) => log.failure('deleting files that are not needed any more', error));
    }
    return result;
  } catch (error) {
    for (const { putBack } of moved) putBack();
    throw error;
  }
}

/** Tells of what a write did, when it stands; within the write. */
export function auditWrite(
  { store, log }: RegistryParts,
  action: AuditEvent['action'],
  { id, location }: Pick<StoredDatabase, 'id' | 'location'>,
  detail?: string,
): void {
  const event = { action, id, location: location.shown, ...(detail === undefined ? {} : { detail }) };
  store.afterwards(() => log.audit(event));
}
