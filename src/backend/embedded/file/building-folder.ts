/**
 * Folders in which databases are built, beside the files that they become, so that they can be renamed into their place.
 * Whoever builds holds a lock on a file in the folder. The system takes it from a process that ends in whatever way, and
 * unlike the number of a process it cannot pass to another one, after a reboot or in another container.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DatabaseFileError, explainingErrors } from './database-file-error.ts';

const pattern = /\.building-[0-9a-f]{16}$/;
const lockName = 'lock';
/** Somebody who clears up may take a new folder away before it is locked; three times in a row that is no accident. */
const triesMax = 3;

export class BuildingFolder {
  readonly path: string;
  readonly #lock: DatabaseSync;

  private constructor(path: string, lock: DatabaseSync) {
    this.path = path;
    this.#lock = lock;
  }

  /** Errors: DatabaseFileError where the folder of the target cannot be written to. */
  static make(targetPath: string): BuildingFolder {
    for (let tries = 0; tries < triesMax; tries += 1) {
      const path = `${targetPath}.building-${randomBytes(8).toString('hex')}`;
      explainingErrors(targetPath, () => mkdirSync(path));
      const lock = lockFolder(path);
      // Only who has the lock removes a folder, so one that is there still will stay.
      if (lock !== undefined && existsSync(join(path, lockName))) return new BuildingFolder(path, lock);
      lock?.close();
      rmSync(path, { recursive: true, force: true });
    }
    throw new DatabaseFileError('unwritable', targetPath, 'the folder to build it in cannot be locked');
  }

  /** May be called again. */
  remove(): void {
    if (this.#lock.isOpen) this.#lock.close();
    rmSync(this.path, { recursive: true, force: true });
  }
}

/**
 * Removes what builds that were cut short left in a folder; returns the names of what was removed. What cannot be removed
 * stays for the next time.
 */
export function removeLeftovers(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => pattern.test(name) && removeUnlocked(join(folder, name)));
}

function removeUnlocked(path: string): boolean {
  const lock = lockFolder(path);
  if (lock === undefined) return false;
  try {
    rmSync(path, { recursive: true, force: true });
    return true;
  } catch {
    return false;
  } finally {
    lock.close();
  }
}

/** A lock on a folder, held until it is closed. Undefined where somebody else has it, or there is no such folder any more. */
export function lockFolder(path: string): DatabaseSync | undefined {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(join(path, lockName));
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch {
    lock?.close();
    return undefined;
  }
}
