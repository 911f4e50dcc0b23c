import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { explainingErrors } from './database-file-error.ts';

/** Folders that this process is building in: a process id alone may belong to an earlier process. */
const active = new Set<string>();

const pattern = /\.building-(\d+)-[0-9a-f]{8}$/;

/**
 * Makes the folder in which a database is built: beside the file, so that it can be renamed into its place.
 */
export function makeBuildingFolder(targetPath: string): string {
  const folder = `${targetPath}.building-${process.pid}-${randomBytes(4).toString('hex')}`;
  explainingErrors(targetPath, () => mkdirSync(folder));
  active.add(folder);
  return folder;
}

export function removeBuildingFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  active.delete(folder);
}

/**
 * Removes what builds of processes that are gone left in a folder; returns the names of what was removed.
 *
 * Limits: databases of one folder are built by the main threads of processes on one machine.
 */
export function removeLeftovers(folder: string): readonly string[] {
  const leftovers = readdirSync(folder).filter((name) => {
    const process_ = pattern.exec(name)?.[1];
    return process_ !== undefined && !isBuilding(join(folder, name), Number(process_));
  });
  for (const name of leftovers) rmSync(join(folder, name), { recursive: true, force: true });
  return leftovers;
}

function isBuilding(path: string, processId: number): boolean {
  if (processId === process.pid) {
    return [...active].some(
      (folder) => basename(folder) === basename(path) && dirname(folder) === dirname(path),
    );
  }
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // A process of somebody else may not be signalled, but is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
