import { mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CliError } from './cli-error.ts';

/**
 * Makes the home folder and the one of the database files where they are not there.
 *
 * One folder after the other, since on file systems that refuse with "not found", such as /proc, Node's recursive
 * `mkdir` never ends.
 *
 * Errors: `CliError` says which folder cannot be made.
 */
export function prepareHome(home: string): void {
  const missing: string[] = [];
  let folder = resolve(join(home, 'databases'));
  while (!isThere(folder)) {
    missing.unshift(folder);
    if (dirname(folder) === folder) break;
    folder = dirname(folder);
  }
  for (const path of missing) {
    try {
      mkdirSync(path);
    } catch (error) {
      // Another process may have been faster.
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw new CliError(`the home folder ${home} cannot be made: ${(error as Error).message}.`, 1);
    }
  }
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
