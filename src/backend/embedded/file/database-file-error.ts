/**
 * What is wrong with a database file.
 *
 * - `missing`: there is none.
 * - `foreign`: it is not one of ours.
 * - `version`: another version of Respawn wrote it.
 * - `damaged`: it is cut short or does not hold together.
 * - `unwritable`: the folder cannot be written to.
 * - `full`: the disk left no room.
 * - `too-large`: it would grow larger than it may.
 * - `closed`: it was closed before the question was answered.
 */
export type DatabaseFileProblem =
  | 'missing'
  | 'foreign'
  | 'version'
  | 'damaged'
  | 'unwritable'
  | 'full'
  | 'too-large'
  | 'closed';

/**
 * A database file cannot be opened, read or built; where it can be built anew from its source, that helps.
 */
export class DatabaseFileError extends Error {
  override readonly name = 'DatabaseFileError';
  readonly problem: DatabaseFileProblem;
  readonly path: string;

  constructor(problem: DatabaseFileProblem, path: string, detail: string, cause?: unknown) {
    super(`${path}: ${detail}`, cause === undefined ? {} : { cause });
    this.problem = problem;
    this.path = path;
  }
}

const sqliteProblems: ReadonlyMap<number, readonly [DatabaseFileProblem, string]> = new Map([
  // Our statements are fixed, so what they do not find is missing.
  [1, ['damaged', 'lacks a part of its tables']],
  [8, ['unwritable', 'cannot be written to']],
  [10, ['damaged', 'cannot be read']],
  [11, ['damaged', 'is damaged']],
  [13, ['full', 'there is no room left to write it']],
  [14, ['unwritable', 'cannot be opened']],
  [26, ['foreign', 'is no database file']],
]);

const systemProblems: ReadonlyMap<string, readonly [DatabaseFileProblem, string]> = new Map([
  // Statements of a database that was closed.
  ['ERR_INVALID_STATE', ['closed', 'was closed while it was read']],
  ['ENOSPC', ['full', 'there is no room left to write it']],
  ['EDQUOT', ['full', 'the quota leaves no room to write it']],
  ['EFBIG', ['full', 'it grows larger than files may be']],
  ['EACCES', ['unwritable', 'the folder may not be written to']],
  ['EPERM', ['unwritable', 'the folder may not be written to']],
  ['EROFS', ['unwritable', 'the folder is on a read-only disk']],
  ['ENOENT', ['unwritable', 'the folder does not exist']],
  ['ENOTDIR', ['unwritable', 'what should be its folder is a file']],
  ['EEXIST', ['unwritable', 'what should be its folder is a file']],
  ['EISDIR', ['unwritable', 'a folder of that name is in the way']],
]);

/** The same error in our words where it tells of the file; any other error as it is. */
export function explainFileError(error: unknown, path: string): unknown {
  if (error instanceof DatabaseFileError || !(error instanceof Error)) return error;
  const { code, errcode } = error as Error & { code?: string; errcode?: number };
  // The lowest byte is the primary result code of SQLite; the rest refines it.
  const found = errcode === undefined ? systemProblems.get(code ?? '') : sqliteProblems.get(errcode & 0xff);
  return found === undefined ? error : new DatabaseFileError(found[0], path, found[1], error);
}

/** Runs what reads from the file alone: whatever is wrong then is wrong with the file. */
export function explainingReads<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    const explained = explainFileError(error, path);
    if (explained instanceof DatabaseFileError) throw explained;
    throw new DatabaseFileError('damaged', path, 'cannot be read', error);
  }
}

/** Runs what touches the file, with its errors explained. */
export function explainingErrors<Result>(path: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw explainFileError(error, path);
  }
}
