import { mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CliError } from './cli-error.ts';

/**
 * Makes the home folder and the one of the database files where they are not there.
 *
 * One folder after the other, since on file systems that refuse with "not found", such as /proc, Node's recursive
 * `mkdir` never ends.
 *
 * Errors: `CliError` says which folder cannot be made, or not be looked into.
 */
export function prepareHome(home: string): void {
  try {
    for (const path of missingFolders(resolve(join(home, 'databases')))) makeFolder(path);
  } catch (error) {
    throw new CliError(`the home folder ${home} cannot be used: ${(error as Error).message}.`, 1);
  }
}

/** From the outermost on. */
function missingFolders(innermost: string): readonly string[] {
  const missing: string[] = [];
  for (let folder = innermost; !isThere(folder); folder = dirname(folder)) {
    missing.unshift(folder);
    if (dirname(folder) === folder) break;
  }
  return missing;
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have been faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
